#include <algorithm>
#include <cmath>
#include <limits>

#include "twin/study/estimate.h"
#include "twin/study/sensitivity.h"

namespace fengsui {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Bounded around(const Estimate& found) {
  return {found.mean, found.mean - found.half_width, found.mean + found.half_width};
}

// The deviation with an interval from what it is when one value at a time is left out.
Bounded deviation_of(const std::vector<double>& values, double confidence) {
  const auto n = static_cast<double>(values.size());
  if (values.size() < 3) return {none, none, none};
  const double all = estimate(values, confidence).deviation;
  std::vector<double> pseudo_values;
  for (std::size_t out = 0; out < values.size(); ++out) {
    std::vector<double> rest = values;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
    pseudo_values.push_back(n * all - (n - 1.0) * estimate(rest, confidence).deviation);
  }
  const double half_width = estimate(pseudo_values, confidence).half_width;
  return {all, std::max(0.0, all - half_width), all + half_width};
}

// The effects of one factor in one trajectory, by replication.
std::vector<double> effects_of(const std::vector<double>& before, const std::vector<double>& after,
                               double share) {
  std::vector<double> effects;
  for (std::size_t r = 0; r < std::min(before.size(), after.size()); ++r)
    if (!std::isnan(before[r]) && !std::isnan(after[r])) effects.push_back((after[r] - before[r]) / share);
  return effects;
}

}  // namespace

PointValues point_values(const std::vector<StudyRun>& runs, std::size_t points, std::size_t response) {
  PointValues values(points);
  for (const StudyRun& run : runs) values[run.point].push_back(run.values[response]);
  return values;
}

std::vector<ElementaryEffects> elementary_effects(const Study& study, const SensitivityDesign& design,
                                                  const PointValues& values) {
  const double confidence = study.sensitivity->confidence;
  std::vector<std::vector<double>> effects(study.factors.size()), luck(study.factors.size());
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    if (point % design.block == 0) continue;
    const Move& move = design.moves[point];
    const Estimate here = estimate(effects_of(values[point - 1], values[point], move.share), confidence);
    if (here.count == 0) continue;
    effects[move.factor].push_back(here.mean);
    // of the mean over the replications
    if (here.count > 1)
      luck[move.factor].push_back(here.deviation * here.deviation / static_cast<double>(here.count));
  }
  std::vector<ElementaryEffects> found(study.factors.size());
  for (std::size_t f = 0; f < found.size(); ++f) {
    std::vector<double> sizes = effects[f];
    for (double& size : sizes) size = std::abs(size);
    found[f].mean = around(estimate(effects[f], confidence));
    found[f].mean_absolute = around(estimate(sizes, confidence));
    found[f].mean_absolute.low = std::max(0.0, found[f].mean_absolute.low);
    found[f].deviation = deviation_of(effects[f], confidence);
    found[f].luck = luck[f].empty() ? none : std::sqrt(estimate(luck[f], confidence).mean);
    found[f].count = effects[f].size();
  }
  return found;
}

}  // namespace fengsui
