// The runs of `weak`: one without faults, and many with some, each in a process of its own.
#pragma once

#include <functional>

#include "twin/cli/options.h"
#include "twin/weak/effect.h"
#include "twin/weak/fault_place.h"

namespace fengsui {

class Progress;

// Runs the scenario as it is and writes its record. Throws InputError for bad input; otherwise says how the
// run ended, empty when it was finished.
std::string run_without_faults(const std::filesystem::path& scenario, const CommonOptions& options,
                               const std::filesystem::path& run_file);

struct WeakRuns {
  const CommonOptions* options;
  const ScenarioFiles* files;
  const Record* base;
  const weak::AlarmPath* path;
  const std::vector<weak::FaultPlace>* places;
  std::optional<Duration> lasting;
  int jobs = 1;

  // What was seen with each of these sets of faults, in their order; shorter when Ctrl-C was pressed.
  std::vector<weak::Seen> run(const std::vector<std::vector<weak::Injection>>& sets, const char* title) const;
};

}  // namespace fengsui
