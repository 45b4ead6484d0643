// How big injected faults of instruments and gateways are (data/faults/alarm_path.json), each with its
// source.
#pragma once

#include <string>
#include <string_view>

#include "sim/base/strict_json.h"
#include "sim/base/time.h"

namespace fengsui {

struct FaultSizes {
  double drift_of_range_per_s = 0.0;  // [1/s], above 0
  double bias_of_range = 0.0;         // [1], above 0, at most 1
  double noise_factor = 1.0;          // on the noise [1], above 1
  Duration clock_error{};             // above 0
  Duration late{};                    // above 0
  double late_probability = 0.0, duplicate_probability = 0.0;
  double heat_degc = 0.0, frost_degc = 0.0;  // cooling water on a hot and on a cold day [degC]
};

// Throws InputError with the JSON pointer: missing or unknown keys, units of another dimension, impossible
// sizes, no source.
FaultSizes read_fault_sizes(std::string_view text, const std::string& file);

}  // namespace fengsui
