// Covering arrays: few rows in which every combination of values of any `strength` factors occurs.
//
// Inputs: how many levels each factor has, a strength, rules about what cannot be together, a seed. Output:
// rows, and how many tuples (combinations of levels of `strength` factors) they cover of how many that the
// rules allow. A tuple that no whole row could hold is excluded, not missed. Greedy, one row at a time, the
// best of many candidates (AETG, Cohen et al. 1997); small arrays are then made shorter by tabu search. No
// promise of the fewest rows, but the same rows for the same seed everywhere. Cost grows with levels^strength
// of the biggest factors. Throws nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace fengsui {

using Levels = std::vector<std::size_t>;  // of each factor, at least 1
using ArrayRow = std::vector<std::uint32_t>;
inline constexpr std::uint32_t undecided = std::numeric_limits<std::uint32_t>::max();

// Whether a row, or the decided part of one, breaks no rule. What a part breaks, every row with it breaks.
using RowAllowed = std::function<bool(const ArrayRow& row)>;

struct ArrayCoverage {
  std::size_t covered = 0;
  std::size_t possible = 0;  // the denominator: tuples that some allowed row holds
  std::size_t excluded = 0;  // by the rules

  double share() const {
    return possible == 0 ? 1.0 : static_cast<double>(covered) / static_cast<double>(possible);
  }
};

struct CoveringArray {
  std::vector<ArrayRow> rows;
  ArrayCoverage coverage;
  std::vector<std::size_t> covered_after;  // by the first row, the first two, …
};

struct ArrayRequest {
  Levels levels;
  std::size_t strength = 2;  // 1 to the number of factors
  std::uint64_t seed = 1;
  RowAllowed allowed = {};  // absent: everything
  std::size_t most_rows = std::numeric_limits<std::size_t>::max();
  std::size_t candidates = 50;  // per row; more give fewer rows
};

// The best rows first: cut off anywhere, what is left covers most of what so many rows of it can.
CoveringArray covering_array(const ArrayRequest& request);

// What any rows cover. An independent count: it looks at rows only and knows nothing of how they were made.
// Rows that are too short, out of range, undecided anywhere or not allowed count for nothing.
ArrayCoverage coverage_of(const std::vector<ArrayRow>& rows, const Levels& levels, std::size_t strength,
                          const RowAllowed& allowed = {});

// So many rows, each level as likely as any other, of those that are allowed. To compare with.
std::vector<ArrayRow> random_rows(const Levels& levels, std::size_t count, std::uint64_t seed,
                                  const RowAllowed& allowed = {});

}  // namespace fengsui
