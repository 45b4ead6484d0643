// Which pairs of faults are tried together: a covering array of strength 2 over the first place, the second
// place, how each breaks and when, so that every two of these six meet in some run. Not every pair of faults
// with every pair of moments: that would be thousands of times as many.
#pragma once

#include "twin/study/covering_array.h"
#include "twin/weak/fault_place.h"

namespace fengsui::weak {

struct PairPlan {
  std::vector<std::pair<Injection, Injection>> pairs;  // those that cover most first
  ArrayCoverage coverage;
  std::vector<std::size_t> covered;  // by the first pair, the first two, …

  std::size_t covered_by(std::size_t first) const { return first == 0 ? 0 : covered[first - 1]; }
};

// `usable`: whether a fault alone leaves something to find; those that silence alone are left out. `most`:
// pairs.
PairPlan plan_pairs(const std::vector<FaultPlace>& places, std::size_t moments,
                    const std::function<bool(const Injection&)>& usable, std::size_t most,
                    std::uint64_t seed);

}  // namespace fengsui::weak
