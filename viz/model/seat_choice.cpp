#include "viz/model/seat_choice.h"

#include <algorithm>

#include "sim/base/error.h"
#include "viz/model/search.h"

namespace fengsui::viz {

namespace {

std::string level_key(const live::SeatEntry& seat, const Names& names) {
  return seat.level < names.levels.size() ? names.levels[seat.level].key : "";
}

bool has_role(const live::SeatEntry& seat, const std::string& role, const Names& names) {
  if (workflow::seat_role_words()[static_cast<std::size_t>(seat.seat.role)].key == role) return true;
  if (seat.level == 0) return role == level_key(seat, names) && seat.seat.role == SeatRole::safety_officer;
  return role == level_key(seat, names);
}

bool is_at(const live::SeatEntry& seat, const std::string& place, const Names& names) {
  std::string words = seat.name.english + " " + seat.name.chinese;
  if (seat.enterprise.index < names.enterprises.size())
    words += " " + names.enterprises[seat.enterprise.index].name;
  if (seat.level > 0 && seat.district.index < names.districts.size())
    words += " " + names.districts[seat.district.index].english + " " +
             names.districts[seat.district.index].chinese;
  return contains_words(words, place);
}

}  // namespace

SeatId choose_seat(const std::string& words, const std::vector<live::SeatEntry>& seats, const Names& names) {
  const std::size_t colon = words.find(':');
  const std::string role = words.substr(0, colon);
  const std::string place = colon == std::string::npos ? "" : words.substr(colon + 1);
  std::string roles, places;
  const auto list = [](std::string& all, const std::string& one, std::size_t most) {
    if (!one.empty() && all.find(one) == std::string::npos && all.size() < most)
      all += (all.empty() ? "" : ", ") + one;
  };
  for (const live::SeatEntry& seat : seats) {
    list(roles, std::string(workflow::seat_role_words()[static_cast<std::size_t>(seat.seat.role)].key), 400);
    list(roles, level_key(seat, names), 400);
    if (!has_role(seat, role, names)) continue;
    if (is_at(seat, place, names)) return seat.seat;
    list(places, seat.name.english, 300);
  }
  throw InputError("--seat", "", "\"" + words + "\"",
                   places.empty() ? "ROLE or ROLE:PLACE, ROLE one of " + roles
                                  : "a place of that role, such as " + places);
}

}  // namespace fengsui::viz
