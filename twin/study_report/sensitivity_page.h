// The report of a sensitivity analysis: one HTML file, in the style of the report of a study. Deterministic:
// the same result gives the same bytes. Names from user files are only ever shown as text.
#pragma once

#include <string>

#include "twin/study/sensitivity_findings.h"

namespace fengsui {

std::string render_sensitivity_page(const StudyResult& result, const SensitivityFindings& findings,
                                    Language language);

}  // namespace fengsui
