// The result in one look: how each run ended, in words, and what differs between the runs.
#pragma once

#include "twin/report/focus.h"
#include "twin/report/words.h"

namespace fengsui {

// "Accident 92 s after the fault: steam explosion, 5 people exposed. No alarm, no warning."
std::string result_sentence(const ReportInput& run, const Focus& focus, Language language);

// The key times of one run as pairs of name and value.
Json highlights(const ReportInput& run, const Focus& focus, Language language);

// The table of differences, every run beside the first; null for a single run.
Json comparison(const std::vector<ReportInput>& runs, const std::vector<Focus>& focus, Language language);

}  // namespace fengsui
