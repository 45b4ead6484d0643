#include "twin/study/study_run.h"

#include <algorithm>
#include <map>

#include "twin/study/design.h"
#include "twin/study/estimate.h"

namespace fengsui {

namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;  // point, replication

Place place_of(const StudyRun& run) { return {run.point, run.replication}; }
Place place_of(const DueRun& run) { return {run.point, run.replication}; }

// Values by point and response, by replication.
using Values = std::vector<std::vector<std::vector<double>>>;

Values values_of(const Study& study, std::size_t points, const std::vector<StudyRun>& runs) {
  Values values(points, std::vector<std::vector<double>>(study.responses.size()));
  for (const StudyRun& run : runs)
    for (std::size_t r = 0; r < study.responses.size(); ++r) values[run.point][r].push_back(run.values[r]);
  return values;
}

bool known_well(const Study& study, const std::vector<std::vector<double>>& values) {
  for (std::size_t r = 0; r < study.responses.size(); ++r)
    if (!narrow_enough(estimate(values[r], study.stopping.confidence), study.responses[r])) return false;
  return true;
}

}  // namespace

std::vector<DueRun> next_round(const Study& study, std::size_t points, const std::vector<StudyRun>& done) {
  const Stopping& stopping = study.stopping;
  const Values values = values_of(study, points, done);
  std::vector<DueRun> due;
  for (std::uint32_t point = 0; point < points; ++point) {
    const auto count = static_cast<std::uint32_t>(values[point].front().size());
    std::uint32_t wanted = stopping.at_least;
    // a fifth more each time: few rounds, little waste
    if (count >= stopping.at_least && count < stopping.at_most && !known_well(study, values[point]))
      wanted = std::min(stopping.at_most, count + std::max(1u, count / 5));
    for (std::uint32_t replication = count; replication < wanted; ++replication) {
      if (stopping.budget > 0 && done.size() + due.size() >= stopping.budget) return due;
      due.push_back({point, replication, replication_seed(study.seed, replication)});
    }
  }
  return due;
}

StudyOutcome carry_out(const NextRound& next, const std::vector<StudyRun>& kept, const DoRuns& do_runs) {
  std::map<Place, const StudyRun*> earlier;
  for (const StudyRun& run : kept) earlier.emplace(place_of(run), &run);

  StudyOutcome outcome;
  while (true) {
    const std::vector<DueRun> round = next(outcome.runs);
    outcome.complete = round.empty();
    if (outcome.complete) break;
    std::vector<DueRun> to_do;
    for (const DueRun& due : round) {
      const auto known = earlier.find(place_of(due));
      if (known == earlier.end())
        to_do.push_back(due);
      else
        outcome.runs.push_back(*known->second);
    }
    const std::vector<StudyRun> done = to_do.empty() ? std::vector<StudyRun>{} : do_runs(to_do);
    outcome.runs.insert(outcome.runs.end(), done.begin(), done.end());
    std::ranges::sort(outcome.runs, {}, [](const StudyRun& run) { return place_of(run); });
    if (done.size() < to_do.size()) break;
  }
  return outcome;
}

StudyOutcome carry_out(const Study& study, std::size_t points, const std::vector<StudyRun>& kept,
                       const DoRuns& do_runs) {
  return carry_out([&](const auto& done) { return next_round(study, points, done); }, kept, do_runs);
}

std::vector<double> values_at(const std::vector<StudyRun>& runs, std::uint32_t point, std::size_t response) {
  std::vector<double> values;
  for (auto run = std::ranges::lower_bound(runs, point, {}, &StudyRun::point);
       run != runs.end() && run->point == point; ++run)
    values.push_back(run->values[response]);
  return values;
}

}  // namespace fengsui
