// What the report looks at: the one fault that matters most, in every run, and the stretch of time around it.
#pragma once

#include <vector>

#include "twin/report/report.h"

namespace fengsui {

struct Focus {
  const Detection* detection = nullptr;  // none: no fault that can cause an accident
  UnitId unit;
  EnterpriseId enterprise;
  Time onset{};        // start of the run when nothing failed
  bool found = false;  // whether anything failed at all
};

// One per run. The fault with an accident goes first, then one that came close, then an injected one; the
// other runs look at the same fault of the same unit.
std::vector<Focus> choose_focus(const std::vector<ReportInput>& runs);

// Seconds since the onset.
double since_onset(const Focus& focus, Time time);

// Seconds since the onset from just before the fault until it was decided and first answered, in all runs.
struct Stretch {
  double from_s = 0.0, to_s = 0.0;
};
Stretch decisive_stretch(const std::vector<ReportInput>& runs, const std::vector<Focus>& focus);

}  // namespace fengsui
