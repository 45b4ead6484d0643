// `fengsui weak`: exit codes, the same bytes for any number of jobs, bad input, Ctrl-C. `fengsui generate`:
// good scenarios, the same for the same seed, measured from the files alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/end_to_end/program.h"

namespace fengsui::end_to_end {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// The evening, cut off soon after the first human act.
json evening() {
  json scenario = json::parse(text_of(library("jingmei_dc_2022_alarm_only")), nullptr, true, true);
  scenario["duration"] = "00:15:00";
  scenario.erase("$schema");
  scenario.erase("expect");
  return scenario;
}

std::vector<std::string> weak(const fs::path& scenario, const std::vector<std::string>& more) {
  std::vector<std::string> words{"weak", scenario, "--network", "direct"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(Weak, TheSameBytesForOneAndThreeJobsAndTheWorstIsFirst) {
  const Desk desk;
  const fs::path scenario = desk.write("evening.json", evening().dump());
  const std::vector<std::string> few{"--only", "gateway,server,officer", "--pairs", "20"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.end(), few.begin(), few.end());
    return desk.fengsui(weak(scenario, more));
  };
  const Ended one = with({"--jobs", "1", "--out", "one"}), three = with({"--jobs", "3", "--out", "three"});
  EXPECT_EQ(one.exit_code, 1) << one.err;
  EXPECT_EQ(three.exit_code, 1);
  for (const char* file : {"weak.csv", "weak.json", "weak.html"})
    EXPECT_EQ(text_of(desk / "one/evening_weak" / file), text_of(desk / "three/evening_weak" / file));
  EXPECT_THAT(one.out, HasSubstr("54 of 54 runs with one fault each: 5 places"));
  EXPECT_LT(one.out.find("no red warning:"), one.out.find("red warning later:"));
  EXPECT_THAT(one.out,
              HasSubstr("city platform: cannot be reached by anybody\n      at any moment up to \"low"));
  const json result = json::parse(text_of(desk / "one/evening_weak/weak.json"));
  EXPECT_EQ(result["singles"]["run"], 54);
  EXPECT_EQ(result["without_faults"]["danger_s"], 508.0);
  EXPECT_THAT(text_of(desk / "one/evening_weak/weak.html"), HasSubstr("places silence it alone"));
}

TEST(Weak, NothingThatSilencesIsExitCodeZeroAndNoRedWarningIsThree) {
  const Desk desk;
  const fs::path scenario = desk.write("evening.json", evening().dump());
  const Ended officers =
      desk.fengsui(weak(scenario, {"--only", "officer", "--pairs", "0", "--for", "1 min"}));
  EXPECT_EQ(officers.exit_code, 0) << officers.out << officers.err;
  // away for a thousandth of a second: mostly without a trace, which is told and not taken for harmless
  const Ended brief =
      desk.fengsui(weak(scenario, {"--only", "officer", "--pairs", "0", "--for", "1 ms", "--out", "brief"}));
  EXPECT_EQ(brief.exit_code, 0) << brief.out;
  EXPECT_THAT(brief.out, Not(HasSubstr("On paper"))) << "the graph needs the whole way";
  EXPECT_THAT(brief.out, HasSubstr("left no trace: inconclusive"));

  // not one run that shows anything proves nothing
  const Ended nothing =
      desk.fengsui(weak(scenario, {"--only", "server", "--pairs", "0", "--for", "1 us", "--out", "nothing"}));
  EXPECT_EQ(nothing.exit_code, 3) << nothing.out;
  EXPECT_THAT(nothing.out, HasSubstr("6  left no trace: inconclusive"));

  json quiet = evening();
  quiet["events"] = json::array();
  const Ended none = desk.fengsui(weak(desk.write("quiet.json", quiet.dump()), {}));
  EXPECT_EQ(none.exit_code, 3);
  EXPECT_THAT(none.err, HasSubstr("no red warning in the run without faults"));
}

TEST(Weak, SaysWhatIsWrongWithItsInput) {
  const Desk desk;
  const fs::path scenario = desk.write("evening.json", evening().dump());
  const auto refused = [&](const Ended& ended, const char* words) {
    EXPECT_EQ(ended.exit_code, 2) << ended.out;
    EXPECT_THAT(ended.err, HasSubstr(words));
  };
  json wrong = evening();
  wrong["events"][1]["fault"] = "guide_hole_leek";
  refused(desk.fengsui(weak(desk.write("wrong.json", wrong.dump()), {})), "\"guide_hole_leak\" perhaps");
  refused(desk.fengsui(weak(desk / "nowhere.json", {})), "no such file");
  refused(desk.fengsui(weak(scenario, {"--only", "sensors"})), "sensors");
  refused(desk.fengsui(weak(scenario, {"--for", "soon"})), "a duration above 0");
  refused(desk.fengsui(weak(scenario, {"--enterprise", "nobody"})), "an enterprise of the register");
  refused(desk.fengsui(weak(scenario, {"--jobs", "0"})), "--jobs");
  EXPECT_FALSE(fs::exists(desk / "out")) << "nothing is begun with bad input";
  desk.write("file", "");
  refused(desk.fengsui(weak(scenario, {"--out", "file"})), "file");
  fs::create_directories(desk / "out/evening_weak");
  refused(desk.fengsui(weak(scenario, {})), "--force");
  // an engine that breaks down in the run without faults
  const Ended broken = desk.fengsui(weak(scenario, {"--engine", "process:false", "--out", "broken"}));
  EXPECT_NE(broken.exit_code, 0);
  EXPECT_NE(broken.exit_code, 70) << broken.err;
}

TEST(Weak, CtrlCTellsWhatIsDone) {
  const Desk desk;
  Process process(desk, weak(desk.write("evening.json", evening().dump()), {"--jobs", "2"}));
  ASSERT_TRUE(process.wait_for_file(desk / "out/evening_weak/without_faults.h5"));
  process.send(SIGINT);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.exit_code, 3) << ended.err;
  EXPECT_TRUE(desk.half_written().empty());
}

TEST(Generate, WritesGoodScenariosThatCoverWhatItSays) {
  const Desk desk;
  const Ended made = desk.fengsui({"generate", "suite"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("covered: 458 of 458 combinations of 2 factors (100.0 %)"));
  std::vector<std::string> check{"validate"};
  for (const auto& entry : fs::directory_iterator(desk / "suite"))
    if (entry.path().extension() == ".json") check.push_back(entry.path());
  EXPECT_GE(check.size(), 85u);
  EXPECT_LE(check.size(), 110u) << "1.3 times the 84 that faults and network states need";
  EXPECT_EQ(desk.fengsui(check).exit_code, 0);

  // from the files alone, which know nothing of the array they come from
  const Ended measured = desk.fengsui({"generate", "--measure", "suite"});
  EXPECT_THAT(measured.out, HasSubstr("covered: 458 of 458"));
  fs::remove(check[1]);
  EXPECT_THAT(desk.fengsui({"generate", "--measure", "suite"}).out, Not(HasSubstr("covered: 458 of 458")));

  // the same seed again gives the same files, another one others
  ASSERT_EQ(desk.fengsui({"generate", "again"}).exit_code, 0);
  ASSERT_EQ(desk.fengsui({"generate", "other", "--seed", "2"}).exit_code, 0);
  for (const auto& entry : fs::directory_iterator(desk / "suite"))
    EXPECT_EQ(text_of(entry.path()), text_of(desk / "again" / entry.path().filename()));
  EXPECT_NE(text_of(desk / "suite/suite.csv"), text_of(desk / "other/suite.csv"));
}

TEST(Generate, TheFirstScenariosRunAndProveSomething) {
  const Desk desk;
  ASSERT_EQ(desk.fengsui({"generate", "few", "--most", "12"}).exit_code, 0);
  const Ended tested = desk.fengsui({"test", "few", "--network", "direct"});
  EXPECT_EQ(tested.exit_code, 0) << tested.out;
  EXPECT_THAT(tested.out, HasSubstr("12 passed, 0 failed"));
}

TEST(Generate, TheWeatherDoesSomething) {
  const Desk desk;
  json scenario = small_scenario();
  const auto alarms = [&](const char* water) {
    scenario["enterprises"].begin().value()["units"][0]["parameters"] = {{"inlet_temperature", water}};
    const Ended run =
        desk.fengsui({"run", desk.write("day.json", scenario.dump()), "--network", "direct", "--force"});
    return desk.fengsui({"show", record_of(run)}).out;
  };
  EXPECT_THAT(alarms("36 degC"), HasSubstr("(DW_TT_IN): high alarm"));
  EXPECT_THAT(alarms("8 degC"), HasSubstr("(DW_TT_IN): low alarm"));
  EXPECT_THAT(alarms("27 degC"), Not(HasSubstr("(DW_TT_IN)")));
}

TEST(Generate, RefusesWhatIsWrong) {
  const Desk desk;
  const auto refused = [&](const std::vector<std::string>& words, const char* text) {
    const Ended ended = desk.fengsui(words);
    EXPECT_EQ(ended.exit_code, 2) << ended.out;
    EXPECT_THAT(ended.err, HasSubstr(text));
  };
  desk.write("file", "");
  fs::create_directories(desk / "full");
  desk.write("full/mine.json", "{}");
  refused({"generate", "file"}, "a folder for the scenarios");
  refused({"generate", "full"}, "--force");
  refused({"generate", "suite", "--strength", "4"}, "--strength");
  refused({"generate", "suite", "--like", "nowhere.json"}, "no such file");
  refused({"generate", "--measure", "nowhere"}, "a folder with scenarios");
  refused({"generate", "--measure", "full"}, "mine.json");
  refused({"generate", "file/below"}, "file/below");
  // --force replaces a suite and leaves other files alone
  EXPECT_EQ(desk.fengsui({"generate", "full", "--force", "--most", "2"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(desk / "full/mine.json"));
}

}  // namespace
}  // namespace fengsui::end_to_end
