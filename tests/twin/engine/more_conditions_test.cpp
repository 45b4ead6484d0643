// Conditions beyond limits: over several points, beyond the range, repeated, absent; and what filters do.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/error.h"
#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "tests/twin/engine/plant_of_one.h"
#include "twin/engine/formula.h"
#include "twin/engine/lint.h"

namespace fengsui::engine {
namespace {

AlarmRule rule_of(AlarmCondition condition) {
  AlarmRule rule;
  rule.condition = condition;
  return rule;
}

AlarmRule formula_rule(const std::string& formula, std::optional<double> limit = {}) {
  AlarmRule rule = rule_of(AlarmCondition::expression);
  rule.combination = Combination{};
  rule.combination->formula = formula;
  rule.combination->inputs = {{"x", "X", "mm", false, 0.0}, {"y", "Y", "cm", false, 0.0}};
  rule.combination->measure = limit ? "" : "1";
  rule.limit = limit;
  return rule;
}

AlarmRule deviation_rule(double limit, double set_point) {
  AlarmRule rule = rule_of(AlarmCondition::deviation);
  rule.combination = Combination{};
  rule.combination->formula = "here - there";
  rule.combination->either_sign = true;
  rule.combination->inputs = {{"here", "", "", false, 0.0}, {"there", "", "", true, set_point}};
  rule.limit = limit;
  return rule;
}

Reading reading(double time_s, double value, std::size_t point) {
  return {at(time_s), value, PointId(point), Quality::good, {}};
}

TEST(FormulaText, IsEvaluatedOrRefusedWithAReason) {
  const std::vector<std::string> names = {"a", "b"};
  const auto value = [&](const char* text, double a, double b) {
    return Formula(text, names).value(std::vector<double>{a, b});
  };
  EXPECT_EQ(value("a - 2 * b", 7, 2), 3.0);
  EXPECT_EQ(value("a >= 5 and b < 2", 5, 1), 1.0);
  EXPECT_EQ(value("a > 5 or b < 2", 5, 2), 0.0);
  EXPECT_EQ(value("a / b", 1, 0), std::nullopt);
  for (const char* wrong : {"", "a", "a +", "a + b + c", "a = b", "a, b", "(a + b", "\"a\" + b", "a b"})
    EXPECT_TRUE(problem_of(wrong, names)) << wrong;
  EXPECT_TRUE(problem_of("1a", {"1a"}));
  EXPECT_TRUE(problem_of(std::string(400, '(').append("a+b").append(std::string(399, ')')), names));
  EXPECT_TRUE(problem_of(std::string(2000, ' ').append("a + b"), names));
}

TEST(FormulaText, CopiesShareNothing) {
  Formula one("a + b", {"a", "b"});
  Formula two = one;
  EXPECT_EQ(one.value(std::vector<double>{1, 2}), 3.0);
  EXPECT_EQ(two.value(std::vector<double>{5, 6}), 11.0);
}

TEST(Expression, ComparesPointsOfAUnitInTheirUnits) {
  Bench bench(watching({formula_rule("x - 10 * y", 20.0)}), one_unit({"X", "Y"}));
  bench.exchange(at(1), {reading(1, 50, 0)});  // not a value before both were heard
  EXPECT_TRUE(bench.alarms.empty());
  bench.exchange(at(2), {reading(2, 50, 0), reading(2, 31, 1)});  // 50 mm - 3.1 cm = 19 mm
  EXPECT_TRUE(bench.alarms.empty());
  bench.exchange(at(3), {reading(3, 51, 0)});
  EXPECT_EQ(story(bench.alarms), (Story{"raised expression at 3"})) << "equal to the limit is beyond it";
  EXPECT_NEAR(bench.alarms.back().value, 20.0, 1e-9);
  bench.exchange(at(4), {reading(4, 40, 1)});
  EXPECT_EQ(story(bench.alarms).back(), "returned expression at 4");
}

// Both points jump at once: looked at after each of them, the difference would be wrong for no time at all.
TEST(Expression, SeesAnInstantAsAWhole) {
  Bench bench(watching({formula_rule("abs(x - 10 * y) > 5")}), one_unit({"X", "Y"}));
  bench.exchange(at(1), {reading(1, 10, 0), reading(1, 10, 1)});
  bench.exchange(at(2), {reading(2, 90, 0), reading(2, 90, 1)});
  EXPECT_TRUE(bench.alarms.empty());
  bench.exchange(at(4), {reading(3, 90, 0), reading(4, 10, 0), reading(4, 90, 1)});
  EXPECT_EQ(story(bench.alarms), (Story{"raised expression at 4"}));
}

TEST(Expression, WithoutOneOfItsPointsIsNotWatchedAndSaid) {
  const Rules rules = watching({formula_rule("x - 10 * y", 20.0)});
  const auto findings = lint(rules, one_unit({"X"}));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_NE(findings[0].english.find("has no Y"), std::string::npos);
  EXPECT_TRUE(compile(rules, one_unit({"X"})).conditions.empty());
  Directory other = one_unit({"X", "Y"});
  other.points[1].measure = "MPa";
  EXPECT_NE(lint(rules, other).at(0).english.find("Y [cm]"), std::string::npos);
}

TEST(Deviation, CountsInBothDirectionsWithItsDeadband) {
  AlarmRule rule = deviation_rule(10, 50);
  rule.deadband = 2;
  Bench bench(watching({rule}), one_unit({"X"}));
  const double values[] = {50, 59.9, 60, 58, 57.9, 40.1, 40, 42, 42.1};
  for (std::size_t i = 0; i < std::size(values); ++i) bench.read(static_cast<double>(i), values[i]);
  EXPECT_EQ(story(bench.alarms), (Story{"raised deviation at 2", "returned deviation at 4",
                                        "raised deviation at 6", "returned deviation at 8"}));
}

TEST(Mismatch, GivesTheSecondStateTimeToFollow) {
  AlarmRule rule = rule_of(AlarmCondition::mismatch);
  rule.on_delay = seconds(3);
  rule.combination = Combination{"(here > 0.5) != (there > 0.5)",
                                 {{"here", "", "", false, 0.0}, {"there", "Y", "", false, 0.0}},
                                 "1",
                                 false,
                                 true};
  Bench bench(watching({rule}), one_unit({"X", "Y"}));
  bench.exchange(at(0), {reading(0, 0, 0), reading(0, 0, 1)});
  bench.read(10, 1, 0);
  bench.read(12, 1, 1);
  EXPECT_TRUE(bench.alarms.empty());
  bench.read(20, 0, 0);
  bench.wait_until(30);
  bench.read(31, 0, 1);
  EXPECT_EQ(story(bench.alarms), (Story{"raised mismatch at 23", "returned mismatch at 31"}));
}

TEST(Vote, NeedsSoManyAtOnce) {
  AlarmRule rule = rule_of(AlarmCondition::vote);
  rule.limit = 2;
  rule.combination =
      Combination{"((x > 5) != 0) + ((y > 5) != 0) + ((z > 5) != 0)",
                  {{"x", "X", "mm", false, 0.0}, {"y", "Y", "mm", false, 0.0}, {"z", "Z", "mm", false, 0.0}},
                  "1",
                  false,
                  false};
  Bench bench(watching({rule}), one_unit({"X", "Y", "Z"}));
  bench.exchange(at(0), {reading(0, 9, 0), reading(0, 1, 1), reading(0, 1, 2)});
  EXPECT_TRUE(bench.alarms.empty()) << "one of three";
  bench.read(1, 9, 2);
  bench.read(2, 9, 1);
  bench.read(3, 1, 0);
  bench.read(4, 1, 2);
  EXPECT_EQ(story(bench.alarms), (Story{"raised vote at 1", "returned vote at 4"}));
}

TEST(OutOfRange, IsAtEitherEndMovedByTheMargin) {
  AlarmRule rule = rule_of(AlarmCondition::out_of_range);
  Bench ends(watching({rule}), one_unit({"X"}));
  const double values[] = {50, 0, 0.1, 99.9, 100, 99};
  for (std::size_t i = 0; i < std::size(values); ++i) ends.read(static_cast<double>(i), values[i]);
  EXPECT_EQ(story(ends.alarms), (Story{"raised out_of_range at 1", "returned out_of_range at 2",
                                       "raised out_of_range at 4", "returned out_of_range at 5"}));
  rule.margin = 2;
  Bench beyond(watching({rule}), one_unit({"X"}));
  const double further[] = {50, 0, -1.9, -2, 101.9, 102, 50};
  for (std::size_t i = 0; i < std::size(further); ++i) beyond.read(static_cast<double>(i), further[i]);
  EXPECT_EQ(story(beyond.alarms), (Story{"raised out_of_range at 3", "returned out_of_range at 4",
                                         "raised out_of_range at 5", "returned out_of_range at 6"}));
}

TEST(Repeated, CountsBeginningsWithinTheWindow) {
  AlarmRule rule = rule_of(AlarmCondition::repeated);
  rule.of = AlarmCondition::high;
  rule.count = 3;
  rule.window = seconds(60);
  const auto alarms_of = [&](std::initializer_list<double> beginnings) {
    Bench bench(watching({limit_rule(AlarmCondition::high, 80), rule}), one_unit({"X"}));
    for (const double time : beginnings) {
      bench.read(time, 90);
      bench.read(time + 1, 10);
    }
    bench.wait_until(1000);
    Story found;
    for (const std::string& line : story(bench.alarms))
      if (line.find("repeated") != std::string::npos) found.push_back(line);
    return found;
  };
  EXPECT_EQ(alarms_of({10, 30, 69}), (Story{"raised repeated at 69", "returned repeated at 70"}));
  EXPECT_EQ(alarms_of({10, 30, 70}), Story{}) << "the window is open at its old end";
  EXPECT_EQ(alarms_of({10, 20, 30, 40}), (Story{"raised repeated at 30", "returned repeated at 80"}))
      << "prolonged by the fourth: 20, 30 and 40 are together until 80";
}

TEST(Absent, IsSaidWhenNothingComesInTime) {
  AlarmRule rule = rule_of(AlarmCondition::absent);
  rule.window = std::chrono::hours{24};
  rule.reports = true;
  Bench bench(watching({rule}), one_unit({"X"}));
  constexpr double day = 86400;
  bench.read(10, 1);
  bench.read(day, 0);       // no check-in
  bench.read(day + 10, 1);  // exactly in time
  bench.wait_until(3 * day);
  bench.read(3 * day + 5, 1);
  EXPECT_EQ(story(bench.alarms), (Story{"raised absent at 172810", "returned absent at 259205"}));
}

TEST(Absent, CountsFromTheBeginning) {
  AlarmRule rule = rule_of(AlarmCondition::absent);
  rule.window = seconds(60);
  Bench bench(watching({rule}), one_unit({"X"}));
  bench.wait_until(59);
  EXPECT_TRUE(bench.alarms.empty());
  bench.wait_until(61);
  EXPECT_EQ(story(bench.alarms), (Story{"raised absent at 60"}));
}

TEST(Readings, ThatAreNoNumbersChangeNothing) {
  AlarmRule rule = limit_rule(AlarmCondition::high, 80);
  rule.smoothing = {Smoothing::Kind::moving_average, seconds(3)};
  Bench bench(watching({rule}), one_unit({"X"}));
  bench.read(1, 90);
  bench.read(2, std::nan(""));
  bench.read(3, std::numeric_limits<double>::infinity());
  bench.read(4, 70);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 1", "returned high at 4"}));
  EXPECT_EQ(bench.engine.counts().bad_quality, 2u);
}

// --- known answers of filters ------------------------------------------------------------------------------

double noise(std::uint64_t k, std::uint32_t whom) {
  return normal_quantile(Stream{11, Draw::test, whom}.uniform(k));
}

// Share of samples beyond `limit`, and its standard error from blocks that outlast the filter's memory.
struct Share {
  double value = 0.0, error = 0.0;
  double z(double expected) const { return std::abs(value - expected) / error; }
};

Share share_beyond(const Smoothing& smoothing, double limit, double mean, std::uint64_t samples) {
  constexpr std::uint64_t block = 1000;
  SmoothingState state;
  double sum = 0.0, square = 0.0;
  for (std::uint64_t first = 0; first < samples; first += block) {
    double beyond = 0.0;
    for (std::uint64_t k = first; k < first + block; ++k)
      beyond += smooth(smoothing, state, at(static_cast<double>(k)), mean + noise(k, 1)) >= limit;
    sum += beyond / block;
    square += beyond / block * (beyond / block);
  }
  const double n = static_cast<double>(samples) / block, average = sum / n;
  return {average, std::sqrt((square / n - average * average) / n)};
}

// Table B of the alarm oracles, row of the moving average: N(0,1), fault N(2,1), raise at 1.5.
TEST(FilterAnswers, MovingAverageNarrowsTheNoiseByTheRootOfItsLength) {
  struct Row {
    int k;
    double false_alarms, missed;
  };
  constexpr Row rows[] = {{2, 0.0169474268, 0.2397500611}, {4, 0.0013498980, 0.1586552539}};
  for (const Row& row : rows) {
    const Smoothing average{Smoothing::Kind::moving_average, seconds(row.k)};
    const Share wrong = share_beyond(average, 1.5, 0.0, 400'000);
    const Share right = share_beyond(average, 1.5, 2.0, 400'000);
    EXPECT_LT(wrong.z(row.false_alarms), 4.5) << row.k;
    EXPECT_LT(right.z(1.0 - row.missed), 4.5) << row.k;

    // one sample too many is noticed
    const Smoothing longer{Smoothing::Kind::moving_average, seconds(row.k + 1)};
    EXPECT_GT(share_beyond(longer, 1.5, 2.0, 400'000).z(1.0 - row.missed), 4.5) << row.k;
  }
}

// Samples until a two-sided EWMA chart of weight 0.2 signals at 2.962 standard deviations of its output.
Share run_length(double weight, double shift, std::uint32_t runs) {
  AlarmRule rule = deviation_rule(2.962 * std::sqrt(0.2 / 1.8), 0.0);
  rule.smoothing = {Smoothing::Kind::ewma, from_seconds(-1.0 / std::log(1.0 - weight))};
  double sum = 0.0, square = 0.0;
  for (std::uint32_t run = 0; run < runs; ++run) {
    Bench bench(watching({rule}), one_unit({"X"}));
    bench.read(0, 0.0);  // where the chart starts
    std::uint64_t k = 0;
    while (bench.alarms.empty()) {
      ++k;
      bench.read(static_cast<double>(k), shift + noise(k, 100 + run));
    }
    sum += static_cast<double>(k);
    square += static_cast<double>(k) * static_cast<double>(k);
  }
  const double mean = sum / runs;
  return {mean, std::sqrt((square / runs - mean * mean) / runs)};
}

TEST(FilterAnswers, EwmaHasTheRunLengthsOfTheControlChart) {
  EXPECT_LT(run_length(0.2, 0.0, 400).z(499.735), 4.5);
  EXPECT_LT(run_length(0.2, 1.0, 4000).z(10.5417), 4.5);
  EXPECT_GT(run_length(0.25, 0.0, 400).z(499.735), 4.5) << "a weight of a quarter is another chart";
}

// Any three of the last five samples: a moving average over true and false.
TEST(FilterAnswers, SoManyOfTheLastSamplesAreBinomial) {
  AlarmRule rule = formula_rule("x >= 1 or y > 1e9", 0.6);
  rule.combination->measure = "1";
  rule.smoothing = {Smoothing::Kind::moving_average, seconds(5)};
  Bench bench(watching({rule}), one_unit({"X", "Y"}));
  bench.read(0, 0, 1);
  constexpr double p = 0.3;
  constexpr int samples = 100'000, block = 500;
  std::vector<double> in_alarm(samples, 0.0);
  std::vector<Reading> readings;
  for (int k = 1; k <= samples; ++k) {
    readings.push_back(
        reading(k, Stream{11, Draw::test, 3}.uniform(static_cast<std::uint64_t>(k)) < p ? 1 : 0, 0));
    if (readings.size() < block) continue;
    bench.exchange(readings.back().time, readings);
    readings.clear();
  }
  double share = 0.0;
  for (std::size_t i = 0; i + 1 < bench.alarms.size(); i += 2)
    share += to_seconds(bench.alarms[i + 1].time - bench.alarms[i].time) / samples;
  const auto at_least = [&](int least) {
    double sum = 0.0;
    for (int k = least; k <= 5; ++k)
      sum += std::tgamma(6.0) / std::tgamma(k + 1.0) / std::tgamma(6.0 - k) * std::pow(p, k) *
             std::pow(1 - p, 5 - k);
    return sum;
  };
  // neighbouring windows share four samples: at most five times the variance of independent ones
  const double error = std::sqrt(5.0 * at_least(3) * (1 - at_least(3)) / samples);
  EXPECT_LT(std::abs(share - at_least(3)), 4.5 * error);
  EXPECT_GT(std::abs(share - at_least(2)), 4.5 * error);
  EXPECT_GT(std::abs(share - at_least(4)), 4.5 * error);
}

}  // namespace
}  // namespace fengsui::engine
