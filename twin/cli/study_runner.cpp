#include "twin/cli/study_runner.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "scenarios/city_builder.h"
#include "twin/cli/isolate.h"
#include "twin/cli/run_scenario.h"
#include "twin/engine/rule_reader.h"
#include "twin/session/prepare.h"
#include "twin/study/factor.h"

namespace fengsui {

namespace {

constexpr const char* stopped = "stopped";
// so many runs per process at a time: after each batch the results are kept
constexpr std::size_t batch_per_job = 16;

StudyRun run_from(const DueRun& due, const Isolated& isolated, std::size_t responses) {
  StudyRun run{due.point, due.replication, due.seed, RunStatus::crashed, {}, ""};
  run.values.assign(responses, std::numeric_limits<double>::quiet_NaN());
  if (!isolated.finished) {
    run.message = isolated.answer;
    return run;
  }
  const nlohmann::json answer = nlohmann::json::parse(isolated.answer);
  run.status = static_cast<RunStatus>(answer.at("status").get<int>());
  run.message = answer.at("message").get<std::string>();
  for (std::size_t r = 0; r < responses; ++r)
    if (const auto& value = answer.at("values").at(r); !value.is_null()) run.values[r] = value.get<double>();
  return run;
}

}  // namespace

StudyBase study_base(const std::filesystem::path& scenario) {
  const std::filesystem::path home = home_folder();
  StudyBase base;
  base.inputs = load_scenario(scenario, home / "data").files;
  base.kpis = judge(prepare(load_scenario(base.inputs)).record, {}).kpis;
  return base;
}

void check_points(const Study& study, const std::vector<std::vector<double>>& points,
                  const std::string& file) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    try {
      const ScenarioFiles files =
          load_scenario(with_values(study.inputs, study.factors, points[i], study.id));
      build_city(files, study.seed);
      engine::read_rules(files.of("rules").text, files.of("rules").path);
    } catch (const InputError& problem) {
      throw InputError(file, "/design", "point " + std::to_string(i) + ", where " + problem.what(),
                       "factors whose every combination is good");
    }
  }
}

std::string StudyRunner::answer_of(const DueRun& due) const {
  if (settings_.stop()) return stopped;
  RunRequest request;
  request.prepared = prepared_.of(due.point);
  if (!request.prepared)
    request.inputs = with_values(study_->inputs, study_->factors, (*points_)[due.point], study_->id);
  request.seed = due.seed;
  request.carrier = Carrier::direct;
  request.patience = settings_.patience;
  const RunResult result = run_scenario(request, nullptr);

  const Outcome outcome = result.record.run.outcome;
  if (outcome == Outcome::interrupted) return stopped;
  const bool finished = outcome == Outcome::finished;
  nlohmann::json answer = {
      {"status", static_cast<int>(finished ? RunStatus::finished : RunStatus::engine_failed)},
      {"message", ""},
      {"values", nlohmann::json::array()}};
  if (!finished && !result.judgement.reasons.empty())
    answer["message"] = result.judgement.reasons.back().english;
  for (const StudyResponse& response : study_->responses) {
    const auto kpi = std::ranges::find(result.judgement.kpis, response.kpi, &Kpi::key);
    // what an engine did before it failed is no result
    const bool measured = finished && kpi != result.judgement.kpis.end() && kpi->value;
    answer["values"].push_back(measured ? nlohmann::json(*kpi->value) : nlohmann::json());
  }
  return answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<StudyRun> StudyRunner::run(const std::vector<DueRun>& due) {
  const std::size_t batch = batch_per_job * static_cast<std::size_t>(settings_.jobs);
  std::vector<StudyRun> runs;
  for (std::size_t begin = 0; begin < due.size() && !settings_.stop(); begin += batch) {
    const std::size_t end = std::min(due.size(), begin + batch);
    prepared_.prepare_for(std::span(due).subspan(begin, end - begin), settings_.jobs);
    std::vector<std::function<std::string()>> work;
    for (std::size_t i = begin; i < end; ++i) work.push_back([this, &due, i] { return answer_of(due[i]); });
    const auto answers = run_isolated(work, settings_.jobs, [&](std::size_t) { settings_.progress(1); });

    std::vector<StudyRun> done;
    for (std::size_t i = begin; i < end; ++i) {
      const Isolated& answer = answers[i - begin];
      // whoever stops the study may well have ended its runs
      if (answer.answer == stopped || (!answer.finished && settings_.stop())) continue;
      done.push_back(run_from(due[i], answer, study_->responses.size()));
    }
    settings_.keep(done);
    runs.insert(runs.end(), done.begin(), done.end());
  }
  return runs;
}

}  // namespace fengsui
