// The warning chain of README.md in SimPy, run by a Python that has it.
#pragma once

#include <stdexcept>

#include "tests/bench/baselines/chain.h"

namespace fengsui::baselines {

class SimPyMissing : public std::runtime_error {
 public:
  SimPyMissing() : std::runtime_error("no Python with SimPy; install Debian's package python3-simpy3") {}
};

enum class Sampling { process_per_sensor, one_clock };

// Of `chain` only hours, seed and quiet_more_mean_s may differ from warning_chain.json. Throws SimPyMissing,
// and std::runtime_error when the model fails.
ChainResult run_on_simpy(const Chain& chain, Sampling sampling);

}  // namespace fengsui::baselines
