#include "sim/signal/sensor.h"

#include <gtest/gtest.h>

#include <set>

#include "sim/base/inversion.h"
#include "sim/signal/truncated_normal.h"
#include "tests/sim/signal/one_point.h"

namespace fengsui {
namespace {

using testing::at;
using namespace std::chrono_literals;
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Sensor, ReadingIsQuantisedThenClamped) {
  const SensorSpec spec{-10.0, 150.0, 0.5, 0.0, 0.0, 1s, 0s};
  EXPECT_EQ(reading(spec, 20.24), 20.0);
  EXPECT_EQ(reading(spec, 20.25), 20.5);
  EXPECT_EQ(reading(spec, -0.26), -0.5);
  EXPECT_EQ(reading(spec, 1e9), 150.0);
  EXPECT_EQ(reading(spec, -1e9), -10.0);
}

TEST(Sensor, SamplesLieOnTheGridOfTheirOffset) {
  const SensorSpec spec{0.0, 1.0, 0.0, 0.0, 0.0, 5s, 2s};
  EXPECT_EQ(sample_time(spec, 3), at(17));
  EXPECT_EQ(first_sample(spec, at(0)), 0);
  EXPECT_EQ(first_sample(spec, at(2)), 0);
  EXPECT_EQ(first_sample(spec, at(2) + 1us), 1);
  EXPECT_EQ(first_sample(spec, at(17)), 3);
}

TEST(Sensor, EveryFaultHasItsOwnNames) {
  std::set<std::string_view> names;
  for (const SensorFaultInfo& info : sensor_faults()) {
    EXPECT_EQ(describe(info.fault).key, info.key);
    EXPECT_EQ(find_sensor_fault(info.key), info.fault);
    EXPECT_TRUE(names.insert(info.key).second && names.insert(info.chinese).second);
  }
  EXPECT_EQ(sensor_faults().size(), 9u);
  EXPECT_FALSE(find_sensor_fault("frozen"));
}

TEST(TruncatedNormal, StaysOnItsSideAndIsExactFarOut) {
  for (const double u : {1e-9, 0.1, 0.5, 0.9, 1.0 - 1e-9}) {
    const double out = normal_outside(u, -9.0, 12.0), in = normal_inside(u, 8.0, 8.5);
    EXPECT_TRUE(out < -9.0 || out >= 12.0);
    EXPECT_TRUE(in >= 8.0 && in < 8.5);
    EXPECT_NEAR(normal_cdf(-in) / (normal_cdf(-8.0) - (normal_cdf(-8.0) - normal_cdf(-8.5)) * u), 1.0, 1e-6);
    EXPECT_GE(normal_outside(u, -infinity, 3.0), 3.0);
    EXPECT_LT(normal_outside(u, -3.0, infinity), -3.0);
  }
}

}  // namespace
}  // namespace fengsui
