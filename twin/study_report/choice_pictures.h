// The points of a tuning as a picture: SVG that stands in a page.
#pragma once

#include <string>
#include <vector>

#include "twin/study/study_file.h"
#include "twin/study/tune_run.h"

namespace fengsui {

// How a point stands at the end of a choice.
enum class Standing : std::uint8_t { chosen, open, no_better, breaks_a_limit };
Standing standing_of(const Choice& choice, std::uint32_t point);

// Mean of a response over the replications that a point was chosen by, without the fresh ones.
Estimate chosen_by(const StudyResult& result, std::uint32_t point, std::size_t response);

// The points, the best mean of the goal first; those without a value last.
std::vector<std::uint32_t> in_order_of_goal(const StudyResult& result);

// Mean and interval of the goal, of the best thirty points and today's.
std::string choice_picture(const StudyResult& result, const Candidates& candidates, const Tuned& found,
                           Language language);

}  // namespace fengsui
