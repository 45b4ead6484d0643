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

  // Null while nothing has been said of the enterprise.
  const WarningStep* at(EnterpriseId enterprise, Time time) const;
  Colour colour(EnterpriseId enterprise, Time time) const;
  const std::vector<WarningStep>& steps(EnterpriseId enterprise) const;

 private:
  std::vector<std::vector<WarningStep>> steps_;  // by enterprise, in order of time
};

}  // namespace fengsui::viz
