// Rare accidents of whole scenarios: splitting and plain runs agree, the number of processes changes nothing,
// bad studies are explained.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/error.h"
#include "tests/end_to_end/program.h"
#include "twin/cli/rare_run.h"
#include "twin/cli/rare_world.h"
#include "twin/cluster/local_crew.h"
#include "twin/study/splitting.h"

namespace fengsui::end_to_end {
namespace {

using testing::HasSubstr;

// An unguarded leak that explodes with some probability: frequent enough for plain runs.
nlohmann::json frequent_leak() {
  nlohmann::json scenario = small_scenario();
  scenario["id"] = "frequent_leak";
  scenario["duration"] = "00:06:00";
  scenario["sampling"] = "by exception";
  nlohmann::json& unit = scenario["enterprises"]["海螺型材有限公司（虚构）"]["units"][1];
  unit["interlocks"] = {{"level_trip", "absent"}, {"leak_trip", "absent"}, {"feed_residual_trip", "absent"}};
  scenario["events"][1]["size"] = "0.4 kg/s";
  scenario["expect"] = nlohmann::json::array();
  return scenario;
}

nlohmann::json study(std::uint64_t plain_runs) {
  return {{"version", 1},
          {"id", "leak"},
          {"title", {{"en", "A leak explodes"}, {"zh", "泄漏爆炸"}}},
          {"scenario", "frequent_leak.json"},
          {"accident", {{"class", "casting_well"}, {"key", "melt_water_explosion"}}},
          {"levels", {0.3, 0.6}},
          {"effort", 30},
          {"replications", 8},
          {"plain_runs", plain_runs}};
}

std::vector<InputFile> files_of(const RareStudy& study) {
  return load_scenario(study.scenario, FENGSUI_SOURCE_DIR "/data").files;
}

TEST(Rare, SplittingAndPlainRunsOfAScenarioAgree) {
  const Desk desk;
  desk.write("frequent_leak.json", frequent_leak().dump());
  const auto file = desk.write("study.json", study(300).dump());
  const RareStudy read = read_rare_study(text_of(file), file);
  const auto quiet = [](double, const std::string&) {};
  cluster::LocalCrew crew(rare_work, 2);
  const RareResult result = run_rare(read, {files_of(read), &crew, [] { return false; }, quiet});
  ASSERT_EQ(result.shares.size(), 8u);
  EXPECT_EQ(result.plain_runs, 300u);
  EXPECT_GT(result.splitting.probability, 0.02);
  EXPECT_LT(result.splitting.probability, 0.98);
  const double a = result.splitting.probability, b = result.plain.probability;
  const double error = std::hypot(a * result.splitting.relative_error, b * result.plain.relative_error);
  EXPECT_NEAR(a, b, 4.5 * error);
  // an accident that is twice as probable would be told apart
  EXPECT_GT(a, 4.5 * error);
}

TEST(Rare, LuckIsAllThatTellsAttemptsApart) {
  const Desk desk;
  desk.write("frequent_leak.json", frequent_leak().dump());
  const auto file = desk.write("study.json", study(0).dump());
  const RareStudy read = read_rare_study(text_of(file), file);
  RareWorld world(read, files_of(read));
  const auto share = [&](std::uint64_t seed) { return study::split_once(world, {3, 30, 2, seed}, 0); };
  const std::vector<double> first = share(1);
  EXPECT_NE(share(2), first);
  EXPECT_EQ(share(1), first) << "whatever the world did in between";
}

// Whether an attempt that got half way ends in the accident depends on its own state and luck alone, not on
// what the world that carries it was used for before.
TEST(Rare, AttemptsKnowNothingOfEachOther) {
  const Desk desk;
  desk.write("frequent_leak.json", frequent_leak().dump());
  const auto file = desk.write("study.json", study(0).dump());
  const RareStudy read = read_rare_study(text_of(file), file);
  constexpr std::uint64_t attempts = 12;
  std::vector<bool> alone, together;
  RareWorld shared(read, files_of(read));
  std::vector<RareWorld::State> half_way;
  for (std::uint64_t luck = 0; luck < attempts; ++luck) {
    RareWorld own(read, files_of(read));
    RareWorld::State state = own.begin(luck);
    alone.push_back(own.advance(state, 0, luck) && own.advance(state, 2, luck));
    state = shared.begin(luck);
    shared.advance(state, 0, luck);
    half_way.push_back(state);
  }
  for (std::uint64_t luck = 0; luck < attempts; ++luck)
    together.push_back(shared.advance(half_way[luck], 2, luck));
  EXPECT_EQ(together, alone);
  EXPECT_THAT(alone, testing::Contains(true));
  EXPECT_THAT(alone, testing::Contains(false));
}

TEST(Rare, TheProgramGivesTheSameForAnyNumberOfProcesses) {
  const Desk desk;
  desk.write("frequent_leak.json", frequent_leak().dump());
  desk.write("study.json", study(20).dump());
  const Ended one = desk.fengsui({"rare", "study.json", "--jobs", "1", "--out", "one"});
  const Ended two = desk.fengsui({"rare", "study.json", "--threads", "2", "--out", "two"});
  EXPECT_EQ(one.exit_code, 0) << one.out << one.err;
  EXPECT_THAT(one.out, HasSubstr("splitting"));
  EXPECT_EQ(text_of(desk / "one/leak/rare.csv"), text_of(desk / "two/leak/rare.csv"));
  EXPECT_THAT(text_of(desk / "one/leak/rare.csv"), HasSubstr("7,3,accident,"));

  const Ended again = desk.fengsui({"rare", "study.json", "--out", "one"});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("--force"));
}

TEST(Rare, WhatNeverHappensIsInconclusive) {
  const Desk desk;
  nlohmann::json quiet = frequent_leak();
  quiet["events"] = nlohmann::json::array();
  desk.write("frequent_leak.json", quiet.dump());
  nlohmann::json small = study(0);
  small["replications"] = 2;
  desk.write("study.json", small.dump());
  const Ended ended = desk.fengsui({"rare", "study.json"});
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("never seen: below"));
}

TEST(Rare, BadStudiesAreExplained) {
  const Desk desk;
  desk.write("frequent_leak.json", frequent_leak().dump());
  const auto said = [&](const nlohmann::json& bad) {
    desk.write("study.json", bad.dump());
    const Ended ended = desk.fengsui({"rare", "study.json"});
    EXPECT_EQ(ended.exit_code, 2) << ended.out << ended.err;
    return ended.err;
  };
  const auto with = [](const char* key, const nlohmann::json& value) {
    nlohmann::json changed = study(0);
    changed[key] = value;
    return changed;
  };
  EXPECT_THAT(said(with("levels", {0.6, 0.3})),
              HasSubstr("/levels/1: found 0.3, expected a number above 0.6 and below 1"));
  EXPECT_THAT(said(with("levels", {0.5, 1.0})), HasSubstr("/levels/1"));
  EXPECT_THAT(said(with("accident", {{"class", "casting_well"}, {"key", "melt_water_explosoin"}})),
              HasSubstr("\"melt_water_explosion\"?"));
  EXPECT_THAT(said(with("replications", 1)), HasSubstr("/replications"));
  EXPECT_THAT(said(with("scenario", "nowhere.json")), HasSubstr("nowhere.json"));
  EXPECT_THAT(said(with("efort", 1)), HasSubstr("\"efort\""));
}

}  // namespace
}  // namespace fengsui::end_to_end
