// Sensitivity analyses of functions that are written down, without a simulation.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "sim/base/random.h"
#include "twin/study/sensitivity_findings.h"

namespace fengsui::sample {

// A response: of the factors, of the luck of a run.
using Model = std::function<double(const std::vector<double>& x, const Stream& luck)>;
using Ranges = std::vector<std::pair<double, double>>;

inline Study analysis(const Ranges& ranges, const Sensitivity& plan, std::uint64_t seed = 1) {
  Study study;
  study.seed = seed;
  for (const auto& [low, high] : ranges) {
    Factor factor;
    factor.key = "x" + std::to_string(study.factors.size());
    factor.role = "rules";
    factor.pointer = "/" + factor.key;
    factor.low = low;
    factor.high = high;
    study.factors.push_back(factor);
  }
  study.responses.push_back({"y", {"y", "响应"}, "s", {}, {}});
  study.sensitivity = plan;
  study.stopping.confidence = plan.confidence;
  return study;
}

inline Sensitivity morris(std::uint32_t trajectories, std::uint32_t replications = 2) {
  return {SensitivityMethod::morris, trajectories, 4, replications};
}
inline Sensitivity sobol(std::uint32_t samples, std::uint32_t replications = 2) {
  return {SensitivityMethod::sobol, samples, 4, replications};
}

inline std::vector<StudyRun> runs_of(const Study& study, const Model& model) {
  const SensitivityDesign design = sensitivity_design(study);
  std::vector<StudyRun> runs;
  for (const DueRun& due : sensitivity_runs(study, design)) {
    const double value = model(design.points[due.point], Stream{due.seed, Draw::test, 0});
    runs.push_back({due.point, due.replication, due.seed, RunStatus::finished, {value}, ""});
  }
  return runs;
}

inline ResponseFindings found_in(const Study& study, const Model& model) {
  return sensitivity_findings(study, runs_of(study, model)).responses.front();
}

}  // namespace fengsui::sample
