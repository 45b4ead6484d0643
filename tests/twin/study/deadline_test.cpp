// The best deadline before a case goes up, where it is known exactly (docs/verification.md): the tuner's own
// code, over runs of the real workflow, has to find it and its cost within what it promises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/inversion.h"
#include "tests/sim/workflow/small_town.h"
#include "tests/twin/study/tuned_by.h"
#include "twin/search/pareto_search.h"

namespace fengsui {
namespace {

using workflow::Clock;
using workflow::Escalation;
using workflow::Task;
using workflow::Town;
using Shape = DelayBranch::Shape;

constexpr double minute = 60.0;

Delay two_exponentials(double share, double fast_minutes, double slow_minutes) {
  return {{{share, Shape::exponential, fast_minutes * minute, 0, 0},
           {1.0 - share, Shape::exponential, slow_minutes * minute, 0, 0}}};
}
const Delay h2 = two_exponentials(0.8, 10, 120);
const Delay weibull = {{{1.0, Shape::weibull, 30 * minute, 0.6, 0}}};
const Delay lognormal = {{{1.0, Shape::lognormal, 20 * minute, 1.2, 0}}};

// P(T > t minutes).
double survival(const Delay& delay, double t) {
  double sum = 0.0;
  for (const DelayBranch& branch : delay.branches) {
    const double scaled = t * minute / branch.first;
    sum += branch.probability * (branch.shape == Shape::exponential ? std::exp(-scaled)
                                 : branch.shape == Shape::weibull ? std::exp(-std::pow(scaled, branch.second))
                                 : scaled <= 0.0                  ? 1.0
                                                 : normal_cdf(-std::log(scaled) / branch.second));
  }
  return sum;
}

// E[min(T, deadline)] in minutes, by Simpson's rule over sqrt(t), where the densities are tame.
double mean_until(const Delay& delay, double deadline) {
  constexpr int steps = 2000;
  const double width = std::sqrt(deadline) / steps;
  double sum = 0.0;
  for (int i = 0; i <= steps; ++i) {
    const double root = i * width;
    sum += (i == 0 || i == steps ? 1 : i % 2 ? 4 : 2) * 2.0 * root * survival(delay, root * root);
  }
  return sum * width / 3.0;
}

// What became of cases that were all opened at once: minutes until cleared, and how many went how far.
struct Fate {
  double minutes = 0.0, second = 0.0, third = 0.0;  // means per case
};

// Level i handles by `handling[i]` and hands over after `deadlines[i]` minutes; the last one is done at once.
Fate fate_of(const std::vector<Delay>& handling, const std::vector<double>& deadlines, std::uint64_t seed,
             std::size_t cases, Escalation escalation = Escalation::hand_over) {
  workflow::Policy policy = workflow::instant_policy(handling.size() + 1);
  for (std::size_t level = 0; level <= handling.size(); ++level) {
    workflow::task(policy, level, Task::review) = {};
    if (level == handling.size()) break;
    workflow::task(policy, level, Task::handle).reaction = workflow::always(handling[level]);
    workflow::limit(policy, level, Clock::clear, from_seconds(deadlines[level] * minute));
  }
  workflow::on_expiry(policy, Clock::clear, escalation);
  Town town(policy, seed);
  for (std::size_t i = 0; i < cases; ++i) town.report();
  while (town.step()) {
  }
  Fate fate;
  for (const LogEntry& entry : town.log) {
    if (entry.kind == LogKind::case_cleared) fate.minutes += to_seconds(entry.time - scenario_start) / minute;
    if (entry.kind == LogKind::case_escalated)
      (OfficeId{entry.detail} == town.office(1) ? fate.second : fate.third) += 1.0;
  }
  const double count = static_cast<double>(cases);
  return {fate.minutes / count, fate.second / count, fate.third / count};
}

constexpr std::size_t cases_per_run = 200;

struct Row {
  const Delay& handling;
  double fee, deadline, cost, escalated;  // published
  double step;                            // of the grid [min]
  double indifference;
};

const Row rows[] = {{h2, 20, 17.11217365, 16.10317427, 0.31793651, 8, 0.2},
                    {h2, 40, 31.53132827, 20.72242460, 0.18795959, 12, 0.3},
                    {h2, 60, 40.24232132, 24.13405568, 0.15731889, 16, 0.4},
                    {weibull, 60, 47.32322897, 38.15356151, 0.26859942, 25, 0.5},
                    {weibull, 100, 169.70562748, 43.86262330, 0.05910575, 60, 0.6},
                    {lognormal, 60, 84.35275402, 37.16199232, 0.11518700, 30, 0.5},
                    {lognormal, 90, 160.62675084, 39.27262216, 0.04127079, 50, 0.6}};

double cost_at(const Row& row, double deadline) {
  return mean_until(row.handling, deadline) + row.fee * survival(row.handling, deadline);
}

TEST(Deadline, PublishedAnswersAreTheLeastOfTheClosedForm) {
  for (const Row& row : rows) {
    EXPECT_NEAR(cost_at(row, row.deadline), row.cost, 1e-5);
    EXPECT_NEAR(survival(row.handling, row.deadline), row.escalated, 1e-7);
    for (const double other : {0.9, 1.1}) EXPECT_GT(cost_at(row, other * row.deadline), row.cost);
  }
}

double best_of_grid(const Row& row) {
  double best = 1e9;
  for (int i = 1; i <= 7; ++i) best = std::min(best, cost_at(row, i * row.step));
  return best;
}

// The tuner over a grid of deadlines; `slow` times too long a clock is the wrong variant.
sample::TunedBy tune_row(const Row& row, double slow = 1.0) {
  const Study study =
      sample::study_of({row.step}, {{{"from", row.step}, {"to", 7 * row.step}, {"step", row.step}}}, 1,
                       {{"minimise", "x"}, {"indifference", row.indifference}, {"at_most", 3000}});
  return sample::tuned_by(study, [&](const std::vector<double>& point, std::uint64_t seed) {
    const Fate fate = fate_of({row.handling}, {slow * point[0]}, seed, cases_per_run);
    return std::vector<double>{fate.minutes + row.fee * fate.second};
  });
}

TEST(Deadline, IsFoundThroughTheWorkflowWithinWhatTheTunerPromises) {
  for (const Row& row : rows) {
    const sample::TunedBy tuned = tune_row(row);
    const Tuned& found = tuned.found;
    ASSERT_TRUE(found.choice.decided) << row.deadline;
    const double deadline = tuned.best()[0];
    const double of_grid = best_of_grid(row);
    // the deadline costs at most the indifference more than the best of the grid, which is near the best of
    // all
    EXPECT_LE(cost_at(row, deadline), of_grid + row.indifference) << row.deadline << " found " << deadline;
    EXPECT_LT(of_grid, row.cost + row.indifference);
    EXPECT_LT(std::abs(deadline - row.deadline), 2.0 * row.step);
    // its cost is known to within its interval: 99.9 % for all rows together
    EXPECT_LT(std::abs(found.fresh.mean - cost_at(row, deadline)), 2.0 * found.fresh.half_width);
    EXPECT_LT(std::abs(found.fresh.mean - row.cost),
              found.fresh.half_width + (of_grid - row.cost) + row.indifference);
  }
}

TEST(Deadline, OfAClockThatRunsAtAQuarterOfItsSpeedIsNotTakenForTheRightOne) {
  int wrong = 0;
  for (const Row& row : {rows[0], rows[3], rows[5]}) {
    const double found = tune_row(row, 4.0).best()[0];
    wrong += cost_at(row, found) > best_of_grid(row) + row.indifference;
  }
  EXPECT_EQ(wrong, 3);
}

// Without memory, a case that has waited is no worse than a new one: hand it over at once or never.
TEST(Deadline, OfExponentialHandlingIsAnEndOfTheRange) {
  const Delay handling = {{{1.0, Shape::exponential, 30 * minute, 0, 0}}};
  for (const double fee : {20.0, 60.0}) {
    const std::vector<double> deadlines = {1, 15, 60, 240};
    const Study study = sample::study_of({1}, {{{"values", deadlines}}}, 1,
                                         {{"minimise", "x"}, {"indifference", 1.0}, {"at_most", 3000}});
    const sample::TunedBy tuned = sample::tuned_by(study, [&](const auto& point, std::uint64_t seed) {
      const Fate fate = fate_of({handling}, {point[0]}, seed, cases_per_run);
      return std::vector{fate.minutes + fee * fate.second};
    });
    ASSERT_TRUE(tuned.found.choice.decided);
    EXPECT_EQ(tuned.best()[0], fee < 30.0 ? 1.0 : 240.0);
  }
}

// Three levels: two deadlines at once. The third costs 60, the second 30 to call, the first 10.
const Delay second_level = two_exponentials(0.7, 20, 240);

double two_deadlines_cost(double first, double second) {
  const double beyond = mean_until(second_level, second) + (30.0 + 60.0) * survival(second_level, second);
  return mean_until(h2, first) + (10.0 + beyond) * survival(h2, first);
}

TEST(Deadlines, OfThreeLevelsAreFoundTogether) {
  constexpr double best_first = 41.57441516, best_second = 56.07413363, least = 24.65453011;
  EXPECT_NEAR(two_deadlines_cost(best_first, best_second), least, 1e-5);
  EXPECT_NEAR(survival(h2, best_first), 0.15395638, 1e-7);
  EXPECT_NEAR(survival(second_level, best_second), 0.27990305, 1e-7);

  const Study study = sample::study_of({10, 20}, {{{"values", {10, 40, 100}}}, {{"values", {20, 60, 240}}}},
                                       1, {{"minimise", "x"}, {"indifference", 0.5}, {"at_most", 3000}});
  const sample::TunedBy tuned = sample::tuned_by(study, [](const auto& point, std::uint64_t seed) {
    const Fate fate = fate_of({h2, second_level}, {point[0], point[1]}, seed, cases_per_run);
    return std::vector{fate.minutes + 10.0 * fate.second + 90.0 * fate.third};
  });
  ASSERT_TRUE(tuned.found.choice.decided);
  EXPECT_THAT(tuned.best(), testing::ElementsAre(40.0, 60.0));
  const Estimate& fresh = tuned.found.fresh;
  EXPECT_LT(std::abs(fresh.mean - least), 2.0 * fresh.half_width + two_deadlines_cost(40, 60) - least);
  // the next best of the grid would be told apart
  EXPECT_GT(two_deadlines_cost(40, 240), two_deadlines_cost(40, 60) + 0.5);
}

// As short as possible, while at most so many cases in a hundred go up.
TEST(Deadline, ForALevelOfServiceIsTheShortestThatKeepsIt) {
  struct Level {
    double share, deadline;
  };
  for (const Level& level :
       {Level{0.10, 83.40694293}, Level{0.05, 166.35543777}, Level{0.01, 359.48787283}}) {
    EXPECT_NEAR(survival(h2, level.deadline), level.share, 1e-9);
    std::vector<double> deadlines;
    for (const double factor : {0.55, 0.7, 0.85, 1.1, 1.4, 1.8})
      deadlines.push_back(std::round(factor * level.deadline));
    const double tolerance = level.share * 0.06;
    const Study study = sample::study_of(
        {deadlines[0]}, {{{"values", deadlines}}}, 2,
        {{"minimise", "x"},
         {"indifference", 1.0},
         {"at_most", 20000},
         {"constraints", {{{"kpi", "y"}, {"at_most", level.share}, {"tolerance", tolerance}}}}});
    const sample::TunedBy tuned = sample::tuned_by(study, [](const auto& point, std::uint64_t seed) {
      return std::vector{point[0], fate_of({h2}, {point[0]}, seed, cases_per_run).second};
    });
    ASSERT_TRUE(tuned.found.choice.decided) << level.share;
    // the first of the list that is long enough
    EXPECT_EQ(tuned.best()[0], deadlines[3]);
    EXPECT_GT(survival(h2, deadlines[2]), level.share + tolerance) << "the one before would be wrong";
    EXPECT_LT(std::abs(tuned.found.limits[0].mean - survival(h2, deadlines[3])),
              2.2 * tuned.found.limits[0].half_width);
  }
}

// Time at the first level against the share that goes up: every deadline from 0 on is on the front.
double exact_hypervolume(const std::vector<double>& deadlines) {
  SearchPoints front;
  for (const double deadline : deadlines) front.push_back({mean_until(h2, deadline), survival(h2, deadline)});
  return hypervolume(front, {40.0, 1.1});
}

constexpr double whole_front = 35.44615385, up_to_four_hours = 35.18565986;

sample::FrontBy front_of_deadlines(std::uint32_t population, std::uint32_t generations) {
  const Study study = sample::study_of(
      {30}, {{{"from", 0.0}, {"to", 240.0}}}, 2,
      {{"objectives",
        {{{"minimise", "x"}, {"indifference", 0.2}}, {{"minimise", "y"}, {"indifference", 0.01}}}},
       {"search", {{"population", population}, {"generations", generations}, {"replications", 4}}},
       {"budget", 200}});
  return sample::front_by(study, [](const auto& point, std::uint64_t seed) {
    const Fate fate = fate_of({h2}, {point[0]}, seed, cases_per_run);
    return std::vector{fate.minutes, fate.second};
  });
}

TEST(DeadlineFront, ReachesTheExactHypervolumeFromBelow) {
  const std::vector<double> published = {0, 10, 20, 60, 120, 240};
  EXPECT_LT(exact_hypervolume(published), 0.98 * whole_front) << "six points are not enough";
  const sample::FrontBy tuned = front_of_deadlines(48, 10);
  std::vector<double> deadlines;
  SearchPoints measured;
  int inside = 0;
  for (const FrontPoint& point : tuned.found.points) {
    const double deadline = tuned.points[point.point][0];
    deadlines.push_back(deadline);
    measured.push_back({point.fresh[0].mean, point.fresh[1].mean});
    inside += std::abs(point.fresh[0].mean - mean_until(h2, deadline)) <= point.fresh[0].half_width &&
              std::abs(point.fresh[1].mean - survival(h2, deadline)) <= point.fresh[1].half_width;
  }
  const double reached = exact_hypervolume(deadlines);
  EXPECT_LT(reached, up_to_four_hours);
  EXPECT_GT(reached, 0.98 * whole_front);
  // what fresh luck says, by 20 runs of 200 cases each
  EXPECT_NEAR(hypervolume(measured, {40.0, 1.1}), reached, 0.02 * whole_front);
  EXPECT_GT(inside, 0) << "the points share their luck, so that all may miss together";
  // the search itself converges, and the wrong variant, one that hardly searches, does not get there
  EXPECT_TRUE(std::ranges::is_sorted(tuned.found.hypervolumes));
  const sample::FrontBy hasty = front_of_deadlines(8, 1);
  std::vector<double> few;
  for (const FrontPoint& point : hasty.found.points) few.push_back(hasty.points[point.point][0]);
  EXPECT_LT(exact_hypervolume(few), 0.98 * whole_front);
}

}  // namespace
}  // namespace fengsui
