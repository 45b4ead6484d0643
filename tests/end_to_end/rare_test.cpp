// Rare accidents of whole scenarios: splitting and plain runs agree, the number of processes changes nothing,
// bad studies are explained.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sim/base/error.h"
#include "tests/end_to_end/program.h"
#include "twin/cli/rare_run.h"
#include "twin/cli/rare_world.h"
#include "twin/cluster/local_crew.h"
#include "twin/record/run_file.h"
#include "twin/study/rare_file.h"
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
  ASSERT_EQ(result.replications.size(), 8u);
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
  for (const char* name : {"rare.h5", "rare.csv", "rare.html"}) {
    EXPECT_FALSE(text_of(desk / "one/leak" / name).empty());
    EXPECT_EQ(text_of(desk / "one/leak" / name), text_of(desk / "two/leak" / name)) << name;
  }
  EXPECT_TRUE(desk.half_written().empty());
  EXPECT_THAT(text_of(desk / "one/leak/rare.csv"), HasSubstr("7,3,accident,"));

  const Ended again = desk.fengsui({"rare", "study.json", "--out", "one"});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("--force"));
}

// When the accident of the study happened in a run; negative: never.
double explosion_s(const Record& record) {
  for (const LogEntry& entry : record.log)
    if (entry.kind == LogKind::accident) return to_seconds(entry.time);
  return -1.0;
}

TEST(Rare, EveryAccidentIsAnOrdinaryRunThatEverythingOpens) {
  const Desk desk;
  desk.write("frequent_leak.json", frequent_leak().dump());
  desk.write("study.json", study(0).dump());
  const Ended found = desk.fengsui({"rare", "study.json"});
  ASSERT_EQ(found.exit_code, 0) << found.out << found.err;
  EXPECT_THAT(found.out, HasSubstr("fengsui run --replay out/leak/rare.h5#0"));

  std::set<std::string> digests;
  for (const std::uint64_t number : {0u, 1u, 40u}) {
    const RareReplay kept = read_rare_replay(desk / "out/leak/rare.h5", number);
    const std::string name = std::to_string(number);
    const Ended ended = desk.fengsui({"run", "--replay", "out/leak/rare.h5#" + name});
    ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
    EXPECT_TRUE(fs::exists(desk / "out" / ("leak-" + name) / "report.html"));
    const Record record = read_run(desk / "out" / ("leak-" + name) / "run.h5");
    EXPECT_NEAR(explosion_s(record), kept.time_s, 1e-6);
    EXPECT_EQ(record.run.outcome, Outcome::finished);
    EXPECT_THAT(record.run.about.english, HasSubstr("drawn anew after 00:0"));
    EXPECT_THAT(text_of(desk / "out" / ("leak-" + name) / "report.html"),
                HasSubstr("fengsui run --replay 'out/leak/rare.h5#" + name + "'"));
    digests.insert(record.run.digest);

    // its way is that of several lucks, not of the first one
    const Ended alone = desk.fengsui({"run", "frequent_leak.json", "--seed", std::to_string(kept.luck[0]),
                                      "--network", "direct", "--out", "alone", "--force"});
    ASSERT_NE(alone.exit_code, 2) << alone.err;
    EXPECT_NE(read_run(desk / "alone/frequent_leak/run.h5").log, record.log);
  }
  EXPECT_EQ(digests.size(), 3u);

  const std::string run = "out/leak-0/run.h5";
  EXPECT_EQ(desk.fengsui({"report", run, "--out", "again.html"}).exit_code, 0);
  EXPECT_EQ(desk.fengsui({"diff", run, run}).exit_code, 0);
  EXPECT_EQ(desk.fengsui({"diff", run, "out/leak-1/run.h5"}).exit_code, 1);
  const Ended why = desk.fengsui({"why", run, "--point", "DW_LM_DIST", "--unit", "casting_well 9",
                                  "--condition", "low_low", "--at", "00:03:00"});
  EXPECT_EQ(why.exit_code, 0) << why.err;

  // the same bytes once more, and not over it unasked
  const Ended twice = desk.fengsui({"run", "--replay", "out/leak/rare.h5#0"});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_EQ(desk.fengsui({"run", "--replay", "out/leak/rare.h5#0", "--out", "elsewhere"}).exit_code, 0);
  EXPECT_EQ(text_of(desk / run), text_of(desk / "elsewhere/leak-0/run.h5"));
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"out/leak/rare.h5#100000"},
                                                {"out/leak/rare.h5"},
                                                {"out/leak/rare.csv#0"},
                                                {"out/leak/rare.h5#0", "--engine", "limits"},
                                                {"out/leak/rare.h5#0", "--pace", "9"}}) {
    std::vector<std::string> arguments = {"run", "--out", "wrong", "--replay"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const Ended refused = desk.fengsui(arguments);
    EXPECT_EQ(refused.exit_code, 2) << refused.out << refused.err;
  }
}

TEST(Rare, AFullDiskAndAnUnwritableFolderAreSaidAndLeaveNothingHalfWritten) {
  const Desk desk;
  desk.write("frequent_leak.json", frequent_leak().dump());
  nlohmann::json small = study(0);
  small["replications"] = 2;
  desk.write("study.json", small.dump());
  const Ended full = desk.fengsui({"rare", "study.json", "--jobs", "1"}, {.file_bytes = 30000});
  EXPECT_EQ(full.exit_code, 2) << full.out;
  EXPECT_THAT(full.err, HasSubstr("rare.h5"));
  EXPECT_TRUE(desk.half_written().empty());
  EXPECT_TRUE(fs::is_empty(desk / "out/leak"));

  // before anything is simulated: a file where the folder should be
  desk.write("file", "");
  const Ended unwritable = desk.fengsui({"rare", "study.json", "--out", "file"});
  EXPECT_EQ(unwritable.exit_code, 2);
  EXPECT_THAT(unwritable.err, HasSubstr("--out DIR"));
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
  EXPECT_THAT(text_of(desk / "out/leak/rare.html"), HasSubstr("Inconclusive"));
  EXPECT_EQ(desk.fengsui({"run", "--replay", "out/leak/rare.h5#0"}).exit_code, 2) << "no accident to look at";
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
