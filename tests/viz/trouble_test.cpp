// What goes wrong while a live run is watched: it is said in words, the rest stays usable, the record is
// kept.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "tests/viz/drill.h"
#include "twin/record/run_file.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path programs = std::filesystem::path(FENGSUI_BINARY).parent_path();

// Views, language and theme change as ever.
void expect_usable(Driver& driver) {
  driver.click("view.0");
  EXPECT_TRUE(driver.sees("city.enterprise.0"));
  driver.press(XK_l, XK_Control_L);
  EXPECT_EQ(driver.desk().language, Language::chinese);
  driver.press(XK_l, XK_Control_L);
  driver.click("view.5");
  EXPECT_TRUE(driver.sees("instructor.time"));
}

TEST(StalledEngine, IsSaidInWordsAndTheRecordIsKept) {
  ConsoleOptions options = drill("stalled");
  // it answers for a while, and then no more
  options.live->engine = "process:" + (programs / "limits_engine").string() +
                         " | (n=0; while [ $n -lt 60 ] && IFS= read -r line; do printf '%s\\n' \"$line\"; "
                         "n=$((n+1)); done; sleep 600)";
  options.live->patience = std::chrono::seconds(6);
  Driver driver(options, 1920, 1080);
  driver.click("instructor.run");
  ASSERT_TRUE(driver.wait_for([&] { return driver.sees("top.silent"); }, "the silence is told"));
  EXPECT_THAT(driver.words("top.silent"), HasSubstr("NO ANSWER FOR"));
  expect_usable(driver);
  ASSERT_TRUE(driver.wait_for([&] { return driver.desk().live->ended(); }, "the run ends"));
  driver.look(2);
  EXPECT_FALSE(driver.sees("top.silent"));
  EXPECT_THAT(driver.words("message"), HasSubstr("the run has ended: "));
  EXPECT_EQ(status(driver).outcome, Outcome::stalled);
  EXPECT_EQ(driver.words("top.state"), "ENDED");
  driver.click("view.5");
  expect_usable(driver);
  const Record record = read_run(status(driver).run_file);
  EXPECT_EQ(record.run.outcome, Outcome::stalled);
  EXPECT_EQ(record.log.back().kind, LogKind::engine_stalled);
}

TEST(EngineThatEnds, IsSaidInWordsAndTheRecordIsComplete) {
  ConsoleOptions options = drill("dead_engine");
  options.live->engine =
      "process:" + (programs / "limits_engine").string() +
      " | (n=0; while [ $n -lt 60 ] && IFS= read -r line; do printf '%s\\n' \"$line\"; n=$((n+1)); done)";
  options.live->patience = std::chrono::seconds(6);
  Driver driver(options, 1920, 1080);
  driver.click("instructor.run");
  ASSERT_TRUE(driver.wait_for([&] { return driver.desk().live->ended(); }, "the run ends"));
  driver.look(2);
  EXPECT_THAT(driver.words("message"), HasSubstr("the run has ended: "));
  EXPECT_EQ(status(driver).outcome, Outcome::failed);
  driver.click("view.5");
  expect_usable(driver);
  EXPECT_EQ(read_run(status(driver).run_file).run.outcome, Outcome::failed);
}

// A note that is no text cannot be typed; a caller that hands one over has a fault, and so has the session
// that meets it.
TEST(InternalError, IsSaidInWordsTheRestStaysUsableAndTheRecordIsComplete) {
  Driver driver(drill("internal_error"), 1920, 1080);
  run_to(driver, 560);
  const std::size_t before = driver.desk().run->record.log.size();
  ASSERT_GT(before, 0u);
  driver.desk().live->ask(live::Note{{}, {}, "\xff\xfe"});
  ASSERT_TRUE(driver.wait_for([&] { return driver.desk().live->ended(); }, "the session has ended"));
  driver.look(2);
  EXPECT_THAT(driver.words("message"), HasSubstr("internal error, the drill ends here: "));
  EXPECT_EQ(driver.words("top.state"), "ENDED");
  EXPECT_THAT(driver.words("verdict.complaint"), HasSubstr("UTF-8"));
  EXPECT_EQ(driver.words("verdict.record").substr(driver.words("verdict.record").find(": ") + 2),
            status(driver).run_file.string());
  driver.picture("internal_error_en");
  driver.click("view.5");
  EXPECT_THAT(driver.words("instructor.run"), HasSubstr("(")) << "and says why nothing can be done";
  expect_usable(driver);
  const Record record = read_run(status(driver).run_file);
  EXPECT_EQ(record.run.outcome, Outcome::interrupted);
  EXPECT_GE(record.log.size(), before) << "nothing that was recorded is lost";
  EXPECT_GE(reached(record), at_s(560));
}

// No file of this process may grow beyond some size while it lives.
class FullDisk {
 public:
  explicit FullDisk(rlim_t most) {
    before_action_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{most, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, before_action_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*before_action_)(int) = nullptr;
};

TEST(FullDisk, IsSaidLoudlyAndTheDrillGoesOn) {
  Driver driver(drill("full_disk"), 1920, 1080);
  run_to(driver, 560);
  EXPECT_FALSE(driver.sees("top.not_recording"));
  const std::filesystem::path partial = status(driver).run_file.string() + ".partial";
  ASSERT_TRUE(driver.wait_for([&] { return reached(read_run(partial)) > at_s(500); }, "it is on disk"));
  const Record kept = read_run(partial);
  {
    const FullDisk no_room(std::filesystem::file_size(partial));
    driver.click("instructor.for.10");
    ASSERT_TRUE(driver.wait_for([&] { return status(driver).now == at_s(1160); }, "the drill goes on"));
    ASSERT_TRUE(driver.wait_for([&] { return driver.sees("top.not_recording"); }, "it is said"));
    EXPECT_THAT(driver.words("message"), HasSubstr("without being recorded on disk"));
    expect_usable(driver);
    driver.click("instructor.end");
    driver.click("instructor.end.yes");
    ASSERT_TRUE(driver.wait_for([&] { return driver.desk().live->ended(); }, "the drill ends"));
  }
  const Record left = read_run(partial);
  EXPECT_EQ(left.run.outcome, Outcome::interrupted);
  EXPECT_EQ(left.log, kept.log) << "what was written is kept";
}

}  // namespace
}  // namespace fengsui::viz::testing
