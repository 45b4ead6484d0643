// What an engine said, for a person to read. An engine knows units by one name only, "well 9"; in Chinese
// text they are given the names that the run has for them, "9号深井".
#pragma once

#include <string>

#include "twin/record/names.h"

namespace fengsui::viz {

// Units of the enterprise under their Chinese names.
std::string with_unit_names(std::string chinese, const Names& names, EnterpriseId enterprise);

// A reason in both languages, "中文 / English", in one of them.
std::string reason_words(const std::string& reason, const Names& names, EnterpriseId enterprise,
                         Language language);

}  // namespace fengsui::viz
