// Tuning with several objectives, with systems that are made up: what decides on the front gets the runs, the
// same runs give the same front, and bad input is named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/error.h"
#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "tests/twin/study/tuned_by.h"
#include "twin/study/front_allocation.h"
#include "twin/study/front_file.h"

namespace fengsui {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

// Five on the front, two pairs of them near to a point that is just dominated, and some that are far off.
const std::vector<std::vector<double>> true_means = {{0, 8},     {2, 5},     {4, 3}, {6, 1.5}, {9, 0},
                                                     {2.4, 5.4}, {6.4, 1.9}, {8, 8}, {9, 7},   {7, 9}};
const std::vector<std::uint32_t> true_front = {0, 1, 2, 3, 4};

std::vector<double> replication(std::uint32_t system, std::uint64_t seed, std::uint32_t r) {
  std::vector<double> values;
  for (std::uint32_t k = 0; k < 2; ++k)
    values.push_back(true_means[system][k] +
                     1.5 * normal_quantile(Stream{seed * 1000 + r, Draw::test, system}.uniform(k)));
  return values;
}

void add_replications(FrontValues& values, std::uint32_t system, std::uint64_t seed, std::size_t more) {
  for (std::size_t n = 0; n < more; ++n) {
    const auto r = static_cast<std::uint32_t>(values[system][0].size());
    const std::vector<double> found = replication(system, seed, r);
    for (std::size_t k = 0; k < 2; ++k) values[system][k].push_back(found[k]);
  }
}

const std::vector<double> no_indifference = {0.0, 0.0};

TEST(FrontAllocation, FindsTheFrontMoreOftenThanEqualShares) {
  int clever = 0, equal = 0;
  double told = 0.0;
  constexpr int times = 200;
  for (std::uint64_t seed = 1; seed <= times; ++seed) {
    FrontValues values(true_means.size(), std::vector<std::vector<double>>(2));
    FrontValues same = values;
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      add_replications(values, i, seed, 10);
      add_replications(same, i, seed, 40);
    }
    for (int round = 0; round < 6; ++round) {
      const auto more = front_allocation(values, no_indifference, 50, 5, 1000);
      std::size_t sum = 0;
      for (std::uint32_t i = 0; i < values.size(); ++i) {
        add_replications(values, i, seed, more[i]);
        sum += more[i];
      }
      ASSERT_EQ(sum, 50u);
    }
    clever += front_of(values) == true_front;
    equal += front_of(same) == true_front;
    told += front_doubt(values, no_indifference) / times;
  }
  EXPECT_GT(clever, equal + 15) << "at the same 400 runs";
  // an upper bound of how often it is wrong, nearly
  EXPECT_GT(told, 1.0 - clever / static_cast<double>(times) - 0.05);
}

TEST(FrontAllocation, KnowsWhatIsSureAndWhoMayHaveNoMore) {
  FrontValues values(3, std::vector<std::vector<double>>(2));
  for (int r = 0; r < 20; ++r) {
    const double luck = r % 2 ? 5.0 : -5.0;
    // all share their luck: the order is sure however large it is
    const double means[3][2] = {{0, 2}, {2, 0}, {3, 40}};
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t k = 0; k < 2; ++k) values[i][k].push_back(means[i][k] + luck);
  }
  EXPECT_THAT(front_of(values), ElementsAre(0u, 1u));
  EXPECT_NEAR(front_doubt(values, no_indifference), 0.0, 1e-12);
  for (int r = 0; r < 20; ++r) values[2][0][static_cast<std::size_t>(r)] += r % 4 < 2 ? 20.0 : -22.0;
  EXPECT_GT(front_doubt(values, no_indifference), 0.05) << "one that has luck of its own";
  EXPECT_THAT(front_allocation(values, no_indifference, 100, 10, 20), ElementsAre(0u, 0u, 0u));
  const auto more = front_allocation(values, no_indifference, 10, 10, 1000);
  EXPECT_EQ(more[2], 10u);
}

// Two factors, one of them whole; both objectives are best at a = 3 and in between at 0 <= b <= 2.
std::vector<double> bowls(const std::vector<double>& point, std::uint64_t seed) {
  const double luck = 0.5 * normal_quantile(Stream{seed, Draw::test, 0}.uniform(0)),
               away = (point[0] - 3.0) * (point[0] - 3.0);
  return {point[1] * point[1] + away + luck, -(point[1] - 2.0) * (point[1] - 2.0) - away + luck};
}

json bowls_rule() {
  return {{"objectives",
           {{{"minimise", "x"}, {"indifference", 0.05}}, {{"maximise", "y"}, {"indifference", 0.05}}}},
          {"search", {{"population", 16}, {"generations", 12}, {"replications", 4}}},
          {"budget", 200},
          {"at_most", 500}};
}

Study bowls_study(const json& tune, std::uint64_t seed = 1) {
  return sample::study_of({7, -1}, {{{"from", 0}, {"to", 8}, {"step", 1}}, {{"from", -3.0}, {"to", 5.0}}}, 2,
                          tune, seed);
}

TEST(FrontTuning, FindsItAndComparesItWithTodayUnderFreshLuck) {
  const sample::FrontBy tuned = sample::front_by(bowls_study(bowls_rule()), bowls);
  const Front& front = tuned.found;
  ASSERT_GE(front.points.size(), 5u);
  EXPECT_TRUE(front.decided);
  EXPECT_GE(front.probability, 0.95);
  EXPECT_THAT(tuned.points[0], ElementsAre(7.0, -1.0)) << "today's comes first";
  for (const FrontPoint& point : front.points) {
    EXPECT_EQ(tuned.points[point.point][0], 3.0);
    EXPECT_NEAR(tuned.points[point.point][1], 1.0, 1.3);
    ASSERT_EQ(point.fresh[0].count, fresh_replications);
    // the luck is in common, so the difference is exact: today's are 17 and -25
    const double b = tuned.points[point.point][1];
    EXPECT_NEAR(point.better[0].difference.mean, b * b - 17.0, 1e-9);
    EXPECT_NEAR(point.better[1].difference.mean, 25.0 - (b - 2.0) * (b - 2.0), 1e-9);
  }
  // neither objective alone: the middle of the front
  EXPECT_NEAR(tuned.points[front.points[front.recommended].point][1], 1.0, 0.4);
  EXPECT_EQ(front.hypervolumes.size(), 13u);
  EXPECT_TRUE(std::ranges::is_sorted(front.hypervolumes));
  EXPECT_GT(front.hypervolumes.back(), front.hypervolumes.front());
}

TEST(FrontTuning, AWeightMovesTheRecommendation) {
  json tune = bowls_rule();
  tune["objectives"][0]["weight"] = 10;
  const sample::FrontBy first = sample::front_by(bowls_study(tune), bowls);
  EXPECT_LT(first.points[first.found.points[first.found.recommended].point][1], 0.8);
  tune["objectives"][0]["weight"] = 0;
  const sample::FrontBy second = sample::front_by(bowls_study(tune), bowls);
  EXPECT_GT(second.points[second.found.points[second.found.recommended].point][1], 1.4);
}

TEST(FrontTuning, GoesOnFromWhatIsKeptToTheSameFront) {
  const Study study = bowls_study(bowls_rule());
  const sample::FrontBy whole = sample::front_by(study, bowls);
  const std::vector<StudyRun> kept(whole.runs.begin(), whole.runs.begin() + 101);
  std::size_t done = 0;
  const sample::FrontBy resumed = sample::front_by(
      study,
      [&](const auto& point, std::uint64_t seed) {
        ++done;
        return bowls(point, seed);
      },
      kept);
  EXPECT_EQ(done + 101, whole.runs.size()) << "what is kept is not done again";
  const StudyResult a{&study, &whole.points, &whole.runs}, b{&study, &resumed.points, &resumed.runs};
  EXPECT_EQ(front_as_csv(a, whole.found), front_as_csv(b, resumed.found));
  EXPECT_NE(sample::front_by(bowls_study(bowls_rule(), 2), bowls).points, whole.points);
}

TEST(FrontTuning, EveryPointIsJudgedByTheSameLuckAndTheFrontByFresh) {
  const Study study = bowls_study(bowls_rule());
  const sample::FrontBy tuned = sample::front_by(study, bowls);
  std::map<std::uint32_t, std::uint64_t> seeds;
  for (const StudyRun& run : tuned.runs) {
    const auto [known, first] = seeds.emplace(run.replication, run.seed);
    EXPECT_EQ(known->second, run.seed);
  }
  const StudyResult result{&study, &tuned.points, &tuned.runs};
  for (const FrontPoint& point : tuned.found.points) {
    const RunRows rows = rows_of(result, point.point);
    EXPECT_GE(rows.fresh - rows.first, 4u);
    EXPECT_EQ(rows.end - rows.fresh, fresh_replications);
    EXPECT_EQ(tuned.runs[rows.fresh].replication, 500u);
  }
  const std::string csv = front_as_csv(result, tuned.found);
  EXPECT_THAT(csv, testing::StartsWith("point,standing,a,b,x,x half width,x minus today,"));
  EXPECT_THAT(csv, HasSubstr(",recommended,3,"));
  EXPECT_THAT(csv, HasSubstr("0,today,7,-1,"));
}

TEST(FrontTuning, ThatCannotDecideSaysSo) {
  json tune = bowls_rule();
  tune["budget"] = 0;
  const auto noisy = [](const std::vector<double>& point, std::uint64_t seed) {
    std::vector<double> values = bowls(point, seed);
    const auto own = static_cast<std::uint32_t>(std::lround(100.0 * point[1] + 1000.0 * point[0] + 400));
    for (std::uint32_t k = 0; k < 2; ++k)
      values[k] += 3.0 * normal_quantile(Stream{seed, Draw::test, own}.uniform(k));
    return values;
  };
  const sample::FrontBy tuned = sample::front_by(bowls_study(tune), noisy);
  EXPECT_FALSE(tuned.found.decided);
  EXPECT_LT(tuned.found.probability, 0.95);
  EXPECT_EQ(tuned.found.allocated_runs, 0u);
}

TEST(FrontTuning, ARunWithoutAValueIsAnErrorNotAnAdvantage) {
  const Study study = bowls_study(bowls_rule());
  try {
    sample::front_by(study, [](const auto& point, std::uint64_t seed) {
      std::vector<double> values = bowls(point, seed);
      if (point[0] == 3.0) values[1] = std::nan("");
      return values;
    });
    FAIL();
  } catch (const InputError& problem) {
    EXPECT_THAT(problem.what(), HasSubstr("without y"));
  }
}

struct Mistake {
  const char* change;
  const char* place;
};

TEST(FrontReader, NamesMistakes) {
  for (const Mistake& mistake : {
           Mistake{R"({"objectives": [{"minimise": "x"}]})", "/tune/objectives"},
           Mistake{R"({"objectives": [{"minimise": "x"}, {"maximise": "x"}]})", "/tune/objectives/1"},
           Mistake{R"({"objectives": [{"minimise": "x"}, {"maximise": "q"}]})",
                   "/tune/objectives/1/maximise"},
           Mistake{R"({"objectives": [{"minimise": "x"}, {}]})", "/tune/objectives/1"},
           Mistake{R"({"objectives": [{"minimise": "x", "weight": -1}, {"maximise": "y"}]})",
                   "/tune/objectives/0/weight"},
           Mistake{R"({"search": {"population": 10}})", "/tune/search/population"},
           Mistake{R"({"search": {"population": 4}})", "/tune/search/population"},
           Mistake{R"({"search": {"generations": 0}})", "/tune/search/generations"},
           Mistake{R"({"budget": -1})", "/tune/budget"},
           Mistake{R"({"at_most": 3})", "/tune/at_most"},
           Mistake{R"({"method": "kn"})", "/tune"},
           Mistake{R"({"constraints": []})", "/tune"},
           Mistake{R"({"minimise": "x"})", "/tune"},
       }) {
    json tune = bowls_rule();
    tune.update(json::parse(mistake.change));
    try {
      bowls_study(tune);
      ADD_FAILURE() << mistake.change;
    } catch (const InputError& problem) {
      EXPECT_EQ(problem.place, mistake.place) << problem.what();
    }
  }
}

}  // namespace
}  // namespace fengsui
