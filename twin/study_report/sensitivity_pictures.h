// The pictures of a sensitivity analysis, of one response. Each is SVG, ready for the page; empty when there
// is nothing to draw.
#pragma once

#include <string>

#include "twin/study/sensitivity_findings.h"

namespace fengsui {

// Sobol': two bars per factor, its share of the variance alone (dark) and with all others (light).
// Nothing when luck hides the variance.
std::string index_bars(const Study& study, const ResponseFindings& found, Language language);

// Morris: every factor by how large (mu*) and how varied (sigma) its effects are.
std::string effect_plane(const Study& study, const StudyResponse& response, const ResponseFindings& found,
                         Language language);

// Morris: what more of a factor does, a bar per factor from zero to mu.
std::string effect_bars(const Study& study, const StudyResponse& response, const ResponseFindings& found,
                        Language language);

}  // namespace fengsui
