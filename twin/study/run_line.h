// One run as a line of text (JSON), in journals and parts.
#pragma once

#include <string>

#include "twin/study/study.h"

namespace fengsui {

std::string line_of(const StudyRun& run);
// Throws std::exception for what line_of() did not write.
StudyRun run_of_line(const std::string& line);

}  // namespace fengsui
