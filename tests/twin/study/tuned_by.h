// A study of one file with some numbers, tuned with a simulation that is a function: the tuner's own code, no
// processes and no files.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

#include "twin/study/front_run.h"
#include "twin/study/study_reader.h"
#include "twin/study/tune_run.h"

namespace fengsui::sample {

// Responses, from the values of the factors and the seed of the run.
using Simulate = std::function<std::vector<double>(const std::vector<double>& point, std::uint64_t seed)>;

// Factors a, b, … of bare numbers with these values today and this description each; responses x, y, z.
inline Study study_of(const std::vector<double>& today, const std::vector<nlohmann::json>& factors,
                      std::size_t responses, const nlohmann::json& tune, std::uint64_t seed = 1) {
  nlohmann::json numbers = nlohmann::json::object(), listed = nlohmann::json::array(),
                 asked = nlohmann::json::array();
  for (std::size_t f = 0; f < today.size(); ++f) {
    const std::string key(1, static_cast<char>('a' + f));
    numbers[key] = today[f];
    nlohmann::json factor = factors[f];
    factor.update({{"key", key}, {"file", "policy"}, {"at", "/" + key}});
    listed.push_back(factor);
  }
  StudyBase base{{{"policy", "p.json", numbers.dump()}}, {}};
  for (std::size_t r = 0; r < responses; ++r) {
    const std::string key(1, static_cast<char>('x' + r));
    base.kpis.push_back({key, {key, key}, {}, ""});
    asked.push_back({{"kpi", key}});
  }
  const bool grid = !tune.contains("objectives");
  const nlohmann::json study = {{"version", 1},
                                {"id", "made-up"},
                                {"title", {{"en", "t"}, {"zh", "t"}}},
                                {"scenario", "s.json"},
                                {"seed", seed},
                                {"factors", listed},
                                {"design", grid ? nlohmann::json("grid") : nlohmann::json{{"sobol", 1}}},
                                {"replications", 1},
                                {"responses", asked},
                                {"tune", tune}};
  return read_study(study.dump(), "study.json", [&](const auto&) { return base; });
}

inline DoRuns runs_by(const std::vector<std::vector<double>>& points, const Simulate& simulate) {
  return [&points, simulate](const std::vector<DueRun>& due) {
    std::vector<StudyRun> runs;
    for (const DueRun& run : due)
      runs.push_back({run.point, run.replication, run.seed, RunStatus::finished,
                      simulate(points[run.point], run.seed), ""});
    return runs;
  };
}

struct TunedBy {
  Candidates candidates;
  std::vector<StudyRun> runs;
  Tuned found;
  const std::vector<double>& best() const { return candidates.points[*found.choice.best]; }
};

inline TunedBy tuned_by(const Study& study, const Simulate& simulate) {
  TunedBy result{candidates_of(study), {}, {}};
  const auto next = [&](const auto& done) { return next_tuning_round(study, result.candidates, done, "f"); };
  result.runs = carry_out(next, {}, runs_by(result.candidates.points, simulate)).runs;
  result.found = tuned(study, result.candidates, result.runs, "f");
  return result;
}

struct FrontBy {
  std::vector<std::vector<double>> points;
  std::vector<StudyRun> runs;
  Front found;
};

inline FrontBy front_by(const Study& study, const Simulate& simulate,
                        const std::vector<StudyRun>& kept = {}) {
  FrontBy result;
  const auto next = [&](const auto& done) {
    FrontPlan plan = plan_front(study, done, "f");
    result.points = std::move(plan.points);
    return std::move(plan.due);
  };
  result.runs = carry_out(next, kept, runs_by(result.points, simulate)).runs;
  result.found = front_found(study, result.runs, "f");
  return result;
}

}  // namespace fengsui::sample
