// One story per window, told by mouse and keyboard.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/viz/driver.h"
#include "tests/viz/runs.h"
#include "twin/record/describe.h"
#include "twin/record/run_file.h"
#include "viz/model/texts.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

Time at_s(double seconds) { return scenario_start + from_seconds(seconds); }

// The leak with a level alarm and nobody at the table, at a time since the start.
ConsoleOptions leak_at(double seconds, Language language = Language::english) {
  ConsoleOptions options;
  options.run = run_of("jingmei_dc_2022_alarm_only");
  options.at = at_s(seconds);
  options.language = language;
  options.settings.reset();
  return options;
}

TEST(CityStory, ARedEnterpriseHasItsLetterAndOpensItsPlant) {
  Driver driver(leak_at(570));
  EXPECT_THAT(driver.words("city.enterprise.0"), HasSubstr("red"));
  EXPECT_THAT(driver.words("city.enterprise.1"), HasSubstr("none"));
  driver.click("city.enterprise.1");
  EXPECT_EQ(driver.desk().selection.enterprise, EnterpriseId(std::size_t{1}));
  driver.double_click("city.enterprise.0");
  EXPECT_EQ(driver.desk().view, View::plant);
  EXPECT_TRUE(driver.sees("enterprise.choose"));
}

TEST(CityStory, AGatewayThatIsNotHeardIsMarked) {
  ConsoleOptions options = leak_at(0);
  options.run = run_of("leak_during_network_outage");
  Driver driver(options);
  const auto& log = driver.desk().run->record.log;
  const auto offline = std::ranges::find(log, LogKind::gateway_reported_offline, &LogEntry::kind);
  ASSERT_NE(offline, log.end());
  EXPECT_THAT(driver.words("city.enterprise." + std::to_string(offline->detail)),
              ::testing::Not(HasSubstr("offline")));
  driver.desk().playback.seek(offline->time);
  driver.look();
  EXPECT_THAT(driver.words("city.enterprise." + std::to_string(offline->detail)), HasSubstr("offline"));
}

TEST(AlarmStory, TheMostUrgentStandsFirstAndIsFoundByTyping) {
  Driver driver(leak_at(560));
  EXPECT_THAT(driver.words("alarms.row.0"), AllOf(HasSubstr("UNACK"), HasSubstr("DW_LM_DIST")));
  EXPECT_EQ(driver.words("alarms.row.0.condition"), "low-low");
  EXPECT_EQ(driver.words("alarms.row.1.condition"), "low");
  driver.click("alarms.search");
  driver.type("nothing");
  EXPECT_FALSE(driver.sees("alarms.row.0"));
  EXPECT_EQ(driver.words("alarms.hidden"), "2");
  for (int i = 0; i < 7; ++i) driver.press(XK_BackSpace);
  driver.type("dw_lm");
  EXPECT_TRUE(driver.sees("alarms.row.1"));
  driver.click("alarms.present");
  EXPECT_FALSE(driver.sees("alarms.row.0"));
}

TEST(AlarmStory, AColumnSortsAndARowSelects) {
  Driver driver(leak_at(560));
  driver.click("alarms.column.2");
  EXPECT_EQ(driver.words("alarms.row.0.condition"), "low-low") << "the youngest first";
  driver.click("alarms.column.2");
  EXPECT_EQ(driver.words("alarms.row.0.condition"), "low") << "the oldest first";
  driver.click("alarms.row.0", 0.25F);
  const AlarmRow* row = driver.desk().run->alarms.find(*driver.desk().selection.alarm);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->condition, AlarmCondition::low);
  EXPECT_EQ(driver.desk().trends.points.front(), row->point);
}

TEST(AlarmStory, WithoutAlarmsItSaysSo) {
  Driver driver(leak_at(10));
  EXPECT_THAT(driver.words("alarms.empty"), HasSubstr("No alarms"));
}

TEST(CaseStory, ClocksShrinkAndOverdueStandsOut) {
  Driver driver(leak_at(600));
  const std::string before = driver.words("cases.clock.0");
  driver.desk().playback.seek(at_s(601));
  driver.look();
  EXPECT_NE(driver.words("cases.clock.0"), before);
  driver.click("cases.clock.0");
  EXPECT_TRUE(driver.desk().selection.item);
  // the feedback is overdue an hour later
  const auto& log = driver.desk().run->record.log;
  const auto late = std::ranges::find(log, LogKind::clock_expired, &LogEntry::kind);
  ASSERT_NE(late, log.end());
  driver.desk().playback.seek(late->time + std::chrono::seconds(30));
  driver.look();
  EXPECT_THAT(driver.words("cases.clock.0"), HasSubstr("OVERDUE +0:30"));
  EXPECT_THAT(driver.words("top.overdue"), StartsWith("1 "));
}

TEST(CaseStory, TheAxisZoomsPansAndJumps) {
  Driver driver(leak_at(600));
  const Axis before = driver.desk().axis;
  driver.wheel("cases.axis", 3);
  const Axis zoomed = driver.desk().axis;
  EXPECT_LT(zoomed.to - zoomed.from, before.to - before.from);
  driver.drag("cases.axis", 200, 0);
  EXPECT_LT(driver.desk().axis.from, zoomed.from);
  EXPECT_FALSE(driver.desk().axis.follow);
  driver.click("cases.fit");
  EXPECT_EQ(driver.desk().axis.to, driver.desk().playback.end);
  driver.click("cases.axis", 0.5F, 0.95F);
  EXPECT_NEAR(to_seconds(driver.desk().now()), to_seconds(driver.desk().playback.end) / 2, 60.0);
}

TEST(TrendStory, PointsAreAddedAndRemoved) {
  Driver driver(leak_at(600));
  driver.press(XK_2, XK_Control_L);
  ASSERT_EQ(driver.desk().view, View::plant);
  EXPECT_THAT(driver.words("trends.strip.0"), HasSubstr("DW_LM_DIST"));
  const std::size_t before = driver.desk().trends.points.size();
  driver.click("trends.strip.0.remove");
  EXPECT_EQ(driver.desk().trends.points.size(), before - 1);
  driver.click("trends.add");
  ASSERT_TRUE(driver.sees("trends.search"));
  driver.click("trends.search");
  driver.type("dw_lt");
  driver.click("trends.choice.0");
  EXPECT_EQ(driver.desk().trends.points.size(), before);
  EXPECT_FALSE(driver.desk().truth);
  driver.press(XK_Escape);
  driver.click("trends.truth", 0.1F);
  EXPECT_TRUE(driver.desk().truth);
}

TEST(TimelineStory, ALineJumpsThereAndSelectsWhatItIsAbout) {
  Driver driver(leak_at(0));
  driver.click("timeline.search");
  driver.type("low_low alarm");
  for (int i = 0; i < 13; ++i) driver.press(XK_BackSpace);
  driver.type("table level low");
  ASSERT_TRUE(driver.sees("timeline.row.0"));
  driver.click("timeline.row.0");
  EXPECT_GT(driver.desk().now(), at_s(540));
  EXPECT_TRUE(driver.desk().selection.unit.valid());
  driver.press(XK_Escape);
}

TEST(TimelineStory, SeverityNarrowsTheList) {
  Driver driver(leak_at(600));
  driver.click("timeline.severity");
  driver.click("timeline.severity.3");
  EXPECT_EQ(driver.desk().timeline.wish.at_least, Severity::danger);
  driver.look();
  EXPECT_EQ(driver.desk().timeline.filter.entries().size(), driver.desk().run->dangers.size());
}

TEST(PlaybackStory, ButtonsKeysAndScrubbing) {
  Driver driver(leak_at(0));
  driver.click("playback.play");
  EXPECT_TRUE(driver.desk().playback.running);
  driver.pass(2.0, 4);
  EXPECT_EQ(driver.desk().now(), at_s(20));
  driver.press(XK_space);
  EXPECT_FALSE(driver.desk().playback.running);
  driver.press(XK_n);
  EXPECT_EQ(driver.desk().now(), driver.desk().run->dangers.front());
  const Time danger = driver.desk().now();
  driver.press(XK_comma);
  EXPECT_LT(driver.desk().now(), danger);
  driver.press(XK_equal);
  EXPECT_EQ(driver.desk().playback.pace, 30.0);
  driver.click("playback.pace");
  driver.click("playback.pace.1000");
  EXPECT_EQ(driver.desk().playback.pace, 1000.0);
  driver.click("playback.scrub", 0.5F);
  EXPECT_NEAR(to_seconds(driver.desk().now()), to_seconds(driver.desk().playback.end) / 2, 60.0);
  driver.press(XK_End);
  EXPECT_EQ(driver.desk().now(), driver.desk().playback.end);
  driver.press(XK_Home);
  EXPECT_EQ(driver.desk().now(), scenario_start);
}

TEST(PaletteStory, TypedWordsFindCommandsAndPoints) {
  Driver driver(leak_at(0));
  driver.press(XK_p, XK_Control_L);
  ASSERT_TRUE(driver.sees("palette.search"));
  driver.type("trend dw_ft well 9");
  ASSERT_TRUE(driver.sees("palette.row.0"));
  EXPECT_THAT(driver.words("palette.row.0"), HasSubstr("DW_FT_MW"));
  driver.press(XK_Return);
  EXPECT_FALSE(driver.sees("palette.search"));
  EXPECT_EQ(driver.desk().view, View::plant);
  EXPECT_THAT(driver.words("trends.strip.0"), HasSubstr("DW_FT_MW"));
  // letters that were typed into it have moved nothing else
  EXPECT_EQ(driver.desk().now(), scenario_start);
  EXPECT_FALSE(driver.desk().playback.running);
  driver.press(XK_p, XK_Control_L);
  driver.press(XK_Escape);
  EXPECT_FALSE(driver.sees("palette.search"));
}

TEST(EnterpriseStory, AUnitShowsWhatIsWrongWithIt) {
  Driver driver(leak_at(600));
  driver.press(XK_2, XK_Control_L);
  const UnitId well = driver.desk().selection.unit;
  ASSERT_TRUE(well.valid());
  const std::string card = "enterprise.unit." + std::to_string(well.index);
  EXPECT_THAT(driver.words(card), HasSubstr("2 alarms"));
  EXPECT_THAT(driver.words(card), ::testing::Not(HasSubstr("leak"))) << "what only the instructor knows";
  driver.click("enterprise.truth", 0.1F);
  EXPECT_THAT(driver.words(card), HasSubstr("leak through a guide hole"));
  driver.click("enterprise.choose");
  driver.click("enterprise.choice.2");
  EXPECT_EQ(driver.desk().selection.enterprise, EnterpriseId(std::size_t{2}));
}

TEST(NetworkStory, AnOutageIsShownWhileItLasts) {
  ConsoleOptions options = leak_at(0);
  options.run = run_of("leak_during_network_outage");
  Driver driver(options);
  driver.desk().run->wait_for_findings();
  driver.press(XK_3, XK_Control_L);
  const auto& log = driver.desk().run->record.log;
  const auto down = std::ranges::find(log, LogKind::link_down, &LogEntry::kind);
  ASSERT_NE(down, log.end());
  const std::string link = "network.link." + std::to_string(down->subject);
  EXPECT_THAT(driver.words(link), HasSubstr(" up"));
  driver.desk().playback.seek(down->time);
  driver.look();
  EXPECT_THAT(driver.words(link), HasSubstr(" down"));
  const auto nodes = driver.names("network.node.");
  EXPECT_TRUE(std::ranges::any_of(
      nodes, [&](const std::string& name) { return driver.words(name).ends_with(" single"); }));
}

TEST(WhyStory, AnAlarmLeadsBackToItsFaultAndOnToPeople) {
  Driver driver(leak_at(600));
  driver.desk().run->wait_for_findings();
  driver.click("alarms.row.0", 0.25F);
  driver.press(XK_3, XK_Control_L);
  driver.click("why.link.1");
  EXPECT_EQ(driver.desk().now(), at_s(508)) << "the leak began then";
  EXPECT_THAT(driver.names("why.link."), SizeIs(::testing::Gt(6u)));
}

TEST(VerdictStory, ExpectationsAreListedAndLeadToTheirMoment) {
  Driver driver(leak_at(0));
  driver.desk().run->wait_for_findings();
  driver.press(XK_3, XK_Control_L);
  EXPECT_EQ(driver.words("verdict.verdict"), "passed");
  EXPECT_THAT(driver.words("verdict.row.0"), StartsWith("met"));
  driver.click("verdict.row.1");
  EXPECT_NEAR(to_seconds(driver.desk().now()), 542.0, 2.0);
}

TEST(CompareStory, TheFirstDifferenceIsMarkedAndReached) {
  ConsoleOptions options = leak_at(0);
  options.other = run_of("jingmei_dc_2022_as_it_happened");
  Driver driver(options);
  EXPECT_EQ(driver.desk().view, View::compare);
  EXPECT_THAT(driver.words("compare.difference"), HasSubstr("20:09:02"));
  driver.click("compare.difference");
  EXPECT_GT(driver.desk().now(), at_s(541));
  EXPECT_NE(driver.words("compare.left.2"), driver.words("compare.right.2"));
  EXPECT_EQ(driver.words("compare.left.1"), driver.words("compare.right.1"));
}

TEST(CompareStory, WithOneRunItSaysHowToOpenTwo) {
  Driver driver(leak_at(0));
  driver.press(XK_4, XK_Control_L);
  EXPECT_TRUE(driver.sees("compare.empty"));
}

TEST(LayoutStory, TilesAreChosenEnlargedAndRemembered) {
  const std::filesystem::path settings = scratch("layout") / "console.conf";
  ConsoleOptions options = leak_at(600);
  options.language.reset();
  options.settings = settings;
  {
    Driver driver(options);
    driver.click("tile.0.title");
    driver.click("tile.0.choose.verdict");
    EXPECT_EQ(driver.words("tile.0"), "verdict");
    driver.drag("split.column", 200, 0);
    driver.click("tile.1.maximise");
    EXPECT_FALSE(driver.sees("tile.0"));
    driver.click("tile.1.maximise");
    EXPECT_TRUE(driver.sees("tile.0"));
    driver.press(XK_l, XK_Control_L);
    EXPECT_EQ(driver.desk().language, Language::chinese);
    driver.click("top.theme");
    EXPECT_FALSE(driver.desk().dark);
  }
  Driver again(options);
  EXPECT_EQ(again.words("tile.0"), "verdict");
  EXPECT_EQ(again.desk().language, Language::chinese);
  EXPECT_FALSE(again.desk().dark);
  EXPECT_GT(again.console().settings().arrangement.views[0].column, 0.55F);
}

TEST(LayoutStory, DamagedSettingsStopNobody) {
  const std::filesystem::path settings = scratch("damaged") / "console.conf";
  std::ofstream(settings)
      << "view 0 nan 7 -1 city\nview 99\nlanguage\n\x01\x02\nview 1 0.5 0.5 0.5 city city city nonsense\n";
  const Settings read = read_settings(settings);
  EXPECT_EQ(read.language, Language::english);
  EXPECT_EQ(read.arrangement.views[0].panes, default_arrangement().views[0].panes);
  EXPECT_EQ(read.arrangement.views[0].column, default_arrangement().views[0].column);
}

TEST(StartStory, RunsNearbyAreOfferedAndABrokenOneIsExplained) {
  const std::filesystem::path folder = scratch("start");
  std::filesystem::copy_file(run_of("jingmei_dc_2022_as_it_happened"), folder / "good.h5");
  std::ofstream(folder / "broken.h5") << "no";
  std::filesystem::last_write_time(
      folder / "broken.h5", std::filesystem::last_write_time(folder / "good.h5") + std::chrono::seconds(5));
  ConsoleOptions options;
  options.language = Language::english;
  options.settings.reset();
  options.search_below = folder;
  Driver driver(options, 1280, 800);
  driver.picture("start_en");
  EXPECT_THAT(driver.words("start.run.0"), HasSubstr("broken.h5"));
  driver.click("start.run.0");
  EXPECT_THAT(driver.words("message"), HasSubstr("broken.h5"));
  driver.click("start.run.1");
  ASSERT_TRUE(driver.desk().run);
  EXPECT_TRUE(driver.sees("city.enterprise.0"));
}

TEST(StartStory, WithoutAnyRunItSaysHowToMakeOne) {
  ConsoleOptions options;
  options.language = Language::english;
  options.settings.reset();
  options.search_below = scratch("empty");
  Driver driver(options, 1280, 800);
  EXPECT_THAT(driver.words("start.hint"), HasSubstr("fengsui demo"));
}

TEST(StartStory, ARunThatDidNotFinishSaysSo) {
  Record record = read_run(run_of("jingmei_dc_2022_alarm_only"));
  record.run.outcome = Outcome::interrupted;
  record.log.resize(record.log.size() / 2);
  const std::filesystem::path file = scratch("unfinished") / "run.h5";
  write_run(file, record, Overwrite::allow);
  ConsoleOptions options = leak_at(0);
  options.run = file;
  Driver driver(options);
  EXPECT_THAT(driver.words("top.title"), HasSubstr("did not finish"));
  EXPECT_LT(driver.desk().playback.end, scenario_start + record.run.duration);
}

TEST(WindowStory, ResizedToNothingItComesBack) {
  Driver driver(leak_at(600));
  for (const auto& [width, height] : {std::pair(60, 40), std::pair(300, 900), std::pair(1400, 100),
                                      std::pair(700, 420), std::pair(1920, 1080)}) {
    driver.console().screen().resize(width, height);
    for (int view = 0; view < static_cast<int>(view_count); ++view) {
      driver.desk().view = static_cast<View>(view);
      driver.look(3);
    }
  }
  driver.desk().view = View::overview;
  driver.look();
  EXPECT_TRUE(driver.sees("city.enterprise.0"));
}

TEST(RecordStory, LookingChangesNoByte) {
  const std::filesystem::path file = scratch("unchanged") / "run.h5";
  std::filesystem::copy_file(run_of("jingmei_dc_2022_alarm_only"), file);
  const auto bytes = [&] {
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  const std::string before = bytes();
  {
    ConsoleOptions options = leak_at(0);
    options.run = file;
    Driver driver(options);
    driver.press(XK_space);
    driver.pass(60.0, 20);
    driver.click("alarms.row.0", 0.25F);
  }
  EXPECT_EQ(bytes(), before);
}

}  // namespace
}  // namespace fengsui::viz::testing
