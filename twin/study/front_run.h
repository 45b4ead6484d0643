// Tuning with several objectives: a search over the factors, then more replications for the points that
// decide the front, then fresh luck for those of the front and for today's.
//
// Every point that the search looks at is judged by the means of the same first replications, so that a point
// has one value and the search is the same however often it is done again. It is done again before every
// round, from the runs that are there.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "twin/study/estimate.h"
#include "twin/study/study_run.h"

namespace fengsui {

// Every point that was looked at so far, in order, the first being today's; and the runs that are due: none,
// when the tuning is complete.
struct FrontPlan {
  std::vector<std::vector<double>> points;
  std::vector<DueRun> due;
};

// Throws InputError (file: `file`) when a run has no value of an objective.
FrontPlan plan_front(const Study& study, const std::vector<StudyRun>& done, const std::string& file);

// Points that a run of the search may look at, and runs that the whole tuning may take.
std::uint64_t most_front_points(const Tuning& tuning);
std::uint64_t expected_front_runs(const Tuning& tuning);

// One point of the front, with what luck showed that had no part in its choice.
struct FrontPoint {
  std::uint32_t point = 0;
  std::vector<Estimate> fresh;         // by objective [its unit]
  std::vector<PairedEstimate> better;  // by objective: this minus today's
  bool still = true;                   // with fresh luck no other point of the front dominates it
};

struct Front {
  std::vector<FrontPoint> points;  // in order of the first objective, the best first
  FrontPoint today;
  std::size_t recommended = 0;  // of `points`
  double probability = 0.0;     // estimated, that the front of the last generation is right
  bool decided = false;         // it is as high as was asked
  std::uint64_t search_runs = 0, allocated_runs = 0;
  // of what was known after each generation, by the replications of the search, in the scale of `scale_low`
  // (0) to `scale_high` (1) by objective
  std::vector<double> hypervolumes;
  std::vector<double> scale_low, scale_high;
};

// Of a complete tuning.
Front front_found(const Study& study, const std::vector<StudyRun>& runs, const std::string& file);

}  // namespace fengsui
