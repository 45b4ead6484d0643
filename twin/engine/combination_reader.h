// The conditions that look at several points of a unit, all of them as a formula:
//
//   deviation    {"from": "TAG"} or {"set_point": …}: the size of here - there
//   mismatch     {"with": "TAG", "opposite": true}: two states that should be equal, or opposite, are not
//   vote         {"over": …, "of": ["a >= 5", …], "at_least": 2}: how many of the conditions hold
//   expression   {"over": …, "formula": "in - out", "measure": "m3/h"}: the formula itself; without a limit
//                it is a condition that holds or does not
//
// "over" gives the formula's names: {"in": {"point": "DW_FT_IN", "measure": "m3/h"}}. Formulas refer to
// points only, never to each other: there are no cycles. Throws InputError with the JSON pointer.
#pragma once

#include <span>
#include <string_view>

#include "sim/base/strict_json.h"
#include "twin/engine/rules.h"
#include "twin/engine/sourced_numbers.h"

namespace fengsui::engine {

bool is_combination(AlarmCondition condition);

// The keys that such a condition has for its formula.
std::span<const std::string_view> combination_keys(AlarmCondition condition);

// `measure`: of the point rule. For a vote, `at_least` becomes the rule's limit.
void read_combination(const JsonObject& object, const std::string& measure, const SourcedNumbers& numbers,
                      AlarmRule& rule);

}  // namespace fengsui::engine
