#include "sim/signal/segment.h"

#include <gtest/gtest.h>

#include "sim/base/random.h"
#include "tests/sim/signal/one_point.h"

namespace fengsui {
namespace {

using testing::at;
using namespace std::chrono_literals;
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Segment, LagCrossesWhereTheClosedFormSays) {
  const Segment step = lag(at(0), 0.0, 100.0, 60.0);
  EXPECT_NEAR(to_seconds(next_crossing(step, at(0), 80.0, Direction::up)), 96.56627475, 1.1e-6);
  EXPECT_NEAR(to_seconds(next_crossing(step, at(0), 50.0, Direction::up)), 41.58883083, 1.1e-6);
}

// A model that stepped by explicit Euler would see the limit one sample early.
TEST(Segment, LagIsNotAnEulerStepper) {
  const Segment step = lag(at(0), 0.0, 100.0, 60.0);
  const auto first_sample_above = [](auto value_at) {
    int sample = 0;
    while (value_at(sample) < 80.0) ++sample;
    return sample;
  };
  EXPECT_EQ(first_sample_above([&](int k) { return value(step, at(k)); }), 97);
  EXPECT_EQ(first_sample_above([](int k) { return 100.0 * (1.0 - std::pow(1.0 - 1.0 / 60.0, k)); }), 96);
}

TEST(Segment, RampCrossesAndThenHoldsItsTarget) {
  const Segment rising = ramp(at(10), 5.0, 0.5, 20.0);
  EXPECT_EQ(value(rising, at(0)), 5.0);
  EXPECT_EQ(value(rising, at(20)), 10.0);
  EXPECT_EQ(value(rising, at(1000)), 20.0);
  EXPECT_EQ(next_crossing(rising, at(0), 10.0, Direction::up), at(20));
  EXPECT_EQ(next_crossing(rising, at(0), 20.0, Direction::up), at(40));
  EXPECT_EQ(next_crossing(rising, at(0), 20.5, Direction::up), never);
  EXPECT_EQ(next_crossing(ramp(at(0), 0.0, -2.0), at(0), -1e6, Direction::down), at(500000));
}

TEST(Segment, NoCrossingWhereTheValueNeverArrives) {
  EXPECT_EQ(next_crossing(lag(at(0), 0.0, 100.0, 60.0), at(0), 100.0, Direction::up), never);
  EXPECT_EQ(next_crossing(lag(at(0), 0.0, 100.0, 60.0), at(9), -1.0, Direction::down), never);
  EXPECT_EQ(next_crossing(lag(at(0), 50.0, 100.0, 60.0), at(9), 50.0, Direction::down), never);
  EXPECT_EQ(next_crossing(hold(at(0), 3.0), at(0), 4.0, Direction::up), never);
  EXPECT_EQ(next_crossing(ramp(at(0), 0.0, 1.0, infinity), at(5), 2.0, Direction::down), never);
}

TEST(Segment, AlreadyBeyondTheLevelMeansNow) {
  EXPECT_EQ(next_crossing(hold(at(0), 4.0), at(7), 4.0, Direction::up), at(7));
  EXPECT_EQ(next_crossing(ramp(at(0), 0.0, 1.0, infinity), at(7), 2.0, Direction::up), at(7));
}

// Rounded to the nearest microsecond, a guard would be asked before the level is reached.
TEST(Segment, CrossingIsRoundedUpSoThatTheLevelIsReallyReached) {
  const Stream stream{5, Draw::test, 0};
  int nearest_is_too_early = 0;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const auto u = [&](std::uint64_t k) { return stream.uniform(8 * i + k); };
    const Time start = at(1e5 * u(0));
    const double from = 1000.0 * u(1), target = 1000.0 * u(2), level = from + (target - from) * u(3);
    const Direction direction = target > from ? Direction::up : Direction::down;
    const Segment segment = u(4) < 0.5 ? lag(start, from, target, 1e4 * u(5))
                                       : ramp(start, from, (target - from) / (1e4 * u(5)), target);
    const Time time = next_crossing(segment, start, level, direction);
    ASSERT_NE(time, never);
    EXPECT_TRUE(reached(value(segment, time), level, direction));
    EXPECT_FALSE(reached(value(segment, time - 2us), level, direction));
    const double exact = segment.shape == Segment::Shape::ramp
                             ? (level - from) / segment.pace
                             : -segment.pace * std::log((level - target) / (from - target));
    nearest_is_too_early += !reached(value(segment, start + from_seconds(exact)), level, direction);
  }
  EXPECT_GT(nearest_is_too_early, 5000);
}

TEST(Segment, BoundsHoldTheWholeInterval) {
  const Segment falling = lag(at(0), 10.0, 2.0, 5.0);
  const Bounds all = bounds(falling, at(0), never);
  EXPECT_EQ(all.high, 10.0);
  EXPECT_EQ(all.low, 2.0);
  const Bounds later = bounds(falling, at(5), at(6));
  EXPECT_EQ(later.high, value(falling, at(5)));
  EXPECT_EQ(later.low, value(falling, at(6)));
}

}  // namespace
}  // namespace fengsui
