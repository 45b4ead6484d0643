#include "sim/signal/response.h"

#include <gtest/gtest.h>

#include "sim/base/random.h"
#include "tests/sim/signal/one_point.h"

namespace fengsui {
namespace {

using testing::at;
using namespace std::chrono_literals;

TEST(Response, RampThroughALag) {
  const Response response = settled_response(ramp(at(0), 0.0, 1.0), 60.0, at(0));
  EXPECT_NEAR(value(response, at(120)), 68.12011699, 1e-8);
  EXPECT_NEAR(to_seconds(next_crossing(response, at(0), 80.0, Direction::up)), 133.51788767, 1.1e-6);
  // the signal itself is there 53 s earlier, and a pure delay of the time constant 6 s later
  EXPECT_EQ(next_crossing(response.input, at(0), 80.0, Direction::up), at(80));
  EXPECT_GT(std::abs(value(response.input, at(120 - 60)) - 68.12011699), 8.0);
}

TEST(Response, TwoLagsInEitherOrder) {
  for (const auto& [first, second] : {std::pair{60.0, 30.0}, std::pair{30.0, 60.0}}) {
    const Response response = settled_response(lag(at(0), 0.0, 1.0, first), second, at(0));
    EXPECT_NEAR(value(response, at(60)), 0.39957640, 1e-8);
    EXPECT_NEAR(to_seconds(next_crossing(response, at(0), 0.8, Direction::up)), 134.90126588, 1.1e-6);
  }
}

// p/(p - tau) would divide by zero or lose all digits here.
TEST(Response, EqualTimeConstantsAreNoSpecialCase) {
  for (const double pace : {60.0, 60.0 + 1e-13, 60.0 - 1e-9, 60.0 + 1e-6}) {
    const Response response = settled_response(lag(at(0), 0.0, 1.0, pace), 60.0, at(0));
    for (const double t : {1.0, 60.0, 500.0})
      EXPECT_NEAR(value(response, at(t)), 1.0 - (1.0 + t / 60.0) * std::exp(-t / 60.0), 1e-8);
  }
}

TEST(Response, WithoutLagItIsTheSignal) {
  const Segment segment = lag(at(0), 3.0, 7.0, 11.0);
  const Response response = settled_response(segment, 0.0, at(0));
  EXPECT_EQ(value(response, at(5)), value(segment, at(5)));
  EXPECT_EQ(next_crossing(response, at(0), 5.0, Direction::up),
            next_crossing(segment, at(0), 5.0, Direction::up));
}

// One random history: segments that follow each other while an instrument watches.
Segment random_segment(const Stream& stream, std::uint64_t& draw, Time start, double from) {
  const double target = 100.0 * stream.uniform(draw), pace = 1.0 + 60.0 * stream.uniform(draw + 1);
  const double kind = stream.uniform(draw + 2);
  draw += 3;
  if (kind < 0.3) return hold(start, target);
  if (kind < 0.6) return ramp(start, from, (target - from) / pace, target);
  return lag(start, from, target, pace);
}

TEST(Response, AgreesWithNumericalIntegrationAcrossChanges) {
  const Stream stream{11, Draw::test, 0};
  std::uint64_t draw = 0;
  int forgetful_ones_seen = 0;
  for (int history = 0; history < 30; ++history) {
    const double tau = 0.5 + 40.0 * stream.uniform(draw++);
    Segment input = hold(at(0), 20.0);
    Response response = settled_response(input, tau, at(0));
    double integrated = 20.0;
    for (int piece = 0; piece < 5; ++piece) {
      const Time start = at(40 * piece);
      input = random_segment(stream, draw, start, value(input, start));
      const double before = value(response, start);
      response = follow(response, input, start);
      EXPECT_DOUBLE_EQ(value(response, start), before);

      // trapezoidal rule for the convolution, small steps
      constexpr int steps = 8000;
      const double h = 40.0 / steps, keep = std::exp(-h / tau);
      for (int i = 0; i < steps; ++i) {
        const double u0 = value(input, at(40 * piece + i * h)),
                     u1 = value(input, at(40 * piece + (i + 1) * h));
        integrated = integrated * keep + (1.0 - keep) * 0.5 * (u0 + u1);
      }
      EXPECT_NEAR(value(response, at(40 * piece + 40)), integrated, 2e-3);

      // an instrument that forgets at every change what it showed before
      const Response forgetful = settled_response(input, tau, start);
      forgetful_ones_seen += std::abs(value(forgetful, at(40 * piece + 40)) - integrated) > 2e-3;
    }
  }
  EXPECT_GT(forgetful_ones_seen, 75) << "of 150";
}

TEST(Response, CrossingIsTheFirstMicrosecondBeyondTheLevel) {
  const Stream stream{12, Draw::test, 0};
  std::uint64_t draw = 0;
  int found = 0, turned = 0;
  for (int i = 0; i < 4000; ++i) {
    const double tau = 0.5 + 40.0 * stream.uniform(draw++);
    Response response = settled_response(hold(at(0), 100.0 * stream.uniform(draw++)), tau, at(0));
    response = follow(response, random_segment(stream, draw, at(0), 100.0 * stream.uniform(draw)), at(0));
    response = follow(response, random_segment(stream, draw, at(5), value(response.input, at(5))), at(5));
    const double level = 100.0 * stream.uniform(draw++);
    const Direction direction = stream.uniform(draw++) < 0.5 ? Direction::up : Direction::down;
    const Time crossing = next_crossing(response, at(5), level, direction);
    const Time last = crossing == never ? at(2000) : crossing;
    if (crossing != never) {
      ++found;
      EXPECT_TRUE(reached(value(response, crossing), level, direction));
    }
    for (int k = 0; k < 200; ++k) {
      const Time before = at(5) + (last - at(5)) / 200 * k;
      if (before < last) {
        EXPECT_FALSE(reached(value(response, before), level, direction) && before + 1us < last);
      }
    }

    // and bounds hold everything, also where the response turns inside
    const Bounds between = bounds(response, at(5), at(60));
    for (int k = 0; k <= 110; ++k) {
      const double y = value(response, at(5 + 0.5 * k));
      EXPECT_TRUE(between.low <= y + 1e-9 && y <= between.high + 1e-9);
    }
    const double a = value(response, at(5)), b = value(response, at(60));
    turned += between.high > std::max(a, b) + 1e-6 || between.low < std::min(a, b) - 1e-6;
  }
  EXPECT_GT(found, 500);
  EXPECT_GT(turned, 100);
}

}  // namespace
}  // namespace fengsui
