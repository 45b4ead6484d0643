// The warning chain of README.md out of Fengsui's own rooms: sensors (sim/signal), the reference engine
// (twin/engine) and the workflow (sim/workflow), on one agenda. Nothing but the disturbances is written for
// it.
#pragma once

#include "sim/signal/sampling.h"
#include "tests/bench/baselines/chain.h"

namespace fengsui::baselines {

ChainResult run_on_fengsui(const Chain& chain, SensingSpec::Mode mode);

}  // namespace fengsui::baselines
