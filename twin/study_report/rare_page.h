// The page of a study of a rare accident: what was found and what it does not prove, the staircase down to
// the accident, how the accidents came about. One file that needs no network and no script.
#pragma once

#include <string>

#include "twin/study/rare_result.h"

namespace fengsui {

// Names that the study's file does not have.
struct RareNames {
  Label accident, scenario;
};

// Deterministic: the same result gives the same bytes. Names from user files are only ever shown as text.
std::string render_rare_page(const RareStudy& study, const RareResult& result, const RareNames& names,
                             Language language);

}  // namespace fengsui
