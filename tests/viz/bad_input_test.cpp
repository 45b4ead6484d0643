// What the console says when it cannot start: in words, and with exit code 2.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/viz/runs.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

namespace fs = std::filesystem;

Said console(const std::string& arguments) {
  return say("env -u DISPLAY '" FENGSUI_BINARY "' console " + arguments);
}

TEST(ConsoleInput, AMissingFileIsNamed) {
  const Said said = console("nowhere/run.h5");
  EXPECT_EQ(said.exit_code, 2);
  EXPECT_THAT(said.err, HasSubstr("nowhere/run.h5"));
}

TEST(ConsoleInput, ATruncatedFileIsRefusedInWords) {
  const fs::path file = scratch("truncated") / "run.h5";
  fs::copy_file(run_of("jingmei_dc_2022_as_it_happened"), file);
  fs::resize_file(file, fs::file_size(file) / 2);
  const Said said = console("'" + file.string() + "'");
  EXPECT_EQ(said.exit_code, 2);
  EXPECT_THAT(said.err, AllOf(HasSubstr("truncated/run.h5"), HasSubstr("expected")));
}

TEST(ConsoleInput, AFileOfANewerVersionAsksForANewerProgram) {
  const fs::path file = scratch("newer") / "run.h5";
  fs::copy_file(run_of("jingmei_dc_2022_as_it_happened"), file);
  std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
  bytes.seekp(static_cast<std::streamoff>(std::string("fengsui run ").size()));
  bytes << '7';
  bytes.close();
  const Said said = console("'" + file.string() + "'");
  EXPECT_EQ(said.exit_code, 2);
  EXPECT_THAT(said.err, AllOf(HasSubstr("version 7"), HasSubstr("newer fengsui")));
}

TEST(ConsoleInput, AnErrorInTheScenarioIsNamedWithItsPlace) {
  const fs::path file = scratch("scenario_error") / "wrong.json";
  std::ifstream good(FENGSUI_SOURCE_DIR "/scenarios/library/aluminium/jingmei_dc_2022_alarm_only.json");
  std::string text{std::istreambuf_iterator<char>(good), {}};
  const std::string duration = "\"duration\": \"03:00:00\"";
  ASSERT_NE(text.find(duration), std::string::npos);
  text.replace(text.find(duration), duration.size(), "\"duration\": \"a while\"");
  std::ofstream(file) << text;
  for (const char* command : {"drill", "console"}) {
    const Said said =
        say("env -u DISPLAY FENGSUI_HOME='" FENGSUI_SOURCE_DIR "' '" FENGSUI_BINARY "' " +
            std::string(command) + " '" + file.string() + "' --out '" + file.parent_path().string() + "'");
    EXPECT_EQ(said.exit_code, 2) << command;
    EXPECT_THAT(said.err, AllOf(HasSubstr("wrong.json"), HasSubstr("/duration"))) << command;
  }
}

TEST(ConsoleInput, AForeignFileIsRefusedInWords) {
  const fs::path file = scratch("foreign") / "run.h5";
  std::ofstream(file) << "not a run";
  const Said said = console("'" + file.string() + "'");
  EXPECT_EQ(said.exit_code, 2);
  EXPECT_THAT(said.err, HasSubstr("foreign/run.h5"));
}

TEST(ConsoleInput, WithoutADisplayItSaysWhatToDo) {
  const Said said = console("'" + run_of("jingmei_dc_2022_as_it_happened").string() + "'");
  EXPECT_EQ(said.exit_code, 2);
  EXPECT_THAT(said.err, AllOf(HasSubstr("DISPLAY"), HasSubstr("fengsui report")));
}

TEST(ConsoleInput, ABadTimeIsExplained) {
  const Said said = console("--at yesterday");
  EXPECT_EQ(said.exit_code, 2);
  EXPECT_THAT(said.err, HasSubstr("such as 00:12:30"));
}

TEST(ConsoleInput, AnUnknownOptionPointsToTheHelp) {
  const Said said = console("--nonsense");
  EXPECT_EQ(said.exit_code, 2);
  EXPECT_THAT(said.err, HasSubstr("fengsui console --help"));
}

}  // namespace
}  // namespace fengsui::viz::testing
