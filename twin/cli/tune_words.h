// What a tuning found, in words on the terminal.
#pragma once

#include "twin/cli/output.h"
#include "twin/study/front_run.h"
#include "twin/study/study_file.h"
#include "twin/study/tune_run.h"

namespace fengsui {

// What was chosen, by which method, and what that promises.
void print_choice(const Study& study, const Candidates& candidates, const Tuned& found, Language language);
// Which points keep each limit.
void print_limits(const Study& study, const Candidates& candidates, const Tuned& found, Language language);
// The values of a point, each beside today's.
void print_values(const Study& study, const std::vector<double>& point, Language language);
// What fresh luck says of the choice.
void print_gain(const Study& study, const Tuned& found, Language language);

// The front, and of the recommended point what print_values and print_gain say.
void print_front(const StudyResult& result, const Front& front, Language language);

}  // namespace fengsui
