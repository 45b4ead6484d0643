// Reads a scenario file, format version 1 (docs/file-formats.md, data/schemas/scenario.schema.json).
//
// Strict: unknown keys, wrong units, times outside the scenario and references to events that do not exist
// are InputErrors with the JSON pointer. Names of enterprises, units and the like are left to whoever knows
// them.
#pragma once

#include <string_view>

#include "scenarios/scenario.h"

namespace fengsui {

Scenario read_scenario(std::string_view text, const std::string& file);

}  // namespace fengsui
