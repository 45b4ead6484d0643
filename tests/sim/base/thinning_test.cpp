// Arrivals whose rate changes over the day, by thinning a faster constant stream: rate 10 + 5 sin(2 pi t /
// 24). Mean counts are the integral of the rate; the variance of a count equals its mean.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "sim/base/inversion.h"
#include "sim/base/random.h"

namespace fengsui {
namespace {

constexpr double highest = 15.0;

double rate(double hour) { return 10 + 5 * std::sin(2 * std::numbers::pi * hour / 24); }

struct Counts {
  double mean = 0, variance = 0;
};

// Arrivals before `end`, over many days; `thinned` false keeps all candidates (the wrong variant).
Counts arrivals_before(double end, bool thinned, std::uint32_t days) {
  double sum = 0, squares = 0;
  for (std::uint32_t day = 0; day < days; ++day) {
    const Stream stream{99, Draw::test, day};
    std::uint64_t draw = 0;
    double count = 0;
    for (double hour = 0;;) {
      hour += exponential_quantile(stream.uniform(draw++), 1 / highest);
      if (hour >= end) break;
      const double kept = stream.uniform(draw++);
      if (!thinned || kept < rate(hour) / highest) ++count;
    }
    sum += count;
    squares += count * count;
  }
  const double mean = sum / days;
  return {mean, squares / days - mean * mean};
}

TEST(Thinning, CountsHaveTheMeanAndVarianceOfTheIntegratedRate) {
  constexpr std::uint32_t days = 4000;
  const std::pair<double, double> table[] = {{6, 79.098593171}, {12, 158.197186342}, {24, 240}};
  for (const auto& [end, expected] : table) {
    const Counts counts = arrivals_before(end, true, days);
    EXPECT_LT(std::abs(counts.mean - expected), 4.5 * std::sqrt(expected / days)) << end;
    EXPECT_LT(std::abs(counts.variance / expected - 1), 4.5 * std::sqrt((2 + 1 / expected) / days)) << end;
    EXPECT_GT(std::abs(arrivals_before(end, false, 400).mean - expected), 4.5 * std::sqrt(expected / 400));
  }
}

}  // namespace
}  // namespace fengsui
