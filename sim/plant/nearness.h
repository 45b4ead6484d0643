// How near a plant is to an accident, for studies of rare events.
//
// In:  the signal that decides on an accident and the level at which it happens, both known to the simulator
// alone. Out: the share of the way from nothing to that level [1]: aluminium in the water over the mass that
// will explode, 1 at the
//      accident. Of a signal that falls to its level, only 0 or 1. Throws nothing.
#pragma once

#include "sim/plant/plant_spec.h"
#include "sim/plant/plant_state.h"

namespace fengsui::plant {

// Of the nearest unit of the class, if nothing happens up to `time`.
double nearness(const PlantSpec& spec, const PlantState& state, UnitClass unit_class, std::size_t accident,
                Time time);

}  // namespace fengsui::plant
