#include "twin/judge/alarm_load.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "tests/twin/record/sample_record.h"

namespace fengsui {
namespace {

using sample::at_s;

constexpr Duration day = std::chrono::hours(24);

std::vector<Time> every(double period_s, int count, double first_s = 0.0) {
  std::vector<Time> times;
  for (int i = 0; i < count; ++i) times.push_back(at_s(first_s + period_s * i));
  return times;
}

FloodDefinition definition(bool included, bool sliding) {
  FloodDefinition definition;
  definition.limit_included = included;
  definition.sliding = sliding;
  return definition;
}

// 1440 alarms a day, exactly ten in each window: the two readings of the rule disagree completely
TEST(AlarmLoad, OneAlarmAMinuteFloodsNoneOrAllOfTheDay) {
  const auto raised = every(60, 1440);
  const AlarmLoad over = alarm_load(raised, day, definition(false, false));
  EXPECT_DOUBLE_EQ(over.per_day, 1440.0);
  EXPECT_DOUBLE_EQ(over.per_hour, 60.0);
  EXPECT_EQ(over.windows, 144u);
  EXPECT_EQ(over.windows_over, 0u);
  EXPECT_EQ(over.in_flood, Duration::zero());
  EXPECT_EQ(over.peak_window, 10u);
  EXPECT_EQ(over.hours_over_30, 24u);

  const AlarmLoad included = alarm_load(raised, day, definition(true, false));
  EXPECT_EQ(included.windows_over, 144u);
  EXPECT_EQ(included.in_flood, day);
  ASSERT_EQ(included.floods.size(), 1u);
  EXPECT_EQ(included.floods[0].alarms, 1440u);

  // (t-W, t] holds ten as well, not eleven
  EXPECT_EQ(alarm_load(raised, day, definition(false, true)).peak_window, 10u);
  EXPECT_TRUE(alarm_load(raised, day, definition(false, true)).floods.empty());
}

// 12 alarms around a window's edge: fixed windows see 6 and 6, sliding ones all twelve
TEST(AlarmLoad, FixedWindowsMissWhatSlidingWindowsSee) {
  const auto raised = every(1, 12, 594);
  const AlarmLoad fixed = alarm_load(raised, day, definition(false, false));
  EXPECT_EQ(fixed.peak_window, 6u);
  EXPECT_TRUE(fixed.floods.empty());
  const AlarmLoad sliding = alarm_load(raised, day, definition(false, true));
  EXPECT_EQ(sliding.peak_window, 12u);
  ASSERT_EQ(sliding.floods.size(), 1u);
  EXPECT_EQ(sliding.floods[0].start, at_s(604));  // the eleventh
  // over when fewer than five are left: when the eighth leaves
  EXPECT_EQ(sliding.floods[0].end, at_s(601 + 600));
  EXPECT_EQ(sliding.floods[0].alarms, 12u);
}

TEST(AlarmLoad, AFloodLastsUntilAWindowHasFewerThanFive) {
  // 11, 5, 4, 11 alarms in four windows
  std::vector<Time> raised = every(10, 11);
  for (const Time time : every(10, 5, 600)) raised.push_back(time);
  for (const Time time : every(10, 4, 1200)) raised.push_back(time);
  for (const Time time : every(10, 11, 1800)) raised.push_back(time);
  const AlarmLoad load = alarm_load(raised, std::chrono::minutes(40), definition(false, false));
  ASSERT_EQ(load.floods.size(), 2u);
  EXPECT_EQ(load.floods[0].end, at_s(1200));
  EXPECT_EQ(load.floods[0].alarms, 16u);
  EXPECT_EQ(load.floods[1].start, at_s(1800));
  EXPECT_EQ(load.windows_over, 2u);
  EXPECT_DOUBLE_EQ(load.flood_share, 0.75);
}

TEST(AlarmLoad, NoAlarmsIsNoLoad) {
  for (const bool sliding : {false, true}) {
    const AlarmLoad load = alarm_load({}, day, definition(false, sliding));
    EXPECT_EQ(load.alarms, 0u);
    EXPECT_EQ(load.flood_share, 0.0);
    EXPECT_EQ(load.expected_flood_share, 0.0);
  }
  EXPECT_EQ(alarm_load({}, Duration::zero(), {}).per_hour, 0.0);
}

struct PoissonRow {
  double mean, over_10, at_least_10;
};
constexpr PoissonRow ten_minutes[] = {{1, 1.004777e-8, 1.114255e-7},
                                      {2, 8.308224e-6, 4.649808e-5},
                                      {5, 1.369527e-2, 3.182806e-2},
                                      {8, 1.841142e-1, 2.833757e-1},
                                      {10, 4.169602e-1, 5.420703e-1}};

TEST(AlarmLoad, ExpectedFloodsOfIndependentAlarmsAreThoseOfThePoissonLaw) {
  for (const auto& [mean, over, at_least] : ten_minutes) {
    EXPECT_NEAR(flood_probability(mean, definition(false, false)) / over, 1.0, 1e-6) << mean;
    EXPECT_NEAR(flood_probability(mean, definition(true, false)) / at_least, 1.0, 1e-6) << mean;
  }
  FloodDefinition hour;
  hour.limit = 30;
  hour.window = std::chrono::hours(1);
  EXPECT_NEAR(flood_probability(6, hour) / 4.913564e-13, 1.0, 1e-6);
  EXPECT_NEAR(flood_probability(12, hour) / 3.371648e-6, 1.0, 1e-6);
  EXPECT_NEAR(flood_probability(20, hour) / 1.347468e-2, 1.0, 1e-6);
  EXPECT_NEAR(flood_probability(30, hour) / 4.516485e-1, 1.0, 1e-6);
}

// counted windows of a Poisson stream against the law; the other reading of the rule must not fit
TEST(AlarmLoad, CountedFloodsOfAPoissonStreamMatchTheLaw) {
  const Stream stream{2024, Draw::test, 1};
  constexpr int windows = 20000;
  for (const auto& [mean, over, at_least] : ten_minutes) {
    if (over < 1e-3) continue;
    std::vector<Time> raised;
    double time_s = 0.0;
    for (std::uint64_t i = 0;; ++i) {
      time_s += exponential_quantile(stream.uniform(i), 600.0 / mean);
      if (time_s >= 600.0 * windows) break;
      raised.push_back(at_s(time_s));
    }
    const AlarmLoad load = alarm_load(raised, std::chrono::minutes(10) * windows, definition(false, false));
    const double share = static_cast<double>(load.windows_over) / windows;
    const auto z = [&](double expected) {
      return (share - expected) / std::sqrt(expected * (1.0 - expected) / windows);
    };
    EXPECT_LT(std::abs(z(over)), 4.5) << mean;
    EXPECT_GT(std::abs(z(at_least)), 4.5) << mean;
  }
}

TEST(AlarmLoad, ChatteringIndexOfAPeriodicAlarmIsItsRate) {
  EXPECT_NEAR(chattering_index(every(20, 100)), 0.05, 1e-12);
  EXPECT_EQ(chattering_index(every(20, 1)), 0.0);
}

// run length geometric with success p: -p ln p / (1-p)
TEST(AlarmLoad, ChatteringIndexOfAGeometricAlarm) {
  struct Row {
    double p, index;
  };
  for (const auto& [p, index] :
       {Row{0.1, 0.25584279}, Row{1.0 / 60, 0.06939567}, Row{1.0 / 600, 0.01067935}}) {
    const Stream stream{7, Draw::test, static_cast<std::uint32_t>(1.0 / p)};
    constexpr int count = 200000;
    std::vector<Time> raised{at_s(0)};
    double second_moment = 0.0;
    for (int i = 0; i < count; ++i) {
      const double run_s = 1.0 + geometric_quantile(stream.uniform(static_cast<std::uint64_t>(i)), p);
      raised.push_back(raised.back() + from_seconds(run_s));
      second_moment += 1.0 / (run_s * run_s);
    }
    const double error = std::sqrt((second_moment / count - index * index) / count);
    EXPECT_LT(std::abs(chattering_index(raised) - index), 4.5 * error) << p;
    // forgetting the weights: the rate of alarms is not the index
    EXPECT_GT(std::abs(p - index), 4.5 * error) << p;
  }
}

TEST(AlarmLoad, ThreeRaisesWithinAMinuteChatter) {
  constexpr Duration minute = std::chrono::minutes(1);
  EXPECT_TRUE(chatters(every(29.9, 3), minute, 3));
  EXPECT_FALSE(chatters(every(30, 3), minute, 3));  // the third falls out of (t-W, t]
  EXPECT_FALSE(chatters(every(1, 2), minute, 3));
}

TEST(AlarmLoad, AnAlarmActiveForMoreThanADayIsStale) {
  Record record = sample::leak_record();
  record.run.duration = std::chrono::hours(50);
  record.alarms = {sample::alarm(0, 1, AlarmEvent::raised), sample::alarm(24 * 3600, 1, AlarmEvent::returned),
                   sample::alarm(100, 2, AlarmEvent::raised, AlarmCondition::low, sample::level)};
  const auto habits = alarm_habits(record, {});
  ASSERT_EQ(habits.size(), 2u);
  EXPECT_FALSE(habits[0].stale);  // exactly a day is not more than a day
  EXPECT_EQ(habits[0].longest_active, day);
  EXPECT_TRUE(habits[1].stale);  // never returned
}

TEST(AlarmLoad, EachPositionCountsItsOwnAlarms) {
  Record record = sample::leak_record();
  record.names.enterprises.push_back({"B", DistrictId(0), {}});
  record.names.enterprises.push_back({"C", DistrictId(1), {}});
  record.names.districts.push_back({"Far", "远区"});
  // one more point at each of the two others
  const std::uint32_t at_b = static_cast<std::uint32_t>(record.names.points.size()), at_c = at_b + 1;
  for (const std::size_t enterprise : {1, 2}) {
    record.names.units.push_back({"casting_well 1", {"well 1", "1号深井"}, 1, 0, EnterpriseId(enterprise)});
    record.names.points.push_back(record.names.points.front());
    record.names.points.back().unit = UnitId(record.names.units.size() - 1);
  }
  record.log = {
      sample::entry(1, LogKind::alarm_raised, 1, 0), sample::entry(2, LogKind::alarm_raised, 2, at_b),
      sample::entry(3, LogKind::alarm_raised, 3, at_c), sample::entry(4, LogKind::alarm_returned, 3, at_c)};
  const auto loads = position_loads(record, {});
  ASSERT_EQ(loads.size(), 6u);
  EXPECT_EQ(loads[0].load.alarms, 3u);
  EXPECT_EQ(loads[1].load.alarms, 2u);
  EXPECT_EQ(loads[2].load.alarms, 1u);
  EXPECT_EQ(loads[3].load.alarms, 1u);
  EXPECT_EQ(loads[1].district, DistrictId(0));
  EXPECT_EQ(loads[5].enterprise, EnterpriseId(2));
}

TEST(AlarmLoad, TopTenAndPriorities) {
  std::vector<AlarmHabit> habits(12);
  for (std::size_t i = 0; i < habits.size(); ++i) habits[i].raised = i < 10 ? 9 : 5;
  EXPECT_DOUBLE_EQ(top_ten_share(habits), 0.9);
  EXPECT_EQ(top_ten_share({}), 0.0);
  Record record = sample::leak_record();
  EXPECT_EQ(priority_mix(record)[0], 1.0);
  record.alarms.clear();
  EXPECT_EQ(priority_mix(record)[0], 0.0);
}

}  // namespace
}  // namespace fengsui
