// Which seat is meant by words such as "district", "city", "principal:Jingmei".
#pragma once

#include <string>
#include <vector>

#include "twin/session/live_session.h"

namespace fengsui::viz {

// `words` is ROLE or ROLE:PLACE. ROLE: safety_officer (or enterprise), principal, duty_officer, or the key of
// a level above the enterprise (district, city). PLACE: part of the seat's name, of the enterprise's or of
// the district's; without it the first such seat is taken. Throws InputError that lists what there is.
SeatId choose_seat(const std::string& words, const std::vector<live::SeatEntry>& seats, const Names& names);

}  // namespace fengsui::viz
