// A study of a rare accident by a crew: splitting, and plain runs beside it.
#pragma once

#include <functional>

#include "scenarios/files.h"
#include "twin/cluster/crew.h"
#include "twin/study/rare_estimate.h"
#include "twin/study/rare_study.h"

namespace fengsui {

struct RareResult {
  std::vector<std::vector<double>> shares;  // of the stages, of each replication that was completed, in order
  study::RareEstimate splitting;            // with at least two replications
  std::uint64_t plain_runs = 0, plain_hits = 0;  // completed ones
  study::RareEstimate plain;                     // with at least one run
  bool interrupted = false;
};

struct RareSettings {
  std::vector<InputFile> inputs;  // of the scenario
  cluster::Crew* crew = nullptr;  // whose work is rare_work
  std::function<bool()> stop;
  std::function<void(double share, const std::string& what)> progress;
};

// One replication or one batch of plain runs. Throws InputError.
cluster::Work rare_work(const std::string& task);

// The same for any crew. Throws InputError, also when a piece crashes: an estimate without it would be
// biased.
RareResult run_rare(const RareStudy& study, const RareSettings& settings);

}  // namespace fengsui
