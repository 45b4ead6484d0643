// The tables of a drill: how each seat did, and every step that it took or let pass.
#pragma once

#include "twin/report/report.h"
#include "twin/report/words.h"

namespace fengsui {

Json seat_table(const ReportInput& run, Language language);
Json drill_step_table(const ReportInput& run, Language language);

// Whether anybody sat at a seat in any of the runs.
bool any_seats(const std::vector<ReportInput>& runs);

}  // namespace fengsui
