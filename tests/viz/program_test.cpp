// The program itself, from its command line to the closing of its window.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/viz/display.h"
#include "tests/viz/runs.h"

namespace fengsui::viz::testing {
namespace {

TEST(ConsoleProgram, OpensAWindowAndEndsWellWhenItIsClosed) {
  Display display(1280, 800);
  const std::string run = run_of("jingmei_dc_2022_as_it_happened").string();
  const std::string config = scratch("program").string();
  const pid_t program = fork();
  ASSERT_GE(program, 0);
  if (program == 0) {
    setenv("XDG_CONFIG_HOME", config.c_str(), 1);
    execl(FENGSUI_BINARY, "fengsui", "console", run.c_str(), "--lang", "zh", nullptr);
    _exit(127);
  }
  const bool closed = display.close_window();
  EXPECT_TRUE(closed) << "no window came up in 30 s";
  int status = -1;
  for (int i = 0; i < 1500 && waitpid(program, &status, WNOHANG) == 0; ++i) usleep(20000);
  if (!closed) kill(program, SIGKILL);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(config) / "fengsui/console.conf"))
      << "remembered";
}

}  // namespace
}  // namespace fengsui::viz::testing
