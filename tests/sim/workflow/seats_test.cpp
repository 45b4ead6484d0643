#include <gtest/gtest.h>

#include <set>

#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

constexpr Act all_acts[] = {Act::acknowledge,  Act::verify_true, Act::verify_equipment_fault,
                            Act::verify_false, Act::handle,      Act::feedback,
                            Act::clear,        Act::reject,      Act::overdue};

// enterprise and district are played by people, the district reviews, the city is not told
struct Drill : Town {
  explicit Drill(std::uint64_t seed_number = 1) : Town(policy(), seed_number) {
    for (const std::size_t level : {0u, 1u}) take_seat(context(), spec, state, {office(level)}, true);
    warn();
    play(minutes{1});
  }
  static Policy policy() {
    Policy policy = instant_policy(3);
    responsible(policy, 1);
    for (auto& sends : policy.levels[0].sends) sends = {{0, {}}};
    return policy;
  }
  // which acts an office may do now
  std::set<Act> legal(std::size_t level) const {
    std::set<Act> acts;
    for (const Act act : all_acts)
      if (!refusal(spec, state, CaseId{0u}, office(level), act)) acts.insert(act);
    return acts;
  }
};

TEST(Seats, ATakenSeatIsNotPlayed) {
  Drill drill;
  drill.play(hours{100});
  EXPECT_EQ(drill.count(LogKind::case_acknowledged), 0u);
  EXPECT_EQ(drill.state.cases[0].stage, Stage::delivered);
  take_seat(drill.context(), drill.spec, drill.state, {drill.office(0)}, false);
  EXPECT_EQ(drill.state.cases[0].stage, Stage::feedback) << "released officers go on by themselves";
}

TEST(Seats, WorkInHandIsLaidDownWhenASeatIsTaken) {
  Policy policy = instant_policy(1);
  task(policy, 0, Task::verify).service = always(constant(hours{1}));
  Town town(policy);
  town.warn();
  town.play(minutes{10});
  take_seat(town.context(), town.spec, town.state, {town.office(0)}, true);
  town.play(hours{5});
  EXPECT_EQ(town.count(LogKind::case_verified), 0u);
  set_absent(town.context(), town.spec, town.state, town.office(0), true);
  take_seat(town.context(), town.spec, town.state, {town.office(0)}, false);
  town.play(hours{6});
  EXPECT_EQ(town.count(LogKind::case_verified), 0u) << "the officers have left";
  set_absent(town.context(), town.spec, town.state, town.office(0), false);
  town.play(hours{8});
  EXPECT_EQ(town.when(LogKind::case_verified), Time{hours{7}});
}

TEST(Seats, OnlyTheLegalActsAreGrantedAtEveryStage) {
  using Acts = std::set<Act>;
  const Acts verdicts{Act::verify_true, Act::verify_equipment_fault, Act::verify_false};
  Drill drill;
  EXPECT_EQ(drill.legal(0), Acts{Act::acknowledge});
  EXPECT_EQ(drill.legal(1), Acts{Act::acknowledge});
  EXPECT_EQ(drill.legal(2), Acts{});

  EXPECT_FALSE(drill.ask(drill.office(0), Act::acknowledge));
  EXPECT_EQ(drill.legal(0), verdicts);
  EXPECT_FALSE(drill.ask(drill.office(0), Act::verify_true));
  EXPECT_EQ(drill.legal(0), Acts{Act::handle});
  EXPECT_FALSE(drill.ask(drill.office(0), Act::handle));
  EXPECT_EQ(drill.legal(0), Acts{Act::feedback});
  EXPECT_FALSE(drill.ask(drill.office(0), Act::feedback));
  EXPECT_EQ(drill.legal(0), Acts{});
  EXPECT_EQ(drill.legal(1), (Acts{Act::acknowledge, Act::reject})) << "the condition is not gone";

  EXPECT_FALSE(drill.ask(drill.office(1), Act::reject));
  EXPECT_EQ(drill.legal(0), Acts{Act::handle});
  EXPECT_EQ(drill.legal(1), Acts{Act::acknowledge});
  EXPECT_FALSE(drill.ask(drill.office(0), Act::handle));
  EXPECT_FALSE(drill.ask(drill.office(0), Act::feedback));
  drill.end();
  EXPECT_EQ(drill.legal(1), (Acts{Act::acknowledge, Act::clear, Act::reject}));
  EXPECT_FALSE(drill.ask(drill.office(1), Act::clear));
  for (const std::size_t level : {0u, 1u, 2u}) EXPECT_EQ(drill.legal(level), Acts{});
}

TEST(Seats, ARefusalSaysWhyAndChangesNothing) {
  Drill drill;
  const auto why = [&](std::size_t level, Act act, std::size_t case_index = 0) {
    const std::size_t entries = drill.log.size();
    const auto answer = drill.ask(drill.office(level), act, case_index);
    EXPECT_TRUE(answer);
    EXPECT_EQ(drill.log.size(), entries);
    return answer.value_or(Refusal::no_such_case);
  };
  EXPECT_EQ(why(0, Act::acknowledge, 5), Refusal::no_such_case);
  EXPECT_EQ(why(2, Act::acknowledge), Refusal::not_involved);
  EXPECT_EQ(why(0, Act::overdue), Refusal::not_an_act_of_people);
  EXPECT_EQ(why(0, Act::verify_true), Refusal::not_acknowledged);
  EXPECT_EQ(why(0, Act::clear), Refusal::not_responsible);
  EXPECT_EQ(why(1, Act::clear), Refusal::no_feedback);
  drill.ask(drill.office(0), Act::acknowledge);
  drill.ask(drill.office(1), Act::acknowledge);
  EXPECT_EQ(why(0, Act::acknowledge), Refusal::already_acknowledged);
  EXPECT_EQ(why(1, Act::verify_true), Refusal::not_involved);
  EXPECT_EQ(why(0, Act::handle), Refusal::not_verified);
  EXPECT_EQ(why(0, Act::feedback), Refusal::not_handled);
  drill.ask(drill.office(0), Act::verify_true);
  EXPECT_EQ(why(0, Act::verify_false), Refusal::already_verified);
  drill.ask(drill.office(0), Act::handle);
  EXPECT_EQ(why(0, Act::handle), Refusal::already_handled);
  drill.ask(drill.office(0), Act::feedback);
  EXPECT_EQ(why(0, Act::feedback), Refusal::already_given);
  EXPECT_EQ(why(1, Act::clear), Refusal::condition_persists);
  drill.end();
  drill.ask(drill.office(1), Act::clear);
  EXPECT_EQ(why(0, Act::feedback), Refusal::already_cleared);
  EXPECT_FALSE(describe(Refusal::already_cleared).chinese.empty());
}

TEST(Seats, NobodySignsWhatHasNotArrived) {
  Policy policy = instant_policy(1);
  for (auto& sends : policy.levels[0].sends) sends = {{0, minutes{1}}};
  Town town(policy);
  town.warn();
  EXPECT_EQ(town.ask(town.office(0), Act::acknowledge), Refusal::not_yet_told);
}

TEST(Seats, RandomRequestsNeverBreakTheOrderOfThings) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Drill drill(seed);
    const Stream dice{seed, Draw::test, 0};
    for (std::uint64_t i = 0; i < 60; ++i) {
      const auto act = all_acts[static_cast<std::size_t>(dice.uniform(3 * i) * 9)];
      drill.ask(drill.office(static_cast<std::size_t>(dice.uniform(3 * i + 1) * 3)), act);
      if (dice.uniform(3 * i + 2) < 0.05) drill.end();
    }
    // in one round: verified before handled, handled or false before feedback, feedback before review
    const Time cleared = drill.when(LogKind::case_cleared);
    if (cleared == never) continue;
    bool feedback = false;
    for (const LogEntry& entry : drill.log) {
      if (entry.kind == LogKind::case_feedback) feedback = true;
      if (entry.kind == LogKind::case_rejected) feedback = false;
      if (entry.kind == LogKind::case_cleared) {
        EXPECT_TRUE(feedback);
      }
    }
    EXPECT_EQ(drill.count(LogKind::case_cleared), 1u);
    EXPECT_GE(drill.count(LogKind::case_acknowledged), 1u);
  }
}

}  // namespace
}  // namespace fengsui::workflow
