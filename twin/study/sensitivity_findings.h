// What a sensitivity analysis found, response by response.
#pragma once

#include <optional>
#include <vector>

#include "twin/study/sensitivity.h"
#include "twin/study/study_file.h"

namespace fengsui {

// Of one response, by factor.
struct ResponseFindings {
  std::vector<ElementaryEffects> effects;  // of Morris
  std::optional<SobolIndices> indices;     // of Sobol'
  std::vector<Standing> standings;
  std::size_t count = 0;  // trajectories, or base samples, that had something to measure

  // Whether something is known of any factor.
  bool decided() const;
};

struct SensitivityFindings {
  SensitivityDesign design;
  std::vector<ResponseFindings> responses;

  // Whether every response that was measured knows something; false when none was.
  bool decided() const;
};

SensitivityFindings sensitivity_findings(const Study& study, const std::vector<StudyRun>& runs);

// What factors are put in order by: Sobol' total index, or Morris' size.
Bounded weight_of(const ResponseFindings& response, std::size_t factor);

// Factors, the weightiest first.
std::vector<std::size_t> by_weight(const ResponseFindings& response);

// The groups /sensitivity and /sensitivity/<kpi> of the study's HDF5 file, one row per factor
// (docs/studies.md, "what matters"). False on failure.
bool write_findings(hid_t root, const Study& study, const SensitivityFindings& findings);

// One row per response and factor.
std::string findings_as_csv(const Study& study, const SensitivityFindings& findings);

// "open", "matters" or "negligible".
const char* standing_name(Standing standing);

}  // namespace fengsui
