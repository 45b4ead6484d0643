// The seats of a city, and what the person at one sees and may do.
#pragma once

#include <vector>

#include "sim/world.h"
#include "twin/record/names.h"
#include "twin/session/live_session.h"
#include "twin/session/live_status.h"

namespace fengsui::live {

// "Minhang district duty officer", "闵行区值班员".
Label seat_name(const Names& names, SeatId seat);

std::vector<SeatEntry> seats_of(const City& city, const Names& names);

// The seats that are taken, with their open cases.
std::vector<SeatView> seat_views(const City& city, const World& world, const Names& names);

}  // namespace fengsui::live
