// The phase of each unit at any time of a run.
#pragma once

#include <optional>
#include <vector>

#include "twin/record/record.h"

namespace fengsui::viz {

class PhaseBook {
 public:
  PhaseBook() = default;
  explicit PhaseBook(const Record& record);

  // Takes in what has been added to the record since the last time.
  void grow(const Record& record);

  // Index into the phases of the unit's class; nothing before its first phase.
  std::optional<std::uint32_t> at(UnitId unit, Time time) const;

 private:
  std::vector<std::vector<std::pair<Time, std::uint32_t>>> phases_;  // by unit, in order of time
  std::size_t entries_seen_ = 0;
};

}  // namespace fengsui::viz
