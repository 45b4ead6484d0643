// What happened in one run and not, or at another time, or with another value, in the other.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "twin/record/record.h"

namespace fengsui {

// One thing that happened: where it stands in the log of each record; absent: it did not happen there.
struct Consequence {
  std::optional<std::size_t> a, b;
  Time time{};  // the earlier of both
};

// In order of time. Entries that say the same at the same time are no consequence; of the rest, the n-th of
// one run is held against the n-th of the other that says the same of the same things. Alarms and warnings
// are known by where they are, not by their numbers.
std::vector<Consequence> consequences(const Record& a, const Record& b);

}  // namespace fengsui
