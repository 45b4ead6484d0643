// The pictures of a tuning with several objectives. Each is SVG, ready for the page.
#pragma once

#include <string>

#include "twin/study/front_run.h"
#include "twin/study/study_file.h"

namespace fengsui {

// Two pictures for every two objectives, as differences from today's under the same luck and as they are:
// every point that was tried, by the search's means; the front with both intervals of fresh luck; the
// recommended point and today's by name.
std::string front_pictures(const StudyResult& result, const Front& front, Language language);

// The hypervolume of what was known, by generation.
std::string search_picture(const Front& front, Language language);

}  // namespace fengsui
