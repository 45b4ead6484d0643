// A study of a rare accident on all cores: splitting, and plain runs beside it.
#pragma once

#include <functional>

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
  std::filesystem::path home;
  unsigned threads = 1;
  std::function<bool()> stop;
  std::function<void(double share, const std::string& what)> progress;
};

// The same for any number of threads. Throws InputError.
RareResult run_rare(const RareStudy& study, const RareSettings& settings);

}  // namespace fengsui
