// The score sheet by colour of the warning and level of the workflow: "clear_time_red",
// "clear_time_red_city".
//
// Every colour and level of the policy has its rows, whether it occurred or not, so that a study knows what
// it can ask for before the first run. Of a judgement that is complete but for its KPIs.
//
//   cases_C, cases_C_L                      cases whose worst colour is C; of those, the level L was involved
//   lead_time_C [s]                         first warning to accident, where C was the worst warning
//   lead_time_C_L [s]                       told at L to accident, see ColourLevelScore::lead
//   acknowledge_time_C [s], _C_L            opened (L: involved) to acknowledged
//   feedback_time_C [s], _C_L               opened (L: involved) to feedback
//   clear_time_C [s], _C_L                  opened to cleared; L: of cases that came no higher
//   overdue_C, overdue_C_L                  clocks that expired (at L)
//   escalations_C, escalations_C_L          escalations (L: to this level)
#pragma once

#include <vector>

#include "twin/judge/kpis.h"

namespace fengsui {

// Worst colour first; of one colour the whole first, then its levels, lowest first.
std::vector<Kpi> colour_sheet(const Record& record, const Judgement& judgement);

}  // namespace fengsui
