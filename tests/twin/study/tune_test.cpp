// Tuning with made-up runs: it finds the best as often as it promises, and bad input is named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "tests/twin/study/small_study.h"
#include "twin/study/tune_run.h"

namespace fengsui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

nlohmann::json tuned_json() {
  nlohmann::json json = sample::study_json();
  json["tune"] = {{"minimise", "clear_time"}, {"indifference", "20 s"}, {"at_most", 500}};
  return json;
}

// Clearing takes 40 s per distance from three people, and 1 s per second of delay; the luck is the
// replication's.
StudyRun made_up(const Candidates& candidates, const DueRun& due, double sign = 1.0) {
  const auto& point = candidates.points[due.point];
  const double luck = 60.0 * normal_quantile(Stream{due.seed, Draw::test, 0}.uniform(0)),
               own = 30.0 * normal_quantile(Stream{due.seed, Draw::test, due.point + 1}.uniform(0));
  const double value = 300.0 + 40.0 * std::abs(point[1] - 3.0) + point[0] + luck + own;
  return {due.point, due.replication, due.seed, RunStatus::finished, {0.0, sign * value}, ""};
}

StudyOutcome carried_out(const Study& study, const Candidates& candidates, double sign = 1.0) {
  return carry_out([&](const auto& done) { return next_tuning_round(study, candidates, done, "f"); }, {},
                   [&](const std::vector<DueRun>& due) {
                     std::vector<StudyRun> runs;
                     for (const DueRun& run : due) runs.push_back(made_up(candidates, run, sign));
                     return runs;
                   });
}

TEST(Candidates, TodayCompetesToo) {
  const Study study = sample::read(tuned_json());
  const Candidates candidates = candidates_of(study);
  // 15 s is not among the delays
  ASSERT_EQ(candidates.points.size(), 7u);
  EXPECT_EQ(candidates.today, 6u);
  EXPECT_THAT(candidates.points[6], ElementsAre(15.0, 5.0));

  nlohmann::json json = tuned_json();
  json["factors"][0]["values"] = {"5 s", "15 s"};
  const Candidates known = candidates_of(sample::read(json));
  EXPECT_EQ(known.points.size(), 6u);
  EXPECT_THAT(known.points[known.today], ElementsAre(15.0, 5.0));
}

TEST(Tuning, FindsTheBestAndComparesItWithTodayUnderFreshLuck) {
  nlohmann::json json = tuned_json();
  int right = 0, covered = 0;
  for (int seed = 1; seed <= 200; ++seed) {
    json["seed"] = seed;
    const Study study = sample::read(json);
    const Candidates candidates = candidates_of(study);
    const StudyOutcome outcome = carried_out(study, candidates);
    EXPECT_TRUE(outcome.complete);
    const Tuned found = tuned(study, candidates, outcome.runs, "f");
    ASSERT_EQ(found.choice.survivors.size(), 1u);
    right += found.choice.best == 1u;
    ASSERT_TRUE(found.better.has_value());
    EXPECT_EQ(found.better->difference.count, 20u);
    // 5 s and three people instead of 15 s and five
    if (found.choice.best == 1u)
      covered += std::abs(found.better->difference.mean + 90.0) <= found.better->difference.half_width;
  }
  EXPECT_GE(right, 190 - 10);
  EXPECT_GE(covered, 190 - 10);
}

TEST(Tuning, MaximisesAsItMinimises) {
  nlohmann::json json = tuned_json();
  const Study least = sample::read(json);
  json["tune"].erase("minimise");
  json["tune"]["maximise"] = "clear_time";
  const Study most = sample::read(json);
  const Candidates candidates = candidates_of(least);
  const Tuned a = tuned(least, candidates, carried_out(least, candidates).runs, "f"),
              b = tuned(most, candidates, carried_out(most, candidates, -1.0).runs, "f");
  EXPECT_EQ(a.choice.best, b.choice.best);
  EXPECT_DOUBLE_EQ(a.fresh.mean, -b.fresh.mean);
  EXPECT_DOUBLE_EQ(a.better->difference.mean, -b.better->difference.mean);
}

TEST(Tuning, ThatCannotDecideSaysWhoIsLeft) {
  nlohmann::json json = tuned_json();
  json["tune"]["indifference"] = "0.1 s";
  json["tune"]["at_most"] = 10;
  const Study study = sample::read(json);
  const Candidates candidates = candidates_of(study);
  const StudyOutcome outcome = carried_out(study, candidates);
  const Tuned found = tuned(study, candidates, outcome.runs, "f");
  EXPECT_GT(found.choice.survivors.size(), 1u);
  EXPECT_EQ(found.choice.replications, 10u);
  EXPECT_EQ(outcome.runs.size(), 7u * 10 + 2 * 20);
}

TEST(Tuning, ARunWithoutAValueIsAnErrorNotAnAdvantage) {
  const Study study = sample::read(tuned_json());
  const Candidates candidates = candidates_of(study);
  std::vector<StudyRun> runs = carried_out(study, candidates).runs;
  runs[3].values[1] = std::nan("");
  runs[3].message = "the process was ended by Killed";
  try {
    tuned(study, candidates, runs, "f");
    FAIL();
  } catch (const InputError& problem) {
    EXPECT_THAT(problem.what(), HasSubstr("replication 3 of point 0"));
    EXPECT_THAT(problem.what(), HasSubstr("Killed"));
  }
}

struct Mistake {
  const char* pointer;
  const char* value;
  const char* place;
};

TEST(Tuning, MistakesOfTheFileAreNamed) {
  for (const Mistake& mistake :
       {Mistake{"/tune/minimise", "\"alarm\"", "/tune/minimise"},
        Mistake{"/tune/indifference", "\"0 s\"", "/tune/indifference"},
        Mistake{"/tune/indifference", "\"3 mm\"", "/tune/indifference"},
        Mistake{"/tune/at_most", "9", "/tune/at_most"}, Mistake{"/tune/confidence", "1", "/tune/confidence"},
        Mistake{"/tune/maximise", "\"alarms\"", "/tune"}, Mistake{"/tune/minimize", "\"alarms\"", "/tune"}}) {
    nlohmann::json json = tuned_json();
    json[nlohmann::json::json_pointer(mistake.pointer)] = nlohmann::json::parse(mistake.value);
    try {
      sample::read(json);
      ADD_FAILURE() << mistake.pointer << mistake.value;
    } catch (const InputError& problem) {
      EXPECT_EQ(problem.place, mistake.place) << problem.what();
    }
  }
}

}  // namespace
}  // namespace fengsui
