#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "scenarios/policy_reader.h"
#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

constexpr Duration tick{1};

Policy slow_to_sign(Duration reaction) {
  Policy policy = instant_policy(2);
  task(policy, 0, Task::acknowledge).reaction = always(constant(reaction));
  limit(policy, 0, Clock::acknowledge, minutes{10});
  on_expiry(policy, Clock::acknowledge, Escalation::join);
  return policy;
}

TEST(Clocks, SigningOneTickBeforeTheLimitIsInTime) {
  Town town(slow_to_sign(minutes{10} - tick));
  town.warn();
  town.end();
  town.play(hours{1});
  EXPECT_EQ(town.count(LogKind::clock_expired), 0u);
  EXPECT_EQ(town.count(LogKind::case_escalated), 0u);
}

TEST(Clocks, SigningAtTheLimitOrOneTickAfterIsOverdue) {
  for (const Duration late : {Duration{0}, tick}) {
    Town town(slow_to_sign(minutes{10} + late));
    town.warn();
    town.end();
    town.play(hours{1});
    EXPECT_EQ(town.count(LogKind::clock_expired), 1u);
    EXPECT_EQ(town.when(LogKind::clock_expired), Time{minutes{10}});
    EXPECT_EQ(town.when(LogKind::case_escalated), Time{minutes{10}});
  }
}

TEST(Clocks, ASeatThatSignsAtTheLimitIsLateWhateverTheOrderOfEvents) {
  Town town(slow_to_sign(hours{5}));
  town.warn();
  town.play(minutes{10} - tick);
  town.now = Time{minutes{10}};  // the planned expiry of this moment has not been played yet
  EXPECT_FALSE(town.ask(town.office(0), Act::acknowledge));
  EXPECT_EQ(town.count(LogKind::clock_expired), 1u);
  town.play(hours{1});
  EXPECT_EQ(town.count(LogKind::clock_expired), 1u) << "one limit expires once";
}

TEST(Clocks, ClearingStopsEveryClock) {
  Policy policy = instant_policy(3);
  for (std::size_t level = 0; level < 3; ++level)
    for (std::size_t clock = 0; clock < clock_count; ++clock)
      limit(policy, level, static_cast<Clock>(clock), minutes{10});
  for (std::size_t clock = 0; clock < clock_count; ++clock)
    on_expiry(policy, static_cast<Clock>(clock), Escalation::join);
  responsible(policy, 2);
  Town town(policy);
  town.report();
  town.play(minutes{1});
  ASSERT_EQ(town.state.cases[0].stage, Stage::cleared);
  town.play(hours{100});
  EXPECT_EQ(town.count(LogKind::clock_expired), 0u);
  EXPECT_EQ(town.count(LogKind::case_escalated), 0u);
  EXPECT_EQ(town.agenda.size(), 0u);
}

Policy colours_with_limits() {
  Policy policy = slow_to_sign(hours{50});
  for (std::size_t colour = 1; colour < colour_count; ++colour)
    policy.levels[0].limits[colour][0] = minutes{50 - 10 * static_cast<int>(colour)};  // red 10 … blue 40
  return policy;
}

TEST(Clocks, AnUpgradeTightensARunningClockFromItsOwnStart) {
  Town town(colours_with_limits());
  town.warn(Colour::blue);
  town.play(minutes{5});
  warning_changed(town.context(), town.spec, town.state, WarningId{0u}, Colour::red);
  town.play(hours{2});
  EXPECT_EQ(town.when(LogKind::clock_expired), Time{minutes{10}});
  EXPECT_EQ(town.count(LogKind::clock_expired), 1u) << "the old limit is void";
}

TEST(Clocks, AnUpgradePastTheNewLimitExpiresAtOnce) {
  Town town(colours_with_limits());
  town.warn(Colour::blue);
  town.play(minutes{25});
  warning_changed(town.context(), town.spec, town.state, WarningId{0u}, Colour::red);
  town.play(hours{2});
  EXPECT_EQ(town.when(LogKind::clock_expired), Time{minutes{25}});
}

TEST(Clocks, NoChangeOfColourExtendsAClock) {
  const Colour colours[] = {Colour::blue, Colour::yellow, Colour::orange, Colour::red};
  for (const Colour from : colours)
    for (const Colour to : colours)
      for (const Duration limit_of_red : {minutes{10}, minutes{200}}) {  // even when a worse colour is laxer
        Policy policy = colours_with_limits();
        policy.levels[0].limits[4][0] = limit_of_red;
        Town town(policy);
        town.warn(from);
        const Time before = town.state.involvements[0].deadline[0];
        town.play(minutes{1});
        warning_changed(town.context(), town.spec, town.state, WarningId{0u}, to);
        EXPECT_LE(town.state.involvements[0].deadline[0], before);
      }
}

TEST(Clocks, AnOverdueCaseIsUpgradedByThePolicy) {
  Policy policy = slow_to_sign(hours{1000});
  limit(policy, 0, Clock::acknowledge, forever);
  policy.levels[0].limits[1][3] = hours{120};
  policy.levels[0].limits[2][3] = hours{72};
  policy.upgrades = {{Colour::blue, Colour::yellow, Trigger::clear_overdue}};
  Town town(policy);
  town.warn(Colour::blue);
  town.play(hours{200});
  EXPECT_EQ(town.when(LogKind::colour_upgraded), Time{hours{120}});
  EXPECT_EQ(town.count(LogKind::colour_upgraded), 1u);
  EXPECT_EQ(town.state.cases[0].colour, Colour::yellow);
}

TEST(Clocks, MeasuresFollowTheLadder) {
  Policy policy = slow_to_sign(hours{1000});
  limit(policy, 0, Clock::acknowledge, forever);
  limit(policy, 0, Clock::clear, hours{24});
  policy.measures = {
      {Measure::supervise, Trigger::clear_overdue, {}, 1, forever, Colour::blue},
      {Measure::on_site_supervision, Trigger::clear_overdue, hours{24}, 1, forever, Colour::orange},
      {Measure::interview, Trigger::clear_overdue, {}, 3, hours{720}, Colour::blue}};
  Town town(policy);
  std::vector<std::pair<Time, Measure>> taken;
  for (int i = 0; i < 3; ++i) {
    town.warn(i == 2 ? Colour::red : Colour::blue);
    town.play(town.now + hours{100} - town.now.time_since_epoch() % hours{100});
  }
  for (const LogEntry& entry : town.log)
    if (entry.kind == LogKind::measure_taken)
      taken.emplace_back(entry.time, static_cast<Measure>(entry.other));
  const std::vector<std::pair<Time, Measure>> expected{{Time{hours{24}}, Measure::supervise},
                                                       {Time{hours{124}}, Measure::supervise},
                                                       {Time{hours{224}}, Measure::supervise},
                                                       {Time{hours{224}}, Measure::interview},
                                                       {Time{hours{248}}, Measure::on_site_supervision}};
  EXPECT_EQ(taken, expected);
}

TEST(Clocks, AnOverdueRedCaseReachesTheCityWithinBothLimits) {
  std::ifstream file(FENGSUI_SOURCE_DIR "/data/policies/shanghai_2024.json");
  std::stringstream text;
  text << file.rdbuf();
  Policy policy = read_policy(text.str(), "shanghai_2024.json");
  const auto red = static_cast<std::size_t>(Colour::red), clear = static_cast<std::size_t>(Clock::clear);
  const Duration both = policy.levels[0].limits[red][clear] + policy.levels[1].limits[red][clear];
  int overdue = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Town town(policy, seed, hours{seed % 168});
    town.warn(Colour::red);
    town.play(both - hours{1});
    town.end();  // late, so that most cases are overdue
    town.play(hours{400});
    const Time cleared = town.when(LogKind::case_cleared);
    if (cleared <= scenario_start + both) continue;
    ++overdue;
    EXPECT_LE(town.when(LogKind::case_escalated, town.office(2)), scenario_start + both) << "seed " << seed;
  }
  EXPECT_GT(overdue, 100) << "the property was hardly tried";
}

TEST(Clocks, HandingOverStopsTheLowerLevelsClocks) {
  Policy policy = slow_to_sign(hours{100});
  on_expiry(policy, Clock::acknowledge, Escalation::hand_over);
  limit(policy, 0, Clock::clear, hours{5});
  task(policy, 1, Task::handle).reaction = always(constant(hours{50}));
  Town town(policy);
  town.warn();
  town.play(hours{20});
  EXPECT_EQ(town.count(LogKind::clock_expired), 1u);
  EXPECT_EQ(town.count(LogKind::case_withdrawn), 1u);
}

}  // namespace
}  // namespace fengsui::workflow
