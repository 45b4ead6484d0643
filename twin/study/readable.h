// The results of a study as people read them: long times in minutes or hours. Files keep the units of the
// score sheet.
#pragma once

#include <string>

#include "twin/study/study_file.h"

namespace fengsui {

struct ReadableUnit {
  double scale = 1.0;  // a shown number is the original divided by this
  std::string unit;
};

// For numbers of about this size [unit]: seconds from 5 min on in minutes, from 2 h on in hours; others stay.
ReadableUnit readable_unit(double size, const std::string& unit);

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
