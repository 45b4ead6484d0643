#include "twin/study/readable.h"

#include <cmath>

#include "twin/study/shown_unit.h"

namespace fengsui {

namespace {

const std::string& number_of(const StudyResponse& response) {
  return response.part ? response.part->of : response.kpi;
}

// Of all values of this number and its parts; 0: there are none.
double mean_size(const Study& study, const std::vector<StudyRun>& runs, const std::string& number) {
  double sum = 0.0;
  std::size_t count = 0;
  for (std::size_t r = 0; r < study.responses.size(); ++r) {
    if (number_of(study.responses[r]) != number) continue;
    for (const StudyRun& run : runs)
      if (std::isfinite(run.values[r])) {
        sum += std::abs(run.values[r]);
        ++count;
      }
  }
  return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

}  // namespace

ReadableResult::ReadableResult(const StudyResult& result)
    : study_(*result.study), points_(result.points), runs_(*result.runs) {
  for (std::size_t r = 0; r < study_.responses.size(); ++r) {
    const StudyResponse& original = result.study->responses[r];
    const ShownUnit as =
        shown_unit(mean_size(*result.study, *result.runs, number_of(original)), original.unit);
    StudyResponse& shown = study_.responses[r];
    shown.unit = as.unit;
    if (shown.half_width) *shown.half_width /= as.scale;
    for (StudyRun& run : runs_) run.values[r] /= as.scale;
  }
}

}  // namespace fengsui
