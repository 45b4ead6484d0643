// The tables of the judgement: expectations, faults and their witnesses, detections, numbers, cases.
#pragma once

#include "twin/report/report.h"
#include "twin/report/words.h"

namespace fengsui {

Json expectation_table(const ReportInput& run, Language language);
Json fault_table(const ReportInput& run, Language language);
Json detection_table(const ReportInput& run, Language language);
Json case_table(const ReportInput& run, Language language);
Json colour_level_table(const ReportInput& run, Language language);

// One column of values per run.
Json kpi_table(const std::vector<ReportInput>& runs, Language language);

}  // namespace fengsui
