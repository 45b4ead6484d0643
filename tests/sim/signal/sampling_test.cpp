#include "sim/signal/sampling.h"

#include <gtest/gtest.h>

#include "sim/base/inversion.h"
#include "tests/sim/signal/one_point.h"

namespace fengsui {
namespace {

using testing::at;
using testing::OnePoint;
using testing::thermometer;
using namespace std::chrono_literals;
using Mode = SensingSpec::Mode;

TEST(Sampling, SampleIsAPureFunctionOfItsNumber) {
  PointSpec point = thermometer(2.0, 0.0, {});
  point.sensor.offset = 250ms;
  OnePoint world{point, Mode::every, 42, ramp(at(0), 10.0, 0.5)};
  world.run_until(at(50), true);
  ASSERT_EQ(world.readings.size(), 50u);
  const Stream noise{42, Draw::sensor_noise, 0};
  for (std::size_t k = 0; k < 50; ++k) {
    const double time = 0.25 + static_cast<double>(k);
    EXPECT_EQ(world.readings[k].time, at(time));
    EXPECT_NEAR(world.readings[k].value, 10.0 + 0.5 * time + 2.0 * normal_quantile(noise.uniform(k)), 1e-9);
  }
}

// When the gateway asks must not change what it hears.
TEST(Sampling, CollectingOftenGivesTheSameBytesAsCollectingOnce) {
  const auto readings = [](bool often) {
    PointSpec point = thermometer(1.0, 0.1, {});
    point.sensor.lag_s = 8.0;
    OnePoint world{point, Mode::every, 5, lag(at(0), 20.0, 90.0, 30.0)};
    for (int second = 1; second < 100; ++second) {
      if (second == 40) world.change(at(40), ramp(at(40), 71.5, -0.4));
      world.run_until(at(second), often);
    }
    world.run_until(at(100), true);
    return world.readings;
  };
  EXPECT_EQ(readings(true), readings(false));
}

TEST(Sampling, SamplesBeforeAChangeBelongToTheOldSignal) {
  OnePoint world{thermometer(0.0, 0.0, {}), Mode::every, 5, hold(at(0), 20.0)};
  world.change(at(3), hold(at(3), 50.0));
  world.run_until(at(4), true);
  std::vector<double> values;
  for (const Reading& one : world.readings) values.push_back(one.value);
  EXPECT_EQ(values, (std::vector{20.0, 20.0, 20.0, 50.0, 50.0}));
}

TEST(Sampling, GatewayCollectsItsOwnPointsOnly) {
  SensingSpec spec;
  spec.mode = Mode::every;
  for (std::size_t i = 0; i < 6; ++i) {
    spec.points.push_back(thermometer(1.0, 0.0, {}));
    spec.points.back().gateway = GatewayId{i % 2};
  }
  sensing::connect(spec);
  SensingState state;
  Agenda agenda;
  Log log;
  Context ctx{scenario_start, 1, agenda, log};
  sensing::start(ctx, spec, state, {hold(at(0), 1.0)});
  ctx.now = at(9);
  std::vector<Reading> readings;
  sensing::collect_gateway(ctx, spec, state, GatewayId{1}, readings);
  ASSERT_EQ(readings.size(), 30u);
  for (const Reading& one : readings) EXPECT_EQ(one.point.index % 2, 1u);
}

// Every field that the future depends on takes part in the hash of the world.
struct Fingerprint {
  std::uint64_t value = 1469598103934665603u;
  template <class T>
  void operator()(const T& field) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(&field);
    for (std::size_t i = 0; i < sizeof(T); ++i) value = (value ^ bytes[i]) * 1099511628211u;
  }
};
std::uint64_t fingerprint(const SensingState& state) {
  Fingerprint archive;
  visit(archive, state);
  return archive.value;
}

TEST(Sampling, ACopyHasTheSameFuture) {
  for (const Mode mode : {Mode::every, Mode::by_exception}) {
    OnePoint world{thermometer(1.0, 0.5, {{100.0, true}, {102.0, true}}), mode, 6, ramp(at(0), 98.0, 0.01)};
    world.run_until(at(100));
    OnePoint copy = world;
    EXPECT_EQ(fingerprint(copy.state), fingerprint(world.state));
    for (OnePoint* one : {&world, &copy}) {
      one->change(at(200), lag(at(200), 100.0, 103.0, 50.0));
      one->fail(at(250), SensorFault::drift, 0.05);
      one->run_until(at(400), true);
    }
    EXPECT_GT(world.readings.size(), 20u);
    EXPECT_EQ(world.readings, copy.readings);
    EXPECT_EQ(world.log, copy.log);
    EXPECT_EQ(fingerprint(copy.state), fingerprint(world.state));
    copy.mend(at(500));
    EXPECT_NE(fingerprint(copy.state), fingerprint(world.state));
  }
}

}  // namespace
}  // namespace fengsui
