// How sure it is which of several simulated systems form the Pareto front, and where the next replications
// help most: greedily, in the spirit of MOCBA. An estimate, no guarantee.
//
// Replication r of every system has the same luck, so differences are judged by their own variance.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fengsui {

// `values[i][k][r]`: replication r of objective k of system i, smaller is better; at least two replications.
using FrontValues = std::vector<std::vector<std::vector<double>>>;

// The systems whose means no other dominates, in order.
std::vector<std::uint32_t> front_of(const FrontValues& values);

// Bonferroni's estimate of the probability that the front is wrong by more than the indifferences (one per
// objective): that one of it is dominated by that much, or that one outside is better than what dominates it.
double front_doubt(const FrontValues& values, std::span<const double> indifferences);

// How many more replications each system gets of `runs` in portions of `portion`: each portion goes where it
// lowers the doubt most. Nobody gets beyond `at_most` replications; what is left over is not given.
std::vector<std::size_t> front_allocation(const FrontValues& values, std::span<const double> indifferences,
                                          std::size_t runs, std::size_t portion, std::size_t at_most);

}  // namespace fengsui
