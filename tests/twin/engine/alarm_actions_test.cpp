// What people do with single alarms, and what an alarm does by itself after that.
#include <gtest/gtest.h>

#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

Rules shelvable(std::vector<AlarmRule> alarms) {
  Rules rules = watching(std::move(alarms));
  rules.longest_shelving = seconds(100);
  return rules;
}

AlarmAction action(double time, AlarmAct act, double lasting = 0,
                   AlarmCondition condition = AlarmCondition::high) {
  return {at(time), PointId(0), condition, act, seconds(lasting)};
}

TEST(Shelving, EndsOnTheEnginesClockAndThePresentAlarmIsRaisedAnew) {
  Bench bench(shelvable({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  bench.read(0, 95);
  bench.handle(1, action(1, AlarmAct::shelve, 30));
  EXPECT_EQ(bench.output.wake, at(31));
  bench.wait_until(30);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 0", "shelved high at 1"}));
  bench.wait_until(40);
  EXPECT_EQ(story(bench.alarms),
            (Story{"raised high at 0", "shelved high at 1", "unshelved high at 31", "raised high at 31"}));
  EXPECT_EQ(bench.alarms[1].id, bench.alarms[0].id);
  EXPECT_EQ(bench.alarms[2].id, bench.alarms[0].id);
  EXPECT_NE(bench.alarms[3].id, bench.alarms[0].id);
}

TEST(Shelving, LastsNoLongerThanTheRulesAllowAndIsNotProlonged) {
  Bench bench(shelvable({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  bench.handle(0, action(0, AlarmAct::shelve, 1e6));
  bench.handle(90, action(90, AlarmAct::shelve, 50));
  bench.wait_until(1000);
  EXPECT_EQ(story(bench.alarms), (Story{"shelved high at 0", "unshelved high at 100"}));
}

TEST(Shelving, IsRefusedWithoutALengthAndWhereTheRulesHaveNone) {
  Bench bench(shelvable({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  bench.handle(0, action(0, AlarmAct::shelve));
  EXPECT_TRUE(bench.alarms.empty());
  Rules rules = shelvable({limit_rule(AlarmCondition::high, 90)});
  rules.longest_shelving = {};
  Bench strict(rules, one_unit({"X"}));
  strict.handle(0, action(0, AlarmAct::shelve, 10));
  EXPECT_TRUE(strict.alarms.empty());
}

TEST(Shelving, ThatOutlastsTheConditionEndsInNormal) {
  Bench bench(shelvable({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  bench.read(0, 95);
  bench.handle(1, action(1, AlarmAct::shelve, 30));
  bench.read(5, 50);
  bench.wait_until(40);
  EXPECT_EQ(story(bench.alarms).back(), "unshelved high at 31");
  EXPECT_EQ(bench.engine.state_of(PointId(0), AlarmCondition::high), AlarmState::normal);
}

TEST(OutOfService, LastsUntilSomebodyReturnsIt) {
  Bench bench(shelvable({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  bench.handle(0, action(0, AlarmAct::take_out_of_service));
  bench.read(1, 95);
  bench.wait_until(1e6);
  bench.handle(1e6, action(1e6, AlarmAct::return_to_service));
  EXPECT_EQ(story(bench.alarms),
            (Story{"out_of_service high at 0", "in_service high at 1000000", "raised high at 1000000"}));
}

TEST(Latch, HoldsTheAlarmUntilItIsAcknowledgedAndReset) {
  AlarmRule rule = limit_rule(AlarmCondition::high, 90);
  rule.latch = true;
  Bench bench(shelvable({rule}), one_unit({"X"}));
  bench.read(0, 95);
  bench.read(1, 50);
  bench.handle(2, action(2, AlarmAct::reset));  // not before the acknowledgement
  bench.handle(3, action(3, AlarmAct::acknowledge));
  bench.handle(4, action(4, AlarmAct::reset));
  EXPECT_EQ(story(bench.alarms),
            (Story{"raised high at 0", "latched high at 1", "acknowledged high at 3", "reset high at 4"}));
  for (const Alarm& alarm : bench.alarms) EXPECT_EQ(alarm.id, AlarmId(0));

  // without the latch there is nothing to reset
  Bench plain(shelvable({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  plain.read(0, 95);
  plain.read(1, 50);
  plain.handle(2, action(2, AlarmAct::reset));
  EXPECT_EQ(story(plain.alarms), (Story{"raised high at 0", "returned high at 1"}));
}

TEST(ReAlarm, ComesAfterItsTimeWhileTheConditionLasts) {
  AlarmRule rule = limit_rule(AlarmCondition::high, 90);
  rule.re_alarm_after = seconds(60);
  Bench bench(shelvable({rule}), one_unit({"X"}));
  bench.read(0, 95);
  bench.handle(5, action(5, AlarmAct::acknowledge));
  EXPECT_EQ(bench.output.wake, at(65));
  bench.wait_until(70);
  bench.handle(80, action(80, AlarmAct::acknowledge));
  bench.read(139, 50);
  bench.wait_until(500);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 0", "acknowledged high at 5", "realarmed high at 65",
                                        "acknowledged high at 80", "returned high at 139"}));
}

TEST(ReAlarm, TimeOfThePriorityHoldsWhereTheRuleHasNone) {
  AlarmRule rule = limit_rule(AlarmCondition::high, 90);
  Rules rules = shelvable({rule});
  rules.re_alarm_after[rule.priority] = seconds(10);
  Bench bench(rules, one_unit({"X"}));
  bench.read(0, 95);
  bench.handle(1, action(1, AlarmAct::acknowledge));
  bench.wait_until(11);
  EXPECT_EQ(story(bench.alarms).back(), "realarmed high at 11");
}

TEST(ReAlarm, ComesWhenAnAcknowledgedAlarmGetsWorse) {
  Bench bench(shelvable({limit_rule(AlarmCondition::high, 90), limit_rule(AlarmCondition::high_high, 95),
                         limit_rule(AlarmCondition::low, 10)}),
              one_unit({"X"}));
  bench.read(0, 92);
  bench.read(1, 96);  // not acknowledged: nothing more to say
  bench.read(2, 92);
  EXPECT_EQ(bench.alarms.size(), 3u);
  bench.handle(3, action(3, AlarmAct::acknowledge));
  bench.read(4, 96);
  EXPECT_EQ(bench.alarms.size(), 6u);
  EXPECT_EQ(bench.alarms[4].event, AlarmEvent::realarmed);
  EXPECT_EQ(bench.alarms[4].condition, AlarmCondition::high);
  EXPECT_EQ(bench.alarms[4].id, bench.alarms[0].id);
}

TEST(Actions, OnWhatIsNotWatchedDoNothing) {
  Bench bench(shelvable({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  bench.handle(0, action(0, AlarmAct::shelve, 10, AlarmCondition::low));
  bench.handle(1, {at(1), PointId(7), AlarmCondition::high, AlarmAct::shelve, seconds(10)});
  bench.handle(2, {at(2), PointId(), AlarmCondition::high, AlarmAct::shelve, seconds(10)});
  EXPECT_TRUE(bench.alarms.empty());
}

TEST(Risk, AHiddenAlarmWeighsLikeOneThatReturned) {
  Rules rules = shelvable({limit_rule(AlarmCondition::high, 90)});
  rules.risk.severity = {1, 3, 8};
  rules.risk.points_per_severity = 10;
  Bench shelved(rules, one_unit({"X"})), returned(rules, one_unit({"X"})), standing(rules, one_unit({"X"}));
  for (Bench* bench : {&shelved, &returned, &standing}) bench->read(0, 95);
  shelved.handle(1000, action(1000, AlarmAct::shelve, 100));
  returned.read(1000, 50);
  const auto score = [](Bench& bench) { return bench.engine.risk_of(EnterpriseId(0), at(1050)).alarms; };
  EXPECT_GT(score(returned), 0.0);
  EXPECT_DOUBLE_EQ(score(shelved), score(returned));
  EXPECT_GT(score(standing), score(returned));
}

}  // namespace
}  // namespace fengsui::engine
