// What a method of selection has decided so far, and how many replications it wants next
// (twin/study/selection.h, twin/study/feasible_selection.h).
//
// kn: with the probability of the confidence the choice is the best, or within the indifference of it; valid
// under common random numbers. rinott: the same in two stages, with luck of its own for every candidate.
// ocba: a budget, spent where it helps most; the probability of the right choice is estimated, not
// guaranteed; with luck of its own for every candidate.
#pragma once

#include <optional>
#include <vector>

#include "twin/study/feasible_selection.h"
#include "twin/study/tuning.h"

namespace fengsui {

// By candidate and replication. Smaller is better; above 0 breaks a limit.
struct ChoiceValues {
  std::vector<std::vector<double>> goal;
  std::vector<LimitedValues> limits;
};

struct Choice {
  std::vector<std::size_t> wanted;            // replications of each candidate, in all; those it has: no more
  std::optional<std::uint32_t> best = {};     // so far; nothing: every candidate breaks a limit
  bool decided = false;                       // by the promise of the method
  std::vector<std::uint32_t> survivors = {};  // who may still be the best; one: the choice
  std::vector<std::vector<Feasibility>> feasibility = {};  // by limit and candidate
  std::size_t replications = 0;                            // of kn: until it was decided
  double probability = 0.0;                                // of ocba: estimated, that the choice is right
};

// Every candidate has the same number of values of goal and limits. Asks for nothing more when it is decided
// or everything that was allowed is used up.
Choice choose(const Tuning& tuning, const ChoiceValues& values);

// Whether every candidate has luck of its own; otherwise all share theirs.
bool own_luck(TuningMethod method);

}  // namespace fengsui
