// Search for a Pareto front: which values of some variables cannot be improved in one objective without loss
// in another. NSGA-II of pagmo2, which stays behind this header.
//
// Inputs: bounded variables, first points, a function that judges many points at once. Deterministic: the
// same seed and the same answers give the same points in the same order. Every objective is to be small.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fengsui {

struct SearchVariable {
  double low = 0.0, high = 1.0;  // both may be taken; low below or equal to high
  bool whole = false;            // whole numbers only
};

using SearchPoints = std::vector<std::vector<double>>;

// The objectives of each point, in order; nothing: not known yet, the search ends here.
using JudgePoints = std::function<std::optional<SearchPoints>(const SearchPoints& points)>;

struct SearchRule {
  std::uint32_t generations = 1;
  std::uint32_t seed = 1;
  std::size_t objectives = 2;
};

struct SearchOutcome {
  bool complete = false;    // false: `judge` did not know
  SearchPoints population;  // the last one
};

// `first`: as many points as every generation has, a multiple of 4 and at least 8. Throws whatever `judge`
// throws.
SearchOutcome search_front(const std::vector<SearchVariable>& variables, const SearchPoints& first,
                           const SearchRule& rule, const JudgePoints& judge);

// What the points dominate of the space below `reference`, worse than which nothing counts; 0 without a
// point inside.
double hypervolume(const SearchPoints& objectives, const std::vector<double>& reference);

// Which points no other dominates: none is at least as good in every objective and better in one. In order.
std::vector<std::uint32_t> not_dominated(const SearchPoints& objectives);

// "pagmo 2.18": another version may search differently.
std::string search_version();

}  // namespace fengsui
