// What lasted, per lane: faults, outages, alarms, warnings, cases of the enterprise in focus, and an empty
// post.
#pragma once

#include <map>

#include "sim/base/log_kind.h"
#include "twin/report/focus.h"
#include "twin/report/words.h"

namespace fengsui {

std::map<Lane, Json> story_spans(const ReportInput& run, const Focus& focus, Language language);

}  // namespace fengsui
