// Reads `enterprises`: what differs before the start, by enterprise. Throws InputError with the JSON pointer.
#pragma once

#include <vector>

#include "scenarios/overrides.h"
#include "sim/base/strict_json.h"

namespace fengsui {

std::vector<EnterpriseOverride> read_overrides(const JsonValue& value);

}  // namespace fengsui
