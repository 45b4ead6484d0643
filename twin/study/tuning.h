// What `tune` looks for, and how (docs/studies.md). Plain data, as read from the object `tune` of a study
// file.
#pragma once

#include <cstdint>
#include <vector>

namespace fengsui {

// How the best point is found: of a list of points by ranking and selection (one objective), or by a search
// over the factors for a front (several).
enum class TuningMethod : std::uint8_t { kn, rinott, ocba, front };

// One response to be as small, or as large, as possible.
struct Objective {
  std::size_t response = 0;
  bool maximise = false;
  double indifference = 0.0;  // a smaller difference does not matter [unit of the response]
  double weight = 1.0;        // in the choice of one point of a front
};

// One response whose mean has to keep a limit.
struct Constraint {
  std::size_t response = 0;
  bool at_least = false;  // otherwise at most
  double limit = 0.0;
  double tolerance = 0.0;  // so near to the limit either answer is right [unit of the response]
};

// The search for a front: so many generations of so many points, each judged by the same seeds.
struct FrontSearch {
  std::uint32_t population = 24, generations = 20;
  std::uint32_t replications = 10;  // of every point that is looked at
};

struct Tuning {
  TuningMethod method = TuningMethod::kn;
  std::vector<Objective> objectives;    // several: a front
  std::vector<Constraint> constraints;  // of kn
  double confidence = 0.95;             // that the choice is right, where differences matter
  std::uint32_t first = 10;             // replications before the first comparison
  std::uint32_t at_most = 1000;  // replications of one point; those with fresh luck are numbered from here
  std::uint64_t budget = 0;      // of ocba: all runs of the choice; of a front: runs after the search
  FrontSearch search;
};

}  // namespace fengsui
