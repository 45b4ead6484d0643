// The graded warning of each enterprise at any time of a run.
#pragma once

#include <array>
#include <vector>

#include "twin/record/record.h"

namespace fengsui::viz {

// From `since` on, an enterprise is under this warning; Colour::none: under no warning.
struct WarningStep {
  Time since{};  // when the platform heard
  Colour colour = Colour::none;
  WarningId id;
  std::uint32_t entry = 0;  // in the record's warnings
};

class WarningBook {
 public:
  WarningBook() = default;
  explicit WarningBook(const Record& record);

  // Takes in what has been added to the record since the last time.
  void grow(const Record& record);

  // Null while nothing has been said of the enterprise.
  const WarningStep* at(EnterpriseId enterprise, Time time) const;
  Colour colour(EnterpriseId enterprise, Time time) const;
  const std::vector<WarningStep>& steps(EnterpriseId enterprise) const;

 private:
  void take(const Record& record, Time heard);

  std::vector<std::vector<WarningStep>> steps_;  // by enterprise, in order of time
  std::size_t entries_seen_ = 0;
  std::uint32_t warnings_seen_ = 0;
};

}  // namespace fengsui::viz
