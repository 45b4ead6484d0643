// The points of a study's design: one value per factor each.
#pragma once

#include <cstdint>
#include <vector>

#include "twin/study/study.h"

namespace fengsui {

inline constexpr std::size_t most_points = 100'000;

// Grid: every combination of levels, the last factor changing fastest. Latin hypercube: each of n equal
// slices of every factor is used once, drawn with the study's seed. Sobol: the first n points of the
// sequence. Not of a sensitivity analysis (twin/study/sensitivity_design.h).
std::vector<std::vector<double>> design_points(const Study& study);

// What stands at the share `u` in [0, 1) of the factor's range; of its values each has an equal part.
double value_at(const Factor& factor, double u);

// The seed of a replication: the same at every point of the design (common random numbers). Below 2^52, so
// that it is exact in every file format.
std::uint64_t replication_seed(std::uint64_t study_seed, std::uint32_t replication);

// The number with at most 12 significant digits, so that 0.1 + 0.2 is written as 0.3.
double tidy(double value);

}  // namespace fengsui
