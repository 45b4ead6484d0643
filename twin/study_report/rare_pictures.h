// The pictures of a study of a rare accident. Each is SVG, ready for the page; empty when there is nothing to
// draw. Probabilities stand on axes of powers of ten.
#pragma once

#include <string>

#include "twin/study/rare_result.h"

namespace fengsui {

// The staircase down to the accident: how probable it is to get to each level, with intervals. Where none got
// to a level: what it is below.
std::string staircase(const RareStudy& study, const RareResult& result, Language language);

// Of each replication the share that got through each stage, with their mean and the band in which levels are
// well chosen.
std::string spread_of_shares(const RareStudy& study, const RareResult& result, Language language);

// The estimate, that of each replication, and plain runs, with intervals.
std::string comparison(const RareStudy& study, const RareResult& result, Language language);

// When the accidents got to each level: a line for each of at most two hundred.
std::string roads(const RareStudy& study, const RareResult& result, Language language);

}  // namespace fengsui
