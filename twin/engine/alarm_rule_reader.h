// One alarm of a rule file: /points/TAG/alarms/CONDITION.
//
// Each condition has its own keys; a key that would have no effect is an error. Throws InputError with the
// JSON pointer.
#pragma once

#include <string>

#include "sim/base/strict_json.h"
#include "twin/engine/rules.h"
#include "twin/engine/sourced_numbers.h"

namespace fengsui::engine {

// Starting values of one kind of signal: operator alarms and trip-level alarms differ in their on-delay.
struct SignalKind {
  Duration on_delay{}, trip_on_delay{}, off_delay{};
  double deadband_of_span = 0.0;
};

bool is_limit(AlarmCondition condition);

// `measure`: of the point rule.
AlarmRule read_alarm_rule(AlarmCondition condition, const JsonValue& value, const std::string& measure,
                          const SignalKind& kind, const SourcedNumbers& numbers);

// A whole number in [low, 1e6].
std::uint32_t read_whole_number(const JsonValue& value, const SourcedNumbers& numbers, double low);

}  // namespace fengsui::engine
