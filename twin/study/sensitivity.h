// What the runs of a sensitivity analysis say about the factors of a study.
//
// Each figure has an interval from the scatter of the blocks (twin/study/sensitivity_design.h), which are
// independent. Factors and luck are kept apart: figures are about the response's mean over luck, and what
// luck does is said beside them.
#pragma once

#include <cstddef>
#include <vector>

#include "twin/study/sensitivity_design.h"

namespace fengsui {

// A figure and its confidence interval. Not a number: there was too little to tell.
struct Bounded {
  double value = 0.0, low = 0.0, high = 0.0;
};

// Values of one response by point, by replication; not a number: nothing to measure.
using PointValues = std::vector<std::vector<double>>;

// The values of one response; `runs` in order of point and replication.
PointValues point_values(const std::vector<StudyRun>& runs, std::size_t points, std::size_t response);

// The change of a response when a factor goes through its whole range, from single moves of it [unit of the
// response].
struct ElementaryEffects {
  Bounded mean;           // mu, with its sign
  Bounded mean_absolute;  // mu*: how much the factor matters; luck makes it larger, never smaller
  Bounded deviation;      // sigma: how much that depends on where it moves, and on luck
  Bounded size;           // root of the mean square, without what luck adds; high: with it
  double luck = 0.0;      // the part of sigma that is luck
  std::size_t count = 0;  // trajectories that had something to measure
};

// By factor. Means have Student's interval, over trajectories; the deviation has Bonett's (Computational
// Statistics & Data Analysis 50, 2006), which allows for effects that are not normal. The size is that of
// products over pairs of different replications: what one owes to its luck, the other does not.
std::vector<ElementaryEffects> elementary_effects(const Study& study, const SensitivityDesign& design,
                                                  const PointValues& values);

// Shares of the variance that the factors make in the response's mean over luck [1].
struct SobolIndex {
  Bounded first;     // by this factor alone
  Bounded total;     // by this factor with all others
  Bounded together;  // total less first: what it does only together with others
};

struct SobolIndices {
  std::vector<SobolIndex> factors;
  double mean = 0.0;          // over factors and luck [unit of the response]
  Bounded factor_deviation;   // by the factors [unit of the response]; low 0: perhaps none
  double luck_deviation = 0;  // of runs at the same point [unit of the response]
  Bounded luck_share;         // of the variance of a single run [1]
  std::size_t count = 0;      // base samples that had something to measure in every run

  // Of a variance that may be none nobody knows the shares.
  bool known() const { return factor_deviation.low > 0.0; }
};

// Estimators of Saltelli (first) and Jansen (total), over pairs of different replications, which luck cannot
// bias. Intervals by the delta method.
SobolIndices sobol_indices(const Study& study, const SensitivityDesign& design, const PointValues& values);

// What an interval says of a factor.
enum class Standing : std::uint8_t {
  open = 0,        // it may have no effect, or one that matters
  matters = 1,     // it has an effect: the interval does not reach zero
  negligible = 2,  // its effect, if any, is smaller than what the study calls negligible
};

// By factor. Of Sobol' by the total index, against `negligible` of the variance. Of Morris by the mean, which
// finds effects in one direction, or the size, which finds all; against `negligible` of the largest size.
std::vector<Standing> standings(const Study& study, const std::vector<ElementaryEffects>& effects);
std::vector<Standing> standings(const Study& study, const SobolIndices& indices);

}  // namespace fengsui
