// The points of a sensitivity analysis: blocks of them, each with luck of its own.
//
// Morris: a block is a trajectory of k + 1 points through a grid; from each to the next one factor moves by
// p / (2 (p - 1)) of its range, p being the number of levels, and each factor moves once.
// Sobol': a block is a base sample of k + 2 points, Saltelli's A, B and A with factor i from B. A and B are
// independent uniform draws: a low-discrepancy sequence would be more exact, but its intervals would be
// guesses, and luck is most of the error anyway.
//
// All points of a block face the same luck (common random numbers), so that what differs inside it is due to
// the factors; no two blocks do, so that blocks are independent and their scatter gives honest intervals.
// What is estimated is therefore about the response's mean over luck, with luck as its own share.
//
// Sources: Morris, Technometrics 33 (1991); Saltelli et al., Computer Physics Communications 181 (2010).
#pragma once

#include <cstdint>
#include <vector>

#include "twin/study/study_run.h"

namespace fengsui {

// The factor that moved before a point of a trajectory, by which share of its range (of its values, by
// their order, when it has a list); none before the first.
struct Move {
  std::uint32_t factor = 0;
  double share = 0.0;
};

struct SensitivityDesign {
  std::vector<std::vector<double>> points;  // block after block
  std::size_t block = 0;                    // points in each
  std::vector<Move> moves;                  // of Morris, by point
};

// `study.sensitivity` must be there.
SensitivityDesign sensitivity_design(const Study& study);

// All runs of the study, in order of point and replication. Replications are numbered through, block after
// block, so that equal numbers face the same luck.
std::vector<DueRun> sensitivity_runs(const Study& study, const SensitivityDesign& design);

}  // namespace fengsui
