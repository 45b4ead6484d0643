// The same run with the engine in this process and in another: the same record; and engines that fail.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/end_to_end/program.h"
#include "twin/record/run_file.h"

namespace fengsui::end_to_end {
namespace {

using testing::HasSubstr;

const std::string programs = std::filesystem::path(FENGSUI_BINARY).parent_path().string();
const std::string source = FENGSUI_SOURCE_DIR;
const std::string reference =
    "process:" + programs + "/fengsui-engine " + source + "/data/rules/aluminium.json";

// Passes this many answers of the reference engine on, then does the rest.
std::string reference_until(int answers, const std::string& rest) {
  return reference + " | ( i=0; while [ $i -lt " + std::to_string(answers) +
         " ] && read -r line; do printf '%s\\n' \"$line\"; i=$((i+1)); done; " + rest + " )";
}

Ended run_with(const Desk& desk, const std::string& engine, const std::string& out,
               std::vector<std::string> more = {}) {
  const std::string scenario = desk.write("small.json", small_scenario().dump()).string();
  more.insert(more.begin(), {"run", scenario, "--network", "direct", "--out", out, "--engine", engine});
  return desk.fengsui(more);
}

TEST(EngineLink, TheReferenceEngineDecidesTheSameInAnotherProcess) {
  const Desk desk;
  const std::string here = digest_of(run_with(desk, "builtin", "here"));
  const Ended there = run_with(desk, reference, "there");
  EXPECT_EQ(there.exit_code, 0) << there.out << there.err;
  EXPECT_EQ(digest_of(there), here);
  const Record record = read_run(desk / "there/small/run.h5");
  EXPECT_FALSE(record.alarms.empty());
  EXPECT_EQ(record.run.engine, reference);
  // another engine would have been seen
  EXPECT_NE(digest_of(run_with(desk, "process:" + programs + "/limits_engine", "limits")), here);
}

TEST(EngineLink, TheExamplesDecideTheSameInEitherLanguage) {
  const Desk desk;
  const Ended compiled = run_with(desk, "process:" + programs + "/limits_engine", "compiled");
  const Ended python =
      run_with(desk, "process:python3 " + source + "/twin/link/examples/limits_engine.py", "python");
  EXPECT_EQ(compiled.exit_code, 0) << compiled.out << compiled.err;
  EXPECT_EQ(digest_of(python), digest_of(compiled));
  EXPECT_GT(read_run(desk / "python/small/run.h5").alarms.size(), 3u);
}

TEST(EngineLink, APluginDecidesWhatTheSameEngineDecidesAsAProgram) {
  const Desk desk;
  const Ended plugin = run_with(desk, "plugin:" + programs + "/limits_plugin.so", "plugin");
  EXPECT_EQ(plugin.exit_code, 0) << plugin.out << plugin.err;
  EXPECT_EQ(digest_of(plugin),
            digest_of(run_with(desk, "process:" + programs + "/limits_engine", "program")));
}

TEST(EngineLink, APluginThatIsNoneIsRefusedAndOneThatCrashesEndsOnlyItself) {
  const Desk desk;
  const auto said = [&](const std::string& library, int exit_code) {
    const Ended ended = run_with(desk, "plugin:" + library, "out", {"--force"});
    EXPECT_EQ(ended.exit_code, exit_code) << library << ended.out << ended.err;
    return ended.out + ended.err;
  };
  EXPECT_THAT(said("missing.so", 2), HasSubstr("no such file"));
  desk.write("text.so", "no library");
  EXPECT_THAT(said("text.so", 3), HasSubstr("a shared library that can be loaded"));
  EXPECT_THAT(said(programs + "/tests/plugin_no_symbol.so", 3), HasSubstr("no symbol fengsui_engine"));
  EXPECT_THAT(said(programs + "/tests/plugin_wrong_version.so", 3),
              HasSubstr("interface version 2, expected version 1"));
  EXPECT_THAT(said(programs + "/tests/plugin_no_answer.so", 3), HasSubstr("licence expired"));
  EXPECT_THAT(said(programs + "/tests/plugin_crash.so", 3), HasSubstr("signal"));
}

TEST(EngineLink, AStalledEngineIsInconclusiveAndItsRecordIsKept) {
  const Desk desk;
  // it falls silent after a while
  const Ended ended = run_with(desk, reference_until(100, "sleep 60"), "stalled", {"--patience", "5"});
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("has not answered for"));
  EXPECT_THAT(ended.out, HasSubstr("the engine under test stalled"));
  const Record record = read_run(desk / "stalled/small/run.h5");
  EXPECT_EQ(record.run.outcome, Outcome::stalled);
  EXPECT_FALSE(record.readings.empty());
  EXPECT_THAT(desk.half_written(), testing::IsEmpty());
}

TEST(EngineLink, AFailingEngineIsInconclusiveAndNamed) {
  const Desk desk;
  const Ended ended = run_with(desk, reference_until(100, "exit 0"), "failed", {"--patience", "9"});
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("ended with exit code"));
  EXPECT_EQ(read_run(desk / "failed/small/run.h5").run.outcome, Outcome::failed);

  const Ended at_once = run_with(desk, "process:exit 5", "at_once");
  EXPECT_EQ(at_once.exit_code, 3) << at_once.out << at_once.err;
  EXPECT_THAT(at_once.out, HasSubstr("exit code 5"));
}

TEST(EngineLink, TestTakesTheSameOption) {
  const Desk desk;
  const std::string scenario = desk.write("small.json", small_scenario().dump()).string();
  EXPECT_EQ(desk.fengsui({"test", scenario, "--engine", reference}).exit_code, 0);
  const Ended bad = desk.fengsui({"test", scenario, "--engine", "process:exit 5", "--junit", "bad.xml"});
  EXPECT_EQ(bad.exit_code, 3) << bad.out << bad.err;
  EXPECT_THAT(text_of(desk / "bad.xml"), HasSubstr("exit code 5"));
}

TEST(EngineLink, OnlyTheCommandLineStartsPrograms) {
  const Desk desk;
  nlohmann::json scenario = small_scenario();
  scenario["engine"] = "process:touch started";
  const Ended ended = desk.fengsui({"run", desk.write("sly.json", scenario.dump()).string()});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("/engine"));
  EXPECT_FALSE(std::filesystem::exists(desk / "started"));
  const Ended unknown = run_with(desk, "pipe:cat", "unknown");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("\"plugin:LIBRARY\""));
}

}  // namespace
}  // namespace fengsui::end_to_end
