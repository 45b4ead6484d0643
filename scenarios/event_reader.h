// Reads `events`: the script of a scenario. Throws InputError with the JSON pointer.
#pragma once

#include <vector>

#include "scenarios/scenario_event.h"
#include "sim/base/strict_json.h"
#include "sim/base/text.h"

namespace fengsui {

// Events must lie within the scenario's `duration`, and ids must differ.
std::vector<ScenarioEvent> read_events(const JsonValue& value, const WallTime& start, Duration duration);

}  // namespace fengsui
