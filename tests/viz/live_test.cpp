// Live runs at the console: the instructor's panel and a seat, by mouse and keyboard.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/base/error.h"
#include "tests/viz/drill.h"
#include "viz/model/seat_choice.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

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

  driver.desk().run->wait_for_findings();
  driver.look();
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

// Pictures of the windows of a drill, for people to look at; what must fit, fits.
struct DrillLook {
  Language language;
  bool dark;
  const char* name;
};

class DrillLooks : public ::testing::TestWithParam<DrillLook> {};

TEST_P(DrillLooks, EveryWindowFits) {
  const DrillLook look = GetParam();
  ConsoleOptions options = drill(std::string("looks_") + look.name);
  options.language = look.language;
  Driver driver(options, 1920, 1080);
  driver.desk().dark = look.dark;
  const SeatId seat =
      choose_seat("safety_officer", driver.desk().live->seats(), driver.desk().run->record.names);
  driver.desk().live->ask(live::TakeSeat{seat});
  driver.desk().seat.seat = seat;
  run_to(driver, 580);
  driver.desk().live->ask(live::TakeSnapshot{"before"});
  const auto looks_well = [&](const std::string& name) {
    driver.look(3);
    driver.picture(name + "_" + look.name);
    std::vector<std::string> cut = driver.cut();
    std::erase_if(cut, [](const std::string& words) {
      return words.find(".place: ") != std::string::npos || words.find(".point: ") != std::string::npos;
    });
    EXPECT_THAT(cut, IsEmpty()) << name;
  };
  for (const char* tab : {"inject", "seats", "snapshots", "done"}) {
    driver.click(std::string("instructor.tab.") + tab);
    looks_well(std::string("instructor_") + tab);
  }
  driver.desk().view = View::seat;
  driver.wait_for([&] { return driver.sees("seat.reason"); }, "the case is on the desk");
  looks_well("seat");
  if (look.language == Language::chinese) {
    EXPECT_THAT(driver.words("seat.reason"), HasSubstr("9号"));
    EXPECT_THAT(driver.words("seat.reason"), Not(HasSubstr("well")));
  }
}

INSTANTIATE_TEST_SUITE_P(LanguagesAndThemes, DrillLooks,
                         ::testing::Values(DrillLook{Language::english, true, "en_dark"},
                                           DrillLook{Language::chinese, true, "zh_dark"},
                                           DrillLook{Language::english, false, "en_light"},
                                           DrillLook{Language::chinese, false, "zh_light"}),
                         [](const auto& look) { return look.param.name; });

TEST(LiveWindow, ResizedToNothingItComesBack) {
  Driver driver(drill("resized"), 1920, 1080);
  run_to(driver, 580);
  for (const auto& [width, height] :
       {std::pair(1, 1), std::pair(60, 40), std::pair(400, 260), std::pair(1920, 1080)}) {
    driver.console().screen().resize(width, height);
    for (const View view : {View::overview, View::plant, View::analysis, View::seat, View::instructor}) {
      driver.desk().view = view;
      driver.look(3);
    }
  }
  driver.desk().view = View::instructor;
  driver.look();
  EXPECT_TRUE(driver.sees("instructor.time"));
}

}  // namespace
}  // namespace fengsui::viz::testing
