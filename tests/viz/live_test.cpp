// Live runs at the console: the instructor's panel, a seat, and a whole drill, by mouse and keyboard.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/base/error.h"
#include "tests/viz/driver.h"
#include "tests/viz/runs.h"
#include "twin/record/run_file.h"
#include "viz/model/seat_choice.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Time at_s(double seconds) { return scenario_start + from_seconds(seconds); }

// The leak with a level alarm and nobody at the table, live.
ConsoleOptions drill(const std::string& folder, std::optional<std::string> seat = {}) {
  ConsoleOptions options;
  options.live = live_of("jingmei_dc_2022_alarm_only", folder);
  options.drill = true;
  options.seat = std::move(seat);
  options.language = Language::english;
  options.settings.reset();
  return options;
}

const live::Status& status(Driver& driver) { return driver.desk().live->status(); }

// Runs to a time since the start and stands still there.
void run_to(Driver& driver, double seconds) {
  driver.desk().live->ask(live::RunUntil{at_s(seconds)});
  driver.wait_for([&] { return !driver.desk().live->running() && status(driver).now == at_s(seconds); },
                  "the run stands still at the wanted time");
}

// The row of a list whose words contain these, by the names "PREFIX.<number>".
std::string row_with(Driver& driver, const std::string& prefix, const std::string& words) {
  for (const std::string& name : driver.names(prefix + "."))
    if (driver.words(name).find(words) != std::string::npos) return name.substr(prefix.size() + 1);
  ADD_FAILURE() << "no " << prefix << " says " << words;
  return "0";
}

void choose(Driver& driver, const std::string& list, const std::string& words) {
  driver.click(list);
  driver.click(list + "." + row_with(driver, list, words));
  driver.look(2);
}

TEST(InstructorStory, TimeIsFrozenPacedAndStepped) {
  Driver driver(drill("instructor_time"), 1920, 1080);
  EXPECT_EQ(driver.words("instructor.state"), "FROZEN");
  EXPECT_EQ(driver.words("top.state"), "FROZEN");
  driver.click("instructor.for.10");
  driver.wait_for([&] { return status(driver).now == at_s(600); }, "ten minutes pass");
  EXPECT_THAT(driver.words("instructor.time"), HasSubstr("+10:00"));
  EXPECT_FALSE(driver.desk().run->alarms.rows().empty()) << "the windows have followed the record";
  EXPECT_TRUE(driver.sees("playback.at_live"));
  const std::uint64_t events = status(driver).events;
  driver.click("instructor.step");
  driver.wait_for([&] { return status(driver).events == events + 1; }, "one event");
  EXPECT_EQ(status(driver).state, live::State::frozen);

  // in real time, by the space bar
  choose(driver, "instructor.speed", "× 1");
  driver.press(XK_space);
  driver.wait_for([&] { return driver.desk().live->running(); }, "it runs");
  EXPECT_EQ(driver.words("instructor.state"), "RUNNING × 1");
  driver.press(XK_space);
  driver.wait_for([&] { return !driver.desk().live->running(); }, "it stands still");
  EXPECT_LT(status(driver).now, at_s(900)) << "not as fast as possible";
}

TEST(InstructorStory, HistoryIsLookedAtWithoutLeavingTheLiveRun) {
  Driver driver(drill("history"));
  run_to(driver, 600);
  driver.click("playback.scrub", 0.25F);
  EXPECT_TRUE(driver.sees("playback.looking_back"));
  EXPECT_NEAR(to_seconds(driver.desk().now()), 150.0, 10.0);
  run_to(driver, 660);
  EXPECT_NEAR(to_seconds(driver.desk().now()), 150.0, 10.0) << "history stays where it is";
  driver.click("playback.live");
  EXPECT_TRUE(driver.sees("playback.at_live"));
  EXPECT_EQ(driver.desk().now(), at_s(660));
}

TEST(InstructorStory, AFaultHappensNowAndAnotherIsPlannedAndTakenBack) {
  Driver driver(drill("inject"), 1920, 1080);
  run_to(driver, 60);
  choose(driver, "instructor.what", "gateway switched off");
  choose(driver, "instructor.enterprise", "白鹭");
  driver.click("instructor.inject");
  driver.wait_for([&] { return !driver.desk().live->deeds().empty(); }, "it is done");
  const live::Deed deed = driver.desk().live->deeds().front();
  EXPECT_EQ(deed.action.kind, ActionKind::gateway_down);
  EXPECT_EQ(driver.desk().run->record.names.gateways[deed.action.gateway.index].enterprise,
            EnterpriseId(std::size_t{3}));
  run_to(driver, 61);
  EXPECT_NE(std::ranges::find(driver.desk().run->record.log, LogKind::gateway_down, &LogEntry::kind),
            driver.desk().run->record.log.end());

  choose(driver, "instructor.what", "fault injected");
  driver.click("instructor.size");
  driver.type("much");
  driver.click("instructor.inject");
  EXPECT_THAT(driver.words("instructor.trouble"), HasSubstr("a number such as"));
  driver.click("instructor.size");
  for (int i = 0; i < 4; ++i) driver.press(XK_BackSpace);
  driver.click("instructor.at");
  driver.type("+5 min");
  driver.click("instructor.inject");
  ASSERT_TRUE(driver.wait_for([&] { return status(driver).planned.size() == 1; }, "it is planned"))
      << driver.desk().instructor.form.at << "; " << driver.desk().instructor.trouble;
  EXPECT_EQ(status(driver).planned.front().at, at_s(61 + 300));
  driver.look();
  driver.click("instructor.forget.0");
  driver.wait_for([&] { return status(driver).planned.empty(); }, "it is taken back");
}

TEST(InstructorStory, GoesBackToASnapshotAndSavesWhatWasDone) {
  Driver driver(drill("backtrack"), 1920, 1080);
  run_to(driver, 300);
  driver.click("instructor.tab.snapshots");
  driver.click("instructor.snapshot_name");
  driver.type("before");
  driver.click("instructor.snapshot");
  driver.wait_for(
      [&] {
        return std::ranges::find(status(driver).snapshots, "before", &live::SnapshotInfo::name) !=
               status(driver).snapshots.end();
      },
      "the snapshot is kept");
  run_to(driver, 700);
  ASSERT_FALSE(driver.desk().run->cases.stories().empty());
  driver.look();
  driver.click("instructor.go_back." + row_with(driver, "instructor.snapshot", "before"));
  driver.click("instructor.go_back.yes");
  driver.wait_for([&] { return status(driver).branch == 2; }, "the second branch");
  EXPECT_EQ(status(driver).now, at_s(300));
  EXPECT_EQ(driver.desk().now(), at_s(300));
  EXPECT_TRUE(driver.desk().run->cases.stories().empty()) << "what came after is over";
  EXPECT_TRUE(driver.desk().run->alarms.rows().empty());

  driver.click("instructor.tab.done");
  const std::string file = driver.words("instructor.scenario");
  driver.click("instructor.save");
  driver.wait_for([&] { return std::filesystem::exists(file); }, "the scenario is saved");
}

TEST(InstructorStory, TakesOverAndReleasesASeat) {
  Driver driver(drill("take_over"), 1920, 1080);
  driver.click("instructor.tab.seats");
  driver.click("seats.search");
  driver.type("city");
  driver.click("seats.take.0");
  driver.wait_for([&] { return status(driver).seats.size() == 1; }, "the seat is taken");
  EXPECT_EQ(status(driver).seats.front().name.english, "city duty officer");
  driver.look();
  driver.click("seats.release.0");
  driver.wait_for([&] { return status(driver).seats.empty(); }, "the seat is released");
}

TEST(SeatStory, SeesNoTruthAndSaysWhyAButtonIsOff) {
  Driver driver(drill("seat_alone", "safety_officer"), 1920, 1080);
  EXPECT_EQ(driver.desk().view, View::seat);
  EXPECT_TRUE(driver.sees("seat.frozen"));
  EXPECT_THAT(driver.words("seat.empty"), HasSubstr("Nothing has come in"));
  EXPECT_FALSE(driver.sees("view.2")) << "no analysis";
  EXPECT_FALSE(driver.sees("view.5")) << "no instructor";
  EXPECT_FALSE(driver.sees("playback.danger"));
  run_to(driver, 700);
  driver.look();
  EXPECT_THAT(driver.words("seat.card.0"), AllOf(HasSubstr("red"), HasSubstr("TO ACKNOWLEDGE")));
  EXPECT_THAT(driver.words("seat.act.handle"), HasSubstr("acknowledge it first"));
  driver.click("seat.act.handle");
  EXPECT_THAT(driver.desk().live->deeds(), SizeIs(1)) << "only the seat was taken";
}

TEST(SeatStory, SomethingThatTellsTheTruthIsClosed) {
  Driver driver(drill("seat_closed", "safety_officer"), 1920, 1080);
  driver.click("tile.1.title");
  driver.click("tile.1.choose.timeline");
  EXPECT_THAT(driver.words("timeline.empty"), HasSubstr("Closed"));
  EXPECT_FALSE(driver.sees("timeline.search"));
}

TEST(SeatChoice, FindsSeatsByRoleAndPlaceAndListsWhatThereIs) {
  const live::LiveSession session(live_of("jingmei_dc_2022_alarm_only", "seat_choice"));
  const Names names = session.mirror().record.names;
  const auto name = [&](const std::string& words) {
    const SeatId seat = choose_seat(words, session.seats(), names);
    return std::ranges::find(session.seats(), seat, &live::SeatEntry::seat)->name.english;
  };
  EXPECT_EQ(name("city"), "city duty officer");
  EXPECT_THAT(name("district"), HasSubstr("district duty officer"));
  EXPECT_EQ(name("principal:白鹭"), "白鹭铝材有限公司（虚构） principal");
  EXPECT_THAT(name("safety_officer"), HasSubstr("海螺"));
  EXPECT_THROW(name("captain"), InputError);
  EXPECT_THROW(name("district:nowhere"), InputError);
}

// The whole of it by clicks: warned, signed, verified, acted, reported, cleared, ended, scored, on disk.
TEST(DrillStory, FromTheWarningToTheScore) {
  Driver driver(drill("whole_drill", "safety_officer"), 1920, 1080);
  run_to(driver, 700);
  const auto act = [&](const std::string& name) {
    const std::size_t before = driver.desk().live->deeds().size();
    driver.look();
    driver.click("seat.act." + name);
    driver.wait_for([&] { return driver.desk().live->deeds().size() > before; }, name.c_str());
    EXPECT_FALSE(driver.desk().live->deeds().back().refused) << name;
  };
  act("acknowledge");
  act("verify_real");
  act("evacuate");
  act("stop_production");
  driver.click("seat.note");
  driver.type("launder drained");
  act("handle");
  EXPECT_EQ(driver.desk().live->deeds().back().note, "launder drained");
  act("feedback");
  act("request_clear");
  const CaseId item = *driver.desk().seat.chosen;
  // the reviewing level is played by simulated officers; the case is cleared when the danger is over
  choose(driver, "playback.pace", "max");
  driver.click("playback.play");
  driver.wait_for(
      [&] {
        const CaseStory* story = driver.desk().run->cases.find(item);
        return driver.desk().live->ended() || (story && story->during.to != never);
      },
      "the case is cleared");
  const CaseStory* story = driver.desk().run->cases.find(item);
  ASSERT_TRUE(story);
  EXPECT_NE(story->during.to, never);
  driver.press(XK_p, XK_Control_L);
  driver.type("end the drill");
  driver.press(XK_Return);
  driver.wait_for([&] { return driver.desk().live->ended(); }, "the drill ends");
  driver.wait_for([&] { return !driver.desk().live->report_path().empty(); }, "the report is written");
  EXPECT_TRUE(std::filesystem::exists(driver.desk().live->report_path()));
  EXPECT_EQ(driver.desk().view, View::analysis);
  EXPECT_FALSE(driver.desk().hides_truth()) << "after the drill the truth is shown";
  driver.look(3);
  EXPECT_THAT(driver.words("verdict.report"), HasSubstr("drill.html"));
  EXPECT_TRUE(driver.sees("verdict.seat.0"));
  driver.picture("drill_over_en");
  const Record record = read_run(status(driver).run_file);
  EXPECT_NE(std::ranges::find(record.log, LogKind::case_cleared, &LogEntry::kind), record.log.end());
}

}  // namespace
}  // namespace fengsui::viz::testing
