// Ranking and selection when some means have limits to keep: which system has the smallest mean of those that
// keep them, and how sure that is.
//
// Feasibility is decided for every system and limit as KN decides between a system and a constant, with the
// tolerance of the limit as indifference (Andradóttir and Kim). A system leaves when a limit is found broken,
// or when KN has found it worse than another that is found to keep all limits. Each pair is decided once,
// at the first replication that shows a difference, whether or not the better one is known to keep its limits
// by then. Half of alpha is spent on the limits, half on the comparisons (Bonferroni), so that with
// probability 1 - alpha: the last one keeps every limit to within its tolerance, and none of those that keep
// every limit by its tolerance or more is better by the indifference.
#pragma once

#include <cstdint>
#include <vector>

#include "twin/study/selection.h"

namespace fengsui {

enum class Feasibility : std::uint8_t { undecided, kept, broken };

// How far the values of each system lie beyond a limit: means above 0 break it. `excess[i][r]`.
struct LimitedValues {
  std::vector<std::vector<double>> excess;
  double tolerance = 1.0;  // above 0
};

struct FeasibleScreening {
  std::vector<std::uint32_t> survivors;               // in order; none: every system breaks some limit
  std::vector<std::vector<Feasibility>> feasibility;  // by limit and system, when it left or now
  std::size_t replications = 0;                       // that were looked at, of each survivor

  // Whether the system is found to keep every limit.
  bool keeps_all(std::uint32_t system) const;
  // One is left, and it keeps every limit; or none is.
  bool decided() const;
};

// `values[i][r]`: replication r of system i. Smaller is better. Goes as far as every survivor has values.
FeasibleScreening kn_screen_feasible(const std::vector<std::vector<double>>& values,
                                     const std::vector<LimitedValues>& limits, const KnRule& rule);

}  // namespace fengsui
