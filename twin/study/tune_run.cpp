#include "twin/study/tune_run.h"

#include <algorithm>
#include <cmath>

#include "sim/base/error.h"
#include "sim/base/random.h"
#include "twin/study/design.h"

namespace fengsui {

namespace {

// What the choice goes by, and the fresh values of goal and constraints, by candidate, as they are.
struct TuningValues {
  ChoiceValues choice;
  std::vector<std::vector<double>> fresh_goal;
  std::vector<std::vector<std::vector<double>>> fresh_limits;  // by constraint and candidate
};

TuningValues values_of(const Study& study, const Candidates& candidates, const std::vector<StudyRun>& runs,
                       const std::string& file) {
  const Tuning& tuning = *study.tuning;
  const Objective& goal = tuning.objectives.front();
  const std::vector<std::vector<double>> none(candidates.points.size());
  TuningValues values{{none, {}}, none, {}};
  for (const Constraint& constraint : tuning.constraints) {
    values.choice.limits.push_back({none, constraint.tolerance});
    values.fresh_limits.push_back(none);
  }
  for (const StudyRun& run : runs) {
    const bool fresh = run.replication >= tuning.at_most;
    const double value = deciding_value(study, run, goal.response, file);
    if (fresh)
      values.fresh_goal[run.point].push_back(value);
    else
      values.choice.goal[run.point].push_back(goal.maximise ? -value : value);
    for (std::size_t c = 0; c < tuning.constraints.size(); ++c) {
      const Constraint& constraint = tuning.constraints[c];
      const double limited = deciding_value(study, run, constraint.response, file);
      const double beyond = constraint.at_least ? constraint.limit - limited : limited - constraint.limit;
      if (fresh)
        values.fresh_limits[c][run.point].push_back(limited);
      else
        values.choice.limits[c].excess[run.point].push_back(beyond);
    }
  }
  return values;
}

// Luck that no other point shares.
std::uint64_t seed_of_its_own(std::uint64_t study_seed, std::uint32_t point, std::uint32_t replication) {
  const Stream stream{study_seed, Draw::replication_seed, point + 1};
  return static_cast<std::uint64_t>(stream.uniform(replication) * 0x1.0p52);
}

}  // namespace

double deciding_value(const Study& study, const StudyRun& run, std::size_t response,
                      const std::string& file) {
  const double value = run.values[response];
  if (std::isfinite(value)) return value;
  throw InputError(
      file, "/tune",
      "replication " + std::to_string(run.replication) + " of point " + std::to_string(run.point) +
          ", seed " + std::to_string(run.seed) + ", without " + study.responses[response].kpi +
          (run.message.empty() ? "" : " (" + run.message + ")"),
      run.status == RunStatus::finished
          ? "a response that every run has"
          : "runs that go well; was it killed, fengsui tune --resume does it again and keeps the others");
}

Candidates candidates_of(const Study& study) {
  Candidates candidates{design_points(study), 0};
  std::vector<double> today;
  for (const Factor& factor : study.factors) today.push_back(factor.today);
  const auto found = std::ranges::find(candidates.points, today);
  candidates.today = static_cast<std::uint32_t>(found - candidates.points.begin());
  if (found == candidates.points.end()) candidates.points.push_back(today);
  return candidates;
}

std::vector<DueRun> next_tuning_round(const Study& study, const Candidates& candidates,
                                      const std::vector<StudyRun>& done, const std::string& file) {
  const Tuning& tuning = *study.tuning;
  const std::size_t least = candidates.points.size() * tuning.first;
  if (tuning.method == TuningMethod::ocba && tuning.budget < least)
    throw InputError(file, "/tune/budget", std::to_string(tuning.budget),
                     "at least " + std::to_string(least) +
                         " runs: " + std::to_string(candidates.points.size()) + " points with today's, " +
                         std::to_string(tuning.first) + " replications each");
  const TuningValues values = values_of(study, candidates, done, file);
  const Choice choice = choose(tuning, values.choice);
  std::vector<DueRun> due;
  for (std::uint32_t point = 0; point < candidates.points.size(); ++point)
    for (std::size_t r = values.choice.goal[point].size(); r < choice.wanted[point]; ++r) {
      const auto replication = static_cast<std::uint32_t>(r);
      due.push_back({point, replication,
                     own_luck(tuning.method) ? seed_of_its_own(study.seed, point, replication)
                                             : replication_seed(study.seed, replication)});
    }
  if (!due.empty() || !choice.best) return due;

  for (std::uint32_t point = 0; point < candidates.points.size(); ++point) {
    if ((point != *choice.best && point != candidates.today) || !values.fresh_goal[point].empty()) continue;
    for (std::uint32_t r = tuning.at_most; r < tuning.at_most + fresh_replications; ++r)
      due.push_back({point, r, replication_seed(study.seed, r)});
  }
  return due;
}

Tuned tuned(const Study& study, const Candidates& candidates, const std::vector<StudyRun>& runs,
            const std::string& file) {
  const Tuning& tuning = *study.tuning;
  const TuningValues values = values_of(study, candidates, runs, file);
  Tuned result{choose(tuning, values.choice), {}, {}, {}};
  if (!result.choice.best) return result;
  const std::uint32_t best = *result.choice.best;
  result.fresh = estimate(values.fresh_goal[best], tuning.confidence);
  for (const auto& limited : values.fresh_limits)
    result.limits.push_back(estimate(limited[best], tuning.confidence));
  if (best != candidates.today)
    result.better = paired(values.fresh_goal[candidates.today], values.fresh_goal[best], tuning.confidence);
  return result;
}

}  // namespace fengsui
