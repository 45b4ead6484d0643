// What `study` and `merge` do once all runs are there. In study_command.cpp.
#pragma once

#include <filesystem>
#include <vector>

#include "twin/cli/options.h"
#include "twin/study/study.h"

namespace fengsui {

// <base>.h5, .html, _points.csv and _runs.csv. Throws InputError.
void write_study_results(const Study& study, const std::vector<std::vector<double>>& points,
                         const std::vector<StudyRun>& runs, const std::filesystem::path& base,
                         Language language);

// Means and intervals by point, and the runs without a result: failed when there are any.
ExitCode print_study_results(const Study& study, const std::vector<std::vector<double>>& points,
                             const std::vector<StudyRun>& runs, const std::filesystem::path& base,
                             Language language);

}  // namespace fengsui
