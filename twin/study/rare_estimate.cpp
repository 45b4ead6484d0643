#include "twin/study/rare_estimate.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace fengsui::study {

namespace {

constexpr double outside = 0.05;  // of a 95 % interval

double product(const std::vector<double>& shares, std::size_t levels) {
  return shares.size() < levels ? 0.0
                                : std::accumulate(shares.begin(), shares.end(), 1.0, std::multiplies<>());
}

// Zero hits in so many tries: what the probability is below, with 95 %.
double above_nothing(double tries) { return 1.0 - std::pow(outside, 1.0 / tries); }

}  // namespace

RareEstimate estimate_of(const std::vector<std::vector<double>>& shares, std::size_t levels) {
  assert(shares.size() >= 2);
  const auto count = static_cast<double>(shares.size());
  RareEstimate estimate;
  for (std::size_t stage = 0; stage < levels; ++stage) {
    double sum = 0.0, of = 0.0;
    for (const std::vector<double>& each : shares)
      if (stage < each.size()) sum += each[stage], of += 1.0;
    if (of == 0.0) break;
    estimate.shares.push_back(sum / of);
  }

  double sum = 0.0, squares = 0.0;
  for (const std::vector<double>& each : shares) {
    const double value = product(each, levels);
    sum += value;
    squares += value * value;
    estimate.silent += value == 0.0;
  }
  estimate.probability = sum / count;
  if (estimate.silent == shares.size()) {
    double reached = 1.0;
    for (const double share : estimate.shares)
      if (share > 0.0) reached *= share;
    estimate.high = reached * above_nothing(count);
    return estimate;
  }
  const double variance = std::max(0.0, squares - sum * sum / count) / (count - 1.0);
  const double error = std::sqrt(variance / count);
  const boost::math::students_t student(count - 1.0);
  const double slack = boost::math::quantile(boost::math::complement(student, outside / 2.0)) * error;
  estimate.relative_error = error / estimate.probability;
  estimate.low = std::max(0.0, estimate.probability - slack);
  estimate.high = std::min(1.0, estimate.probability + slack);
  return estimate;
}

RareEstimate estimate_of(std::uint64_t hits, std::uint64_t runs) {
  assert(runs > 0 && hits <= runs);
  const auto n = static_cast<double>(runs);
  const double share = static_cast<double>(hits) / n;
  RareEstimate estimate;
  estimate.probability = share;
  estimate.shares = {share};
  if (hits == 0) {
    estimate.silent = 1;
    estimate.high = above_nothing(n);
    return estimate;
  }
  estimate.relative_error = std::sqrt((1.0 - share) / (share * n));
  const double z = boost::math::quantile(boost::math::complement(boost::math::normal(), outside / 2.0));
  const double middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double slack = z / (1.0 + z * z / n) * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
  estimate.low = std::max(0.0, middle - slack);
  estimate.high = std::min(1.0, middle + slack);
  return estimate;
}

}  // namespace fengsui::study
