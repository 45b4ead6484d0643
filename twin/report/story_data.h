// The timeline across the levels: for each lane what happened (moments) and what lasted (spans).
#pragma once

#include "twin/report/focus.h"
#include "twin/report/words.h"

namespace fengsui {

Json story_data(const ReportInput& run, const Focus& focus, Language language);

// The pictures of the timeline and what they mean.
Json story_symbols(Language language);

}  // namespace fengsui
