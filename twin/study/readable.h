// The results of a study as people read them: long times in minutes or hours. Files keep the units of the
// score sheet.
#pragma once

#include <vector>

#include "twin/study/study_file.h"

namespace fengsui {

// A copy with the runs' values and the wanted half widths converted. The parts of one number share a unit.
class ReadableResult {
 public:
  // The points of `result` must live as long as this.
  explicit ReadableResult(const StudyResult& result);

  StudyResult result() const { return {&study_, points_, &runs_}; }

 private:
  Study study_;
  const std::vector<std::vector<double>>* points_;
  std::vector<StudyRun> runs_;
};

}  // namespace fengsui
