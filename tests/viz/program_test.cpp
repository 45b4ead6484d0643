// The program itself, from its command line to the closing of its window.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/viz/display.h"
#include "tests/viz/runs.h"

namespace fengsui::viz::testing {
namespace {

// Starts `fengsui` with these words, closes its window and expects a good end.
void open_and_close(const std::vector<std::string>& words, const std::string& config) {
  Display display(1280, 800);
  const pid_t program = fork();
  ASSERT_GE(program, 0);
  if (program == 0) {
    setenv("XDG_CONFIG_HOME", config.c_str(), 1);
    setenv("FENGSUI_HOME", FENGSUI_SOURCE_DIR, 1);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(FENGSUI_BINARY, arguments.data());
    _exit(127);
  }
  const bool closed = display.close_window();
  EXPECT_TRUE(closed) << "no window came up in 30 s";
  int status = -1;
  for (int i = 0; i < 1500 && waitpid(program, &status, WNOHANG) == 0; ++i) usleep(20000);
  if (!closed) kill(program, SIGKILL);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(ConsoleProgram, OpensAWindowAndEndsWellWhenItIsClosed) {
  const std::string config = scratch("program").string();
  open_and_close({"fengsui", "console", run_of("jingmei_dc_2022_as_it_happened").string(), "--lang", "zh"},
                 config);
  EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(config) / "fengsui/console.conf"))
      << "remembered";
}

TEST(DrillProgram, LeavesItsRecordWhenItsWindowIsClosed) {
  const std::filesystem::path out = scratch("drill_program");
  open_and_close(
      {"fengsui", "drill", FENGSUI_SOURCE_DIR "/scenarios/library/aluminium/jingmei_dc_2022_alarm_only.json",
       "--seat", "city", "--out", out.string()},
      scratch("drill_config").string());
  EXPECT_TRUE(std::filesystem::exists(out / "jingmei_dc_2022_alarm_only/drill.h5"));
}

}  // namespace
}  // namespace fengsui::viz::testing
