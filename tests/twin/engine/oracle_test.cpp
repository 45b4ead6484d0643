// Known answers for independent samples: false and missed alarm rate, annunciations, run lengths, detection
// delay. Closed forms for n-sample on-delay, m-sample off-delay and deadband; each has a wrong variant that
// must fail.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

constexpr double tolerance = 4.5;  // standard errors

struct Setting {
  int on = 1, off = 1;  // consecutive samples
  double limit = 0.5, deadband = 0.0;
};

Rules rules_of(const Setting& setting) {
  Rules rules = quiet_rules();
  rules.points = {{"",
                   "X",
                   "mm",
                   {limit_rule(AlarmCondition::high, setting.limit, setting.deadband, seconds(setting.on - 1),
                               seconds(setting.off - 1))}}};
  return rules;
}

using Samples = std::function<double(std::uint64_t)>;

Samples coin(double probability, std::uint32_t whom) {
  return [=](std::uint64_t k) { return Stream{7, Draw::test, whom}.uniform(k) < probability ? 1.0 : 0.0; };
}

Samples normal(double mean, std::uint32_t whom) {
  return [=](std::uint64_t k) { return mean + normal_quantile(Stream{7, Draw::test, whom}.uniform(k)); };
}

struct Estimate {
  double value = 0.0, error = 0.0;
  double z(double expected) const { return (value - expected) / error; }
};

struct Runs {
  Estimate share, rate, alarm_run;  // of samples in alarm; annunciations per sample; samples
};

// Regenerative estimates: a cycle reaches from one annunciation to the next.
Runs run(const Setting& setting, const Samples& sample, std::uint64_t count) {
  Bench bench(rules_of(setting), one_unit({"X"}));
  constexpr std::uint64_t block = 500;
  std::vector<Reading> readings;
  for (std::uint64_t k = 0; k < count;) {
    readings.clear();
    for (std::uint64_t i = 0; i < block; ++i, ++k)
      readings.push_back({at(static_cast<double>(k)), sample(k), PointId(0), Quality::good, {}});
    bench.exchange(readings.back().time, readings);
  }
  std::vector<double> in_alarm, length;
  const auto& events = bench.alarms;
  for (std::size_t i = 0; i + 2 < events.size(); i += 2) {
    EXPECT_EQ(events[i].event, AlarmEvent::raised);
    in_alarm.push_back(to_seconds(events[i + 1].time - events[i].time));
    length.push_back(to_seconds(events[i + 2].time - events[i].time));
  }
  const double n = static_cast<double>(length.size());
  double total_alarm = 0, total = 0;
  for (std::size_t i = 0; i < length.size(); ++i) total_alarm += in_alarm[i], total += length[i];
  const double ratio = total_alarm / total, mean = total / n, mean_alarm = total_alarm / n;
  double ratio_square = 0, square = 0, alarm_square = 0;
  for (std::size_t i = 0; i < length.size(); ++i) {
    ratio_square += std::pow(in_alarm[i] - ratio * length[i], 2);
    square += std::pow(length[i] - mean, 2);
    alarm_square += std::pow(in_alarm[i] - mean_alarm, 2);
  }
  return {{ratio, std::sqrt(ratio_square) / total},
          {1 / mean, std::sqrt(square) / n / mean / mean},
          {mean_alarm, std::sqrt(alarm_square) / n + 1e-12}};
}

// Samples from the first abnormal one until the alarm; the normal regime before is `quiet` samples long.
Estimate detection_delay(const Setting& setting, const Samples& before, const Samples& after_onset, int quiet,
                         int trials) {
  Bench bench(rules_of(setting), one_unit({"X"}));
  std::uint64_t normal_draw = 0, fault_draw = 0;
  double clock = 0, sum = 0, square = 0;
  int counted = 0;
  const auto in_alarm = [&] {
    return describe(bench.engine.state_of(PointId(0), AlarmCondition::high)).alarm_on;
  };
  for (int trial = 0; trial < trials; ++trial) {
    for (int i = 0; i < setting.on + setting.off; ++i) bench.read(clock++, -10.0);
    for (int i = 0; i < quiet; ++i) bench.read(clock++, before(normal_draw++));
    if (in_alarm()) continue;
    int delay = 0;
    for (;; ++delay) {
      bench.read(clock++, after_onset(fault_draw++));
      if (in_alarm()) break;
    }
    bench.alarms.clear();
    ++counted;
    sum += delay;
    square += double(delay) * delay;
  }
  const double mean = sum / counted;
  return {mean, std::sqrt((square / counted - mean * mean) / counted)};
}

struct RowA {
  int on, off;
  double false_rate, missed_rate, per_thousand, alarm_run;
};

TEST(DelayTimers, HaveTheClosedFormRatesOfIndependentSamples) {
  const RowA rows[] = {{1, 1, 0.05, 0.20, 47.5, 1.0526316},
                       {2, 1, 0.0025, 0.36, 2.375, 1.0526316},
                       {3, 1, 1.25e-4, 0.488, 0.11875, 1.0526316},
                       {1, 2, 0.0975, 0.04, 45.125, 2.1606648},
                       {1, 3, 0.142625, 0.008, 42.86875, 3.3270156},
                       {2, 2, 0.005118110236, 0.08571428571, 2.3687664, 2.1606648},
                       {3, 3, 3.94976426e-4, 0.02982885086, 0.11871794, 3.3270156}};
  std::uint32_t whom = 100;
  for (const RowA& row : rows) {
    SCOPED_TRACE(testing::Message() << row.on << "/" << row.off);
    const Setting setting{row.on, row.off};
    const Runs quiet = run(setting, coin(0.05, whom++), row.on == 3 ? 2'000'000 : 500'000);
    EXPECT_LT(std::abs(quiet.share.z(row.false_rate)), tolerance);
    EXPECT_LT(std::abs(quiet.rate.z(row.per_thousand / 1000)), tolerance);
    EXPECT_LT(std::abs(quiet.alarm_run.z(row.alarm_run)), tolerance);
    const Runs fault = run(setting, coin(0.80, whom++), 300'000);
    EXPECT_LT(std::abs(fault.share.z(1 - row.missed_rate)), tolerance);
  }
}

struct Forced {
  Estimate chance, alarm_run;  // of an alarm; samples in alarm, given one
};

// What follows `forced` abnormal samples after a normal one: a rare false alarm, met on most of its way.
Forced run_after(int forced, const Setting& setting, const Samples& sample, int trials) {
  Bench bench(rules_of(setting), one_unit({"X"}));
  std::uint64_t draw = 0;
  double clock = 0, alarms = 0, sum = 0, square = 0;
  const auto in_alarm = [&] {
    return describe(bench.engine.state_of(PointId(0), AlarmCondition::high)).alarm_on;
  };
  for (int trial = 0; trial < trials; ++trial) {
    for (int i = 0; i < setting.off; ++i) bench.read(clock++, 0.0);
    for (int i = 0; i < forced; ++i) bench.read(clock++, 1.0);
    for (int i = forced; i < setting.on; ++i) bench.read(clock++, sample(draw++));
    if (!in_alarm()) continue;
    int length = 0;
    for (; in_alarm(); ++length) bench.read(clock++, sample(draw++));
    ++alarms;
    sum += length;
    square += double(length) * length;
  }
  const double chance = alarms / trials, mean = alarms > 0 ? sum / alarms : 0.0;
  return {{chance, std::sqrt(chance * (1 - chance) / trials) + 1e-12},
          {mean, std::sqrt((square / alarms - mean * mean) / alarms)}};
}

TEST(DelayTimers, OfFiveSamplesHaveTheClosedFormRates) {
  const RowA rows[] = {{5, 1, 3.125e-7, 0.67232, 2.96875e-4, 1.0526316},
                       {5, 5, 1.735857924e-6, 0.002620207147, 2.9687457e-4, 5.8471087}};
  std::uint32_t whom = 150;
  for (const RowA& row : rows) {
    SCOPED_TRACE(testing::Message() << row.on << "/" << row.off);
    const Setting setting{row.on, row.off};
    const Runs fault = run(setting, coin(0.80, whom++), 300'000);
    EXPECT_LT(std::abs(fault.share.z(1 - row.missed_rate)), tolerance);

    // one false alarm in more than three million samples: its first three are given, and counted by their
    // probability
    const double given = 0.95 * std::pow(0.05, 3);
    const Forced rare = run_after(3, setting, coin(0.05, whom++), 1'000'000);
    EXPECT_LT(std::abs(rare.chance.z(row.per_thousand / 1000 / given)), tolerance);
    EXPECT_LT(std::abs(rare.alarm_run.z(row.alarm_run)), tolerance);
    EXPECT_NEAR(row.false_rate, row.per_thousand / 1000 * row.alarm_run, 1e-6 * row.false_rate)
        << "the table agrees with itself";
  }
  // one sample too few
  const Forced early = run_after(3, {4, 1}, coin(0.05, 160), 100'000);
  EXPECT_GT(std::abs(early.chance.z(0.0025)), tolerance);
}

TEST(DelayTimers, OneSampleTooManyOrTooFewIsSeen) {
  const Runs late = run({3, 2}, coin(0.05, 130), 500'000);
  EXPECT_GT(std::abs(late.share.z(0.005118110236)), tolerance);
  const Runs early = run({2, 3}, coin(0.05, 131), 500'000);
  EXPECT_GT(std::abs(early.alarm_run.z(2.1606648)), tolerance);
}

TEST(DelayTimers, DetectAfterTheClosedFormNumberOfSamples) {
  const struct {
    int on, off;
    double zero, random;
  } rows[] = {{1, 1, 0.25, 0.25},           {2, 1, 1.8125, 1.7529762},   {3, 1, 3.765625, 3.6995621},
              {5, 1, 9.2587891, 9.1921256}, {1, 2, 0.25, 0.25},          {1, 3, 0.25, 0.25},
              {2, 2, 1.8125, 1.7529762},    {3, 3, 3.765625, 3.6995621}, {5, 5, 9.2587891, 9.1921256}};
  std::uint32_t whom = 200;
  for (const auto& row : rows) {
    SCOPED_TRACE(testing::Message() << row.on << "/" << row.off);
    const Setting setting{row.on, row.off};
    const Samples normal_regime = coin(0.05, whom++), fault = coin(0.80, whom++);
    const Estimate zero = detection_delay(setting, normal_regime, fault, 0, 30'000);
    EXPECT_LT(std::abs(zero.z(row.zero)), tolerance);
    const Estimate random = detection_delay(setting, normal_regime, fault, 20, 15'000);
    EXPECT_LT(std::abs(random.z(row.random)), tolerance);
  }
  // one sample more, and a fault at a random instant taken for one at a zero counter
  EXPECT_GT(std::abs(detection_delay({4, 1}, coin(0.05, 220), coin(0.8, 221), 0, 5'000).z(3.765625)),
            tolerance);
  EXPECT_GT(std::abs(detection_delay({2, 1}, coin(0.05, 222), coin(0.8, 223), 5, 200'000).z(1.8125)),
            tolerance);
}

TEST(Deadband, AndTimersHaveTheClosedFormRatesOfNormalSamples) {
  const struct {
    Setting setting;
    double false_rate, missed_rate, per_sample;  // per_sample 0: not known
  } rows[] = {{{1, 1, 1.5, 0.0}, 0.0668072013, 0.3085375387, 5386.5215 / 86400},
              {{2, 1, 1.5, 0.0}, 0.004463202141, 0.5218796646, 359.85843 / 86400},
              {{3, 1, 1.5, 0.0}, 2.981740438e-4, 0.6693977361, 24.041134 / 86400},
              {{3, 3, 1.5, 0.0}, 9.594540023e-4, 0.1207341548, 24.025232 / 86400},
              {{1, 1, 1.5, 0.5}, 0.0735639025, 0.1866273942, 0.06189260283},
              {{2, 2, 1.5, 0.5}, 0.0107658139, 0.0713710443, 0.0}};
  std::uint32_t whom = 300;
  for (const auto& row : rows) {
    SCOPED_TRACE(testing::Message() << row.setting.on << "/" << row.setting.off << " deadband "
                                    << row.setting.deadband);
    const Runs quiet = run(row.setting, normal(0, whom++), row.setting.on == 3 ? 2'000'000 : 500'000);
    EXPECT_LT(std::abs(quiet.share.z(row.false_rate)), tolerance);
    if (row.per_sample > 0) {
      EXPECT_LT(std::abs(quiet.rate.z(row.per_sample)), tolerance);
    }
    const Runs fault = run(row.setting, normal(2, whom++), 300'000);
    EXPECT_LT(std::abs(fault.share.z(1 - row.missed_rate)), tolerance);
  }
}

TEST(Deadband, AndTimersDetectAfterTheClosedFormNumberOfNormalSamples) {
  const struct {
    Setting setting;
    double zero, random;
  } rows[] = {{{1, 1, 1.5, 0.0}, 0.4462101068, 0.4462101068},
              {{2, 1, 1.5, 0.0}, 2.53773378, 2.447167041},
              {{3, 1, 1.5, 0.0}, 5.562516455, 5.457587886},
              {{3, 3, 1.5, 0.0}, 5.562516455, 5.457587886},
              {{1, 1, 1.5, 0.5}, 0.4462101068, 0.4462101068}};
  std::uint32_t whom = 350;
  for (const auto& row : rows) {
    SCOPED_TRACE(testing::Message() << row.setting.on << "/" << row.setting.off << " deadband "
                                    << row.setting.deadband);
    const Samples quiet = normal(0, whom++), fault = normal(2, whom++);
    EXPECT_LT(std::abs(detection_delay(row.setting, quiet, fault, 0, 30'000).z(row.zero)), tolerance);
    EXPECT_LT(std::abs(detection_delay(row.setting, quiet, fault, 20, 15'000).z(row.random)), tolerance);
  }
  // a fault half as large
  EXPECT_GT(
      std::abs(detection_delay({2, 1, 1.5, 0.0}, normal(0, 370), normal(1, 371), 0, 5'000).z(2.53773378)),
      tolerance);
}

TEST(Deadband, DroppedOrOnBothSidesIsSeen) {
  const Runs dropped = run({1, 1, 1.5, 0.0}, normal(0, 330), 500'000);
  EXPECT_GT(std::abs(dropped.share.z(0.0735639025)), tolerance);
  const Runs both_sides = run({1, 1, 2.0, 1.0}, normal(0, 331), 500'000);
  EXPECT_GT(std::abs(both_sides.share.z(0.0735639025)), tolerance);
}

}  // namespace
}  // namespace fengsui::engine
