// Times, durations and quantities: tables of good and bad texts.
#include "sim/base/text.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

namespace fengsui {
namespace {

using namespace std::chrono_literals;

TEST(Text, DurationsAsPeopleWriteThem) {
  const std::pair<const char*, Duration> table[] = {
      {"90s", 90s},
      {"1.5 h", 90min},
      {" 30 min ", 30min},
      {"250 ms", 250ms},
      {"2 d", 48h},
      {"00:35:00", 35min},
      {"00:35:00.250", 2100250ms},
      {"1:00:00", 1h},
      {"100:00:01", 360001s},
      {"0s", 0s},
      {"7us", 7us},
      {"-90s", -90s},
      {"1e3 s", 1000s},
      {"00:00:00.0000019", 1us},
      {".5 s", 500ms},
      {"1 y", 31557600s},
  };
  for (const auto& [text, expected] : table) {
    const auto parsed = parse_duration(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(*parsed, expected) << text;
  }
}

TEST(Text, DurationsThatAreNone) {
  for (const char* text : {"",          " ",           "90",         "s",        "90 sec",
                           "90 S",      "1.5.2 h",     "--5s",       "+5s",      "5 kg",
                           "5 m",       "nan s",       "inf s",      "1e999 s",  "1e14 s",
                           "00:60:00",  "00:00:60",    "00:00",      ":00:00",   "00:0:00",
                           "00:00:00.", "00:00:00.1x", "00:00:00 x", "-1:00:00", "1234567:00:00",
                           "90\ts",     "0x10 s",      "九十秒"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(Text, WallTimesWithOffset) {
  const auto start = parse_wall_time("2022-04-03T11:10:00+08:00");
  ASSERT_TRUE(start);
  EXPECT_EQ(start->since_epoch, Duration{1648955400s});
  EXPECT_EQ(start->offset, Duration{8h});
  EXPECT_EQ(parse_wall_time("2022-04-03T03:10:00Z")->since_epoch, start->since_epoch);
  EXPECT_EQ(parse_wall_time("2022-04-02T21:40:00.000-05:30")->since_epoch, start->since_epoch);
  EXPECT_TRUE(parse_wall_time("2024-02-29T00:00:00+08:00"));
}

TEST(Text, WallTimesThatAreNone) {
  for (const char* text : {"",
                           "2022-04-03",
                           "2022-04-03T11:10:00",
                           "2022-04-03 11:10:00+08:00",
                           "2022-13-03T11:10:00+08:00",
                           "2023-02-29T00:00:00Z",
                           "2022-04-31T00:00:00Z",
                           "2022-04-03T24:00:00Z",
                           "2022-04-03T11:60:00Z",
                           "2022-04-03T11:10+08:00",
                           "2022-04-03T1:10:00+08:00",
                           "2022-04-03T011:10:00+08:00",
                           "2022-04-03T11:10:00+0800",
                           "2022-04-03T11:10:00+08",
                           "2022-04-03T11:10:00+15:00",
                           "2022-04-03T11:10:00+08:60",
                           "2022-04-03T11:10:00Zulu",
                           "22-04-03T11:10:00Z",
                           "2022-4-03T11:10:00Z",
                           "-022-04-03T11:10:00Z",
                           "2022-04-03T11:10:00+08:00 "})
    EXPECT_FALSE(parse_wall_time(text)) << text;
}

TEST(Text, TimesReadBackAsWritten) {
  const WallTime start = *parse_wall_time("2023-12-31T23:59:30+08:00");
  EXPECT_EQ(format_wall_time(start, scenario_start), "2023-12-31T23:59:30+08:00");
  EXPECT_EQ(format_wall_time(start, scenario_start + 45s), "2024-01-01T00:00:15+08:00");
  EXPECT_EQ(format_wall_time(start, never), "never");
  const WallTime west = *parse_wall_time("2024-01-01T00:00:00-03:30");
  EXPECT_EQ(format_wall_time(west, scenario_start - 1s), "2023-12-31T23:59:59-03:30");

  for (const Duration duration :
       {Duration{0}, Duration{1}, Duration{92500000}, Duration{1h}, Duration{4321h}})
    EXPECT_EQ(*parse_duration(format_duration(duration)), duration);
  EXPECT_EQ(format_duration(92500ms), "00:01:32.5");
  EXPECT_EQ(format_duration(-92s), "-00:01:32");
  EXPECT_EQ(format_duration(forever), "forever");
  EXPECT_EQ(format_duration(Duration::min()).front(), '-');
}

TEST(Text, NumbersReadBackAsTheSameDouble) {
  EXPECT_EQ(format_number(0.1), "0.1");
  EXPECT_EQ(format_number(158.2), "158.2");
  for (const double value : {1.0 / 3, 1e-300, 6.02214076e23, -0.0, std::numeric_limits<double>::denorm_min()})
    EXPECT_EQ(std::strtod(format_number(value).c_str(), nullptr), value);
}

TEST(Text, QuantitiesConvertWithinTheirDimension) {
  struct Row {
    const char *text, *unit;
    double expected;
  };
  const Row table[] = {
      {"1.72 kg/s", "kg/s", 1.72},
      {"3.6 t/h", "kg/s", 1.0},
      {"60kg/min", "kg/s", 1.0},
      {"110 mm", "m", 0.11},
      {"0.2 MPa", "kPa", 200},
      {"5 %", "1", 0.05},
      {"5", "1", 5},
      {"5", "", 5},
      {"150 L/min", "m3/h", 9},
      {"700 °C", "degC", 700},
      {"2 m2", "m2", 2},
      {"1 y", "d", 365.25},
      {"12 people", "people", 12},
      {"-3 mm", "mm", -3},
      {"4.5 Mbit/s", "bit/s", 4.5e6},
      {"1 byte", "bit", 8},
      {"0.3 degC/min", "degC/s", 0.005},
      {"0.3 K/min", "degC/s", 0.005},
      {"6 kPa/min", "kPa/s", 0.1},
      {"3.6 t/h", "kg/min", 60},
      {"60 m3/h/min", "m3/h/s", 1},
      {"1 %/min", "1/h", 0.6},
  };
  for (const Row& row : table) {
    const auto value = parse_quantity(row.text, row.unit);
    ASSERT_TRUE(value) << row.text;
    EXPECT_NEAR(*value, row.expected, 1e-12 * std::abs(row.expected)) << row.text;
  }
}

TEST(Text, QuantitiesOfAnotherDimensionOrNoneAreRefused) {
  const std::pair<const char*, const char*> table[] = {
      {"1.72", "kg/s"}, {"1.72 kg", "kg/s"}, {"1.72 furlong", "m"}, {"kg/s", "kg/s"},   {"", "m"},
      {"nan m", "m"},   {"inf m", "m"},      {"1e999 m", "m"},      {"1e308 km", "mm"}, {"1,5 m", "m"},
      {"1.5 M", "m"},   {"5 K", "degC"},     {"5 % x", "1"},        {"5 mm", "1"},      {"１ m", "m"},
  };
  for (const auto& [text, unit] : table) EXPECT_FALSE(parse_quantity(text, unit)) << text << " as " << unit;
  EXPECT_TRUE(known_unit("kg/s"));
  EXPECT_TRUE(known_unit(""));
  EXPECT_FALSE(known_unit("furlong"));
  for (const char* unit : {"/s", "kPa/", "kPa/kg", "kPa/s/s", "furlong/s"})
    EXPECT_FALSE(known_unit(unit)) << unit;
  EXPECT_FALSE(parse_quantity("5 K/s", "degC"));
  EXPECT_FALSE(parse_quantity("5 degC", "degC/s"));
}

TEST(Text, NearestSuggestsOnlyWhatIsNear) {
  const std::vector<std::string> words = {"duration", "seed", "sampling"};
  EXPECT_EQ(nearest("duratoin", words), "duration");
  EXPECT_EQ(nearest("sed", words), "seed");
  EXPECT_FALSE(nearest("enterprises", words));
  EXPECT_FALSE(nearest("x", {}));
  EXPECT_FALSE(nearest(std::string(2000, 'a'), words));

  // characters count, not bytes: 县 and 区 share none although their bytes look alike
  EXPECT_EQ(nearest("固定式熔炼炉(台)", {"倾动式熔炼炉（台）", "固定式熔炼炉（台）"}), "固定式熔炼炉（台）");
  EXPECT_FALSE(nearest("钢绳索提升", {"企业名称和地址"}));
}

}  // namespace
}  // namespace fengsui
