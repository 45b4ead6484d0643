// Rounds, interruption, the journal and the result file, with runs that are made up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "tests/twin/study/folder.h"
#include "tests/twin/study/small_study.h"
#include "twin/study/design.h"
#include "twin/study/journal.h"
#include "twin/study/study_file.h"
#include "twin/study/study_run.h"

namespace fengsui {
namespace {

using sample::Folder;

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string bytes_of(const fs::path& file) { return read_file(file); }

// A run that says something about its place; nothing to measure where the seed is odd.
StudyRun made_up(const DueRun& due) {
  StudyRun run{due.point, due.replication, due.seed, RunStatus::finished, {}, ""};
  run.values = {due.point + static_cast<double>(due.seed % 1000) / 1000.0,
                due.seed % 2 ? std::numeric_limits<double>::quiet_NaN() : 60.0};
  return run;
}

std::vector<StudyRun> all_of(const std::vector<DueRun>& due) {
  std::vector<StudyRun> runs;
  for (const DueRun& run : due) runs.push_back(made_up(run));
  return runs;
}

std::string shown(const std::vector<StudyRun>& runs) {
  std::string text;
  for (const StudyRun& run : runs)
    text += std::to_string(run.point) + "/" + std::to_string(run.replication) + "/" +
            std::to_string(run.seed) + "/" + std::to_string(run.values[0]) + " ";
  return text;
}

Study adaptive() {
  nlohmann::json json = sample::study_json();
  json["replications"] = {{"at_least", 10}, {"at_most", 400}, {"budget", 900}};
  json["responses"][0]["half_width"] = 0.05;
  return sample::read(json);
}

TEST(CarryingOut, AFixedNumberIsOneRoundWithTheSameLuckAtEveryPoint) {
  const Study study = sample::read(sample::study_json());
  const auto round = next_round(study, 6, {});
  ASSERT_EQ(round.size(), 18u);
  for (const DueRun& due : round) EXPECT_EQ(due.seed, replication_seed(study.seed, due.replication));
  EXPECT_TRUE(next_round(study, 6, all_of(round)).empty());
}

TEST(CarryingOut, PointsThatAreKnownWellGetNoMoreAndTheBudgetEndsTheRest) {
  const Study study = adaptive();
  const StudyOutcome outcome = carry_out(study, 6, {}, all_of);
  EXPECT_TRUE(outcome.complete);
  // uniform on [0, 1): deviation 0.289, so that (1.96 * 0.289 / 0.05)^2 = 128 replications are enough
  EXPECT_GT(outcome.runs.size(), 6u * 100);
  EXPECT_LE(outcome.runs.size(), 900u);
}

TEST(CarryingOut, AnInterruptedStudyGoesOnToTheSameResult) {
  const Study study = adaptive();
  const std::string whole = shown(carry_out(study, 6, {}, all_of).runs);
  for (const std::size_t stop_after : {0u, 1u, 59u, 60u, 200u}) {
    std::size_t done = 0;
    std::vector<StudyRun> kept;
    const StudyOutcome first = carry_out(study, 6, {}, [&](const std::vector<DueRun>& due) {
      std::vector<StudyRun> runs;
      // from the back: what is kept need not be a beginning
      for (auto run = due.rbegin(); run != due.rend() && done < stop_after; ++run, ++done)
        runs.push_back(made_up(*run));
      kept.insert(kept.end(), runs.begin(), runs.end());
      return runs;
    });
    EXPECT_FALSE(first.complete);
    std::size_t again = 0;
    const StudyOutcome second = carry_out(study, 6, kept, [&](const std::vector<DueRun>& due) {
      again += due.size();
      return all_of(due);
    });
    EXPECT_TRUE(second.complete);
    EXPECT_EQ(shown(second.runs), whole);
    EXPECT_EQ(again + stop_after, second.runs.size()) << "nothing is done twice";
  }
}

TEST(Journal, KeepsRunsOverTheEndOfTheProgramAndDropsATornLine) {
  const Folder folder;
  const Study study = sample::read(sample::study_json());
  const auto runs = all_of(next_round(study, 6, {}));
  { StudyJournal(folder / "j", study, 6, false).add(runs); }
  EXPECT_THROW(StudyJournal(folder / "j", study, 6, false), InputError) << "nobody asked to resume";
  std::ofstream(folder / "j", std::ios::app) << "{\"point\": 1, \"repl";
  {
    StudyJournal journal(folder / "j", study, 6, true);
    EXPECT_EQ(shown(journal.kept()), shown(runs));
    EXPECT_EQ(std::isnan(journal.kept()[0].values[1]), std::isnan(runs[0].values[1]));
    journal.add({runs[0]});
  }
  EXPECT_EQ(StudyJournal(folder / "j", study, 6, true).kept().size(), runs.size() + 1);
}

TEST(Journal, OfAnotherStudyOrWithADamagedLineIsRefused) {
  const Folder folder;
  nlohmann::json json = sample::study_json();
  const Study study = sample::read(json);
  { StudyJournal(folder / "j", study, 6, false).add(all_of(next_round(study, 6, {}))); }
  json["replications"] = 4;
  EXPECT_THROW(StudyJournal(folder / "j", sample::read(json), 6, true), InputError);
  std::ofstream(folder / "j", std::ios::app) << "{\"point\": 1}\n";
  try {
    StudyJournal(folder / "j", study, 6, true);
    FAIL();
  } catch (const InputError& problem) {
    EXPECT_EQ(problem.place, "line 20");
  }
}

TEST(StudyFile, IsTheSameBytesEachTimeAndReplaysAnyRun) {
  const Folder folder;
  const Study study = sample::read(sample::study_json());
  const auto points = design_points(study);
  std::vector<StudyRun> runs = carry_out(study, points.size(), {}, all_of).runs;
  runs[4].status = RunStatus::crashed;
  runs[4].message = "the process was ended by Aborted";
  const StudyResult result{&study, &points, &runs};
  write_study(folder / "a.h5", result);
  write_study(folder / "b.h5", result);
  EXPECT_EQ(bytes_of(folder / "a.h5"), bytes_of(folder / "b.h5"));
  EXPECT_FALSE(fs::exists(folder / "a.h5.writing"));

  const Replay replay = read_replay(folder / "a.h5", 4);
  EXPECT_EQ(replay.seed, runs[4].seed);
  const auto rules = nlohmann::json::parse(replay.inputs[1].text);
  EXPECT_EQ(rules["delay"]["value"], "5 s");
  EXPECT_EQ(nlohmann::json::parse(replay.inputs[0].text)["people"], 3) << "run 4 is of point 1";
  EXPECT_THROW(read_replay(folder / "a.h5", runs.size()), InputError);
  std::ofstream(folder / "text.h5") << "no HDF5";
  EXPECT_THROW(read_replay(folder / "text.h5", 0), InputError);
  EXPECT_THROW(read_replay(folder / "nowhere.h5", 0), InputError);
  EXPECT_THROW(write_study(folder / "no/folder.h5", result), InputError);
}

TEST(StudyFile, AsCsvNamesUnitsAndLeavesEmptyWhatWasNotMeasured) {
  const Study study = sample::read(sample::study_json());
  const auto points = design_points(study);
  std::vector<StudyRun> runs = carry_out(study, points.size(), {}, all_of).runs;
  for (StudyRun& run : runs) run.values = {1.0, std::numeric_limits<double>::quiet_NaN()};
  runs[1].values = {4.0, 60.0};
  const StudyResult result{&study, &points, &runs};
  const std::string by_run = runs_as_csv(result), by_point = points_as_csv(result);
  EXPECT_THAT(by_run,
              HasSubstr("run,point,replication,seed,status,delay [s],people,alarms,clear_time [s]\n"));
  EXPECT_THAT(by_run, HasSubstr(",finished,5,1,1,\n"));
  EXPECT_THAT(by_run, HasSubstr(",finished,5,1,4,60\n"));
  EXPECT_THAT(by_point, HasSubstr("\n0,5,1,2,"));
  EXPECT_THAT(by_point, HasSubstr(",3,60,,1\n")) << "one value has no interval";
}

}  // namespace
}  // namespace fengsui
