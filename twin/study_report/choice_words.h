// What a choice among the points of a design says and promises, in words for the terminal and the page.
// Throws nothing.
#pragma once

#include <string>

#include "twin/study/choice.h"
#include "twin/study/estimate.h"
#include "twin/study/study.h"

namespace fengsui {

// What was chosen of so many points, by which method, and what that promises. Plain text, one sentence or
// two; of a study with a tuning.
std::string choice_words(const Study& study, std::size_t points, const Choice& choice, Language language);

// "at most 0.5 h"
std::string limit_words(const Constraint& constraint, const StudyResponse& response, Language language);

// "12.3 ± 0.4 min", in the unit that people are told.
std::string interval_words(const Estimate& estimate, const std::string& unit);

}  // namespace fengsui
