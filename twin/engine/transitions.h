// The transitions of the alarm life cycle as the outside sees them: a state and what is announced in it.
//
// Inputs: alarms in the order in which they were said. Outputs: which of the table's transitions occurred.
// Throws nothing.
#pragma once

#include <compare>
#include <map>
#include <set>
#include <span>

#include "twin/engine/alarm.h"

namespace fengsui::engine {

struct Transition {
  AlarmState from = AlarmState::normal;
  AlarmEvent event = AlarmEvent::raised;

  friend auto operator<=>(const Transition&, const Transition&) = default;
};

// Every transition that the table of the life cycle announces.
std::set<Transition> all_transitions();

// Those that occurred.
std::set<Transition> transitions_of(std::span<const Alarm> alarms);

}  // namespace fengsui::engine
