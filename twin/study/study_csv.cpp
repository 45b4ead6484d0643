#include <cmath>

#include "sim/base/text.h"
#include "twin/study/estimate.h"
#include "twin/study/study_file.h"
#include "twin/study/study_run.h"

namespace fengsui {

namespace {

// names of columns and numbers hold neither commas nor quotes
std::string titled(const std::string& name, const std::string& unit) {
  return unit.empty() ? name : name + " [" + unit + "]";
}

std::string cell(double value) { return std::isfinite(value) ? format_number(value) : std::string(); }

std::string factor_titles(const Study& study) {
  std::string text;
  for (const Factor& factor : study.factors) text += "," + titled(factor.key, factor.unit);
  return text;
}

std::string factor_cells(const std::vector<double>& point) {
  std::string text;
  for (const double value : point) text += "," + cell(value);
  return text;
}

const char* status_name(RunStatus status) {
  return status == RunStatus::finished  ? "finished"
         : status == RunStatus::crashed ? "crashed"
                                        : "engine failed";
}

}  // namespace

std::string points_as_csv(const StudyResult& result) {
  const Study& study = *result.study;
  std::string text = "point" + factor_titles(study);
  for (const StudyResponse& response : study.responses)
    text += "," + titled(response.kpi, response.unit) + "," +
            titled(response.kpi + " half width", response.unit) + "," + response.kpi + " count";
  text += "\n";
  for (std::uint32_t point = 0; point < result.points->size(); ++point) {
    text += std::to_string(point) + factor_cells((*result.points)[point]);
    for (std::size_t r = 0; r < study.responses.size(); ++r) {
      const Estimate here = estimate(values_at(*result.runs, point, r), study.stopping.confidence);
      text += "," + cell(here.mean) + "," + cell(here.half_width) + "," + std::to_string(here.count);
    }
    text += "\n";
  }
  return text;
}

std::string runs_as_csv(const StudyResult& result) {
  const Study& study = *result.study;
  std::string text = "run,point,replication,seed,status" + factor_titles(study);
  for (const StudyResponse& response : study.responses) text += "," + titled(response.kpi, response.unit);
  text += "\n";
  for (std::size_t i = 0; i < result.runs->size(); ++i) {
    const StudyRun& run = (*result.runs)[i];
    text += std::to_string(i) + "," + std::to_string(run.point) + "," + std::to_string(run.replication) +
            "," + std::to_string(run.seed) + "," + status_name(run.status) +
            factor_cells((*result.points)[run.point]);
    for (const double value : run.values) text += "," + cell(value);
    text += "\n";
  }
  return text;
}

}  // namespace fengsui
