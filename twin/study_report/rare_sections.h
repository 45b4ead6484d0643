// Sections of the page of a study of a rare accident, as HTML.
#pragma once

#include <string>

#include "twin/study_report/rare_page.h"

namespace fengsui {

// The number, and whatever makes it less than it looks.
std::string rare_answer(const RareStudy& study, const RareResult& result, const RareNames& names,
                        Language language);

// One row per level; empty with fewer than two replications.
std::string rare_stages_table(const RareStudy& study, const RareResult& result, Language language);

// The first accident of each of at most twenty replications, and how to look at it; empty when none was kept.
std::string rare_accidents_table(const RareStudy& study, const RareResult& result, Language language);

}  // namespace fengsui
