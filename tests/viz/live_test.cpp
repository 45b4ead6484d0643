// Live runs at the console: the instructor's panel, a seat, and a whole drill, by mouse and keyboard.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/viz/driver.h"
#include "tests/viz/runs.h"
#include "twin/record/run_file.h"
#include "viz/windows/live_controls.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Time at_s(double seconds) { return scenario_start + from_seconds(seconds); }

ConsoleOptions drill(const std::string& folder, Language language = Language::english) {
  ConsoleOptions options;
  options.live = live_of("jingmei_dc_2022_alarm_only", folder);
  options.drill = true;
  options.language = language;
  options.settings.reset();
  return options;
}

// Runs to a time since the start and stands still there.
void run_to(Driver& driver, double seconds) {
  driver.desk().live->ask(live::RunUntil{at_s(seconds)});
  driver.wait_for([&] { return !driver.desk().live->running() && driver.desk().live->status().now == at_s(seconds); },
                  "the run stands still at the wanted time");
}

TEST(InstructorStory, Probe) {
  Driver driver(drill("probe"), 1920, 1080);
  driver.picture("probe_instructor_0");
  run_to(driver, 600);
  driver.picture("probe_instructor_1");
  driver.click("instructor.tab.seats");
  driver.picture("probe_instructor_2");
  driver.click("instructor.tab.snapshots");
  driver.picture("probe_instructor_3");
  sit_down(driver.desk(), driver.desk().live->seats().front().seat);
  driver.desk().view = View::seat;
  driver.look(2);
  driver.wait_for([&] { return driver.sees("seat.chair"); }, "seat");
  run_to(driver, 700);
  driver.look(3);
  driver.picture("probe_seat");
  for (const auto& [name, mark] : driver.marks().by_name) if (name.starts_with("seat.")) printf("%s: %s\n", name.c_str(), mark.words.c_str());
  for (const auto& m : driver.desk().live->messages()) printf("msg %s\n", m.text.english.c_str());
  for (std::size_t i=0;i<driver.desk().live->seats().size() && i<40;++i) printf("seat %s\n", driver.desk().live->seats()[i].name.english.c_str());
}

}  // namespace
}  // namespace fengsui::viz::testing
