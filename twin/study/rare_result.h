// What a study of a rare accident found: every replication of splitting stage by stage, some of the accidents
// with the way that led to each, and the plain runs beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/time.h"
#include "twin/study/rare_estimate.h"
#include "twin/study/rare_study.h"

namespace fengsui {

struct RareStage {
  std::uint32_t reached = 0;  // attempts that got through, of the study's effort
  std::uint64_t events = 0;   // simulated
};

// An accident that an attempt of the last stage came to.
struct RareAccident {
  Time time{};                          // when it happened
  std::vector<std::uint32_t> attempts;  // one for each stage: its luck, see study::Lineage
  std::vector<Time> reached;            // the latest event before each level was reached; last: the accident
};

struct RareReplication {
  std::uint32_t number = 0;
  std::vector<RareStage> stages;        // as far as any attempt got
  std::vector<RareAccident> accidents;  // the first hundred
};

// Kept of each replication. Every entrance to the last stage is used in turn, so the first ones are of all.
inline constexpr std::size_t most_rare_accidents = 100;

struct RareResult {
  std::vector<RareReplication> replications;                       // those that were completed, in order
  study::RareEstimate splitting;                                   // with at least two of them
  std::uint64_t plain_runs = 0, plain_hits = 0, plain_events = 0;  // of completed batches
  study::RareEstimate plain;                                       // with at least one run
  bool interrupted = false;
};

// Of each replication the shares of its first `stages` stages, fewer where it died out before.
std::vector<std::vector<double>> shares_of(const RareStudy& study, const RareResult& result,
                                           std::size_t stages);

// How probable it is to get to each level, the accident last, each with its interval; none with fewer than
// two replications.
std::vector<study::RareEstimate> estimates_by_level(const RareStudy& study, const RareResult& result);

// The share of the estimate that each kept accident of a replication stands for [1]: over all kept accidents
// they sum to the estimate. 0 where none was kept.
double weight_of(const RareStudy& study, const RareResult& result, const RareReplication& replication);

std::size_t accidents_kept(const RareResult& result);

std::uint64_t events_of(const RareReplication& replication);
std::uint64_t splitting_events(const RareResult& result);

// How many plain runs would know the probability as well as the splitting does, (1 - p) / (p e²); nothing
// when nothing was found or all replications agree.
std::optional<double> plain_runs_needed(const RareResult& result);

// The events of so many plain runs over the events that the splitting took: above 1 it was worth it.
// Nothing without plain runs.
std::optional<double> worth(const RareResult& result);

// Nothing reached the accident, or fewer than two replications were completed, or it was interrupted: what
// is known is an upper bound at most.
bool inconclusive(const RareResult& result);

}  // namespace fengsui
