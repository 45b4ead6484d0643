// Whether an action that comes from a screen can be done in this city.
#pragma once

#include <optional>

#include "sim/world.h"
#include "twin/record/label.h"

namespace fengsui::live {

// Fills in what follows from the rest (the enterprise and gateway of a unit).
Action completed(const City& city, Action action);

// Why an injection cannot be done, in words; nothing when it can. Every index is within its table and every
// number within its range afterwards.
std::optional<Label> why_not(const City& city, const Action& action);

}  // namespace fengsui::live
