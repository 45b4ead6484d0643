// Points of a study that are read and assembled once, before their runs begin in processes of their own: each
// such process has them already. Reading the files and building the city takes as long as a run of some hours
// of a small plant.
//
// Points with few runs are left to those runs, which do it at the same time as each other.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "twin/session/prepare.h"
#include "twin/study/study_run.h"

namespace fengsui {

class PreparedPoints {
 public:
  // `study` and `points` must live as long as this.
  PreparedPoints(const Study& study, const std::vector<std::vector<double>>& points)
      : study_(&study), points_(&points) {}

  // For the next runs, which go on `jobs` at a time: prepares what pays, forgets what is not due.
  void prepare_for(std::span<const DueRun> due, int jobs);

  // Null: not prepared.
  const Prepared* of(std::uint32_t point) const;

 private:
  const Study* study_;
  const std::vector<std::vector<double>>* points_;
  std::map<std::uint32_t, Prepared> prepared_;
};

}  // namespace fengsui
