#include "sim/base/delay.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"

namespace fengsui {
namespace {

using Shape = DelayBranch::Shape;

// SMS: 93 % soon, 5 % late, 2 % never
const Delay sms{{{0.93, Shape::lognormal, 6.0, 0.5, 0}, {0.05, Shape::lognormal, 480.0, 1.5, 0}}};

TEST(Delay, NoBranchesMeanNoDelay) {
  EXPECT_EQ(Delay::none().sample(0.3), Duration::zero());
  EXPECT_EQ(Delay::constant(5).sample(0.999), Duration{5000000});
}

TEST(Delay, MixturePicksTheBranchAndItsQuantileFromOneUniform) {
  EXPECT_NEAR(sms.seconds(0.93 / 2), 6.0, 1e-9);
  EXPECT_NEAR(sms.seconds(0.93 + 0.025), 480.0, 1e-6);
  EXPECT_TRUE(std::isinf(sms.seconds(0.981)));
  EXPECT_EQ(sms.sample(0.981), forever);
}

TEST(Delay, SharesOfAMixtureComeOutRight) {
  const Stream stream{11, Draw::test, 0};
  constexpr int count = 200000;
  int lost = 0, quick = 0;
  for (int draw = 0; draw < count; ++draw) {
    const double seconds = sms.seconds(stream.uniform(static_cast<std::uint64_t>(draw)));
    lost += std::isinf(seconds);
    quick += seconds <= 6.0;
  }
  const auto z = [&](int hits, double share) {
    return (hits - count * share) / std::sqrt(count * share * (1 - share));
  };
  const double quick_share = 0.93 * 0.5 + 0.05 * normal_cdf(std::log(6.0 / 480.0) / 1.5);
  EXPECT_LT(std::abs(z(lost, 0.02)), 4.5);
  EXPECT_LT(std::abs(z(quick, quick_share)), 4.5);
  EXPECT_GT(std::abs(z(lost, 0.025)), 4.5);  // the wrong variants are noticed
  EXPECT_GT(std::abs(z(quick, 0.93)), 4.5);
}

// 0.93 + 0.05 + 0.02 is not 1 in binary: what is meant to be certain must not be lost to rounding
TEST(Delay, SharesThatSumToOneNeverLoseAMessageToRounding) {
  const Delay certain{{{0.93, Shape::exponential, 1, 0, 0},
                       {0.05, Shape::exponential, 2, 0, 0},
                       {0.02, Shape::exponential, 3, 0, 0}}};
  const Delay tenths{std::vector<DelayBranch>(10, {0.1, Shape::lognormal, 5, 1, 0})};
  for (const Delay& delay : {certain, tenths})
    for (const double uniform : {0x1.0p-54, 0.1, 0.3, 0.93, 0.98, 1 - 0x1.0p-53, 1 - 0x1.0p-52}) {
      EXPECT_TRUE(std::isfinite(delay.seconds(uniform))) << uniform;
      EXPECT_GT(delay.seconds(uniform), 0.0) << uniform;
    }
}

TEST(Delay, EveryShapeIsMonotoneInItsUniform) {
  for (const DelayBranch& branch :
       {DelayBranch{1, Shape::exponential, 4, 0, 0}, DelayBranch{1, Shape::lognormal, 4, 0.7, 0},
        DelayBranch{1, Shape::weibull, 150, 1.5, 0}, DelayBranch{1, Shape::triangular, 1, 2, 9},
        DelayBranch{1, Shape::uniform, 3, 8, 0}}) {
    const Delay delay{{branch}};
    for (double uniform = 0.01; uniform < 0.98; uniform += 0.01)
      EXPECT_LT(delay.seconds(uniform), delay.seconds(uniform + 0.01));
  }
  EXPECT_NEAR((Delay{{{1, Shape::weibull, 150, 1.5, 0}}}.seconds(1 - std::exp(-1.0))), 150, 1e-9);
  EXPECT_NEAR((Delay{{{1, Shape::uniform, 3, 8, 0}}}.seconds(0.5)), 5.5, 1e-9);
}

}  // namespace
}  // namespace fengsui
