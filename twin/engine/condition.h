// One limit with its timers: when a value has been beyond the limit long enough, and when it is back.
//
// Inputs: samples (time, value [unit of the point]) in time order; between samples the last value holds.
// Raise: value >= limit for an upper limit, <= for a lower one, during `on_delay` without a sample inside.
// Clear: value strictly beyond limit minus deadband on the good side, during `off_delay`.
// The deadband lies on the clear side only. n consecutive samples are an on-delay of (n-1) periods: a sample
// exactly at the end of the delay still counts.
// Output: changes, stamped with the time at which the delay ended. Throws nothing.
#pragma once

#include <optional>

#include "sim/base/time.h"

namespace fengsui::engine {

struct LimitSpec {
  double direction = 1.0;  // +1: abnormal at and above, -1: abnormal at and below
  double raise = 0.0;      // limit times direction [unit of the point]
  double clear = 0.0;      // (limit -/+ deadband) times direction [unit of the point]
  Duration on_delay{}, off_delay{};
};

// `deadband` is not negative.
LimitSpec upper_limit(double limit, double deadband, Duration on_delay, Duration off_delay);
LimitSpec lower_limit(double limit, double deadband, Duration on_delay, Duration off_delay);

struct LimitState {
  Time due = never;           // end of the delay that is running; never: none runs
  double deciding_value = 0;  // the sample that started the delay
  bool on = false;
};

struct LimitChange {
  Time time{};
  double value = 0.0;
  bool on = false;
};

// The change whose delay ended before `time`, if one did. To be called before observe() with a later sample.
std::optional<LimitChange> elapse(LimitState& state, Time time);

// The change whose delay is running, taken as completed: no sample will come that contradicts it.
std::optional<LimitChange> complete(LimitState& state);

// One sample. Answers the change that it completes, if any; else a delay may be running until state.due.
std::optional<LimitChange> observe(const LimitSpec& spec, LimitState& state, Time time, double value);

}  // namespace fengsui::engine
