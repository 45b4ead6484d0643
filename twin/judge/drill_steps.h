// The steps that offices had to take on cases, as a record tells them.
#pragma once

#include <optional>
#include <vector>

#include "twin/judge/drill_score.h"

namespace fengsui {

struct OfficeStep {
  CaseId case_id;
  Colour colour = Colour::none;  // the worst the case had
  DrillStepKind kind = DrillStepKind::acknowledge;
  OfficeId office;
  std::uint32_t level = 0;
  workflow::EquipmentSet equipment = 0;
  Time from{};
  std::optional<Time> done;  // by this office; clear: by anybody
};

// Acknowledge of every office that was told; verify, feedback and clear of those that work the case (the
// enterprise, or after an escalation); review of those that answered feedback.
std::vector<OfficeStep> office_steps(const Record& record);

bool has_part(const std::vector<OfficeStep>& steps, CaseId case_id, OfficeId office);

}  // namespace fengsui
