// A few minutes at all points of the kit: excursions long and short, noise, and things that happen at once.
#pragma once

#include <vector>

#include "sim/port/messages.h"

namespace fengsui::conform {

inline constexpr double standard_end_s = 300.0;

// In the order of their stamps, each stamp of a point once.
std::vector<Reading> standard_readings();

}  // namespace fengsui::conform
