// Tuning: which point of a design is best in one response, by KN's ranking and selection
// (twin/study/selection.h), and how it compares with today's under luck that had no part in the choice.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "twin/study/estimate.h"
#include "twin/study/study_run.h"

namespace fengsui {

// The points of the study, and today's values of the factors when they are not among them. `today` is where
// those are.
struct Candidates {
  std::vector<std::vector<double>> points;
  std::uint32_t today = 0;
};

Candidates candidates_of(const Study& study);

// The next round. Every candidate gets the first replications; then those that are not clearly worse get a
// fifth more at a time, until one is left or `at_most` is reached. In the end the chosen one and today's get
// fresh replications, numbered from `at_most` on. Throws InputError (file: `file`) when a run has no value of
// the response: leaving it out would favour whoever fails.
std::vector<DueRun> next_tuning_round(const Study& study, const Candidates& candidates,
                                      const std::vector<StudyRun>& done, const std::string& file);

struct Tuned {
  std::uint32_t best = 0;
  std::vector<std::uint32_t> survivors;  // one: the choice has KN's guarantee
  std::size_t replications = 0;          // until it was decided
  Estimate fresh;                        // of the best [unit of the response]
  std::optional<PairedEstimate> better;  // best minus today, fresh; nothing when today's is the best
};

// Of a complete tuning.
Tuned tuned(const Study& study, const Candidates& candidates, const std::vector<StudyRun>& runs,
            const std::string& file);

}  // namespace fengsui
