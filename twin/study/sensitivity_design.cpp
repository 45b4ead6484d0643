#include "twin/study/sensitivity_design.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "sim/base/random.h"
#include "twin/study/design.h"

namespace fengsui {

namespace {

// A place in a factor's range: the share of it in [0, 1], both ends included, and the value there.
struct Place {
  double share = 0.0, value = 0.0;
};

// The nearest level when there are any.
Place on_grid(const Factor& factor, double u) {
  if (factor.levels.empty()) return {u, tidy(factor.low + u * (factor.high - factor.low))};
  const double last = static_cast<double>(factor.levels.size() - 1);
  const auto level = static_cast<std::size_t>(std::lround(u * last));
  return {static_cast<double>(level) / last, factor.levels[level]};
}

void add_trajectory(const Study& study, std::uint32_t number, SensitivityDesign& design) {
  const std::size_t count = study.factors.size();
  const Stream stream{study.seed, Draw::sensitivity, number};
  const double intervals = study.sensitivity->levels - 1.0, half = study.sensitivity->levels / 2.0;
  std::vector<double> here;
  std::vector<Place> from, to;
  for (std::size_t f = 0; f < count; ++f) {
    const double low = std::floor(stream.uniform(3 * f) * half) / intervals, high = low + half / intervals;
    const bool upwards = stream.uniform(3 * f + 1) < 0.5;
    from.push_back(on_grid(study.factors[f], upwards ? low : high));
    to.push_back(on_grid(study.factors[f], upwards ? high : low));
    here.push_back(from.back().value);
  }
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, {}, [&](std::uint32_t f) { return std::pair(stream.uniform(3 * f + 2), f); });

  design.points.push_back(here);
  design.moves.emplace_back();
  for (const std::uint32_t f : order) {
    design.moves.push_back({f, to[f].share - from[f].share});
    here[f] = to[f].value;
    design.points.push_back(here);
  }
}

void add_base_sample(const Study& study, std::uint32_t number, SensitivityDesign& design) {
  const std::size_t count = study.factors.size();
  const Stream stream{study.seed, Draw::sensitivity, number};
  std::vector<double> a(count), b(count);
  for (std::size_t f = 0; f < count; ++f) {
    a[f] = value_at(study.factors[f], stream.uniform(2 * f));
    b[f] = value_at(study.factors[f], stream.uniform(2 * f + 1));
  }
  design.points.push_back(a);
  design.points.push_back(b);
  for (std::size_t f = 0; f < count; ++f) {
    design.points.push_back(a);
    design.points.back()[f] = b[f];
  }
}

}  // namespace

SensitivityDesign sensitivity_design(const Study& study) {
  assert(study.sensitivity);
  const bool morris = study.sensitivity->method == SensitivityMethod::morris;
  SensitivityDesign design;
  design.block = study.factors.size() + (morris ? 1 : 2);
  for (std::uint32_t number = 0; number < study.sensitivity->blocks; ++number)
    (morris ? add_trajectory : add_base_sample)(study, number, design);
  return design;
}

std::vector<DueRun> sensitivity_runs(const Study& study, const SensitivityDesign& design) {
  std::vector<DueRun> due;
  const std::uint32_t replications = study.sensitivity->replications;
  for (std::uint32_t point = 0; point < design.points.size(); ++point) {
    const auto block = static_cast<std::uint32_t>(point / design.block);
    for (std::uint32_t r = 0; r < replications; ++r) {
      const std::uint32_t replication = block * replications + r;
      due.push_back({point, replication, replication_seed(study.seed, replication)});
    }
  }
  return due;
}

}  // namespace fengsui
