// A sensor: what a point says about its signal.
//
//   reading = clamp(quantise(lag(truth) + bias + drift·t + noise))
//
// Inputs: the truth as a segment [unit of the point], a fault. Output: one reading per sample; sample k is
// taken at offset + k·period. Noise is normal and independent between samples. Throws nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/base/time.h"

namespace fengsui {

struct SensorSpec {
  double range_low = 0.0, range_high = 0.0;  // [unit of the point]
  double resolution = 0.0;                   // [unit of the point]; 0: continuous
  double noise_sigma = 0.0;                  // [unit of the point]
  double lag_s = 0.0;                        // first-order time constant [s]
  Duration period{};                         // of the samples, > 0
  Duration offset{};                         // of sample 0 from the start of the scenario, >= 0
};

// The numbers are part of the record format: append, never renumber.
enum class SensorFault : std::uint8_t {
  none,
  stuck,       // the last sample repeated exactly
  drift,       // value = [unit/s] since the fault began
  zero,        // lower end of the range
  full_scale,  // upper end of the range
  noisy,       // value = factor on the standard deviation of the noise
  offline,     // no samples
  pinned,      // value = the reading the enterprise has set by hand, without noise
  bias,        // value = constant error [unit of the point]
};

struct SensorFaultInfo {
  SensorFault fault;
  std::string_view key, english, chinese;
  std::string_view value;  // what the fault's value means, with its unit; empty: unused
};

// All faults, ordered by number.
std::span<const SensorFaultInfo> sensor_faults();
const SensorFaultInfo& describe(SensorFault fault);
std::optional<SensorFault> find_sensor_fault(std::string_view key);

struct SensorState {
  SensorFault fault = SensorFault::none;
  double fault_value = 0.0;  // see SensorFault; for stuck: the sample that is repeated
  Time fault_since{};
};

// The reading that a noisy, lagged and biased value becomes.
inline double reading(const SensorSpec& spec, double raw) {
  if (spec.resolution > 0.0) raw = std::floor(raw / spec.resolution + 0.5) * spec.resolution;
  return raw < spec.range_low ? spec.range_low : raw > spec.range_high ? spec.range_high : raw;
}

// Samples are numbered; these convert between a sample's number and its time.
using SampleIndex = std::int64_t;

inline Time sample_time(const SensorSpec& spec, SampleIndex index) {
  return scenario_start + spec.offset + index * spec.period;
}

// The first sample at or after `time`.
constexpr SampleIndex first_sample(const SensorSpec& spec, Time time) {
  const Duration since = time.time_since_epoch() - spec.offset;
  return since <= Duration::zero() ? 0 : (since - Duration{1}) / spec.period + 1;
}

template <class Archive>
void visit(Archive& archive, const SensorState& state) {
  archive(state.fault);
  archive(state.fault_value);
  archive(state.fault_since);
}

}  // namespace fengsui
