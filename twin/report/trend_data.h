// The trends around the fault: the signals of the unit that moved most, with readings and limits.
#pragma once

#include "twin/report/decimate.h"
#include "twin/report/focus.h"
#include "twin/report/words.h"

namespace fengsui {

inline constexpr std::size_t trends_shown = 8;  // the others are folded away

Json trend_data(const std::vector<ReportInput>& runs, const std::vector<Focus>& focus, const Stretch& stretch,
                Language language);

// The true course of a signal on [from, to]: exact where segments begin and end, close enough between to be
// drawn. `segments` are those of one signal in order of time.
std::vector<Sample> truth_samples(const std::vector<Segment>& segments, const Focus& focus, Time from,
                                  Time to);

}  // namespace fengsui
