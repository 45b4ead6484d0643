// Pictures of every view in both languages and themes: for people to look at, and checked for emptiness, for
// signs that the font lacks and for words that do not fit where they have to.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <set>

#include "tests/viz/city_of_300.h"
#include "tests/viz/drill.h"
#include "twin/record/describe.h"
#include "viz/model/terms.h"
#include "viz/model/texts.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::IsEmpty;

struct Look {
  Language language;
  bool dark;
  const char* name;
};

class Looks : public ::testing::TestWithParam<Look> {};

ConsoleOptions two_runs(Language language) {
  ConsoleOptions options;
  options.run = run_of("jingmei_dc_2022_alarm_only");
  options.other = run_of("jingmei_dc_2022_as_it_happened");
  options.at = scenario_start + std::chrono::seconds(600);
  options.language = language;
  options.settings.reset();
  return options;
}

std::size_t colours_in(const Picture& picture) {
  std::set<std::uint32_t> colours;
  for (std::size_t i = 0; i + 2 < picture.rgb.size(); i += 3 * 5)
    colours.insert(
        static_cast<std::uint32_t>(picture.rgb[i] << 16 | picture.rgb[i + 1] << 8 | picture.rgb[i + 2]));
  return colours.size();
}

TEST_P(Looks, EveryViewIsDrawnAndFits) {
  const Look look = GetParam();
  Driver driver(two_runs(look.language), 1920, 1080);
  driver.desk().dark = look.dark;
  driver.desk().truth = true;
  driver.desk().run->wait_for_findings();
  driver.desk().other->wait_for_findings();
  driver.desk().selection.alarm = driver.desk().run->alarms.rows().front().id;
  static constexpr const char* views[] = {"overview", "plant", "analysis", "compare"};
  // those of a recording; a drill has more (live_test.cpp)
  for (std::size_t i = 0; i < std::size(views); ++i) {
    driver.desk().view = static_cast<View>(i);
    driver.look(3);
    const Picture picture = driver.picture(std::string(views[i]) + "_" + look.name);
    EXPECT_GT(colours_in(picture), 40u) << "an empty picture has one colour";
    EXPECT_TRUE(driver.sees("top.exercise")) << "every picture says that it is an exercise";
    // names of enterprises may be cut in a narrow column; states, ages, values, limits and clocks may not
    std::vector<std::string> cut = driver.cut();
    std::erase_if(cut, [](const std::string& words) {
      return words.find(".place: ") != std::string::npos || words.find(".point: ") != std::string::npos;
    });
    EXPECT_THAT(cut, IsEmpty()) << views[i];
  }
}

INSTANTIATE_TEST_SUITE_P(LanguagesAndThemes, Looks,
                         ::testing::Values(Look{Language::english, true, "en_dark"},
                                           Look{Language::chinese, true, "zh_dark"},
                                           Look{Language::english, false, "en_light"},
                                           Look{Language::chinese, false, "zh_light"}),
                         [](const auto& look) { return look.param.name; });

TEST(DenseScreen, EverythingIsTwiceAsLargeAndFits) {
  const auto height = [](const Driver& driver) {
    const Mark& mark = driver.marks().by_name.find("top.palette")->second;
    return mark.high.y - mark.low.y;
  };
  float usual = 0.0F;
  {
    Driver ordinary(two_runs(Language::chinese), 1920, 1080);
    usual = height(ordinary);
    EXPECT_EQ(ordinary.desk().scale, 1.0F);
  }
  Driver dense(two_runs(Language::chinese), 3840, 2160, 192);
  EXPECT_EQ(dense.desk().scale, 2.0F);
  EXPECT_NEAR(height(dense), 2 * usual, 2.0F);
  dense.click("view.0");
  dense.picture("dense_screen_zh");
  EXPECT_FALSE(dense.words("top.palette").empty());
  dense.click("city.enterprise.1");
  EXPECT_EQ(dense.desk().selection.enterprise, EnterpriseId(std::size_t{1}));
}

// Signs of a text that the font cannot draw.
std::string missing_in(const std::string& words) {
  const ImFont* font = ImGui::GetIO().Fonts->Fonts[0];
  std::string missing;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t length = 1;
    while (i + length < words.size() && (static_cast<unsigned char>(words[i + length]) & 0xC0) == 0x80)
      ++length;
    const std::string sign = words.substr(i, length);
    ImWchar ranges[2] = {0, 0};
    const auto byte = [&](std::size_t k) {
      return static_cast<unsigned>(static_cast<unsigned char>(sign[k]));
    };
    unsigned code = byte(0);
    if (length == 2) code = (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    if (length == 3) code = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    ranges[0] = static_cast<ImWchar>(code);
    if (code >= 0x20 && !font->FindGlyphNoFallback(ranges[0])) missing += sign;
    i += length;
  }
  return missing;
}

TEST(Glyphs, EverythingThatCanBeSaidCanBeDrawn) {
  Driver driver(two_runs(Language::english), 800, 600);
  ASSERT_FALSE(missing_in("ꙮ").empty()) << "the test must see a sign that is not there";
  std::string missing;
  for (const ConsoleText& row : console_texts()) missing += missing_in(row.english) + missing_in(row.chinese);
  for (const TermText& term : terms())
    missing +=
        missing_in(term.name.english + term.meaning.english + term.name.chinese + term.meaning.chinese);
  const Record& record = driver.desk().run->record;
  for (const LogEntry& entry : record.log)
    missing += missing_in(describe_entry(record, entry, Language::english)) +
               missing_in(describe_entry(record, entry, Language::chinese));
  for (const Kpi& kpi : driver.desk().run->wait_for_findings().judgement.kpis)
    missing += missing_in(kpi.name.chinese) + missing_in(kpi.unit);
  for (const ExpectationResult& result : driver.desk().run->wait_for_findings().judgement.expectations)
    missing +=
        missing_in(result.expected.chinese) + missing_in(result.got.english) + missing_in(result.got.chinese);
  EXPECT_EQ(missing, "");
}

// A made-up city: 300 enterprises, ten thousand alarms at once, a million log entries.
Record large_city() {
  Record record;
  Names& names = record.names;
  for (int i = 0; i < 12; ++i)
    names.districts.push_back({"district " + std::to_string(i), std::to_string(i) + "区（虚构）"});
  names.unit_classes = {{"casting_well", {"well", "深井"}, {}, {}, {}}};
  names.levels = {
      {"enterprise", {"enterprise", "企业"}}, {"district", {"district", "区"}}, {"city", {"city", "市"}}};
  for (std::size_t i = 0; i < 300; ++i) {
    names.enterprises.push_back({"企业" + std::to_string(i) + "（虚构）", DistrictId(i % 12), {}});
    names.units.push_back({"casting_well 1", {"well 1", "1号深井"}, 0, 0, EnterpriseId(i)});
    names.signals.push_back({"table_level", "mm", UnitId(i)});
    names.points.push_back({"P" + std::to_string(i),
                            {"level", "液位"},
                            "mm",
                            UnitId(i),
                            SignalId(i),
                            GatewayId(i),
                            {},
                            0,
                            200,
                            std::chrono::seconds(1)});
    names.gateways.push_back({"gateway", EnterpriseId(i)});
  }
  record.run.duration = std::chrono::hours(24);
  record.run.outcome = Outcome::finished;
  for (std::uint32_t i = 0; i < 10000; ++i) {
    Alarm alarm;
    alarm.id = AlarmId(std::size_t{i});
    alarm.point = PointId(std::size_t{i % 300});
    alarm.condition = static_cast<AlarmCondition>(i / 300 % condition_count);
    alarm.gateway = i / 4500 > 0 ? GatewayId(std::size_t{i / 4500}) : GatewayId{};
    alarm.enterprise = EnterpriseId(std::size_t{i % 300});
    alarm.time = scenario_start + std::chrono::milliseconds(i);
    record.alarms.push_back(alarm);
    record.log.push_back({alarm.time, LogKind::alarm_raised, 0, i, i % 300,
                          static_cast<std::uint32_t>(alarm.condition), 90.0});
  }
  for (std::uint32_t i = 0; i < 80; ++i) {
    Warning warning;
    warning.id = WarningId(std::size_t{i});
    warning.enterprise = EnterpriseId(std::size_t{i * 3});
    warning.colour = static_cast<Colour>(1 + i % 4);
    warning.time = scenario_start + std::chrono::seconds(11);
    record.warnings.push_back(warning);
    record.log.push_back({warning.time, LogKind::warning_raised, 0, i, i * 3, 1 + i % 4, 50.0});
  }
  for (std::uint32_t i = 0; i < 1000000; ++i)
    record.log.push_back({scenario_start + std::chrono::seconds(12) + std::chrono::milliseconds(80) * i,
                          LogKind::message_lost, 0, i % 300, 1, 0, 0.0});
  return record;
}

TEST(LargeCity, TenThousandAlarmsLeaveTheConsoleUsable) {
  const RunView run(large_city());
  ConsoleOptions options;
  options.language = Language::english;
  options.settings.reset();
  options.search_below = scratch("large");
  Driver driver(options, 1920, 1080);
  driver.desk().run = &run;
  driver.desk().playback.end = run.end;
  driver.desk().axis.show(scenario_start, run.end);
  driver.desk().playback.seek(scenario_start + std::chrono::seconds(30));
  driver.look(3);
  driver.picture("large_city");
  // told, not asserted: the processor time of one picture, drawn by software
  const std::clock_t began = std::clock();
  driver.look(20);
  RecordProperty("frame_ms_of_processor",
                 std::to_string(1e3 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC / 20));
  EXPECT_TRUE(driver.sees("alarms.flood"));
  EXPECT_TRUE(driver.sees("alarms.row.0"));
  EXPECT_FALSE(driver.sees("alarms.row.500")) << "rows out of sight are not drawn";
  EXPECT_TRUE(driver.sees("city.enterprise.299"));
  driver.click("alarms.row.1", 0.25F);
  EXPECT_TRUE(driver.desk().selection.alarm);
  driver.desk().run = nullptr;
  driver.look(1);
}

TEST(LargeCity, LiveItIsWatchedWhileItRuns) {
  ConsoleOptions options;
  options.live = city_of_300(scratch("live_city"));
  options.language = Language::chinese;
  options.settings.reset();
  Driver driver(options, 1920, 1080);
  EXPECT_TRUE(driver.sees("city.enterprise.299"));
  const auto& live = *driver.desk().live;
  choose(driver, "playback.pace", "× 1000");
  driver.click("playback.play");
  ASSERT_TRUE(driver.wait_for([&] { return live.running() && live.status().now > at_s(600); }, "it runs"));
  // told, not asserted: the processor time of one picture of a run that goes on
  const std::clock_t began = std::clock();
  const Time before = live.status().now;
  driver.look(20);
  RecordProperty("frame_ms_of_processor",
                 std::to_string(1e3 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC / 20));
  EXPECT_GT(live.status().now, before) << "pictures do not hold it up";
  EXPECT_GT(driver.desk().run->record.readings.size(), 1000u) << "the windows follow the record";
  driver.picture("live_city_zh");
  driver.click("city.enterprise.150");
  EXPECT_EQ(driver.desk().selection.enterprise, EnterpriseId(std::size_t{150}));
  driver.press(XK_3, XK_Control_L);
  driver.look(2);
  driver.click("playback.play");
  EXPECT_TRUE(driver.wait_for([&] { return !live.running(); }, "it stands still"));
}

}  // namespace
}  // namespace fengsui::viz::testing
