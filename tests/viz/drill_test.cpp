// Whole drills by clicks and keys alone, each on a thing found by its name.
#include "tests/viz/drill.h"

#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "twin/record/run_file.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::HasSubstr;

enum class By { mouse, keys };

// Presses a thing, with a hand on the mouse or with none.
void press(Driver& driver, const std::string& name, By by) {
  if (by == By::mouse) return driver.click(name);
  EXPECT_TRUE(driver.walk_to(name)) << name;
  driver.press(XK_Return);
  driver.look(2);
}

// Presses an act of the seat and waits until the session has done it.
void act(Driver& driver, const std::string& name, By by = By::mouse) {
  const std::size_t before = driver.desk().live->deeds().size();
  driver.wait_for([&] { return driver.sees("seat.act." + name); }, ("the button " + name).c_str());
  driver.look();
  press(driver, "seat.act." + name, by);
  driver.wait_for([&] { return driver.desk().live->deeds().size() > before; }, name.c_str());
  EXPECT_FALSE(driver.desk().live->deeds().back().refused) << name;
}

// The same person moves to another desk.
void change_chair(Driver& driver, const std::string& words, By by) {
  press(driver, "seat.chair", by);
  press(driver, "seat.chair.other", by);
  press(driver, "chairs.search", by);
  driver.press(XK_a, XK_Control_L);
  driver.press(XK_BackSpace);
  driver.type(words);
  driver.press(XK_Return);
  press(driver, driver.sees("chairs.take.0") ? "chairs.take.0" : "chairs.release.0", by);
}

// A drill that is over is scored, reported and on disk.
void expect_scored(Driver& driver, const std::string& picture) {
  driver.wait_for([&] { return driver.desk().live->ended(); }, "the drill ends");
  driver.wait_for([&] { return !driver.desk().live->report_path().empty(); }, "the report is written");
  EXPECT_TRUE(std::filesystem::exists(driver.desk().live->report_path()));
  EXPECT_EQ(driver.desk().view, View::analysis);
  EXPECT_FALSE(driver.desk().hides_truth()) << "after the drill the truth is shown";
  driver.look(3);
  EXPECT_THAT(driver.words("verdict.report"), HasSubstr("drill.html"));
  EXPECT_TRUE(driver.sees("verdict.seat.0"));
  driver.wait_for([&] { return driver.desk().live->score() != nullptr; }, "scored beside simulated officers");
  driver.look(3);
  driver.picture(picture);
}

std::size_t count_on_disk(Driver& driver, LogKind kind) {
  const Record record = read_run(status(driver).run_file);
  return static_cast<std::size_t>(std::ranges::count(record.log, kind, &LogEntry::kind));
}

bool cleared(Driver& driver, CaseId item) {
  const CaseStory* story = driver.desk().run->cases.find(item);
  return story && story->during.to != never;
}

// A false alarm, from a seat: time runs by the play button until a warning comes in.
class FalseAlarm : public ::testing::TestWithParam<By> {};

TEST_P(FalseAlarm, FromTheWarningToTheScore) {
  const By by = GetParam();
  Driver driver(drill(by == By::keys ? "false_alarm_by_keys" : "false_alarm", "safety_officer"), 1920, 1080);
  press(driver, "playback.pace", by);
  press(driver, "playback.pace.300", by);
  press(driver, "playback.play", by);
  ASSERT_TRUE(driver.wait_for([&] { return driver.sees("seat.card.0"); }, "a warning comes in"));
  press(driver, "playback.play", by);
  ASSERT_TRUE(driver.wait_for([&] { return driver.sees("seat.frozen"); }, "time stands still"));
  for (const char* step : {"acknowledge", "evacuate", "stop_production", "verify_false_alarm"})
    act(driver, step, by);
  press(driver, "seat.note", by);
  driver.type("the gauge was at fault");
  driver.press(XK_Return);
  act(driver, "feedback", by);
  EXPECT_EQ(driver.desk().live->deeds().back().note, "the gauge was at fault");
  act(driver, "request_clear", by);
  const CaseId item = *driver.desk().seat.chosen;
  change_chair(driver, "city", by);
  act(driver, "approve", by);
  driver.wait_for([&] { return cleared(driver, item); }, "the case is cleared");
  driver.press(XK_p, XK_Control_L);
  driver.type("end the drill");
  driver.press(XK_Return);
  expect_scored(driver, by == By::keys ? "drill_over_by_keys_en" : "drill_over_en");
  EXPECT_EQ(count_on_disk(driver, LogKind::case_cleared), 1u);
}

INSTANTIATE_TEST_SUITE_P(Drill, FalseAlarm, ::testing::Values(By::mouse, By::keys), [](const auto& which) {
  return which.param == By::keys ? "ByKeysAlone" : "ByMouse";
});

// A real danger, at two seats that one person has taken: stepped to the warning, worked, cleared.
TEST(DrillStory, ARealDangerIsHandledClearedAndEndedByClicks) {
  Driver driver(drill("real_danger"), 1920, 1080);
  driver.click("instructor.tab.seats");
  for (const char* seat : {"city", "safety officer"}) {
    driver.click("seats.search");
    driver.press(XK_a, XK_Control_L);
    driver.press(XK_BackSpace);
    driver.type(seat);
    const std::size_t before = status(driver).seats.size();
    driver.click("seats.take." +
                 row_with(driver, "seats.seat", std::string(seat) == "city" ? "city" : "海螺"));
    driver.wait_for([&] { return status(driver).seats.size() == before + 1; }, "the seat is taken");
  }
  // from notice to notice until the engine warns
  const auto& record = driver.desk().run->record;
  for (int steps = 0; steps < 20 && record.warnings.empty(); ++steps) {
    const std::uint64_t events = status(driver).events;
    driver.click("instructor.step_note");
    driver.wait_for([&] { return status(driver).events > events && !driver.desk().live->running(); },
                    "the next notice");
  }
  ASSERT_EQ(record.warnings.size(), 1u);
  const Time warned = record.warnings.front().time;

  // looked up in the time line: to where it began, back to the present, to the warning
  driver.look();
  driver.click("timeline.row." + row_with(driver, "timeline.row", "fault starts"));
  EXPECT_TRUE(driver.sees("playback.looking_back"));
  EXPECT_EQ(driver.desk().now(), at_s(508));
  driver.click("playback.live");
  EXPECT_TRUE(driver.sees("playback.at_live"));
  driver.click("timeline.row." + row_with(driver, "timeline.row", "red warning"));
  EXPECT_GE(driver.desk().now(), warned);
  driver.press(XK_End);

  driver.click("view.4");
  // a notice is on its way for some seconds
  for (int steps = 0; steps < 20 && !driver.sees("seat.card.0"); ++steps) {
    const std::uint64_t events = status(driver).events;
    driver.click("playback.next");
    driver.wait_for([&] { return status(driver).events > events && !driver.desk().live->running(); },
                    "the next notice");
    driver.look();
  }
  ASSERT_TRUE(driver.sees("seat.card.0")) << "the warning is on the desk";
  for (const char* step : {"acknowledge", "stop_production", "evacuate", "verify_real", "handle", "feedback"})
    act(driver, step);
  const CaseId item = *driver.desk().seat.chosen;
  for (int rounds = 0;
       rounds < 12 && driver.words("seat.state").find("the danger is over") == std::string::npos; ++rounds) {
    const Time until = status(driver).now + std::chrono::minutes(10);
    driver.click("view.5");
    driver.click("instructor.for.10");
    driver.wait_for([&] { return status(driver).now >= until && !driver.desk().live->running(); },
                    "ten minutes");
    driver.click("view.4");
  }
  EXPECT_THAT(driver.words("seat.state"), HasSubstr("the danger is over"));
  act(driver, "request_clear");
  driver.click("seat.chair");
  driver.click("seat.chair.city duty officer");
  driver.look();
  act(driver, "approve");
  driver.wait_for([&] { return cleared(driver, item); }, "the case is cleared");

  driver.click("view.5");
  driver.click("instructor.end");
  driver.click("instructor.end.yes");
  expect_scored(driver, "real_danger_over_en");
  EXPECT_EQ(count_on_disk(driver, LogKind::accident), 0u);
  EXPECT_EQ(count_on_disk(driver, LogKind::accident_averted), 1u) << "stopped and evacuated in time";
  EXPECT_EQ(count_on_disk(driver, LogKind::case_cleared), 1u);
}

}  // namespace
}  // namespace fengsui::viz::testing
