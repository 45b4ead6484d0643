// Carrying out a study: which runs are due, round by round, until every point has enough of them.
//
// What a round contains follows from the results of the rounds before it alone, so the study is the same
// however many runs go on at a time, and whether it was interrupted in between.
#pragma once

#include <functional>
#include <vector>

#include "twin/study/study.h"

namespace fengsui {

struct DueRun {
  std::uint32_t point = 0, replication = 0;
  std::uint64_t seed = 0;
  friend bool operator==(const DueRun&, const DueRun&) = default;
};

// The next round, in order of point and replication; empty: the study is complete. `done` holds whole rounds.
std::vector<DueRun> next_round(const Study& study, std::size_t points, const std::vector<StudyRun>& done);

// Does all of the given runs, in their order; fewer when it was told to stop.
using DoRuns = std::function<std::vector<StudyRun>(const std::vector<DueRun>& due)>;

struct StudyOutcome {
  std::vector<StudyRun> runs;  // in order of point and replication
  bool complete = false;       // false: interrupted
};

using NextRound = std::function<std::vector<DueRun>(const std::vector<StudyRun>& done)>;

// `kept`: results of an earlier, interrupted attempt; they are not done again.
StudyOutcome carry_out(const NextRound& next, const std::vector<StudyRun>& kept, const DoRuns& do_runs);

// The same by the rule of the study.
StudyOutcome carry_out(const Study& study, std::size_t points, const std::vector<StudyRun>& kept,
                       const DoRuns& do_runs);

// The values of one response at one point, by replication; `runs` in order of point and replication.
std::vector<double> values_at(const std::vector<StudyRun>& runs, std::uint32_t point, std::size_t response);

}  // namespace fengsui
