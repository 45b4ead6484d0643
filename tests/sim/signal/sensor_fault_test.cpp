// Every sensor fault must be visible in the readings, and its witness must say so at the right sample.
#include <gtest/gtest.h>

#include "tests/sim/signal/one_point.h"

namespace fengsui {
namespace {

using testing::at;
using testing::OnePoint;
using testing::Sample;
using testing::thermometer;
using namespace std::chrono_literals;
using Mode = SensingSpec::Mode;

// A rising signal, a fault at 100.5 s, all samples drawn up to 400 s.
OnePoint failed(SensorFault fault, double value, Mode mode = Mode::every) {
  OnePoint world{thermometer(0.5, 0.1, {{30.0, true}, {60.0, true}}), mode, 8, ramp(at(0), 20.0, 0.1)};
  world.fail(at(100.5), fault, value);
  world.run_until(at(400), true);
  return world;
}

std::vector<double> since_fault(const OnePoint& world) {
  std::vector<double> values;
  for (const Reading& one : world.readings)
    if (one.time > at(100.5)) values.push_back(one.value);
  return values;
}

TEST(SensorFault, StuckRepeatsTheLastSampleExactly) {
  const OnePoint world = failed(SensorFault::stuck, 0.0);
  for (const double value : since_fault(world)) EXPECT_EQ(value, world.readings[100].value);
  EXPECT_EQ(since_fault(world).size(), 300u);
}

TEST(SensorFault, ConstantFaultsSendTheirConstant) {
  for (const double value : since_fault(failed(SensorFault::zero, 0.0))) EXPECT_EQ(value, 0.0);
  for (const double value : since_fault(failed(SensorFault::full_scale, 0.0))) EXPECT_EQ(value, 200.0);
  for (const double value : since_fault(failed(SensorFault::pinned, 25.02))) EXPECT_NEAR(value, 25.0, 1e-9);
}

TEST(SensorFault, BiasAndDriftShiftTheSameNoise) {
  const auto healthy = since_fault(failed(SensorFault::bias, 0.0));
  const auto biased = since_fault(failed(SensorFault::bias, 7.0));
  const auto drifted = since_fault(failed(SensorFault::drift, -0.05));
  for (std::size_t k = 0; k < healthy.size(); ++k) {
    EXPECT_NEAR(biased[k] - healthy[k], 7.0, 1e-9);
    EXPECT_NEAR(drifted[k] - healthy[k], -0.05 * (0.5 + static_cast<double>(k)), 0.11);
  }
}

TEST(SensorFault, NoisyMultipliesTheSpread) {
  Sample squares;
  const auto values = since_fault(failed(SensorFault::noisy, 6.0));
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double deviation = values[k] - (20.0 + 0.1 * (101.0 + static_cast<double>(k)));
    squares.add(deviation * deviation);
  }
  EXPECT_LT(std::abs(squares.z(9.0)), 4.5);
  EXPECT_GT(std::abs(squares.z(0.25)), 4.5);  // an unmultiplied sensor
}

TEST(SensorFault, OfflineSendsNothingUntilRepaired) {
  OnePoint world = failed(SensorFault::offline, 0.0);
  EXPECT_TRUE(since_fault(world).empty());
  world.mend(at(500.2));
  world.run_until(at(510), true);
  ASSERT_EQ(world.readings.size(), 101u + 10u);
  EXPECT_EQ(world.readings[101].time, at(501));
}

TEST(SensorFault, EveryFaultIsWitnessedOnceInEitherMode) {
  const std::vector<std::pair<SensorFault, double>> faults = {
      {SensorFault::stuck, 0.0},    {SensorFault::drift, 0.1}, {SensorFault::zero, 0.0},
      {SensorFault::full_scale, 0}, {SensorFault::noisy, 6.0}, {SensorFault::offline, 0.0},
      {SensorFault::pinned, 25.0},  {SensorFault::bias, -5.0},
  };
  for (const Mode mode : {Mode::every, Mode::by_exception})
    for (const auto& [fault, value] : faults) {
      OnePoint world = failed(fault, value, mode);
      world.mend(at(450));
      ASSERT_EQ(world.log.size(), 3u) << describe(fault).key;
      EXPECT_EQ(world.log[0].kind, LogKind::sensor_fault_started);
      EXPECT_EQ(world.log[0].time, at(100.5));
      EXPECT_EQ(world.log[1].kind, LogKind::sensor_fault_witnessed);
      EXPECT_EQ(world.log[2].kind, LogKind::sensor_fault_ended);
      for (const LogEntry& entry : world.log) EXPECT_EQ(entry.detail, static_cast<std::uint32_t>(fault));
      if (fault != SensorFault::offline) {
        EXPECT_GT(std::abs(world.log[1].value), 1.0);
      }
    }
}

// A drift of 0.1 per second differs by more than 3 sigma = 1.5 from the sixteenth sample on.
TEST(SensorFault, DriftIsWitnessedWhenItExceedsTheNoise) {
  const auto witnessed = failed(SensorFault::drift, 0.1).logged(LogKind::sensor_fault_witnessed);
  ASSERT_EQ(witnessed.size(), 1u);
  EXPECT_EQ(witnessed[0].time, at(116));
  EXPECT_NEAR(witnessed[0].value, 1.55, 1e-9);
}

TEST(SensorFault, OneThatChangesNothingHasNoWitness) {
  for (const auto& [fault, value] : {std::pair{SensorFault::bias, 1.4}, {SensorFault::noisy, 1.0}}) {
    EXPECT_TRUE(failed(fault, value).logged(LogKind::sensor_fault_witnessed).empty());
  }
  // full scale of a signal that is there anyway, and a bias that the range swallows
  for (const SensorFault fault : {SensorFault::full_scale, SensorFault::bias}) {
    OnePoint world{thermometer(0.5, 0.1, {}), Mode::by_exception, 8, hold(at(0), 250.0)};
    world.fail(at(10), fault, 30.0);
    world.run_until(at(1e6), true);
    EXPECT_TRUE(world.logged(LogKind::sensor_fault_witnessed).empty());
    // until the signal comes back into the range
    world.change(at(2e6), hold(at(2e6), 150.0));
    world.run_until(at(2e6) + 10s, true);
    EXPECT_EQ(world.logged(LogKind::sensor_fault_witnessed).size(), 1u);
  }
}

// The other state is one step of the instrument away, and no less visible for it.
TEST(SensorFault, APinnedStateIsWitnessedOnlyWhileTheTruthIsTheOtherOne) {
  for (const Mode mode : {Mode::every, Mode::by_exception}) {
    PointSpec state = thermometer(0.0, 1.0, {{0.5, true}});
    state.sensor.range_high = 1.0;
    OnePoint pinned_on{state, mode, 8, hold(at(0), 0.0)};
    pinned_on.fail(at(10), SensorFault::pinned, 1.0);
    pinned_on.run_until(at(100), true);
    EXPECT_EQ(pinned_on.logged(LogKind::sensor_fault_witnessed).size(), 1u);

    OnePoint pinned_off{state, mode, 8, hold(at(0), 0.0)};
    pinned_off.fail(at(10), SensorFault::pinned, 0.0);
    pinned_off.run_until(at(100), true);
    EXPECT_TRUE(pinned_off.logged(LogKind::sensor_fault_witnessed).empty());
    pinned_off.change(at(200), hold(at(200), 1.0));
    pinned_off.run_until(at(300), true);
    EXPECT_EQ(pinned_off.logged(LogKind::sensor_fault_witnessed).size(), 1u);
  }
}

// By exception the last sample was never sent; what was sent last is fifty seconds old and far away.
TEST(SensorFault, StuckByExceptionRepeatsTheSampleThatWasNotSent) {
  OnePoint world{thermometer(0.5, 0.1, {{150.0, true}}), Mode::by_exception, 8, ramp(at(0), 20.0, 1.0)};
  world.fail(at(50.5), SensorFault::stuck);
  ASSERT_EQ(world.readings.size(), 1u);
  EXPECT_NEAR(world.state.points[0].sensor.fault_value, 70.0, 2.5);
}

TEST(SensorFault, StuckRightAfterAJumpStillRepeatsALikelySample) {
  OnePoint world{thermometer(0.5, 0.1, {{30.0, true}}), Mode::by_exception, 8, hold(at(0), 20.0)};
  world.change(at(50.5), hold(at(50.5), 150.0));
  sensing::set_fault(world.context(), world.spec, world.state, PointId{0}, SensorFault::stuck, 0.0);
  EXPECT_NEAR(world.state.points[0].sensor.fault_value, 20.0, 4.0);
}

// A sensor that fails after exponential times of mean 100 s and takes exactly 5 s to repair is there 95.24 %
// of the time, whatever the distributions.
TEST(SensorFault, AvailabilityOfARepairedSensor) {
  PointSpec point = thermometer(0.0, 0.0, {});
  point.sensor.period = 500ms;
  OnePoint world{point, Mode::every, 9, hold(at(0), 20.0)};
  const Stream lifetime{9, Draw::sensor_lifetime, 0};
  Sample ups, presence;
  constexpr double expected = 100.0 / 105.0;
  double received_before = 0.0, start_s = 0.0;
  Time time{};
  for (std::uint64_t cycle = 0; cycle < 20000; ++cycle) {
    time += from_seconds(-100.0 * std::log1p(-lifetime.uniform(cycle)));
    world.fail(time, SensorFault::offline);
    time += 5s;
    world.mend(time);
    world.run_until(time, true);
    const double received = static_cast<double>(world.readings.size()) * 0.5;
    const double length = to_seconds(time) - start_s;
    presence.add(received - received_before - expected * length);
    ups.add(received - received_before - 0.95 * length);  // 1 - MTTR/MTBF: a common mistake
    received_before = received;
    start_s = to_seconds(time);
  }
  EXPECT_LT(std::abs(presence.z(0.0)), 4.5);
  EXPECT_GT(std::abs(ups.z(0.0)), 4.5);
}

}  // namespace
}  // namespace fengsui
