// A filter in front of a condition: a moving average or an exponentially weighted one (EWMA).
//
// Inputs: samples (time, value [unit of the point]) in time order. Output: the filtered value at each sample.
//
//   moving average   mean of the samples in (t - span, t]: with a period h, span = k h averages k samples;
//                    in the beginning of those there are
//   ewma             y += (1 - exp(-dt / span)) (x - y), dt since the sample before; the first one is y
//   itself.
//                    With a period h the weight is 1 - exp(-h / span)
//
// Cost of a sample: constant for ewma, the samples in the span for the average. Throws nothing.
#pragma once

#include <cmath>
#include <cstdint>
#include <deque>

#include "sim/base/time.h"

namespace fengsui::engine {

struct Smoothing {
  enum class Kind : std::uint8_t { none, moving_average, ewma };
  Kind kind = Kind::none;
  Duration span{};
};

struct SmoothingState {
  struct Sample {
    Time time{};
    double value = 0.0;
  };
  std::deque<Sample> samples;  // of the span; ewma: the latest output
};

inline double smooth(const Smoothing& smoothing, SmoothingState& state, Time time, double value) {
  auto& samples = state.samples;
  if (smoothing.kind == Smoothing::Kind::ewma) {
    if (samples.empty()) samples.push_back({time, value});
    const double weight = -std::expm1(-to_seconds(time - samples.front().time) / to_seconds(smoothing.span));
    samples.front() = {time, samples.front().value + weight * (value - samples.front().value)};
    return samples.front().value;
  }
  // summed anew each time: a running sum would drift and depend on the past
  while (!samples.empty() && time - samples.front().time >= smoothing.span) samples.pop_front();
  samples.push_back({time, value});
  double sum = 0.0;
  for (const SmoothingState::Sample& sample : samples) sum += sample.value;
  return sum / static_cast<double>(samples.size());
}

}  // namespace fengsui::engine
