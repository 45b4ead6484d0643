// Tuning with one objective: which point of a design is best in one response (twin/study/choice.h), and how
// it compares with today's under luck that had no part in the choice.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "twin/study/choice.h"
#include "twin/study/estimate.h"
#include "twin/study/study_run.h"

namespace fengsui {

// enough for an interval of Student's that says something
inline constexpr std::uint32_t fresh_replications = 20;

// The points of the study, and today's values of the factors when they are not among them. `today` is where
// those are.
struct Candidates {
  std::vector<std::vector<double>> points;
  std::uint32_t today = 0;
};

Candidates candidates_of(const Study& study);

// The next round. Every candidate gets the first replications; then those that the method asks for. In the
// end the chosen one and today's get fresh replications, numbered from `at_most` on, with luck in common.
// Throws InputError (file: `file`) when a run has no value of a response that decides: leaving it out would
// favour whoever fails; or when a budget is too small for the first replications.
std::vector<DueRun> next_tuning_round(const Study& study, const Candidates& candidates,
                                      const std::vector<StudyRun>& done, const std::string& file);

struct Tuned {
  Choice choice;
  Estimate fresh;                        // of the best [unit of the response]
  std::optional<PairedEstimate> better;  // best minus today, fresh; nothing when today's is the best
  std::vector<Estimate> limits;          // of the best, fresh, by constraint
};

// Of a complete tuning.
Tuned tuned(const Study& study, const Candidates& candidates, const std::vector<StudyRun>& runs,
            const std::string& file);

// The value of a response that decides on something. Throws InputError when the run has none.
double deciding_value(const Study& study, const StudyRun& run, std::size_t response, const std::string& file);

}  // namespace fengsui
