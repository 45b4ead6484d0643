// Quantile functions against published values and their own distribution functions; approximations that are
// good enough in the middle must fail in the tails.
#include "sim/base/inversion.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/random.h"

namespace fengsui {
namespace {

void expect_relative(double got, double expected, double tolerance) {
  EXPECT_NEAR(got / expected, 1.0, tolerance) << got << " instead of " << expected;
}

// AS 241's own check values (first three) and tables of the normal distribution
TEST(Inversion, NormalQuantileMatchesKnownValuesIntoTheTails) {
  expect_relative(normal_quantile(0.25), -0.674489750196081743, 1e-15);
  expect_relative(normal_quantile(1e-3), -3.090232306167813542, 1e-15);
  expect_relative(normal_quantile(1e-20), -9.262340089798407771, 1e-15);
  expect_relative(normal_quantile(0.975), 1.959963984540054236, 1e-15);
  expect_relative(normal_quantile(0.9), 1.281551565544600467, 1e-15);
  expect_relative(normal_quantile(1e-10), -6.361340902404056205, 1e-15);
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

// Abramowitz & Stegun 26.2.23, good to 4.5e-4 everywhere: enough for a plot, not for a fault rate
TEST(Inversion, ATextbookApproximationOfTheNormalQuantileIsSeen) {
  const auto textbook = [](double tail) {
    const double t = std::sqrt(-2 * std::log(tail));
    return t -
           (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  };
  for (const double tail : {0.025, 1e-3, 1e-10}) {
    EXPECT_NEAR(textbook(tail), -normal_quantile(tail), 4.5e-4);
    EXPECT_GT(std::abs(normal_cdf(-textbook(tail)) / tail - 1), 1e-5) << tail;
  }
}

TEST(Inversion, NormalQuantileIsOddAndInvertsTheDistribution) {
  for (double probability = 1e-300; probability < 0.5; probability *= 7.3) {
    const double x = normal_quantile(probability);
    expect_relative(normal_cdf(x), probability, 1e-12);
    if (probability > 1e-3) {
      EXPECT_NEAR(normal_quantile(1 - probability), -x, 1e-12);
    }
  }
  // the pieces of the approximation meet
  for (const double seam : {0.075, std::exp(-25.0)})
    EXPECT_NEAR(normal_quantile(seam * (1 - 1e-12)), normal_quantile(seam * (1 + 1e-12)), 1e-11);
}

TEST(Inversion, ContinuousDistributionsHitTheirClosedForms) {
  EXPECT_DOUBLE_EQ(exponential_quantile(1 - std::exp(-2.0), 3.0), 6.0);
  expect_relative(exponential_quantile(1e-18, 1.0), 1e-18, 1e-12);
  EXPECT_EQ(std::log(1 - 1e-18), 0.0) << "the naive logarithm would lose the tail";

  EXPECT_DOUBLE_EQ(lognormal_quantile(0.5, 6.0, 0.5), 6.0);
  expect_relative(lognormal_quantile(0.975, 6.0, 0.5), 6.0 * std::exp(0.5 * 1.959963984540054236), 1e-14);

  expect_relative(weibull_quantile(1 - std::exp(-1.0), 1.5, 150.0), 150.0, 1e-14);  // scale: 63 %
  expect_relative(weibull_quantile(0.5, 1.0, 2.0), 2.0 * std::log(2.0), 1e-14);

  EXPECT_DOUBLE_EQ(triangular_quantile(0.25, 0, 2, 8), 2.0);  // the mode splits at (mode-low)/(high-low)
  EXPECT_DOUBLE_EQ(triangular_quantile(0.0625, 0, 2, 8), 1.0);
  EXPECT_DOUBLE_EQ(triangular_quantile(1 - 0.1875, 0, 2, 8), 5.0);
  EXPECT_EQ(triangular_quantile(0.7, 4, 4, 4), 4.0);
  EXPECT_LE(triangular_quantile(0.999999, 1, 1, 2), 2.0);
  EXPECT_GE(triangular_quantile(1e-9, 1, 2, 2), 1.0);
}

TEST(Inversion, GeometricCountsFailuresBeforeTheFirstSuccess) {
  EXPECT_EQ(geometric_quantile(0.29, 0.3), 0.0);
  EXPECT_EQ(geometric_quantile(0.31, 0.3), 1.0);  // P(N = 0) = 0.3
  EXPECT_EQ(geometric_quantile(0.50, 0.3), 1.0);  // P(N <= 1) = 0.51
  EXPECT_EQ(geometric_quantile(0.52, 0.3), 2.0);
  EXPECT_EQ(geometric_quantile(0.9999, 1.0), 0.0);
  EXPECT_TRUE(std::isinf(geometric_quantile(0.5, 0.0)));
  expect_relative(geometric_quantile(0.5, 1e-12), std::log(2.0) * 1e12, 1e-6);
}

TEST(Inversion, PoissonQuantileIsTheSmallestCountThatReachesTheProbability) {
  EXPECT_EQ(poisson_quantile(0.13533, 2.0), 0u);  // P(0) = 0.135335
  EXPECT_EQ(poisson_quantile(0.13534, 2.0), 1u);
  EXPECT_EQ(poisson_quantile(0.40600, 2.0), 1u);  // P(<= 1) = 0.406006
  EXPECT_EQ(poisson_quantile(0.40601, 2.0), 2u);
  EXPECT_EQ(poisson_quantile(0.9, 0.0), 0u);
  EXPECT_NEAR(poisson_quantile(0.5, 600.0), 600, 1);
}

// the sum of all terms may stay one rounding error below the largest uniform number
TEST(Inversion, PoissonQuantileNeverRunsAwayInTheLastTail) {
  for (const double mean : {0.1, 1.0, 7.3, 50.0, 333.3, 699.0})
    EXPECT_LT(poisson_quantile(1 - 0x1.0p-53, mean), mean + 12 * std::sqrt(mean) + 30) << mean;
}

TEST(Inversion, PoissonCountsHaveMeanAndVarianceOfTheirMean) {
  const Stream stream{7, Draw::test, 3};
  constexpr int count = 200000;
  const double mean = 6.5;
  double sum = 0, squares = 0;
  for (int draw = 0; draw < count; ++draw) {
    const double value = poisson_quantile(stream.uniform(static_cast<std::uint64_t>(draw)), mean);
    sum += value;
    squares += (value - mean) * (value - mean);
  }
  const auto z_of_mean = [&](double claimed) { return (sum / count - claimed) / std::sqrt(mean / count); };
  EXPECT_LT(std::abs(z_of_mean(mean)), 4.5);
  EXPECT_GT(std::abs(z_of_mean(mean + 0.05)), 4.5);
  EXPECT_LT(std::abs(squares / count - mean), 4.5 * std::sqrt((mean + 2 * mean * mean) / count));
}

}  // namespace
}  // namespace fengsui
