#include "twin/study/tune_run.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/base/error.h"
#include "twin/study/design.h"
#include "twin/study/selection.h"

namespace fengsui {

namespace {

// enough for an interval of Student's that says something
constexpr std::uint32_t fresh_replications = 20;

// Values by candidate and replication, smaller is better; those of the choice, and the fresh ones.
struct TuningValues {
  std::vector<std::vector<double>> choice, fresh;
};

TuningValues values_of(const Study& study, const Candidates& candidates, const std::vector<StudyRun>& runs,
                       const std::string& file) {
  const Tuning& tuning = *study.tuning;
  TuningValues values{std::vector<std::vector<double>>(candidates.points.size()),
                      std::vector<std::vector<double>>(candidates.points.size())};
  for (const StudyRun& run : runs) {
    const double value = run.values[tuning.response];
    if (!std::isfinite(value))
      throw InputError(file, "/tune",
                       "replication " + std::to_string(run.replication) + " of point " +
                           std::to_string(run.point) + ", seed " + std::to_string(run.seed) + ", without " +
                           study.responses[tuning.response].kpi +
                           (run.message.empty() ? "" : " (" + run.message + ")"),
                       "a response that every run has");
    (run.replication < tuning.at_most ? values.choice : values.fresh)[run.point].push_back(
        tuning.maximise ? -value : value);
  }
  return values;
}

KnScreening screened(const Study& study, const TuningValues& values) {
  const Tuning& tuning = *study.tuning;
  return kn_screen(
      values.choice,
      {.alpha = 1.0 - tuning.confidence, .indifference = tuning.indifference, .first = tuning.first});
}

// Undecided: the best so far of those that are left.
std::uint32_t best_of(const KnScreening& screening, const TuningValues& values, double confidence) {
  return *std::ranges::min_element(screening.survivors, {}, [&](std::uint32_t i) {
    return estimate(std::span(values.choice[i]).first(screening.replications), confidence).mean;
  });
}

}  // namespace

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
  const TuningValues values = values_of(study, candidates, done, file);
  std::vector<DueRun> due;
  const auto add = [&](std::uint32_t point, std::size_t from, std::size_t to) {
    for (std::size_t r = from; r < to; ++r) {
      const auto replication = static_cast<std::uint32_t>(r);
      due.push_back({point, replication, replication_seed(study.seed, replication)});
    }
  };
  if (done.empty()) {
    for (std::uint32_t point = 0; point < candidates.points.size(); ++point) add(point, 0, tuning.first);
    return due;
  }
  const KnScreening screening = screened(study, values);
  const std::size_t count = values.choice[screening.survivors.front()].size();
  if (screening.survivors.size() > 1 && count < tuning.at_most) {
    const std::size_t more = std::max<std::size_t>(tuning.first, count / 5);
    for (const std::uint32_t point : screening.survivors)
      add(point, count, std::min<std::size_t>(tuning.at_most, count + more));
    return due;
  }
  const std::uint32_t best = best_of(screening, values, tuning.confidence);
  for (const std::uint32_t point :
       std::vector{std::min(best, candidates.today), std::max(best, candidates.today)})
    if (values.fresh[point].empty() && (due.empty() || due.back().point != point))
      add(point, tuning.at_most, tuning.at_most + fresh_replications);
  return due;
}

Tuned tuned(const Study& study, const Candidates& candidates, const std::vector<StudyRun>& runs,
            const std::string& file) {
  const Tuning& tuning = *study.tuning;
  const TuningValues values = values_of(study, candidates, runs, file);
  const KnScreening screening = screened(study, values);
  Tuned result{
      best_of(screening, values, tuning.confidence), screening.survivors, screening.replications, {}, {}};
  const auto true_sign = [&](std::uint32_t point) {
    std::vector<double> fresh = values.fresh[point];
    if (tuning.maximise)
      for (double& value : fresh) value = -value;
    return fresh;
  };
  result.fresh = estimate(true_sign(result.best), tuning.confidence);
  if (result.best != candidates.today)
    result.better = paired(true_sign(candidates.today), true_sign(result.best), tuning.confidence);
  return result;
}

}  // namespace fengsui
