// The events of a scenario in the order they happen, with the end of each "for" as an event of its own:
// a repair after a fault, link_up after link_down, and so on. After them what people in seats do, in the same
// order; at one instant it comes after everything else. Throws nothing.
#pragma once

#include <vector>

#include "scenarios/scenario.h"

namespace fengsui {

// Ends that fall after the scenario are left out. Ties keep the order in which the events are written.
std::vector<ScenarioEvent> script(const Scenario& scenario);

// What undoes an event at the end of its "for"; the kind itself where nothing does.
ActionKind end_of(ActionKind kind);

}  // namespace fengsui
