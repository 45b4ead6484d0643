// Where two runs begin to tell different stories.
#pragma once

#include <optional>

#include "twin/record/record.h"

namespace fengsui::viz {

struct Divergence {
  Time time{};                      // of the earlier of the two entries that differ
  std::size_t left = 0, right = 0;  // their positions in the logs; the size of a log that has ended
};

// Compares entries of at least this severity by their words; nothing when the stories are the same.
std::optional<Divergence> first_difference(const Record& left, const Record& right, Severity at_least);

}  // namespace fengsui::viz
