// Known answers of sampled noise: what a monitor that looks at samples sees, and when.
#include <gtest/gtest.h>

#include "sim/base/inversion.h"
#include "sim/signal/first_hit.h"
#include "tests/sim/signal/one_point.h"

namespace fengsui {
namespace {

using testing::Sample;

// Ornstein-Uhlenbeck noise at whole multiples of `step`, from 0; exact or by Euler-Maruyama.
struct OrnsteinUhlenbeck {
  double keep, kick, x = 0.0;

  static OrnsteinUhlenbeck exact(double keep) { return {keep, std::sqrt(1.0 - keep * keep)}; }
  static OrnsteinUhlenbeck euler(double step) { return {1.0 - step, std::sqrt(2.0 * step)}; }
  double next(double uniform) { return x = keep * x + kick * normal_quantile(uniform); }
};

Sample exceedance_time(OrnsteinUhlenbeck noise, double step, double level, std::uint32_t paths) {
  Sample times;
  for (std::uint32_t path = 0; path < paths; ++path) {
    const Stream stream{21, Draw::test, path};
    noise.x = 0.0;
    std::uint64_t k = 0;
    while (noise.next(stream.uniform(k++)) < level) {
    }
    times.add(static_cast<double>(k) * step);
  }
  return times;
}

TEST(FirstExceedance, SampledOrnsteinUhlenbeckNeedsItsTabulatedTime) {
  const auto exact = [](double step) { return OrnsteinUhlenbeck::exact(std::exp(-step)); };
  EXPECT_LT(std::abs(exceedance_time(exact(0.1), 0.1, 1.0, 60000).z(3.20216176)), 4.5);
  EXPECT_LT(std::abs(exceedance_time(exact(0.1), 0.1, 2.0, 20000).z(16.73051381)), 4.5);
  EXPECT_LT(std::abs(exceedance_time(exact(0.1), 0.1, 3.0, 4000).z(175.89042798)), 4.5);
  EXPECT_LT(std::abs(exceedance_time(exact(0.01), 0.01, 1.0, 30000).z(2.39834709)), 4.5);
  EXPECT_LT(std::abs(exceedance_time(exact(0.01), 0.01, 2.0, 4000).z(12.05705981)), 4.5);
}

TEST(FirstExceedance, NeitherTheContinuousTimeNorEulerStepsPass) {
  EXPECT_GT(
      std::abs(exceedance_time(OrnsteinUhlenbeck::exact(std::exp(-0.1)), 0.1, 1.0, 60000).z(2.09340665)),
      4.5);
  EXPECT_GT(std::abs(exceedance_time(OrnsteinUhlenbeck::euler(0.1), 0.1, 2.0, 20000).z(16.73051381)), 4.5);
}

double chance_of_exceedance_z(double keep, double level, int samples, double expected) {
  constexpr std::uint32_t paths = 40000;
  double hits = 0;
  for (std::uint32_t path = 0; path < paths; ++path) {
    const Stream stream{22, Draw::test, path};
    OrnsteinUhlenbeck noise = OrnsteinUhlenbeck::exact(keep);
    for (int k = 0; k < samples; ++k)
      if (noise.next(stream.uniform(static_cast<std::uint64_t>(k))) > level) {
        ++hits;
        break;
      }
  }
  return (hits / paths - expected) / std::sqrt(expected * (1.0 - expected) / paths);
}

TEST(FirstExceedance, MaximumOfAHundredSamples) {
  EXPECT_LT(std::abs(chance_of_exceedance_z(std::exp(-0.1), 2.0, 100, 0.44734044732)), 4.5);
  EXPECT_LT(std::abs(chance_of_exceedance_z(std::exp(-0.1), 3.0, 100, 0.050855507741)), 4.5);
  EXPECT_LT(std::abs(chance_of_exceedance_z(0.9, 3.0, 100, 0.052754332183)), 4.5);
  // ten samples more are ten too many
  EXPECT_GT(std::abs(chance_of_exceedance_z(std::exp(-0.1), 2.0, 110, 0.44734044732)), 4.5);
}

// Trials whose chance rises as exp(k/100)/1000; `thinned` = false takes every candidate.
struct RisingChance {
  bool thinned = true;

  static double chance(std::int64_t k) {
    return std::min(1.0, 1e-3 * std::exp(static_cast<double>(k) / 100.0));
  }
  Odds within(std::int64_t begin, std::int64_t end) const {
    const double high = chance(end - 1);
    return {thinned ? chance(begin) : high, high};
  }
  double at(std::int64_t k) const { return chance(k); }
};

Sample first_rising_hit(bool thinned) {
  Sample hits;
  for (std::uint32_t path = 0; path < 40000; ++path) {
    std::uint64_t count = 0;
    hits.add(static_cast<double>(first_hit(RisingChance{thinned}, 0, 1000, {{23, Draw::test, path}, count})));
  }
  return hits;
}

TEST(FirstHit, AgreesWithTrialByTrial) {
  double mean = 0.0, none_yet = 1.0;
  for (std::int64_t k = 0; k < 1000; ++k) {
    mean += none_yet * RisingChance::chance(k) * static_cast<double>(k);
    none_yet *= 1.0 - RisingChance::chance(k);
  }
  EXPECT_LT(std::abs(first_rising_hit(true).z(mean)), 4.5);
  EXPECT_GT(std::abs(first_rising_hit(false).z(mean)), 4.5);
}

TEST(FirstHit, FarFromAnyHitItCostsOneJump) {
  struct Faint {
    Odds within(std::int64_t, std::int64_t) const { return {0.0, 1e-30}; }
    double at(std::int64_t) const { return 1e-30; }
  };
  std::uint64_t count = 0;
  EXPECT_EQ(first_hit(Faint{}, 0, std::int64_t{1} << 60, {{24, Draw::test, 0}, count}),
            std::int64_t{1} << 60);
  EXPECT_EQ(count, 1u);
}

TEST(FirstHit, FindsACertainHitExactly) {
  struct Step {
    Odds within(std::int64_t begin, std::int64_t end) const {
      return {begin >= 123456789 ? 1.0 : 0.0, end > 123456789 ? 1.0 : 0.0};
    }
    double at(std::int64_t k) const { return k >= 123456789 ? 1.0 : 0.0; }
  };
  std::uint64_t count = 0;
  EXPECT_EQ(first_hit(Step{}, 5, std::int64_t{1} << 62, {{25, Draw::test, 0}, count}), 123456789);
}

}  // namespace
}  // namespace fengsui
