// Reads the object "sensitivity" of a study file (docs/studies.md).
#pragma once

#include <vector>

#include "sim/base/strict_json.h"
#include "twin/study/study.h"

namespace fengsui {

// Throws InputError when `study` has none, when a factor has a list of values instead of bounds, and when
// there are too few trajectories, samples or replications for an interval.
Sensitivity sensitivity_of(const JsonObject& study, const std::vector<Factor>& factors);

}  // namespace fengsui
