// How people at seats did, out of the record of a drill: their acts, and the clocks of their office while
// they sat there, next to the simulated officers of the same level in the same run.
//
// A clock counts once it was stopped or its limit was reached; at exactly the limit it is late.
#pragma once

#include <optional>
#include <vector>

#include "sim/workflow/seat.h"
#include "viz/model/case_book.h"

namespace fengsui::viz {

// Clocks that were stopped before their limit, or not.
struct ClockCount {
  std::size_t in_time = 0, late = 0;
  std::size_t signed_cases = 0;
  Duration signing{};  // of all signed cases together

  std::optional<Duration> mean_signing() const {
    if (signed_cases == 0) return {};
    return signing / static_cast<Duration::rep>(signed_cases);
  }
};

struct SeatScore {
  SeatId seat;
  std::uint32_t level = 0;
  std::size_t acts = 0, refused = 0, notes = 0;
  ClockCount own;        // of the office, while the seat was taken
  ClockCount simulated;  // of the same level, wherever and whenever nobody sat
};

// One row per seat that was taken, in the order of taking.
std::vector<SeatScore> score_seats(const Record& record, const Policy* policy);

}  // namespace fengsui::viz
