// The report: one HTML file about one run, or about runs compared. It opens from a file, without a network.
//
// Deterministic: the same records give the same bytes. Names from user files are only ever shown as text.
// Throws nothing; what a record does not hold is shown as an empty state in words.
#pragma once

#include <string>
#include <vector>

#include "twin/judge/drill_score.h"
#include "twin/judge/judgement.h"
#include "twin/record/record.h"

namespace fengsui {

struct ReportInput {
  const Record* record = nullptr;        // outlives the call
  const Judgement* judgement = nullptr;  // of that record
  std::string label;                     // "as it happened"
  const DrillScore* drill = nullptr;     // of people at seats; none: the section is left out
};

// At least one run; several are aligned at the onset of the fault and compared with the first.
std::string render_report(const std::vector<ReportInput>& runs, Language language);

}  // namespace fengsui
