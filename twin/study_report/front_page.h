// The page of a tuning with several objectives: the front with error bars, how the search converged, and
// every point of the front beside today's. One file that needs no network and no script.
#pragma once

#include <string>

#include "twin/study/front_run.h"
#include "twin/study/study_file.h"

namespace fengsui {

std::string render_front_page(const StudyResult& result, const Front& front, Language language);

}  // namespace fengsui
