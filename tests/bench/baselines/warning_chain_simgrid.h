// The warning chain of README.md with SimGrid's actors: one per sensor, which sleeps from sample to sample,
// one per sensor for its disturbances, and one per case. One call per process: SimGrid's clock belongs to it.
#pragma once

#include "tests/bench/baselines/chain.h"

namespace fengsui::baselines {

ChainResult run_on_simgrid_actors(const Chain& chain);

}  // namespace fengsui::baselines
