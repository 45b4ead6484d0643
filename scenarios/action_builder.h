// One scripted event with its names resolved: what the world is to do.
#pragma once

#include "scenarios/city_builder.h"

namespace fengsui {

// Throws InputError for a name that nothing has and for quantities of another dimension.
Action action_of(const ScenarioEvent& event, const ScenarioFiles& files, const BuiltCity& built);

}  // namespace fengsui
