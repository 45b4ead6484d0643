// The program itself, from its command line to its end: the window is closed, the program is asked to end or
// killed, the display breaks down. What was recorded is there afterwards.
#include "tests/viz/program.h"

#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <functional>

#include "sim/base/error.h"
#include "tests/viz/display.h"
#include "tests/viz/driver.h"
#include "tests/viz/runs.h"
#include "twin/record/run_file.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

constexpr const char* leak =
    FENGSUI_SOURCE_DIR "/scenarios/library/aluminium/jingmei_dc_2022_alarm_only.json";

TEST(ConsoleProgram, OpensAWindowAndEndsWellWhenItIsClosed) {
  const fs::path config = scratch("program");
  Display display(1280, 800);
  Program program({"console", run_of("jingmei_dc_2022_as_it_happened").string(), "--lang", "zh"}, config);
  EXPECT_TRUE(display.close_window()) << "no window came up in 30 s";
  EXPECT_EQ(program.end(), 0) << program.said();
  EXPECT_TRUE(fs::exists(config / "fengsui/console.conf")) << "remembered";
}

TEST(DrillProgram, LeavesItsRecordWhenItsWindowIsClosed) {
  const fs::path out = scratch("drill_program");
  Display display(1280, 800);
  Program program({"drill", leak, "--seat", "city", "--out", out.string()}, out);
  EXPECT_TRUE(display.close_window()) << "no window came up in 30 s";
  EXPECT_EQ(program.end(), 0) << program.said();
  EXPECT_TRUE(fs::exists(out / "jingmei_dc_2022_alarm_only/drill.h5"));
}

// A drill that somebody has begun and that is under way.
struct Running {
  fs::path out;
  Display display{1280, 800};
  Program program;
  fs::path record = out / "jingmei_dc_2022_alarm_only/drill.h5";
  fs::path partial = record.string() + ".partial";

  explicit Running(const std::string& name)
      : out(scratch(name)), program({"drill", leak, "--speed", "300", "--out", out.string()}, out) {
    EXPECT_NE(display.window(), 0u) << program.said();
    display.move(640, 400);
    // the window is there before its first picture listens
    for (int tries = 0; tries < 10 && !begun(); ++tries) {
      usleep(500000);
      display.strike(XK_space);
      for (int i = 0; i < 40 && !begun(); ++i) usleep(100000);
    }
    wait_for([&] { return reached_on_disk() > scenario_start + std::chrono::seconds(500); });
  }

  bool begun() const {
    try {
      return !read_run(partial).readings.empty();
    } catch (const InputError&) {
      return false;  // not yet
    }
  }
  Time reached_on_disk() const {
    try {
      return reached(read_run(partial));
    } catch (const InputError&) {
      return scenario_start;  // not yet
    }
  }
  void wait_for(const std::function<bool()>& so) const {
    for (int i = 0; i < 300 && !so(); ++i) usleep(100000);
    EXPECT_TRUE(so()) << program.said();
  }
};

void expect_readable(const fs::path& file) {
  EXPECT_EQ(read_run(file).run.outcome, Outcome::interrupted);
  EXPECT_EQ(say("env FENGSUI_HOME='" FENGSUI_SOURCE_DIR "' '" FENGSUI_BINARY "' show '" + file.string() + "'")
                .exit_code,
            0);
  ConsoleOptions options;
  options.run = file;
  options.language = Language::english;
  options.settings.reset();
  Driver driver(options);
  EXPECT_THAT(driver.words("top.title"), HasSubstr("did not finish"));
  EXPECT_TRUE(driver.sees("city.enterprise.0"));
}

TEST(DrillProgram, ADisplayThatBreaksDownEndsItInWordsAndTheRecordIsWhole) {
  Running drill("lost_display");
  const Time before = drill.reached_on_disk();
  drill.display.break_down();
  EXPECT_EQ(drill.program.end(), lost_exit_code);
  EXPECT_THAT(drill.program.said(), AllOf(HasSubstr("the display is gone"), HasSubstr("drill.h5")));
  ASSERT_TRUE(fs::exists(drill.record)) << drill.program.said();
  EXPECT_FALSE(fs::exists(drill.partial));
  EXPECT_GE(reached(read_run(drill.record)), before);
  expect_readable(drill.record);
}

TEST(DrillProgram, KilledItLeavesWhatHappenedUntilThen) {
  Running drill("killed");
  const Time before = drill.reached_on_disk();
  drill.program.signal(SIGKILL);
  EXPECT_EQ(drill.program.end(), 1000 + SIGKILL);
  EXPECT_FALSE(fs::exists(drill.record));
  EXPECT_GE(reached(read_run(drill.partial)), before);
  expect_readable(drill.partial);
}

TEST(DrillProgram, AskedToEndInAnyWayItCompletesTheRecord) {
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
    SCOPED_TRACE(number);
    Running drill("asked_to_end_" + std::to_string(number));
    const Time before = drill.reached_on_disk();
    drill.program.signal(number);
    EXPECT_EQ(drill.program.end(), 0) << drill.program.said();
    ASSERT_TRUE(fs::exists(drill.record));
    EXPECT_FALSE(fs::exists(drill.partial));
    const Record record = read_run(drill.record);
    EXPECT_EQ(record.run.outcome, Outcome::interrupted);
    EXPECT_GE(reached(record), before);
  }
}

}  // namespace
}  // namespace fengsui::viz::testing
