// The part of a rule file that grades enterprises.
#pragma once

#include "twin/engine/rules.h"
#include "twin/engine/sourced_numbers.h"

namespace fengsui::engine {

// Throws InputError with the JSON pointer: weights that do not sum to 1, colours or durations out of order.
RiskRules read_risk_rules(const JsonValue& value, const SourcedNumbers& numbers);

}  // namespace fengsui::engine
