// The shipped rules for steel works, tried with readings: the plants themselves are not simulated.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/twin/engine/plant_of_one.h"
#include "twin/engine/rule_reader.h"

namespace fengsui::engine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Rules steel_rules() {
  std::stringstream text;
  text << std::ifstream(FENGSUI_SOURCE_DIR "/data/rules/shanghai_steel.json").rdbuf();
  return read_rules(text.str(), "shanghai_steel.json");
}

PointEntry point(const std::string& tag, const std::string& measure, double low, double high, Limits limits) {
  PointEntry point;
  point.tag = tag;
  point.unit_class = "converter";
  point.unit_name = "converter 1";
  point.measure = measure;
  point.enterprise = EnterpriseId(0);
  point.unit = UnitId(0);
  point.gateway = GatewayId(0);
  point.range_low = low;
  point.range_high = high;
  point.limits = limits;
  point.period = seconds(1);
  return point;
}

// A converter with its lance: flow in, difference, pressure in, and whether it blows.
Directory converter() {
  Directory directory = one_unit({});
  directory.enterprises[0].sector = "steel";
  Limits flow, difference, pressure;
  flow.low_low = 120.0, flow.low = 150.0;
  difference.high = 5.0, difference.high_high = 10.0;
  pressure.low_low = 0.8, pressure.low = 1.0, pressure.high = 1.8;
  directory.points = {point("BOF_FT_LIN", "m3/h", 0, 300, flow),
                      point("BOF_FD_LANCE", "m3/h", -50, 50, difference),
                      point("BOF_PT_LIN", "MPa", 0, 2.5, pressure), point("BOF_RUN", "bool", 0, 1, {})};
  return directory;
}

// Everything is as it should be, once a second, up to `end_s`.
void sound(Bench& bench, double from_s, double end_s, bool blowing = true) {
  for (double t = from_s; t < end_s; ++t) {
    bench.read(t, 180, 0);
    bench.read(t, 0.2, 1);
    bench.read(t, 1.4, 2);
    bench.read(t, blowing ? 1 : 0, 3);
  }
}

TEST(SteelRules, ALanceThatLosesWaterIntoTheConverterIsRedWithinSeconds) {
  Bench bench(steel_rules(), converter());
  sound(bench, 0, 60);
  EXPECT_THAT(bench.alarms, IsEmpty());
  for (double t = 60; t < 70; ++t) bench.read(t, 12, 1);
  ASSERT_THAT(colours(bench), ElementsAre(Colour::red));
  EXPECT_THAT(bench.warnings[0].reason, HasSubstr("氧枪漏水"));
  // the trip-level delay of a flow difference is 2 s
  EXPECT_GE(bench.warnings[0].time, at(62));
  EXPECT_LE(bench.warnings[0].time, at(63));
}

TEST(SteelRules, ASmallerLeakIsAnAlarmAndNoWarningYet) {
  Bench bench(steel_rules(), converter());
  sound(bench, 0, 60);
  for (double t = 60; t < 90; ++t) bench.read(t, 7, 1);
  EXPECT_EQ(story(bench.alarms), Story{"raised high at 75"});
  EXPECT_THAT(bench.warnings, IsEmpty());
}

TEST(SteelRules, WaterLossWhileBlowingNeedsFlowAndPressure) {
  const auto lost = [](bool pressure_too, bool blowing) {
    Bench bench(steel_rules(), converter());
    sound(bench, 0, 60, blowing);
    for (double t = 60; t < 75; ++t) {
      bench.read(t, 80, 0);
      bench.read(t, pressure_too ? 0.4 : 1.4, 2);
    }
    return colours(bench);
  };
  EXPECT_THAT(lost(true, true), ElementsAre(Colour::red));
  EXPECT_THAT(lost(false, true), IsEmpty()) << "one instrument may fail";
  EXPECT_THAT(lost(true, false), IsEmpty()) << "a parked lance needs no water";
}

TEST(SteelRules, AGasHolderThatIsNearlyEmptyIsRed) {
  Directory directory = one_unit({});
  Limits level;
  level.low_low = 10.0, level.low = 15.0, level.high = 88.0, level.high_high = 95.0;
  directory.points = {point("GH_LT", "%", 0, 100, level)};
  Bench bench(steel_rules(), directory);
  // 1.2 % a minute, from 16 %
  for (double t = 0; t < 400; ++t) bench.read(t, 16.0 - 0.02 * t, 0);
  ASSERT_THAT(colours(bench), ElementsAre(Colour::red));
  EXPECT_NEAR(to_seconds(bench.warnings[0].time), 300 + 3, 2);
}

}  // namespace
}  // namespace fengsui::engine
