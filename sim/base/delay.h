// A random delay as data: a mixture of branches, each with a probability and a distribution.
// What the probabilities leave over never happens (a lost message, a lapse).
//
// Example: SMS = 0.93 lognormal(6 s, 0.5) + 0.05 lognormal(8 min, 1.5), and 2 % never arrive.
#pragma once

#include <string>
#include <vector>

#include "sim/base/time.h"

namespace fengsui {

struct DelayBranch {
  enum class Shape : std::uint8_t { constant, exponential, lognormal, weibull, triangular, uniform };

  double probability = 1.0;
  Shape shape = Shape::constant;
  // [s] and shape parameters, by shape: constant(value) exponential(mean) lognormal(median, sigma)
  // weibull(scale, shape) triangular(low, mode, high) uniform(low, high)
  double first = 0.0, second = 0.0, third = 0.0;
};

struct Delay {
  std::vector<DelayBranch> branches;  // empty: no delay at all

  // The delay [s] that belongs to one uniform number in (0,1); infinite when it never happens.
  double seconds(double uniform) const;
  Duration sample(double uniform) const { return from_seconds(seconds(uniform)); }

  static Delay none() { return {}; }
  static Delay constant(double value_s) { return {{{1.0, DelayBranch::Shape::constant, value_s, 0, 0}}}; }
  static Delay exponential(double mean_s) { return {{{1.0, DelayBranch::Shape::exponential, mean_s, 0, 0}}}; }
  static Delay lognormal(double median_s, double sigma) {
    return {{{1.0, DelayBranch::Shape::lognormal, median_s, sigma, 0}}};
  }
};

}  // namespace fengsui
