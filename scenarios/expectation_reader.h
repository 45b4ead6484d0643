// Reads `expect`: what a scenario promises about its run. Throws InputError with the JSON pointer.
#pragma once

#include <vector>

#include "scenarios/expectation.h"
#include "scenarios/scenario_event.h"
#include "sim/base/strict_json.h"
#include "sim/base/text.h"

namespace fengsui {

// `after` and `witness` must name one of `events`.
std::vector<Expectation> read_expectations(const JsonValue& value, const WallTime& start,
                                           const std::vector<ScenarioEvent>& events);

}  // namespace fengsui
