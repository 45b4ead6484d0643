// The laws of every unit class by one name.
#pragma once

#include "sim/plant/scene.h"

namespace fengsui::plant {

// What each signal of a unit does from now on. Pure: the scene is all it sees.
void laws_of(UnitClass unit_class, const Scene& scene, std::span<Law> laws);

// The crossings that change a unit's own flags.
std::vector<Condition> conditions_of(UnitClass unit_class, std::span<const double> parameters);

}  // namespace fengsui::plant
