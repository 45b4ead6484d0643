// The bar charts: alarms over time against the flood limit, how busy the offices were, how much the gateways
// delivered.
#pragma once

#include "twin/report/report.h"
#include "twin/report/words.h"

namespace fengsui {

Json alarm_load_bars(const std::vector<ReportInput>& runs, Language language);
Json office_bars(const std::vector<ReportInput>& runs, Language language);
Json gateway_bars(const std::vector<ReportInput>& runs, Language language);

}  // namespace fengsui
