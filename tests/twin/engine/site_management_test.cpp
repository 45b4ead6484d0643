// How a site is run, in points: reports that did not come, the online rate, and what they do to the score.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "tests/twin/engine/plant_of_one.h"
#include "twin/engine/rule_reader.h"

namespace fengsui::engine {
namespace {

constexpr double minute = 60, hour = 3600, day = 24 * hour;

Rules managed_rules() {
  Rules rules = quiet_rules();
  AlarmRule absent;
  absent.condition = AlarmCondition::absent;
  absent.window = seconds(day);
  absent.reports = true;
  rules.points = {{"", "CLEAN", "mm", {absent}}};
  rules.risk.weight_management = 1.0;
  rules.risk.points_per_severity = 25;
  rules.risk.severity = {1, 3, 8};
  rules.risk.management.missed_points = 8;
  rules.risk.management.missed_again = seconds(day);
  rules.risk.management.missed_memory = seconds(7 * day);
  return rules;
}

double management_at(Bench& bench, double time_s) {
  bench.wait_until(time_s);
  return bench.engine.risk_of(EnterpriseId(0), at(time_s)).management;
}

TEST(SiteManagement, EveryDayWithoutACheckInCountsAndAWeekLaterIsForgotten) {
  Bench bench(managed_rules(), one_unit({"CLEAN"}));
  bench.read(0, 1);
  EXPECT_EQ(management_at(bench, day - 1), 0);
  EXPECT_EQ(management_at(bench, day + 1), 8);
  EXPECT_EQ(management_at(bench, 2 * day + 1), 16);
  EXPECT_EQ(management_at(bench, 3 * day + 1), 24);
  bench.read(3.5 * day, 1);  // done: nothing more is counted, nothing is forgiven
  EXPECT_EQ(management_at(bench, 4 * day + 1), 24);
  const int left[] = {24, 24, 24, 24, 16, 8, 0};  // the first one was noticed at day 1
  for (int today = 4; today <= 10; ++today) {
    bench.read(today * day + 2, 1);
    EXPECT_EQ(management_at(bench, today * day + 3), left[today - 4]) << "day " << today;
  }
}

TEST(SiteManagement, AMissedReportWeighsThereAndNotAmongTheAlarms) {
  Bench managed(managed_rules(), one_unit({"CLEAN"}));
  Rules plain = managed_rules();
  plain.risk.management = {};
  Bench among_alarms(plain, one_unit({"CLEAN"}));
  for (Bench* bench : {&managed, &among_alarms}) {
    bench->read(0, 1);
    bench->wait_until(day + hour);
    EXPECT_EQ(story(bench->alarms), Story{"raised absent at 86400"});
  }
  const auto parts = managed.engine.risk_of(EnterpriseId(0), at(day + hour));
  EXPECT_EQ(parts.alarms, 0);
  EXPECT_EQ(parts.management, 8);
  EXPECT_GT(among_alarms.engine.risk_of(EnterpriseId(0), at(day + hour)).alarms, 15);
}

TEST(SiteManagement, MissedReportsColourAFirmAtTheInstantTheyAreCounted) {
  Rules rules = managed_rules();
  rules.risk.threshold = {0, 20, 200, 300, 400};
  Bench bench(rules, one_unit({"CLEAN"}));
  bench.read(0, 1);
  const int wakes = run_until(bench, 20 * day);
  ASSERT_FALSE(bench.warnings.empty());
  EXPECT_EQ(bench.warnings[0].time, at(3 * day));
  EXPECT_EQ(bench.warnings[0].management, 24);
  ASSERT_EQ(bench.warnings[0].because.size(), 1u);
  EXPECT_LT(wakes, 60);
}

// One of two gateways silent for half a day: the rate of the day is 75 %, whichever gateway it is.
TEST(SiteManagement, OnlineRateIsTheShareOfGatewayTimeInTheSlidingWindow) {
  Rules rules = managed_rules();
  rules.offline_after = seconds(5 * minute);
  rules.risk.management.online_target = 0.995;
  rules.risk.management.online_points = 100;
  rules.risk.management.online_window = seconds(day);
  Directory directory = one_unit({"CLEAN"});
  directory.gateways.push_back({EnterpriseId(0), seconds(60)});
  Bench bench(rules, directory);
  const auto beat = [&](double time_s, std::size_t gateway) {
    bench.exchange(at(time_s), {}, {{GatewayId(gateway), at(time_s), at(time_s)}});
  };
  double last_heard = 0;
  for (double t = 0; t < 3 * day; t += minute) {
    beat(t, 0);
    if (t <= hour || t >= 13 * hour) beat(t, 1);
    if (t <= hour) last_heard = t;
    bench.read(t, 1);
    if (t == 13 * hour) {
      const double silent_share = (13 * hour - last_heard) / (2 * day);
      EXPECT_NEAR(bench.engine.risk_of(EnterpriseId(0), at(t)).management, 100 * (silent_share - 0.005),
                  1e-9);
      EXPECT_NEAR(silent_share, 0.25, 1e-3);
    }
    // half of the silence has left the window
    if (t == day + 7 * hour) {
      EXPECT_NEAR(bench.engine.risk_of(EnterpriseId(0), at(t)).management, 12.5 - 0.5, 1e-9);
    }
  }
  EXPECT_EQ(bench.engine.risk_of(EnterpriseId(0), at(3 * day)).management, 0);
}

TEST(SiteManagement, AFallingOnlineRateColoursAFirmWithinOneRecomputePeriod) {
  Rules rules = managed_rules();
  rules.offline_after = seconds(5 * minute);
  rules.risk.management.online_target = 1.0;
  rules.risk.management.online_points = 100;
  rules.risk.management.online_window = seconds(day);
  rules.risk.threshold = {0, 25, 200, 300, 400};
  rules.risk.hysteresis = 5;
  Bench bench(rules, one_unit({"CLEAN"}));
  bench.read(0, 1);
  const int wakes = run_until(bench, 10 * hour);
  ASSERT_EQ(colours(bench), std::vector{Colour::blue});
  // 25 % of the day silent after six hours
  EXPECT_GE(bench.warnings[0].time, at(6 * hour));
  EXPECT_LE(bench.warnings[0].time, at(6 * hour + minute));
  EXPECT_LT(wakes, 20);
  for (double t = 10 * hour; t < 50 * hour; t += minute) bench.read(t, 1);
  ASSERT_EQ(colours(bench), (std::vector{Colour::blue, Colour::none}));
  // 10 h silent; below 20 % when 5.2 h of it have left the window
  EXPECT_NEAR(to_seconds(bench.warnings[1].time), (24 + 5.2) * hour, minute + 1);
}

TEST(GuangdongRules, AFirmThatNeverCleansBecomesBlueAndAVentBurstIsRed) {
  std::ifstream file(std::string(FENGSUI_SOURCE_DIR) + "/data/rules/guangdong_dust.json");
  std::stringstream text;
  text << file.rdbuf();
  const Rules rules = read_rules(text.str(), "guangdong_dust.json");
  Directory directory = one_unit({"SITE_XI_CLEAN", "DRY_ZA_VENT"});
  for (PointEntry& point : directory.points) point.measure = "bool", point.range_high = 1.0;
  directory.enterprises[0].inherent = 60;
  directory.enterprises[0].management = 40;

  Bench careless(rules, directory), careful(rules, directory);
  for (double t = 0; t < 9 * day; t += 4 * minute) {
    careless.read(t, 0, 1);
    careful.read(t, 0, 1);
    if (t == 0) careless.read(t, 1, 0);
    if (std::fmod(t, 20 * hour) == 0) careful.read(t, 1, 0);
  }
  EXPECT_TRUE(careful.warnings.empty());
  ASSERT_EQ(colours(careless), std::vector{Colour::blue});
  // 18 + 0.2 · (40 + 8 n) reaches 35 with the sixth missed day
  EXPECT_EQ(careless.warnings[0].time, at(6 * day));

  careful.read(9 * day, 1, 1);
  ASSERT_EQ(colours(careful), std::vector{Colour::red});
  EXPECT_NE(careful.warnings[0].reason.find("泄爆片破裂"), std::string::npos);
}

}  // namespace
}  // namespace fengsui::engine
