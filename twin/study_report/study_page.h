// The report of a study: one HTML file with its pictures, in the style of the report of a run. It opens from
// a file, without a network and without scripts.
//
// Deterministic: the same result gives the same bytes. Names from user files are only ever shown as text.
#pragma once

#include <string>

#include "twin/study/study_file.h"

namespace fengsui {

std::string render_study_page(const StudyResult& result, Language language);

}  // namespace fengsui
