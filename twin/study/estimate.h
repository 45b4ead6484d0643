// Means with confidence intervals (Student's t), and differences of two points under common random numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "twin/study/study.h"

namespace fengsui {

// Of the values that are numbers. Half width: infinite with fewer than two of them.
struct Estimate {
  std::size_t count = 0;
  double mean = 0.0, deviation = 0.0, half_width = 0.0;  // not a number without any value
};

// `confidence` in (0, 1).
Estimate estimate(std::span<const double> values, double confidence);

// Value i of both lists was drawn with the same luck; pairs with a missing value are left out.
struct PairedEstimate {
  Estimate difference;              // of b minus a
  double correlation = 0.0;         // of the pairs; not a number when one of the two never varies
  double variance_reduction = 0.0;  // variance of a difference of independent runs over that of the pairs
};

PairedEstimate paired(std::span<const double> a, std::span<const double> b, double confidence);

// Whether the estimate is as exact as the response wants. A relative error g of the truth is reached when the
// half width is at most g/(1+g) of the mean found.
bool narrow_enough(const Estimate& estimate, const StudyResponse& response);

}  // namespace fengsui
