// Colours of an enterprise: thresholds, hysteresis, dwell, triggers, decay, and what handling changes.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

constexpr double minute = 60, hour = 3600;

// Score = alarm part: one severity-1 alarm grows to 25, a trip-level one to 75.
Rules graded_rules() {
  Rules rules = quiet_rules();
  rules.points = {
      {"", "X", "mm", {limit_rule(AlarmCondition::high, 50), limit_rule(AlarmCondition::high_high, 90)}},
      {"", "Y", "mm", {limit_rule(AlarmCondition::high, 50), limit_rule(AlarmCondition::high_high, 90)}},
      {"", "LEAK", "mm", {limit_rule(AlarmCondition::high, 50)}}};
  RiskRules& risk = rules.risk;
  risk.severity = {1, 3, 8};
  risk.points_per_severity = 25;
  risk.growth = seconds(30 * minute);
  risk.decay_half_life = seconds(12 * hour);
  risk.handling_half_life = seconds(168 * hour);
  risk.threshold = {0, 35, 50, 65, 80};
  risk.hysteresis = 5;
  risk.minimum_dwell = seconds(30 * minute);
  risk.handled_relief = 0.5;
  risk.false_relief = 0.2;
  risk.overdue_points = 15;
  risk.clear_relief = 0.5;
  return rules;
}

Trigger trigger(Trigger::Kind kind, Colour colour, std::uint8_t level, std::uint32_t count,
                double duration_s) {
  Trigger t;
  t.key = "t";
  t.english = "because";
  t.chinese = "因为";
  t.kind = kind;
  t.colour = colour;
  t.level = level;
  t.count = count;
  t.duration = seconds(duration_s);
  return t;
}

Directory graded_directory() { return one_unit({"X", "Y", "LEAK"}); }

TEST(Score, OfOneTripLevelAlarmCrossesTheThresholdsAtTheClosedFormTimes) {
  Bench bench(graded_rules(), graded_directory());
  bench.read(0, 95);  // high and high-high: 25 + 75 points, grown together
  const int wakes = run_until(bench, 4 * hour);
  EXPECT_EQ(colours(bench), (std::vector{Colour::blue, Colour::yellow, Colour::orange, Colour::red}));
  const double thresholds[] = {35, 50, 65, 80};
  for (std::size_t i = 0; i < 4; ++i) {
    const double expected = -30 * minute * std::log(1 - thresholds[i] / 100);
    EXPECT_NEAR(to_seconds(bench.warnings[i].time), expected, 0.01);
    const double linear = 30 * minute * thresholds[i] / 100;
    EXPECT_GT(std::abs(to_seconds(bench.warnings[i].time) - linear), 2 * minute) << "growth is no ramp";
    EXPECT_NEAR(bench.warnings[i].score, thresholds[i], 1e-3);
    EXPECT_EQ(bench.warnings[i].id, WarningId(0));
    EXPECT_EQ(bench.warnings[i].because, (std::vector{AlarmId(0), AlarmId(1)}));
    EXPECT_EQ(bench.warnings[i].event, i ? WarningEvent::changed : WarningEvent::raised);
  }
  EXPECT_LT(wakes, 10);  // computed, not searched for
}

TEST(Score, AtRestAsksForNothing) {
  Bench bench(graded_rules(), graded_directory());
  bench.read(0, 10);
  EXPECT_GT(bench.output.wake, at(24 * 365 * hour));
  EXPECT_EQ(run_until(bench, 1000 * hour), 0);
  EXPECT_TRUE(bench.warnings.empty());
}

TEST(Score, DecaysAfterTheReturnAndFallsBelowTheHysteresisOnly) {
  Bench bench(graded_rules(), graded_directory());
  bench.read(0, 95);
  run_until(bench, 40 * minute);  // 73.6: orange
  ASSERT_EQ(bench.warnings.back().colour, Colour::orange);
  bench.read(40 * minute, 10);
  const double top = 100 * (1 - std::exp(-40.0 / 30));
  const int wakes = run_until(bench, 48 * hour);
  EXPECT_EQ(colours(bench), (std::vector{Colour::blue, Colour::yellow, Colour::orange, Colour::yellow,
                                         Colour::blue, Colour::none}));
  const double floors[] = {60, 45, 30};
  for (std::size_t i = 0; i < 3; ++i) {
    const double expected = 40 * minute + 12 * hour * std::log2(top / floors[i]);
    EXPECT_NEAR(to_seconds(bench.warnings[3 + i].time), expected, 0.01);
    // without hysteresis it would have fallen at the threshold itself
    EXPECT_GT(to_seconds(bench.warnings[3 + i].time),
              40 * minute + 12 * hour * std::log2(top / (floors[i] + 5)) + hour);
  }
  EXPECT_EQ(bench.warnings.back().event, WarningEvent::ended);
  EXPECT_LT(wakes, 20);
}

TEST(Colour, StandsForTheMinimumDwellBeforeItFalls) {
  Rules rules = graded_rules();
  rules.risk.triggers = {trigger(Trigger::Kind::sustained, Colour::yellow, 2, 1, minute)};
  Bench bench(rules, graded_directory());
  bench.read(0, 95);
  run_until(bench, 70);
  ASSERT_EQ(colours(bench), (std::vector{Colour::yellow}));
  EXPECT_EQ(bench.warnings[0].time, at(60));
  bench.read(80, 10);
  run_until(bench, 2 * hour);
  ASSERT_EQ(bench.warnings.size(), 2u);
  EXPECT_EQ(bench.warnings[1].event, WarningEvent::ended);
  EXPECT_EQ(bench.warnings[1].time, at(60 + 30 * minute));
}

TEST(Trigger, ATripThatIsShorterThanItsDurationDoesNothing) {
  Rules rules = graded_rules();
  rules.risk.triggers = {trigger(Trigger::Kind::sustained, Colour::yellow, 2, 1, minute)};
  Bench bench(rules, graded_directory());
  bench.read(0, 95);
  bench.read(59, 10);
  run_until(bench, hour);
  EXPECT_TRUE(bench.warnings.empty());
}

TEST(Trigger, TwoPointsOfOneUnitGiveOrangeAtOnceOneDoesNot) {
  Rules rules = graded_rules();
  rules.risk.triggers = {trigger(Trigger::Kind::together, Colour::orange, 2, 2, 0)};
  Bench same(rules, graded_directory());
  same.read(0, 95, 0);
  EXPECT_TRUE(same.warnings.empty());
  same.read(7, 95, 1);
  ASSERT_EQ(colours(same), (std::vector{Colour::orange}));
  EXPECT_EQ(same.warnings[0].time, at(7));
  EXPECT_EQ(same.warnings[0].because.front(), AlarmId(0));
  EXPECT_NE(same.warnings[0].reason.find("because"), std::string::npos);
  EXPECT_NE(same.warnings[0].reason.find("因为"), std::string::npos);
  EXPECT_NE(same.warnings[0].reason.find("well 1 X"), std::string::npos);

  Directory apart = graded_directory();
  apart.points[1].unit = UnitId(1);
  Bench other(rules, apart);
  other.read(0, 95, 0);
  other.read(7, 95, 1);
  EXPECT_TRUE(other.warnings.empty());
}

TEST(Trigger, APatternNeedsAllItsAlarmsOnOneUnit) {
  Rules rules = graded_rules();
  rules.risk.elements = {{"X", AlarmCondition::high_high}, {"LEAK", AlarmCondition::high}};
  Trigger leak = trigger(Trigger::Kind::pattern, Colour::red, 1, 1, 0);
  leak.bits = 0b11;
  rules.risk.triggers = {leak};
  Bench bench(rules, graded_directory());
  bench.read(0, 80, 2);
  bench.read(1, 60, 0);  // high is not high-high
  EXPECT_TRUE(bench.warnings.empty());
  bench.read(2, 95, 0);
  EXPECT_EQ(colours(bench), (std::vector{Colour::red}));
  EXPECT_EQ(bench.warnings[0].time, at(2));
}

TEST(Trigger, TheSameAlarmThreeTimesInADayIsBlueUntilTheFirstIsADayOld) {
  Rules rules = graded_rules();
  rules.risk.triggers = {trigger(Trigger::Kind::repeated, Colour::blue, 1, 3, 24 * hour)};
  Bench bench(rules, graded_directory());
  for (const double start : {0., 2 * hour, 4 * hour}) {
    bench.read(start, 60);
    bench.read(start + 1, 10);
  }
  ASSERT_EQ(colours(bench), (std::vector{Colour::blue}));
  EXPECT_EQ(bench.warnings[0].time, at(4 * hour));
  run_until(bench, 40 * hour);
  ASSERT_EQ(bench.warnings.size(), 2u);
  EXPECT_EQ(bench.warnings[1].time, at(24 * hour));
}

TEST(Trigger, ASilentGatewayIsGradedByHowLongItHasBeenSilent) {
  Rules rules = graded_rules();
  rules.offline_after = seconds(300);
  rules.risk.silence = {{seconds(30 * minute), 14}, {seconds(4 * hour), 34}, {seconds(24 * hour), 71}};
  rules.risk.triggers = {trigger(Trigger::Kind::silent, Colour::blue, 1, 1, 4 * hour)};
  Bench bench(rules, graded_directory());
  bench.read(10, 10);
  run_until(bench, 3 * hour);
  EXPECT_EQ(bench.engine.risk_of(EnterpriseId(0), at(3 * hour)).alarms, 14);
  run_until(bench, 30 * hour);
  EXPECT_EQ(colours(bench), (std::vector{Colour::blue, Colour::orange}));
  EXPECT_EQ(bench.warnings[0].time, at(10 + 4 * hour));
  EXPECT_EQ(bench.warnings[1].time, at(10 + 24 * hour));
  bench.read(31 * hour, 10);
  EXPECT_EQ(bench.warnings.back().event, WarningEvent::ended);
}

TEST(Handling, OfTheWarningLowersTheScoreAndOverdueRaisesIt) {
  Rules rules = graded_rules();
  rules.risk.weight_handling = 1.0;
  Bench idle(rules, graded_directory());
  idle.read(0, 95);
  run_until(idle, 20 * minute);
  ASSERT_FALSE(idle.warnings.empty());
  const WarningId warning = idle.warnings[0].id;
  const double before = idle.engine.risk_of(EnterpriseId(0), at(20 * minute)).score;
  Bench handled = idle, dismissed = idle, overdue = idle;
  handled.act(20 * minute, warning, Act::handle);
  handled.act(20 * minute, warning, Act::handle);
  dismissed.act(20 * minute, warning, Act::verify_false);
  overdue.act(20 * minute, warning, Act::overdue);
  const auto score = [](const Bench& bench) {
    return bench.engine.risk_of(EnterpriseId(0), at(20 * minute)).score;
  };
  EXPECT_NEAR(score(handled), before * 0.5, 1e-9);
  EXPECT_NEAR(score(dismissed), before * 0.2, 1e-9);
  EXPECT_NEAR(score(overdue), before + 15, 1e-9);
  overdue.act(20 * minute, warning, Act::clear);
  EXPECT_NEAR(score(overdue), before + 7.5, 1e-9);
}

TEST(Handling, AcknowledgingAWarningAcknowledgesItsAlarmsOnce) {
  Bench bench(graded_rules(), graded_directory());
  bench.read(0, 95);
  run_until(bench, 20 * minute);
  bench.read(21 * minute, 60, 1);  // a later alarm of the same firm belongs to the standing warning
  bench.alarms.clear();
  bench.act(22 * minute, bench.warnings[0].id, Act::acknowledge);
  EXPECT_EQ(story(bench.alarms),
            (std::vector<std::string>{"acknowledged high at 1320", "acknowledged high_high at 1320",
                                      "acknowledged high at 1320"}));
  EXPECT_EQ(bench.engine.state_of(PointId(0), AlarmCondition::high), AlarmState::acknowledged);
  bench.alarms.clear();
  bench.act(23 * minute, bench.warnings[0].id, Act::acknowledge);
  bench.act(24 * minute, WarningId(77), Act::acknowledge);
  EXPECT_TRUE(bench.alarms.empty());
}

TEST(Score, OfInherentRiskAloneColoursAFirmAtTheStart) {
  Rules rules = graded_rules();
  rules.risk.weight_inherent = 0.5;
  Directory directory = graded_directory();
  directory.enterprises[0].inherent = 80;
  Bench bench(rules, directory);
  bench.wait_until(0);
  ASSERT_EQ(colours(bench), (std::vector{Colour::blue}));
  EXPECT_EQ(bench.warnings[0].inherent, 80);
  EXPECT_TRUE(bench.warnings[0].because.empty());
}

TEST(Score, OfGrowthAgainstDecayIsFoundWithinOneRecomputePeriod) {
  Bench bench(graded_rules(), graded_directory());
  bench.read(0, 60, 0);
  bench.read(0, 60, 1);
  bench.read(30 * minute, 10, 0);  // decays while the others grow
  bench.read(30 * minute, 60, 2);
  const int wakes = run_until(bench, 3 * hour);
  ASSERT_FALSE(bench.warnings.empty());
  EXPECT_GE(bench.warnings.back().score, 50 - 1e-9);
  EXPECT_LT(bench.warnings.back().score, 51);
  EXPECT_LT(wakes, 181);
}

}  // namespace
}  // namespace fengsui::engine
