// `tune` with several objectives.
#pragma once

#include "twin/cli/study_session.h"

namespace fengsui {

// Carries out the tuning, writes OUT/<id>_tuned.h5, .html, CSV files and inputs, and prints the front.
// Inconclusive: interrupted, or the front is less sure than was asked.
ExitCode tune_front(const StudyOptions& options, const Study& study);

}  // namespace fengsui
