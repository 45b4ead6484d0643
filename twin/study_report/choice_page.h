// The page of a tuning with one objective: what was chosen and what that promises, what it would change, how
// the points compare. HTML that needs no network; EXERCISE / TEST. Throws nothing.
#pragma once

#include <string>

#include "twin/study/study_file.h"
#include "twin/study/tune_run.h"

namespace fengsui {

// `result`: of the candidates' points, complete.
std::string render_choice_page(const StudyResult& result, const Candidates& candidates, const Tuned& found,
                               Language language);

}  // namespace fengsui
