#include "twin/study/estimate.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace fengsui {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// sum of products of deviations from the means, over n - 1
double covariance(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a), mean_b = mean_of(b);
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - 1);
}

}  // namespace

Estimate estimate(std::span<const double> values, double confidence) {
  std::vector<double> present;
  std::ranges::copy_if(values, std::back_inserter(present), [](double value) { return !std::isnan(value); });
  Estimate result{present.size(), none, none, std::numeric_limits<double>::infinity()};
  if (!present.empty()) result.mean = mean_of(present);
  if (present.size() < 2) return result;
  const double degrees = static_cast<double>(present.size() - 1);
  result.deviation = std::sqrt(covariance(present, present));
  result.half_width = boost::math::quantile(
                          boost::math::complement(boost::math::students_t(degrees), (1.0 - confidence) / 2)) *
                      result.deviation / std::sqrt(static_cast<double>(present.size()));
  return result;
}

PairedEstimate paired(std::span<const double> a, std::span<const double> b, double confidence) {
  std::vector<double> with_a, with_b, differences;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    with_a.push_back(a[i]);
    with_b.push_back(b[i]);
    differences.push_back(b[i] - a[i]);
  }
  PairedEstimate result{estimate(differences, confidence), none, none};
  if (differences.size() < 2) return result;
  const double variance_a = covariance(with_a, with_a), variance_b = covariance(with_b, with_b);
  if (variance_a > 0.0 && variance_b > 0.0)
    result.correlation = covariance(with_a, with_b) / std::sqrt(variance_a * variance_b);
  const double of_difference = covariance(differences, differences);
  if (of_difference > 0.0) result.variance_reduction = (variance_a + variance_b) / of_difference;
  return result;
}

bool narrow_enough(const Estimate& estimate, const StudyResponse& response) {
  if (response.half_width && !(estimate.half_width <= *response.half_width)) return false;
  if (!response.relative) return true;
  const double share = *response.relative / (1.0 + *response.relative);
  return estimate.half_width <= share * std::abs(estimate.mean);
}

}  // namespace fengsui
