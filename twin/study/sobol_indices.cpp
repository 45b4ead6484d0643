#include <algorithm>
#include <cmath>
#include <limits>

#include "twin/study/estimate.h"
#include "twin/study/replication_pairs.h"
#include "twin/study/sensitivity.h"

namespace fengsui {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr Bounded unknown{none, none, none};

std::vector<double> difference(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result(a.size());
  for (std::size_t r = 0; r < a.size(); ++r) result[r] = a[r] - b[r];
  return result;
}

// A mean over a mean, with its interval by the delta method.
Bounded ratio(const std::vector<double>& upper, const std::vector<double>& lower, double confidence) {
  // nothing at all is no share of whatever there is
  if (std::ranges::all_of(upper, [](double value) { return value == 0.0; })) return {0.0, 0.0, 0.0};
  const double below = estimate(lower, confidence).mean;
  if (!(below > 0.0)) return unknown;
  const double value = estimate(upper, confidence).mean / below;
  std::vector<double> influence(upper.size());
  for (std::size_t j = 0; j < upper.size(); ++j) influence[j] = (upper[j] - value * lower[j]) / below;
  const double half_width = estimate(influence, confidence).half_width;
  return {value, value - half_width, value + half_width};
}

double root(double value) { return std::isnan(value) ? none : std::sqrt(std::max(0.0, value)); }

// One base sample after the other: what it adds to the variances.
struct Parts {
  std::vector<double> factors, luck, single_run;
  std::vector<std::vector<double>> first, total;  // by factor
};

// A copy of the values without the base samples in which something is missing.
PointValues whole_blocks(const SensitivityDesign& design, const PointValues& values) {
  PointValues whole;
  for (std::size_t begin = 0; begin < values.size(); begin += design.block) {
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto to = from + static_cast<std::ptrdiff_t>(design.block);
    const bool missing = std::any_of(from, to, [](const std::vector<double>& at_point) {
      return std::ranges::any_of(at_point, [](double value) { return std::isnan(value); });
    });
    if (!missing) whole.insert(whole.end(), from, to);
  }
  return whole;
}

double mean_of_a_and_b(const SensitivityDesign& design, const PointValues& values) {
  double sum = 0.0, count = 0.0;
  for (std::size_t begin = 0; begin < values.size(); begin += design.block)
    for (const std::size_t point : {begin, begin + 1})
      for (const double value : values[point]) {
        sum += value;
        count += 1.0;
      }
  return count > 0.0 ? sum / count : none;
}

}  // namespace

SobolIndices sobol_indices(const Study& study, const SensitivityDesign& design, const PointValues& values) {
  const double confidence = study.sensitivity->confidence;
  const std::size_t count = study.factors.size();
  PointValues whole = whole_blocks(design, values);
  SobolIndices found{std::vector<SobolIndex>(count, {unknown, unknown, unknown}),
                     mean_of_a_and_b(design, whole),
                     unknown,
                     none,
                     unknown,
                     whole.size() / design.block};
  if (found.count < 2) return found;
  // around their mean, products scatter least
  for (auto& at_point : whole)
    for (double& value : at_point) value -= found.mean;

  Parts parts{{}, {}, {}, std::vector<std::vector<double>>(count), std::vector<std::vector<double>>(count)};
  for (std::size_t begin = 0; begin < whole.size(); begin += design.block) {
    const std::vector<double>&a = whole[begin], &b = whole[begin + 1];
    const double deviation_a = estimate(a, confidence).deviation,
                 deviation_b = estimate(b, confidence).deviation;
    parts.factors.push_back((product_of_different(a, a) + product_of_different(b, b)) / 2.0);
    parts.luck.push_back((deviation_a * deviation_a + deviation_b * deviation_b) / 2.0);
    parts.single_run.push_back(parts.factors.back() + parts.luck.back());
    for (std::size_t f = 0; f < count; ++f) {
      const std::vector<double> moved = difference(whole[begin + 2 + f], a);
      parts.first[f].push_back(product_of_different(b, moved));
      parts.total[f].push_back(product_of_different(moved, moved) / 2.0);
    }
  }
  for (std::size_t f = 0; f < count; ++f)
    found.factors[f] = {ratio(parts.first[f], parts.factors, confidence),
                        ratio(parts.total[f], parts.factors, confidence),
                        ratio(difference(parts.total[f], parts.first[f]), parts.factors, confidence)};
  const Estimate variance = estimate(parts.factors, confidence);
  found.factor_deviation = {root(variance.mean), root(variance.mean - variance.half_width),
                            root(variance.mean + variance.half_width)};
  found.luck_deviation = root(estimate(parts.luck, confidence).mean);
  found.luck_share = ratio(parts.luck, parts.single_run, confidence);
  return found;
}

std::vector<Standing> standings(const Study& study, const SobolIndices& indices) {
  const bool known = indices.known();
  std::vector<Standing> result;
  for (const SobolIndex& index : indices.factors) {
    const bool nothing = index.total.low == 0.0 && index.total.high == 0.0;
    result.push_back(nothing || (known && index.total.high <= study.sensitivity->negligible)
                         ? Standing::negligible
                     : known && index.total.low > 0.0 ? Standing::matters
                                                      : Standing::open);
  }
  return result;
}

}  // namespace fengsui
