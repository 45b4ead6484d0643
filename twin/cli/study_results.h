// What `study`, `sensitivity` and `merge` do about parts of the runs, and once all are there.
#pragma once

#include <filesystem>
#include <vector>

#include "twin/cli/study_session.h"
#include "twin/study/part.h"

namespace fengsui {

void add_part(CLI::App& command, StudyOptions& options);

// One share of the runs, to be merged with the others: OUT/<id>_K_of_N.part.
ExitCode do_part(const StudyOptions& options, const StudyShare& share, const Study& study,
                 const std::vector<std::vector<double>>& points);

// <base>.h5, .html, _points.csv and _runs.csv. Throws InputError.
void write_study_results(const Study& study, const std::vector<std::vector<double>>& points,
                         const std::vector<StudyRun>& runs, const std::filesystem::path& base,
                         Language language);

// Means and intervals by point, and the runs without a result: failed when there are any.
ExitCode print_study_results(const Study& study, const std::vector<std::vector<double>>& points,
                             const std::vector<StudyRun>& runs, const std::filesystem::path& base,
                             Language language);

// The same of a sensitivity analysis, with <base>_factors.csv and what it found of each factor: inconclusive
// when nothing is known of any. In sensitivity_results.cpp.
ExitCode give_sensitivity_results(const Study& study, const std::vector<StudyRun>& runs,
                                  const std::filesystem::path& base, Language language);

}  // namespace fengsui
