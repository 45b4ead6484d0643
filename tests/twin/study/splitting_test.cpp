// Splitting against exact answers: gambler's ruin, queues, a sampled autoregression; its exact relative
// error; and the trap of discrete scores, into which splitting at the last particle falls.
//
// Source of the figures: closed forms, see docs/verification.md.
#include "twin/study/splitting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/base/inversion.h"

namespace fengsui::study {
namespace {

// A walk on the whole numbers that ends at zero.
struct Gambler {
  using State = int;
  double up = 0.4;
  std::vector<int> levels;

  State begin(std::uint64_t) const { return 1; }
  bool advance(State& state, std::size_t level, std::uint64_t luck) const {
    const Stream coin{luck, Draw::test, 1};
    for (std::uint64_t step = 0; state > 0 && state < levels[level]; ++step)
      state += coin.uniform(step) < up ? 1 : -1;
    return state >= levels[level];
  }
};

double ruin(double up, int target) {
  const double ratio = (1.0 - up) / up;
  return (ratio - 1.0) / (std::pow(ratio, target) - 1.0);
}

std::vector<int> every(int step, int last) {
  std::vector<int> levels;
  for (int level = step; level <= last; level += step) levels.push_back(level);
  return levels;
}

// Two queues in a row; the second one is to reach `levels` before all is empty.
struct Tandem {
  struct State {
    int first = 1, second = 0;
  };
  double arrival = 1.0, first_service = 4.0, second_service = 2.0;
  std::vector<int> levels;
  bool total = false;  // the sum of both is counted

  State begin(std::uint64_t) const { return {}; }
  int score(const State& state) const { return total ? state.first + state.second : state.second; }
  bool advance(State& state, std::size_t level, std::uint64_t luck) const {
    const Stream coin{luck, Draw::test, 2};
    for (std::uint64_t step = 0; score(state) < levels[level]; ++step) {
      if (state.first + state.second == 0) return false;
      const double served_first = state.first > 0 ? first_service : 0.0,
                   served_second = state.second > 0 ? second_service : 0.0;
      const double lot = coin.uniform(step) * (arrival + served_first + served_second);
      if (lot < arrival)
        ++state.first;
      else if (lot < arrival + served_first)
        --state.first, ++state.second;
      else
        --state.second;
    }
    return true;
  }
};

// x' = phi x + sqrt(1 - phi²) noise, looked at so many times.
struct Autoregression {
  struct State {
    double x = 0.0;
    int looked = 0;
  };
  double phi = 0.9;
  int samples = 100;
  std::vector<double> levels;

  State begin(std::uint64_t) const { return {}; }
  bool advance(State& state, std::size_t level, std::uint64_t luck) const {
    const Stream noise{luck, Draw::test, 3};
    if (state.looked > 0 && state.x > levels[level]) return true;  // it jumped over several levels at once
    for (std::uint64_t step = 0; state.looked < samples; ++step) {
      state.x = phi * state.x + std::sqrt(1.0 - phi * phi) * normal_quantile(noise.uniform(step));
      ++state.looked;
      if (state.x > levels[level]) return true;
    }
    return false;
  }
};

// Within 4.5 of its own standard errors, which are small enough to tell a factor of 1.5.
template <class Problem>
void expect_probability(Problem problem, std::size_t levels, double exact, std::uint32_t effort = 500,
                        std::uint32_t replications = 60) {
  const RareEstimate estimate = split(problem, {levels, effort, replications, 7});
  EXPECT_NEAR(estimate.probability, exact, 4.5 * estimate.relative_error * estimate.probability);
  EXPECT_LT(estimate.relative_error * 4.5, 0.5);
  EXPECT_EQ(estimate.shares.size(), levels);
}

TEST(Splitting, GamblersRuin) {
  for (const auto& [up, target, exact] :
       {std::tuple{0.4, 10, 8.8237828522e-3}, std::tuple{0.4, 20, 1.5040956238e-4},
        std::tuple{0.4, 30, 2.6075611241e-6}, std::tuple{0.3, 20, 5.8264369304e-8},
        std::tuple{0.48, 50, 1.5514017778e-3}}) {
    EXPECT_NEAR(ruin(up, target) / exact, 1.0, 1e-9);
    const std::vector<int> levels = every(2, target);
    expect_probability(Gambler{up, levels}, levels.size(), exact);
  }
}

// An M/M/1 queue that is to be full before it is empty is a gambler whose coin is arrival against service.
TEST(Splitting, AQueueThatFills) {
  for (const auto& [arrival, service, full, exact] :
       {std::tuple{1.0, 2.0, 20, 9.5367522590e-7}, std::tuple{0.5, 1.0, 25, 2.9802323276e-8},
        std::tuple{0.3, 1.0, 15, 3.3480783480e-8}}) {
    const std::vector<int> levels = every(1, full);
    expect_probability(Gambler{arrival / (arrival + service), levels}, levels.size(), exact);
  }
}

TEST(Splitting, TwoQueuesInARow) {
  expect_probability(Tandem{1, 4, 2, every(1, 10), false}, 10, 1.30261902e-3);
  expect_probability(Tandem{1, 4, 2, every(1, 20), false}, 20, 1.27156625e-6);
  expect_probability(Tandem{1, 4, 2, every(1, 20), true}, 20, 1.90734702e-6);
}

TEST(Splitting, ASampledAutoregression) {
  const std::vector<double> to_4 = {1.0, 1.75, 2.5, 3.25, 4.0}, to_5 = {1.0, 1.75, 2.5, 3.25, 4.0, 4.5, 5.0};
  expect_probability(Autoregression{0.9, 100, to_4}, to_4.size(), 1.6780051046e-3);
  expect_probability(Autoregression{0.9, 100, to_5}, to_5.size(), 1.7964133615e-5, 1000);
  expect_probability(Autoregression{std::exp(-0.1), 100, to_4}, to_4.size(), 1.6225516749e-3);
}

// One entrance state for each level: the variance of the estimate is known exactly.
double exact_relative_error(double up, const std::vector<int>& levels, double effort) {
  double squares = 1.0, probability = 1.0;
  int from = 1;
  for (const int level : levels) {
    // from one level to the next before ruin
    const double share = ruin(up, level) / ruin(up, from);
    squares *= share * share + share * (1.0 - share) / effort;
    probability *= share;
    from = level;
  }
  return std::sqrt(squares - probability * probability) / probability;
}

TEST(Splitting, HasTheRelativeErrorOfFixedEffort) {
  std::vector<int> levels = every(2, 20);
  levels.insert(levels.begin(), 1);
  EXPECT_NEAR(exact_relative_error(0.4, levels, 1000), 0.119829, 1e-6);
  EXPECT_NEAR(exact_relative_error(0.4, every(1, 20), 1000), 0.107284, 1e-6);

  constexpr std::uint32_t replications = 400, effort = 250;
  Gambler gambler{0.4, levels};
  const RareEstimate estimate = split(gambler, {levels.size(), effort, replications, 11});
  const double of_one =
      estimate.relative_error * std::sqrt(double{replications}) * estimate.probability / ruin(0.4, 20);
  const double exact = exact_relative_error(0.4, levels, effort);
  // the standard deviation of n values is known to about 1 / sqrt(2n)
  const double slack = 4.5 / std::sqrt(2.0 * replications);
  EXPECT_NEAR(of_one / exact, 1.0, slack);
  // attempts that share their luck would err much more, and too few levels do
  EXPECT_GT(exact_relative_error(0.4, {1, 20}, effort) / exact, 1.0 + slack);
}

TEST(Splitting, TheIntervalCoversAndPlainRunsAgree) {
  const std::vector<int> levels = every(2, 10);
  Gambler gambler{0.4, levels};
  const double exact = ruin(0.4, 10);
  int covered = 0;
  constexpr int trials = 300;
  for (int i = 0; i < trials; ++i) {
    const RareEstimate estimate = split(gambler, {levels.size(), 60, 12, static_cast<std::uint64_t>(i)});
    covered += estimate.low <= exact && exact <= estimate.high;
  }
  // 95 %, less a little because the estimate is skewed
  EXPECT_GT(covered, trials * 0.90);
  EXPECT_LT(covered, trials);

  constexpr std::uint64_t runs = 40'000;
  const RareEstimate plain = estimate_of(plain_hits(gambler, levels.size(), runs, 3), runs);
  EXPECT_NEAR(plain.probability, exact, 4.5 * std::sqrt(exact * (1.0 - exact) / runs));
  EXPECT_LE(plain.low, plain.probability);
  EXPECT_GE(plain.high, plain.probability);
}

// Kills the worst of the particles and copies another one, until all have arrived: (1 - 1/n)^(number of
// kills). With a continuous score this is right; when many share the worst score, it is not.
double last_particle(const Gambler& gambler, int particles, std::uint64_t seed) {
  // the score of a path is its highest point
  const int target = gambler.levels.back();
  std::uint64_t draws = 0;
  const Stream luck{seed, Draw::test, 9};
  const auto highest = [&](int from) {
    int state = from, best = from;
    while (state > 0 && state < target) {
      state += luck.uniform(draws++) < gambler.up ? 1 : -1;
      best = std::max(best, state);
    }
    return best;
  };
  std::vector<int> scores;
  for (int i = 0; i < particles; ++i) scores.push_back(highest(1));
  double estimate = 1.0;
  for (;;) {
    const auto worst = std::min_element(scores.begin(), scores.end());
    if (*worst >= target) return estimate;
    // a copy of a better one, restarted where it was first above the worst
    const int level = *worst;
    if (std::all_of(scores.begin(), scores.end(), [&](int score) { return score == level; })) return 0.0;
    estimate *= 1.0 - 1.0 / particles;
    *worst = highest(level + 1);
  }
}

TEST(Splitting, DoesNotFallIntoTheTrapOfDiscreteScores) {
  const std::vector<int> levels = every(1, 10);
  const Gambler gambler{0.4, levels};
  const double exact = ruin(0.4, 10);
  constexpr int trials = 300, particles = 60;
  double trapped = 0.0;
  for (int i = 0; i < trials; ++i)
    trapped += last_particle(gambler, particles, static_cast<std::uint64_t>(i)) / trials;
  EXPECT_GT(std::abs(trapped / exact - 1.0), 0.2) << "the trap is there";
  expect_probability(gambler, levels.size(), exact, particles, trials);
}

TEST(Splitting, DrawsFromThePlanAlone) {
  const std::vector<int> levels = every(2, 12);
  const SplittingPlan plan{levels.size(), 100, 6, 5};
  Gambler one{0.4, levels}, two{0.4, levels};
  std::vector<std::vector<double>> shared(plan.replications);
  split(two, plan, 1, 2, shared);
  split(one, plan, 0, 2, shared);
  const RareEstimate alone = split(one, plan), together = estimate_of(shared, levels.size());
  EXPECT_EQ(alone.probability, together.probability);
  EXPECT_EQ(alone.shares, together.shares);
  SplittingPlan other = plan;
  other.seed = 6;
  EXPECT_NE(split(one, other).probability, alone.probability);
}

TEST(Splitting, WhatNeverHappenedIsBoundedFromAbove) {
  // four attempts a stage are far too few for 1e-8
  const std::vector<int> levels = {20};
  Gambler gambler{0.3, levels};
  const RareEstimate nothing = split(gambler, {1, 4, 5, 1});
  EXPECT_EQ(nothing.probability, 0.0);
  EXPECT_EQ(nothing.silent, 5U);
  EXPECT_EQ(nothing.low, 0.0);
  EXPECT_GT(nothing.high, ruin(0.3, 20));
  EXPECT_NEAR(estimate_of(0, 1000).high, 0.00299125, 1e-8);
}

}  // namespace
}  // namespace fengsui::study
