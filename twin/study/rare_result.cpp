#include "twin/study/rare_result.h"

#include <algorithm>

namespace fengsui {

std::vector<std::vector<double>> shares_of(const RareStudy& study, const RareResult& result,
                                           std::size_t stages) {
  std::vector<std::vector<double>> shares;
  for (const RareReplication& replication : result.replications) {
    std::vector<double>& own = shares.emplace_back();
    for (std::size_t stage = 0; stage < std::min(stages, replication.stages.size()); ++stage)
      own.push_back(static_cast<double>(replication.stages[stage].reached) / study.effort);
  }
  return shares;
}

std::vector<study::RareEstimate> estimates_by_level(const RareStudy& study, const RareResult& result) {
  std::vector<study::RareEstimate> estimates;
  if (result.replications.size() < 2) return estimates;
  for (std::size_t stages = 1; stages <= study.levels.size() + 1; ++stages)
    estimates.push_back(study::estimate_of(shares_of(study, result, stages), stages));
  return estimates;
}

double weight_of(const RareStudy& study, const RareResult& result, const RareReplication& replication) {
  if (replication.accidents.empty()) return 0.0;
  double probability = 1.0;
  for (const RareStage& stage : replication.stages)
    probability *= static_cast<double>(stage.reached) / study.effort;
  return probability / static_cast<double>(replication.accidents.size()) /
         static_cast<double>(result.replications.size());
}

std::size_t accidents_kept(const RareResult& result) {
  std::size_t kept = 0;
  for (const RareReplication& replication : result.replications) kept += replication.accidents.size();
  return kept;
}

std::uint64_t events_of(const RareReplication& replication) {
  std::uint64_t events = 0;
  for (const RareStage& stage : replication.stages) events += stage.events;
  return events;
}

std::uint64_t splitting_events(const RareResult& result) {
  std::uint64_t events = 0;
  for (const RareReplication& replication : result.replications) events += events_of(replication);
  return events;
}

std::optional<double> plain_runs_needed(const RareResult& result) {
  const double p = result.splitting.probability, error = result.splitting.relative_error;
  if (inconclusive(result) || error <= 0.0) return {};
  return (1.0 - p) / (p * error * error);
}

std::optional<double> worth(const RareResult& result) {
  const std::optional<double> runs = plain_runs_needed(result);
  const std::uint64_t spent = splitting_events(result);
  if (!runs || result.plain_runs == 0 || spent == 0) return {};
  const double each = static_cast<double>(result.plain_events) / static_cast<double>(result.plain_runs);
  return *runs * each / static_cast<double>(spent);
}

bool inconclusive(const RareResult& result) {
  return result.interrupted || result.replications.size() < 2 || result.splitting.probability <= 0.0;
}

}  // namespace fengsui
