// What replications of splitting, or plain runs, say about a small probability.
#pragma once

#include <cstdint>
#include <vector>

namespace fengsui::study {

// A probability with its 95 % interval.
struct RareEstimate {
  double probability = 0.0;
  double low = 0.0, high = 1.0;
  double relative_error = 0.0;  // standard error over the probability; 0 when that is 0
  std::vector<double> shares;   // of the stages, mean over the replications that came so far
  std::uint32_t silent = 0;     // replications in which no attempt reached the event
};

// Of the shares of the stages of each replication, in order; a replication that died out has fewer of them.
// Mean and Student interval over replications, cut off at 0 and 1. When no replication reached the event, the
// interval is that of the first stage that nobody passed, times the shares before it: an honest "less than".
// At least two replications.
RareEstimate estimate_of(const std::vector<std::vector<double>>& shares, std::size_t levels);

// Of plain runs: Wilson's interval; with no hit the upper bound is 1 - 0.05^(1/n).
RareEstimate estimate_of(std::uint64_t hits, std::uint64_t runs);

}  // namespace fengsui::study
