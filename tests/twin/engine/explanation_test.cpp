#include "twin/engine/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// High at 90 mm for 5 s, armed by RUN after 2 s.
Rules rules() {
  Rules rules = quiet_rules();
  AlarmRule high = limit_rule(AlarmCondition::high, 90, 3, seconds(5), seconds(1));
  high.armed_when = ArmedWhen{"RUN", true, seconds(2)};
  rules.points = {{"", "X", "mm", {high}}};
  rules.longest_shelving = seconds(60);
  rules.risk.severity = {1, 3, 8};
  rules.risk.points_per_severity = 50;
  rules.risk.growth = seconds(10);
  rules.risk.threshold = {0, 20, 2e9, 3e9, 4e9};
  return rules;
}

Bench armed() {
  Bench bench(rules(), one_unit({"X", "RUN"}));
  bench.read(0, 1, 1);
  bench.wait_until(2);
  return bench;
}

std::string why_not(const Bench& bench, AlarmCondition condition = AlarmCondition::high) {
  return bench.engine.why_not(PointId(0), condition).english;
}

TEST(WhyNot, NamesWhatIsMissing) {
  Bench bench(rules(), one_unit({"X", "RUN"}));
  EXPECT_THAT(why_not(bench), AllOf(HasSubstr("suppressed by design"), HasSubstr("armed while RUN is 1"),
                                    HasSubstr("not one good reading")));
  bench.read(0, 95);
  EXPECT_THAT(why_not(bench), HasSubstr("missing: it is not armed"));
  EXPECT_THAT(why_not(bench, AlarmCondition::low), HasSubstr("not watched"));

  bench = armed();
  bench.read(10, 87.5);
  EXPECT_THAT(why_not(bench),
              AllOf(HasSubstr("latest reading 87.5 at 00:00:10"), HasSubstr("raised at >= 90 mm"),
                    HasSubstr("missing: 2.5 from the reading to the limit")));
  bench.read(20, 95);
  EXPECT_THAT(why_not(bench), HasSubstr("must last until 00:00:25"));
  bench.read(25, 95);
  EXPECT_THAT(why_not(bench), HasSubstr("nothing is missing: the alarm was raised"));
}

TEST(WhyNot, SaysWhatIsCompared) {
  AlarmRule expression;
  expression.condition = AlarmCondition::expression;
  expression.combination =
      Combination{"x - y", {{"x", "X", "mm", false, 0.0}, {"y", "RUN", "mm", false, 0.0}}, "", false, false};
  expression.limit = 5;
  AlarmRule range;
  range.condition = AlarmCondition::out_of_range;
  AlarmRule repeated;
  repeated.condition = AlarmCondition::repeated;
  repeated.of = AlarmCondition::high;
  repeated.count = 3;
  repeated.window = seconds(60);
  AlarmRule absent;
  absent.condition = AlarmCondition::absent;
  absent.window = seconds(3600);
  AlarmRule filtered = limit_rule(AlarmCondition::high, 90);
  filtered.smoothing = {Smoothing::Kind::ewma, seconds(30)};
  Bench bench(watching({filtered, range, repeated, absent, expression}), one_unit({"X", "RUN"}));
  bench.read(10, 50);
  EXPECT_THAT(why_not(bench),
              AllOf(HasSubstr("EWMA with time constant 00:00:30"), HasSubstr("filtered value")));
  EXPECT_THAT(why_not(bench, AlarmCondition::out_of_range), HasSubstr("beyond the nearer end of its range"));
  EXPECT_THAT(why_not(bench, AlarmCondition::repeated), HasSubstr("did not begin 3 times within 00:01:00"));
  EXPECT_THAT(why_not(bench, AlarmCondition::absent), HasSubstr("nothing is reported for 01:00:00"));
  EXPECT_THAT(why_not(bench, AlarmCondition::expression),
              AllOf(HasSubstr("compared: x - y"), HasSubstr(">= 5 mm"), HasSubstr("has not been heard")));
}

TEST(WhyNot, TellsWhoHidTheAlarm) {
  Bench bench = armed();
  bench.read(10, 95);
  bench.handle(11, {at(11), PointId(0), AlarmCondition::high, AlarmAct::shelve, seconds(30)});
  EXPECT_THAT(why_not(bench), HasSubstr("shelved until 00:00:41"));
  bench.handle(12, {at(12), PointId(0), AlarmCondition::high, AlarmAct::take_out_of_service, {}});
  EXPECT_THAT(why_not(bench), HasSubstr("returned it to service"));
  EXPECT_THAT(bench.engine.why_not(PointId(0), AlarmCondition::high).chinese, HasSubstr("尚未恢复使用"));
}

TEST(Why, AnAlarmTellsItsRuleItsValuesAndItsTimes) {
  Bench bench = armed();
  bench.read(10, 95);
  bench.read(15, 96);
  bench.handle(20, {at(20), PointId(0), AlarmCondition::high, AlarmAct::acknowledge, {}});
  Diary diary(bench.engine.compiled());
  diary.note(bench.alarms, bench.warnings);
  const auto text = diary.why(AlarmId(0));
  ASSERT_TRUE(text);
  EXPECT_THAT(text->english,
              AllOf(HasSubstr("alarm 0: high of well 1 X"), HasSubstr("raised at >= 90 mm for 00:00:05"),
                    HasSubstr("cleared at < 87 mm for 00:00:01"), HasSubstr("priority 3, level 1"),
                    HasSubstr("first-out"), HasSubstr("00:00:15 raised: 95 mm, limit 90 mm"),
                    HasSubstr("00:00:20 acknowledge")));
  EXPECT_THAT(text->chinese, AllOf(HasSubstr("高限"), HasSubstr("限值 90 mm")));
  EXPECT_FALSE(diary.why(AlarmId(1)));
}

TEST(Why, AWarningTellsThePartsOfItsScoreAndTheAlarmsBehindIt) {
  Bench bench = armed();
  bench.read(10, 95);
  bench.read(15, 96);
  bench.wait_until(30);
  ASSERT_EQ(bench.warnings.size(), 1u);
  Diary diary(bench.engine.compiled());
  diary.note(bench.alarms, bench.warnings);
  const auto text = diary.why(WarningId(0));
  ASSERT_TRUE(text);
  EXPECT_THAT(text->english,
              AllOf(HasSubstr("warning 0: Ruixin Aluminium"), HasSubstr("blue"), HasSubstr("alarms 20"),
                    HasSubstr("alarm 0: high of well 1 X, raised 00:00:15")));
  EXPECT_FALSE(diary.why(WarningId(1)));
}

}  // namespace
}  // namespace fengsui::engine
