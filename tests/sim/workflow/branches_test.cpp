// The state is a value: copies go on alike, and people's luck belongs to them, not to the policy.
#include <gtest/gtest.h>

#include <map>

#include "sim/state_hash.h"
#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

Policy busy_policy() {
  Policy policy = instant_policy(3);
  policy.channels[0].latency = always({{{0.8, DelayBranch::Shape::lognormal, 3, 0.6, 0}}});
  policy.channels[1].latency = always({{{0.7, DelayBranch::Shape::constant, 12, 0, 0}}});
  for (LevelPolicy& level : policy.levels) {
    for (auto& sends : level.sends) sends = {{0, {}}, {1, minutes{5}}, {1, minutes{10}}};
    for (TaskPolicy& each : level.tasks) {
      each.reaction = always(exponential(minutes{10}));
      each.service = always(exponential(minutes{4}));
      each.lapse = {0.05, 0.2};
    }
  }
  for (std::size_t level = 0; level < 3; ++level) {
    limit(policy, level, Clock::acknowledge, minutes{20});
    limit(policy, level, Clock::clear, hours{3});
  }
  on_expiry(policy, Clock::acknowledge, Escalation::join);
  on_expiry(policy, Clock::clear, Escalation::join);
  policy.reject = 0.3;
  policy.verdict_real = policy.verdict_equipment_fault = 0.3;
  policy.false_feedback = 0.1;
  policy.measures = {{Measure::repeat_push, Trigger::acknowledge_overdue, {}, 1, forever, Colour::blue},
                     {Measure::call_and_answer, Trigger::clear_overdue, {}, 1, forever, Colour::blue}};
  return policy;
}

std::uint64_t hash_of(const Town& town) {
  StateHash hash;
  hash(town.state);
  return hash.digest();
}

void load(Town& town, int warnings) {
  for (int i = 0; i < warnings; ++i) {
    town.warn(static_cast<Colour>(1 + i % 4));
    town.play(town.now + minutes{7});
    if (i > 5) town.end(static_cast<std::size_t>(i) - 5);
  }
}

TEST(Branches, ACopyHasTheSameFuture) {
  Town town(busy_policy(), 3);
  load(town, 40);
  Town copy = town;
  const std::uint64_t before = hash_of(town);
  EXPECT_EQ(before, hash_of(copy));
  town.play(town.now + hours{50});
  EXPECT_NE(before, hash_of(town));
  EXPECT_EQ(before, hash_of(copy)) << "the original's future leaves the copy alone";
  copy.play(copy.now + hours{50});
  EXPECT_EQ(hash_of(town), hash_of(copy));
  EXPECT_EQ(town.log, copy.log);
}

TEST(Branches, AnotherSeedIsAnotherFuture) {
  Town first(busy_policy(), 3), second(busy_policy(), 4);
  load(first, 10), load(second, 10);
  EXPECT_NE(hash_of(first), hash_of(second));
}

TEST(Branches, ChangingALimitChangesNobodysLuck) {
  // how long each task took, by case and officer, under two policies that differ in a limit only
  const auto times_taken = [](Duration limit_to_sign) {
    Policy policy = busy_policy();
    limit(policy, 0, Clock::acknowledge, limit_to_sign);
    policy.measures.clear();
    policy.reject = 0;
    for (LevelPolicy& level : policy.levels)
      for (TaskPolicy& each : level.tasks) each.lapse = {};
    Town town(policy, 9, {}, 1);
    load(town, 60);
    town.play(town.now + hours{100});
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, double> taken;
    for (const LogEntry& entry : town.log)
      if (entry.kind == LogKind::task_finished && entry.detail == 0)  // the enterprise's only officer
        taken.try_emplace({entry.subject, entry.detail, entry.other}, entry.value);
    return taken;
  };
  const auto strict = times_taken(minutes{6}), lax = times_taken(minutes{60});
  std::size_t compared = 0, different = 0;
  for (const auto& [key, value] : strict)
    if (std::get<2>(key) == 0 && lax.contains(key)) ++compared, different += lax.at(key) != value;
  EXPECT_GT(compared, 40u);
  EXPECT_EQ(different, 0u);
}

TEST(Branches, EveryCaseComesToItsEnd) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Town town(busy_policy(), seed);
    load(town, 40);
    for (std::size_t i = 0; i < 40; ++i) town.end(i);
    town.play(town.now + hours{1000});
    for (const Officer& officer : town.state.officers) EXPECT_FALSE(officer.busy);
    std::size_t open = 0;
    for (const Case& item : town.state.cases) open += item.stage != Stage::cleared;
    // whoever lapses after the last limit has expired is reminded by nobody
    EXPECT_LT(open, 8u) << "seed " << seed;
    EXPECT_EQ(open, town.state.open_warnings.size());
    EXPECT_EQ(town.count(LogKind::case_cleared), 40 - open);
  }
}

}  // namespace
}  // namespace fengsui::workflow
