// A study of a rare accident by a crew: splitting, and plain runs beside it.
#pragma once

#include <functional>

#include "scenarios/files.h"
#include "twin/cluster/crew.h"
#include "twin/study/rare_result.h"

namespace fengsui {

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
