#include "twin/study/design.h"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cstdio>
#include <cstdlib>
#include <numeric>

#include "sim/base/random.h"

namespace fengsui {

namespace {

std::vector<std::vector<double>> grid(const std::vector<Factor>& factors) {
  std::vector<std::vector<double>> points = {{}};
  for (const Factor& factor : factors) {
    std::vector<std::vector<double>> longer;
    for (const auto& point : points)
      for (const double level : factor.levels) {
        longer.push_back(point);
        longer.back().push_back(level);
      }
    points = std::move(longer);
  }
  return points;
}

std::vector<std::vector<double>> latin_hypercube(const Study& study) {
  const std::size_t size = study.design.size;
  std::vector<std::vector<double>> points(size);
  for (std::uint32_t f = 0; f < study.factors.size(); ++f) {
    // a random order of the slices: sorted by one random key each
    const Stream keys{study.seed, Draw::design_slice_order, f},
        places{study.seed, Draw::design_place_in_slice, f};
    std::vector<std::size_t> slices(size);
    std::iota(slices.begin(), slices.end(), std::size_t{0});
    std::ranges::sort(slices, {}, [&](std::size_t slice) { return std::pair(keys.uniform(slice), slice); });
    for (std::size_t i = 0; i < size; ++i) {
      const double u = (static_cast<double>(slices[i]) + places.uniform(i)) / static_cast<double>(size);
      points[i].push_back(value_at(study.factors[f], u));
    }
  }
  return points;
}

std::vector<std::vector<double>> sobol(const Study& study) {
  boost::random::sobol sequence(study.factors.size());
  std::vector<std::vector<double>> points(study.design.size);
  for (auto& point : points)
    for (const Factor& factor : study.factors)
      point.push_back(value_at(factor, static_cast<double>(sequence() >> 11) * 0x1.0p-53));
  return points;
}

}  // namespace

double value_at(const Factor& factor, double u) {
  if (factor.levels.empty()) return tidy(factor.low + u * (factor.high - factor.low));
  const auto count = factor.levels.size();
  return factor.levels[std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)))];
}

std::vector<std::vector<double>> design_points(const Study& study) {
  switch (study.design.kind) {
    case DesignKind::grid:
      return grid(study.factors);
    case DesignKind::latin_hypercube:
      return latin_hypercube(study);
    case DesignKind::sobol:
      return sobol(study);
    case DesignKind::points:
      return study.design.points;
  }
  return {};
}

std::uint64_t replication_seed(std::uint64_t study_seed, std::uint32_t replication) {
  const Stream stream{study_seed, Draw::replication_seed, 0};
  return static_cast<std::uint64_t>(stream.uniform(replication) * 0x1.0p52);
}

double tidy(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.12g", value);
  return std::strtod(text, nullptr);
}

}  // namespace fengsui
