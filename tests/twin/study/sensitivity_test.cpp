// Sensitivity analysis against functions whose effects and indices are known, each with a wrong variant.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

#include "sim/base/inversion.h"
#include "tests/twin/study/sensitivity_of.h"

namespace fengsui {
namespace {

using sample::analysis;
using sample::found_in;
using sample::Model;
using sample::morris;
using sample::Ranges;
using sample::sobol;
using testing::ElementsAre;

constexpr double pi = std::numbers::pi, tolerated = 4.5;

// Whether the truth is within 4.5 standard errors, of which the interval of 95 % has about two.
bool agrees(const Bounded& found, double truth) {
  return std::abs(found.value - truth) <= tolerated / 1.96 * (found.high - found.low) / 2.0 + 1e-9;
}

bool covers(const Bounded& found, double truth) { return found.low <= truth && truth <= found.high; }
Bounded halved(const Bounded& found) {
  return {found.value, (found.low + found.value) / 2.0, (found.high + found.value) / 2.0};
}

struct Indices {
  std::vector<double> first, total;
};

bool agree(const SobolIndices& found, const Indices& truth) {
  for (std::size_t f = 0; f < truth.first.size(); ++f)
    if (!agrees(found.factors[f].first, truth.first[f]) || !agrees(found.factors[f].total, truth.total[f]))
      return false;
  return true;
}

// Ishigami and Homma, 1990: one factor acts only together with another.
Model ishigami(double a = 7.0, double b = 0.1) {
  return [=](const std::vector<double>& x, const Stream&) {
    return std::sin(x[0]) + a * std::pow(std::sin(x[1]), 2) + b * std::pow(x[2], 4) * std::sin(x[0]);
  };
}
const Ranges ishigami_ranges(3, {-pi, pi});

Indices ishigami_indices(double a = 7.0, double b = 0.1) {
  const double first = 0.5 * std::pow(1.0 + b * std::pow(pi, 4) / 5.0, 2), second = a * a / 8.0,
               together = b * b * std::pow(pi, 8) * (1.0 / 18.0 - 1.0 / 50.0),
               all = first + second + together;
  return {{first / all, second / all, 0.0}, {(first + together) / all, second / all, together / all}};
}

TEST(SobolIndices, AreThoseOfIshigamisFunction) {
  const Study study = analysis(ishigami_ranges, sobol(2000));
  const SobolIndices found = *found_in(study, ishigami()).indices;
  EXPECT_TRUE(agree(found, ishigami_indices()));
  EXPECT_FALSE(agree(found, ishigami_indices(6.0))) << "another weight of the second factor";
  EXPECT_FALSE(agree(found, {ishigami_indices().total, ishigami_indices().first})) << "the one for the other";
  EXPECT_TRUE(agrees(found.factors[2].together, ishigami_indices().total[2]));
  EXPECT_GT(found.factors[0].together.low, 0.0);
  EXPECT_TRUE(covers(found.factors[1].together, 0.0));
  EXPECT_EQ(found.luck_deviation, 0.0);
}

TEST(SobolIndices, AreThoseOfSobolsGFunction) {
  const std::vector<double> a = {0.0, 1.0, 4.5, 9.0};
  const Model g = [&](const std::vector<double>& x, const Stream&) {
    double product = 1.0;
    for (std::size_t i = 0; i < a.size(); ++i) product *= (std::abs(4.0 * x[i] - 2.0) + a[i]) / (1.0 + a[i]);
    return product;
  };
  const auto truth = [&](double power) {
    double all = 1.0;
    for (const double of : a) all *= 1.0 + 1.0 / (3.0 * std::pow(1.0 + of, power));
    Indices indices;
    for (const double of : a) {
      const double alone = 1.0 / (3.0 * std::pow(1.0 + of, power));
      indices.first.push_back(alone / (all - 1.0));
      indices.total.push_back(alone * all / (1.0 + alone) / (all - 1.0));
    }
    return indices;
  };
  const SobolIndices found = *found_in(analysis(Ranges(4, {0.0, 1.0}), sobol(2000)), g).indices;
  EXPECT_TRUE(agree(found, truth(2.0)));
  EXPECT_FALSE(agree(found, truth(1.0))) << "weights that are not squared";
}

// Two factors of which one also scales luck, and luck that is five times as large as both.
double under_luck(const std::vector<double>& x, const Stream& luck) {
  return x[0] + 2.0 * x[1] * (1.0 + normal_quantile(luck.uniform(0))) +
         2.0 * normal_quantile(luck.uniform(1));
}

TEST(SobolIndices, AreThoseOfTheMeanOverLuck) {
  const Study study = analysis(Ranges(2, {0.0, 1.0}), sobol(1000, 10));
  const std::vector<StudyRun> runs = sample::runs_of(study, under_luck);
  const SensitivityDesign design = sensitivity_design(study);
  PointValues values = point_values(runs, design.points.size(), 0);
  const SobolIndices found = sobol_indices(study, design, values);
  const Indices truth = {{0.2, 0.8}, {0.2, 0.8}};
  EXPECT_TRUE(agree(found, truth));
  // variances: of the factors 5/12, of luck 4/3 + 4
  EXPECT_TRUE(agrees(found.luck_share, 64.0 / 69.0));
  EXPECT_TRUE(agrees(found.factor_deviation, std::sqrt(5.0 / 12.0)));
  EXPECT_NEAR(found.luck_deviation, std::sqrt(16.0 / 3.0), 0.1);

  // means instead of pairs of replications: what luck is left in them counts as the factors'
  for (auto& at_point : values) {
    const double mean =
        std::accumulate(at_point.begin(), at_point.end(), 0.0) / static_cast<double>(at_point.size());
    at_point = {mean, mean};
  }
  const SobolIndices naive = sobol_indices(study, design, values);
  EXPECT_FALSE(agree(naive, truth));
  EXPECT_LT(naive.factors[1].first.high, 0.8);
}

TEST(SobolIndices, HaveIntervalsThatCoverTheTruthAsOftenAsTheySay) {
  constexpr int times = 300;
  const double expected = 0.95 * times, error = tolerated * std::sqrt(0.05 * expected);
  const Indices truth = ishigami_indices();
  int first = 0, total = 0, together = 0, half = 0;
  for (std::uint64_t seed = 1; seed <= times; ++seed) {
    const SobolIndices found = *found_in(analysis(ishigami_ranges, sobol(256), seed), ishigami()).indices;
    first += covers(found.factors[1].first, truth.first[1]);
    total += covers(found.factors[2].total, truth.total[2]);
    together += covers(found.factors[0].together, truth.total[0] - truth.first[0]);
    half += covers(halved(found.factors[1].first), truth.first[1]);
  }
  for (const int covered : {first, total, together}) EXPECT_NEAR(covered, expected, error);
  EXPECT_LT(half, expected - error) << "intervals of half the width";
}

TEST(Morris, SeesALinearFunctionAsItIs) {
  const Model linear = [](const std::vector<double>& x, const Stream&) { return 3.0 * x[0] - 2.0 * x[1]; };
  const Study study = analysis({{10.0, 30.0}, {0.0, 1.0}, {0.0, 1.0}}, morris(10));
  const ResponseFindings found = found_in(study, linear);
  const double mu[] = {60.0, -2.0, 0.0};
  for (std::size_t f = 0; f < 3; ++f) {
    EXPECT_NEAR(found.effects[f].mean.value, mu[f], 1e-9) << "of the whole range";
    EXPECT_NEAR(found.effects[f].mean_absolute.value, std::abs(mu[f]), 1e-9);
    EXPECT_NEAR(found.effects[f].size.value, std::abs(mu[f]), 1e-9);
    EXPECT_NEAR(found.effects[f].deviation.high, 0.0, 1e-9);
  }
  EXPECT_THAT(found.standings, ElementsAre(Standing::matters, Standing::negligible, Standing::negligible));
  EXPECT_THAT(by_weight(found), ElementsAre(0u, 1u, 2u));
  const Model bent = [](const std::vector<double>& x, const Stream&) { return x[0] * x[0] / 10.0; };
  EXPECT_GT(found_in(study, bent).effects[0].deviation.low, 1.0) << "sigma of a parabola";
}

TEST(Morris, SeesAnInteractionThatSinglesDoNotShow) {
  // on four levels the other factor is 0, 1/3, 2/3 or 1
  const Model product = [](const std::vector<double>& x, const Stream&) { return x[0] * x[1]; };
  const Study study = analysis(Ranges(2, {0.0, 1.0}), morris(200));
  const ResponseFindings found = found_in(study, product);
  const double deviation = std::sqrt(5.0) / 6.0;
  for (const ElementaryEffects& effect : found.effects) {
    EXPECT_TRUE(agrees(effect.mean, 0.5));
    EXPECT_TRUE(agrees(effect.deviation, deviation));
    EXPECT_TRUE(agrees(effect.size, std::hypot(0.5, deviation)));
    EXPECT_FALSE(agrees(effect.deviation, 1.0 / std::sqrt(12.0))) << "of a factor that is spread evenly";
  }
  // the same mean effects, without the interaction
  const Model sum = [](const std::vector<double>& x, const Stream&) { return (x[0] + x[1]) / 2.0; };
  EXPECT_LT(found_in(study, sum).effects[0].deviation.high, 1e-9);
}

TEST(Morris, HasIntervalsThatCoverTheTruthAsOftenAsTheySay) {
  constexpr int times = 1000;
  const double error = tolerated * std::sqrt(times * 0.95 * 0.05);
  const Model product = [](const std::vector<double>& x, const Stream&) { return x[0] * x[1]; };
  // effects that are normal by luck: of the mean of two replications
  const Model lucky = [](const std::vector<double>& x, const Stream& luck) {
    return x[0] * (1.0 + normal_quantile(luck.uniform(0)));
  };
  int mean = 0, deviation = 0, by_luck = 0, half = 0;
  for (std::uint64_t seed = 1; seed <= times; ++seed) {
    const Study study = analysis(Ranges(2, {0.0, 1.0}), morris(20), seed);
    const ElementaryEffects of_product = found_in(study, product).effects[0];
    mean += covers(of_product.mean, 0.5);
    deviation += covers(of_product.deviation, std::sqrt(5.0) / 6.0);
    const ElementaryEffects of_luck = found_in(study, lucky).effects[0];
    by_luck += covers(of_luck.deviation, std::sqrt(0.5));
    half += covers(halved(of_luck.deviation), std::sqrt(0.5));
  }
  for (const int covered : {mean, deviation, by_luck}) EXPECT_NEAR(covered, 0.95 * times, error);
  EXPECT_LT(half, 0.95 * times - error) << "intervals of half the width";
}

// Luck that no two points share, and nothing else but what `effect` adds.
Model noise(double effect) {
  return [effect](const std::vector<double>& x, const Stream& luck) {
    const auto own = static_cast<std::uint64_t>((x[0] + 10.0 * x[1] + 100.0 * x[2]) * 1e6);
    return effect * x[0] + normal_quantile(Stream{luck.seed ^ own, Draw::test, 1}.uniform(0));
  };
}

TEST(Standing, TakesLuckForAnEffectNoMoreOftenThanItSays) {
  constexpr int times = 300;
  int taken = 0, taken_by_size = 0, seen = 0;
  for (std::uint64_t seed = 1; seed <= times; ++seed) {
    const Study study = analysis(Ranges(3, {0.0, 1.0}), morris(10, 10), seed);
    const ResponseFindings nothing = found_in(study, noise(0.0)), something = found_in(study, noise(1.5));
    for (std::size_t f = 0; f < 3; ++f) {
      taken += nothing.standings[f] == Standing::matters;
      taken_by_size += nothing.effects[f].mean_absolute.low > 0.0;
      EXPECT_NE(nothing.standings[f], Standing::negligible) << "nobody can know that";
    }
    seen += something.standings[0] == Standing::matters;
  }
  const double expected = 0.05 * 3 * times, error = tolerated * std::sqrt(expected);
  EXPECT_LT(taken, expected + error);
  EXPECT_GT(taken_by_size, 2 * times) << "mu* is above zero by luck alone";
  EXPECT_GT(seen, 0.95 * times);
}

TEST(Standing, OfSobolTakesLuckForAnEffectNoMoreOftenThanItSays) {
  constexpr int times = 100;
  int taken = 0, seen = 0, without_any = 0;
  for (std::uint64_t seed = 1; seed <= times; ++seed) {
    const Study study = analysis(Ranges(3, {0.0, 1.0}), sobol(64, 10), seed);
    const ResponseFindings one = found_in(study, noise(2.0)), none = found_in(study, noise(0.0));
    for (const std::size_t f : {1u, 2u}) taken += one.standings[f] == Standing::matters;
    seen += one.standings[0] == Standing::matters;
    without_any += none.decided();
  }
  const double expected = 0.025 * 2 * times, error = tolerated * std::sqrt(expected);
  EXPECT_LT(taken, expected + error);
  EXPECT_GT(seen, 0.99 * times);
  EXPECT_LT(without_any, 0.05 * times + tolerated * std::sqrt(0.05 * times)) << "nothing but luck";
}

TEST(Standing, IsKnownOfAResponseThatNeverChanges) {
  const Model same = [](const std::vector<double>&, const Stream&) { return 4.0; };
  for (const Sensitivity& plan : {morris(10), sobol(64)}) {
    const ResponseFindings found = found_in(analysis(Ranges(2, {0.0, 1.0}), plan), same);
    EXPECT_THAT(found.standings, ElementsAre(Standing::negligible, Standing::negligible));
  }
}

TEST(SensitivityDesign, MovesEachFactorOnceInATrajectoryAndGivesEachBlockItsOwnLuck) {
  Study study = analysis(Ranges(3, {0.0, 1.0}), morris(50, 3));
  study.factors[2].levels = {1.0, 10.0, 100.0};
  const SensitivityDesign design = sensitivity_design(study);
  ASSERT_EQ(design.points.size(), 200u);
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    if (point % design.block == 0) continue;
    const Move& move = design.moves[point];
    for (std::uint32_t f = 0; f < 3; ++f) {
      const double change = design.points[point][f] - design.points[point - 1][f];
      EXPECT_EQ(change != 0.0, f == move.factor);
    }
    // a value of a list counts by its place
    EXPECT_NEAR(std::abs(move.share), move.factor == 2 ? 0.5 : 2.0 / 3.0, 1e-12);
  }
  std::set<std::uint32_t> replications;
  for (const DueRun& due : sensitivity_runs(study, design)) {
    replications.insert(due.replication);
    EXPECT_EQ(due.replication / 3, due.point / design.block);
  }
  EXPECT_EQ(replications.size(), 150u) << "three of each block, shared by its points";
}

TEST(SensitivityDesign, LeavesABlockOutThatHasNoValueAndSaysSo) {
  Model model = ishigami();
  int runs = 0;
  const Model failing = [&](const std::vector<double>& x, const Stream& luck) {
    return ++runs == 7 ? NAN : model(x, luck);
  };
  const ResponseFindings found = found_in(analysis(ishigami_ranges, sobol(64)), failing);
  EXPECT_EQ(found.count, 63u);
  EXPECT_FALSE(std::isnan(found.indices->factors[0].total.value));
  const Model never = [](const std::vector<double>&, const Stream&) { return NAN; };
  for (const Sensitivity& plan : {morris(10), sobol(64)}) {
    const ResponseFindings nothing = found_in(analysis(ishigami_ranges, plan), never);
    EXPECT_EQ(nothing.count, 0u);
    EXPECT_FALSE(nothing.decided());
  }
}

}  // namespace
}  // namespace fengsui
