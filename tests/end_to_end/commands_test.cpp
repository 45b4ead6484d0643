// What every command does when all is well, and its exit code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/end_to_end/program.h"
#include "twin/record/run_file.h"

using namespace fengsui;
using namespace fengsui::end_to_end;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

// `run` on the direct network: SimGrid is exercised where it matters.
std::vector<std::string> run_of(const fs::path& scenario, std::vector<std::string> more = {}) {
  std::vector<std::string> words = {"run", scenario.string(), "--network", "direct"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// Nothing in the page comes from elsewhere. (An anchor that a person may click loads nothing.)
void expect_self_contained(const std::string& html) {
  EXPECT_THAT(html, HasSubstr("<html"));
  EXPECT_THAT(html, HasSubstr("</html>"));
  const std::regex loads(
      R"re(<(script|img|iframe|audio|video|source|embed)[^>]*\ssrc\s*=\s*["']?\s*(https?:)?//)re"
      R"re(|<link[^>]*\shref\s*=\s*(?!["']?data:)|@import|url\(\s*["']?\s*(https?:)?//)re",
      std::regex::icase);
  std::smatch found;
  EXPECT_FALSE(std::regex_search(html, found, loads)) << found.str();
}

TEST(Program, VersionAndHelpAreAnswered) {
  const Desk desk;
  const Ended version = desk.fengsui({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_TRUE(std::regex_match(version.out, std::regex(R"(\d+\.\d+\.\d+\n)"))) << version.out;

  const Ended help = desk.fengsui({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* word : {"demo", "run", "test", "validate", "show", "report", "list", "Exit codes"})
    EXPECT_THAT(help.out, HasSubstr(word));
  EXPECT_EQ(desk.fengsui({"run", "--help"}).exit_code, 0);
}

TEST(Program, WrongUsageIsExplained) {
  const Desk desk;
  for (const std::vector<std::string>& words : {std::vector<std::string>{},
                                                {"rnu"},
                                                {"run"},
                                                {"run", "a.json", "--speed"},
                                                {"list", "--lang", "fr"}}) {
    const Ended ended = desk.fengsui(words);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("fengsui: "));
    EXPECT_THAT(ended.err, HasSubstr("--help"));
  }
  EXPECT_THAT(desk.fengsui({"rnu"}).err, HasSubstr("\"run\" perhaps"));
  EXPECT_THAT(desk.fengsui({"run"}).err, HasSubstr("fengsui run --help"));
  EXPECT_THAT(desk.fengsui({}).err, HasSubstr("fengsui demo"));
}

TEST(Program, EveryCommandTeachesByExample) {
  const Desk desk;
  for (const char* command : {"run", "test", "validate", "show", "report", "why"})
    EXPECT_THAT(desk.fengsui({command, "--help"}).out,
                HasSubstr("Examples:\n  fengsui " + std::string(command)));
}

TEST(Program, ListNamesScenariosEquipmentAndPoliciesInBothLanguages) {
  const Desk desk;
  const Ended english = desk.fengsui({"list"}), chinese = desk.fengsui({"list", "--lang", "zh"});
  EXPECT_EQ(english.exit_code, 0);
  for (const char* word : {"jingmei_dc_2022_as_it_happened.json", "guide_hole_leak", "shanghai_2024"})
    EXPECT_THAT(english.out, HasSubstr(word));
  EXPECT_EQ(chinese.exit_code, 0);
  EXPECT_THAT(chinese.out, HasSubstr("情景"));
}

TEST(Run, PrintsDigestAndPathLastAndTheSameDigestForTheSameSeed) {
  const Desk desk;
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  const Ended first = desk.fengsui(run_of(scenario, {"--out", "first"}));
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_TRUE(std::regex_match(digest_of(first), std::regex("[0-9a-f]{64}")));
  EXPECT_EQ(record_of(first), "first/small/run.h5");
  EXPECT_EQ(read_run(desk / "first/small/run.h5").run.digest, digest_of(first));
  expect_self_contained(text_of(desk / "first/small/report.html"));
  EXPECT_THAT(desk.half_written(), IsEmpty());

  const Ended again = desk.fengsui(run_of(scenario, {"--out", "again"}));
  EXPECT_EQ(digest_of(again), digest_of(first));
  EXPECT_TRUE(text_of(desk / "again/small/run.h5") == text_of(desk / "first/small/run.h5")) << "byte by byte";

  const Ended other = desk.fengsui(run_of(scenario, {"--out", "other", "--seed", "8"}));
  EXPECT_NE(digest_of(other), digest_of(first));
}

TEST(Run, OnSimgridGivesTheSameDigestTwice) {
  const Desk desk;
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  const Ended first = desk.fengsui({"run", scenario.string(), "--out", "first"});
  const Ended again = desk.fengsui({"run", scenario.string(), "--out", "again"});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(digest_of(first), digest_of(again));
}

TEST(Run, RefusesToOverwriteUnlessForced) {
  const Desk desk;
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  ASSERT_EQ(desk.fengsui(run_of(scenario)).exit_code, 0);
  const std::string record = text_of(desk / "out/small/run.h5"),
                    report = text_of(desk / "out/small/report.html");

  const Ended refused = desk.fengsui(run_of(scenario, {"--seed", "8"}));
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--force"));
  EXPECT_EQ(text_of(desk / "out/small/run.h5"), record) << "the old file must stay as it was";
  EXPECT_EQ(text_of(desk / "out/small/report.html"), report);
  EXPECT_THAT(desk.half_written(), IsEmpty());

  EXPECT_EQ(desk.fengsui(run_of(scenario, {"--seed", "8", "--force"})).exit_code, 0);
  EXPECT_NE(text_of(desk / "out/small/run.h5"), record);
}

TEST(Run, AFailedExpectationIsOne) {
  const Desk desk;
  nlohmann::json scenario = small_scenario();
  scenario["expect"].push_back({{"accident", true}});
  const Ended ended = desk.fengsui(run_of(desk.write("small.json", scenario.dump())));
  EXPECT_EQ(ended.exit_code, 1) << ended.out << ended.err;
  EXPECT_EQ(read_run(desk / "out/small/run.h5").run.outcome, Outcome::finished) << "a failed run is a run";
}

TEST(Run, AFaultWithoutWitnessIsThree) {
  const Desk desk;
  nlohmann::json scenario = small_scenario();

  // an idle well has no metal that could leak
  scenario["events"][1]["unit"] = "casting_well 1";
  scenario["expect"] = nlohmann::json::array();
  const Ended ended = desk.fengsui(run_of(desk.write("small.json", scenario.dump())));
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("no effect"));
  EXPECT_THAT(ended.out, HasSubstr("inconclusive"));
}

TEST(Program, AnErrorOfTheMachineIsSeventy) {
  const Desk desk;
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  const Ended ended = desk.fengsui({"test", scenario.string()}, {.open_files = 4});
  EXPECT_EQ(ended.exit_code, 70) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("internal error"));
}

TEST(Validate, SaysGoodOfScenariosRegistersAndRuns) {
  const Desk desk;
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  ASSERT_EQ(desk.fengsui(run_of(scenario)).exit_code, 0);
  const Ended ended = desk.fengsui({"validate", scenario.string(), "out/small/run.h5",
                                    FENGSUI_SOURCE_DIR "/data/registers/qingwan_aluminium.csv"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto lines = lines_of(ended.out);
  EXPECT_EQ(std::ranges::count_if(lines, [](const std::string& line) { return line.ends_with(": good"); }),
            3);
}

TEST(Validate, KnowsEveryKindOfDataFileByItsKeys) {
  const Desk desk;
  const fs::path data = FENGSUI_SOURCE_DIR "/data";
  const Ended good =
      desk.fengsui({"validate", data / "policies/shanghai_2024.json", data / "rules/aluminium.json",
                    data / "catalogue/aluminium.json", data / "networks/district_city.json"});
  EXPECT_EQ(good.exit_code, 0) << good.err;

  std::string policy = text_of(data / "policies/shanghai_2024.json");
  policy.replace(policy.find("\"expiry\""), 8, "\"expiri\"");
  const Ended bad = desk.fengsui({"validate", desk.write("policy.json", policy).string()});
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr("\"expiry\""));
}

TEST(Validate, GoesOnAfterABadFile) {
  const Desk desk;
  const fs::path good = desk.write("small.json", small_scenario().dump());
  const Ended ended = desk.fengsui({"validate", "missing.json", good.string()});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.out, HasSubstr("small.json: good"));
  EXPECT_THAT(ended.err, HasSubstr("missing.json"));
}

TEST(Show, TellsTheStoryInBothLanguages) {
  const Desk desk;
  ASSERT_EQ(desk.fengsui(run_of(desk.write("small.json", small_scenario().dump()))).exit_code, 0);
  const Ended english = desk.fengsui({"show", "out/small/run.h5"});
  EXPECT_EQ(english.exit_code, 0) << english.err;
  EXPECT_THAT(english.out, HasSubstr("A small leak: "));
  EXPECT_GT(lines_of(english.out).size(), 5u);
  const Ended chinese = desk.fengsui({"show", "out/small/run.h5", "--lang", "zh"});
  EXPECT_EQ(chinese.exit_code, 0);
  EXPECT_THAT(chinese.out, HasSubstr("小漏: "));
  const Ended least = desk.fengsui({"show", "out/small/run.h5", "--severity", "danger"});
  EXPECT_LT(lines_of(least.out).size(), lines_of(english.out).size());
}

TEST(Report, ComparesTwoRunsAndRefusesToOverwrite) {
  const Desk desk;
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  ASSERT_EQ(desk.fengsui(run_of(scenario, {"--out", "a"})).exit_code, 0);
  ASSERT_EQ(desk.fengsui(run_of(scenario, {"--out", "b", "--seed", "8"})).exit_code, 0);
  const std::vector<std::string> words = {"report",         "a/small/run.h5", "--compare",
                                          "b/small/run.h5", "--out",          "both.html"};
  const Ended ended = desk.fengsui(words);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.out, "both.html\n");
  const std::string page = text_of(desk / "both.html");
  expect_self_contained(page);
  const Ended refused = desk.fengsui(words);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--force"));
  EXPECT_EQ(text_of(desk / "both.html"), page);
}

TEST(TestCommand, WritesJUnitThatParsesAndTakesTheWorstCase) {
  const Desk desk;
  desk.write("cases/good.json", small_scenario().dump());
  nlohmann::json failing = small_scenario(), broken = small_scenario();
  failing["expect"].push_back({{"accident", true}});
  desk.write("cases/failing.json", failing.dump());
  const Ended failed = desk.fengsui({"test", "cases", "--junit", "junit.xml", "--jobs", "2"});
  EXPECT_EQ(failed.exit_code, 1) << failed.out << failed.err;

  boost::property_tree::ptree tree;
  std::ifstream file(desk / "junit.xml");
  ASSERT_NO_THROW(boost::property_tree::read_xml(file, tree));
  int cases = 0, failures = 0;
  const auto& suites = tree.front().first == "testsuites" ? tree.front().second : tree;
  for (const auto& [name, suite] : suites) {
    if (name != "testsuite") continue;
    for (const auto& [kind, one] : suite) {
      cases += kind == "testcase";
      if (kind == "testcase") failures += static_cast<int>(one.count("failure") + one.count("error"));
    }
  }
  EXPECT_EQ(cases, 2);
  EXPECT_EQ(failures, 1);

  broken["duration"] = "-5 min";
  desk.write("cases/broken.json", broken.dump());
  EXPECT_EQ(desk.fengsui({"test", "cases"}).exit_code, 2) << "bad input weighs more than a failure";
  EXPECT_EQ(desk.fengsui({"test", "cases/good.json"}).exit_code, 0);
}

TEST(Demo, WritesBothRunsAndASelfContainedReport) {
  const Desk desk;
  const Ended ended = desk.fengsui({"demo"});
  EXPECT_TRUE(ended.exit_code == 0) << ended.out << ended.err;
  const fs::path demo = desk / "out/demo";
  for (const char* telling : {"jingmei_dc_2022_as_it_happened", "jingmei_dc_2022_required_monitoring"})
    EXPECT_EQ(read_run(demo / telling / "run.h5").run.outcome, Outcome::finished);
  expect_self_contained(text_of(demo / "report.html"));
  EXPECT_THAT(desk.half_written(), IsEmpty());

  // a second demo takes a folder of its own
  EXPECT_THAT(desk.fengsui({"demo", "--lang", "zh"}).out, HasSubstr("out/demo-2/report.html"));
}

}  // namespace
