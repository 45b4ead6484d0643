#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

#include "twin/study/estimate.h"
#include "twin/study/replication_pairs.h"
#include "twin/study/sensitivity.h"

namespace fengsui {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Bounded around(const Estimate& found) {
  if (found.count < 2) return {found.mean, none, none};
  return {found.mean, found.mean - found.half_width, found.mean + found.half_width};
}

// The mean without so many of the smallest and of the largest.
double trimmed_mean(std::vector<double> values) {
  const auto n = static_cast<double>(values.size());
  const auto out = static_cast<std::ptrdiff_t>(n / (2.0 * std::sqrt(n - 4.0)));
  std::ranges::sort(values);
  double sum = 0.0;
  for (auto at = values.begin() + out; at != values.end() - out; ++at) sum += *at;
  return sum / (n - 2.0 * static_cast<double>(out));
}

// A deviation with Bonett's interval: on a logarithmic scale, by how heavy the tails are.
Bounded deviation_of(const std::vector<double>& values, double confidence) {
  if (values.size() < 5) return {estimate(values, confidence).deviation, none, none};
  const auto n = static_cast<double>(values.size());
  const Estimate all = estimate(values, confidence);
  if (all.deviation == 0.0) return {0.0, 0.0, 0.0};
  const double z = boost::math::quantile(boost::math::normal(), 1.0 - (1.0 - confidence) / 2.0);
  const double middle = trimmed_mean(values);
  double squares = 0.0, fourth = 0.0;
  for (const double value : values) {
    squares += std::pow(value - all.mean, 2);
    fourth += std::pow(value - middle, 4);
  }
  const double kurtosis = n * fourth / (squares * squares);
  const double correction = n / (n - z);
  const double width = z * correction * std::sqrt(std::max(0.0, kurtosis - (n - 3.0) / n) / (n - 1.0));
  return {all.deviation, std::sqrt(correction * std::exp(-width)) * all.deviation,
          std::sqrt(correction * std::exp(width)) * all.deviation};
}

// The effects of one factor in one trajectory, by replication.
std::vector<double> effects_of(const std::vector<double>& before, const std::vector<double>& after,
                               double share) {
  std::vector<double> effects;
  for (std::size_t r = 0; r < std::min(before.size(), after.size()); ++r)
    if (!std::isnan(before[r]) && !std::isnan(after[r])) effects.push_back((after[r] - before[r]) / share);
  return effects;
}

double root(double value) { return std::isnan(value) ? none : std::sqrt(std::max(0.0, value)); }

// One factor's, by trajectory.
struct Effects {
  std::vector<double> means, squares, squares_with_luck, luck;
};

}  // namespace

PointValues point_values(const std::vector<StudyRun>& runs, std::size_t points, std::size_t response) {
  PointValues values(points);
  for (const StudyRun& run : runs) values[run.point].push_back(run.values[response]);
  return values;
}

std::vector<ElementaryEffects> elementary_effects(const Study& study, const SensitivityDesign& design,
                                                  const PointValues& values) {
  const double confidence = study.sensitivity->confidence;
  std::vector<Effects> effects(study.factors.size());
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    if (point % design.block == 0) continue;
    const Move& move = design.moves[point];
    const std::vector<double> here = effects_of(values[point - 1], values[point], move.share);
    const Estimate found = estimate(here, confidence);
    if (found.count < 2) continue;
    Effects& of_factor = effects[move.factor];
    of_factor.means.push_back(found.mean);
    of_factor.squares.push_back(product_of_different(here, here));
    of_factor.squares_with_luck.push_back(found.mean * found.mean);
    // of the mean over the replications
    of_factor.luck.push_back(found.deviation * found.deviation / static_cast<double>(found.count));
  }
  std::vector<ElementaryEffects> found(study.factors.size());
  for (std::size_t f = 0; f < found.size(); ++f) {
    const Effects& of_factor = effects[f];
    std::vector<double> sizes = of_factor.means;
    for (double& size : sizes) size = std::abs(size);
    found[f].mean = around(estimate(of_factor.means, confidence));
    found[f].mean_absolute = around(estimate(sizes, confidence));
    if (sizes.size() > 1) found[f].mean_absolute.low = std::max(0.0, found[f].mean_absolute.low);
    found[f].deviation = deviation_of(of_factor.means, confidence);
    const Bounded square = around(estimate(of_factor.squares, confidence)),
                  with_luck = around(estimate(of_factor.squares_with_luck, confidence));
    // few products of luck can all be negative: from above only squares bound the truth
    found[f].size = {root(square.value), root(square.low), root(std::max(square.high, with_luck.high))};
    found[f].luck = root(estimate(of_factor.luck, confidence).mean);
    found[f].count = of_factor.means.size();
  }
  return found;
}

std::vector<Standing> standings(const Study& study, const std::vector<ElementaryEffects>& effects) {
  double largest = 0.0;
  for (const ElementaryEffects& effect : effects)
    if (effect.size.value > largest) largest = effect.size.value;
  std::vector<Standing> result;
  for (const ElementaryEffects& effect : effects) {
    const bool some = effect.size.low > 0.0 || effect.mean.low > 0.0 || effect.mean.high < 0.0;
    result.push_back(effect.size.high <= study.sensitivity->negligible * largest ? Standing::negligible
                     : some                                                      ? Standing::matters
                                                                                 : Standing::open);
  }
  return result;
}

}  // namespace fengsui
