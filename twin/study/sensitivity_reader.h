// Reads the object "sensitivity" of a study file (docs/studies.md, "what matters").
#pragma once

#include <vector>

#include "sim/base/strict_json.h"
#include "twin/study/study.h"

namespace fengsui {

// `study` has "sensitivity". Throws InputError when keys stand beside it that it would ignore, when there are
// fewer than two factors or one that cannot move, and when there are too few trajectories, samples or
// replications for an interval.
Sensitivity sensitivity_of(const JsonObject& study, const std::vector<Factor>& factors);

}  // namespace fengsui
