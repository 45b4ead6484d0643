// Ranking and selection: which of several simulated systems has the smallest mean, and how sure that is.
//
// KN (Kim and Nelson): systems are compared pair by pair after every replication and dropped when clearly
// worse. With probability 1 - alpha the last one is the best, whenever the best is better than all others by
// `indifference`; valid for normal values, also under common random numbers. Rinott: one second stage whose
// size is known after the first. OCBA: no guarantee, but the best use of a budget.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fengsui {

struct KnConstants {
  double eta = 0.0, h_squared = 0.0;
};

// alpha in (0, 1), at least two systems, at least two replications before the first comparison.
KnConstants kn_constants(double alpha, std::size_t systems, std::size_t first);

struct KnRule {
  double alpha = 0.05;
  double indifference = 1.0;  // [unit of the values], above 0
  std::size_t first = 10;     // replications before the first comparison
};

struct KnScreening {
  std::vector<std::uint32_t> survivors;  // in order
  std::size_t replications = 0;          // that were looked at, of each survivor
};

// Goes through the replications from the first comparison on, as far as every survivor has them.
// `values[i][r]`: replication r of system i. Smaller is better.
KnScreening kn_screen(const std::vector<std::vector<double>>& values, const KnRule& rule);

// Rinott's h: system i needs max(first, ceil((h S_i / indifference)^2)) replications.
double rinott_constant(std::size_t systems, std::size_t first, double probability);

// The share of a budget for each system (sum 1), given means and deviations found so far. Smaller is better;
// every deviation above 0, and one mean below all others.
std::vector<double> ocba_shares(std::span<const double> means, std::span<const double> deviations);

// Bonferroni's lower bound of the probability that the smallest mean found is the smallest, for systems with
// these true means and deviations and so many replications each.
double selection_bound(std::span<const double> means, std::span<const double> deviations,
                       std::span<const double> replications);

}  // namespace fengsui
