#include "twin/cli/study_work.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/run_scenario.h"
#include "twin/session/prepare.h"
#include "twin/study/factor.h"

namespace fengsui {

namespace {

using nlohmann::json;

constexpr const char* stopped = "stopped";

std::string answer_of(const Study& study, const RunRequest& request) {
  if (interrupted()) return stopped;
  const RunResult result = run_scenario(request, nullptr);

  const Outcome outcome = result.record.run.outcome;
  if (outcome == Outcome::interrupted) return stopped;
  const bool finished = outcome == Outcome::finished;
  json answer = {{"status", static_cast<int>(finished ? RunStatus::finished : RunStatus::engine_failed)},
                 {"message", ""},
                 {"values", json::array()}};
  if (!finished && !result.judgement.reasons.empty())
    answer["message"] = result.judgement.reasons.back().english;
  for (const StudyResponse& response : study.responses) {
    const Kpi* kpi = result.judgement.find(response.kpi);
    // what an engine did before it failed is no result
    const bool measured = finished && kpi && kpi->value;
    answer["values"].push_back(measured ? json(*kpi->value) : json());
  }
  return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::vector<Kpi> score_sheet(const std::vector<InputFile>& inputs) {
  const Judgement nothing_yet = judge(prepare(load_scenario(inputs)).record, {});
  std::vector<Kpi> sheet = nothing_yet.kpis;
  sheet.insert(sheet.end(), nothing_yet.colour_kpis.begin(), nothing_yet.colour_kpis.end());
  return sheet;
}

std::string study_task(const Study& study, const std::string& file, std::chrono::milliseconds patience) {
  json inputs = json::array();
  for (const InputFile& input : study.inputs)
    inputs.push_back({{"role", input.role}, {"path", input.path}, {"text", input.text}});
  return json{{"study", study.digest},
              {"file", file},
              {"text", study.text},
              {"inputs", inputs},
              {"patience_ms", patience.count()}}
      .dump();
}

Study study_of_task(const std::string& task, const std::string& where) {
  const json document = json::parse(task);
  StudyBase base;
  for (const json& input : document.at("inputs"))
    base.inputs.push_back({input.at("role"), input.at("path"), input.at("text")});
  base.kpis = score_sheet(base.inputs);
  Study study = read_study(document.at("text").get<std::string>(), document.at("file"),
                           [&](const auto&) { return std::move(base); });
  if (study.digest != document.at("study").get<std::string>())
    throw InputError(where, "", "a study of another version of the program",
                     "the same version, here " FENGSUI_VERSION);
  return study;
}

cluster::Work study_work(const std::string& task) {
  const auto study = std::make_shared<const Study>(study_of_task(task, "task"));
  const std::chrono::milliseconds patience{json::parse(task).at("patience_ms").get<std::int64_t>()};
  return [study, patience](const std::string& request) {
    const json asked = json::parse(request);
    const std::vector<double> point = asked.at("point");
    RunRequest run;
    run.inputs = with_values(study->inputs, study->factors, point, study->id);
    run.seed = asked.at("seed").get<std::uint64_t>();
    run.carrier = Carrier::direct;
    run.patience = patience;
    return answer_of(*study, run);
  };
}

std::string study_request(std::span<const double> point, std::uint64_t seed) {
  return json{{"point", std::vector<double>(point.begin(), point.end())}, {"seed", seed}}.dump();
}

std::optional<StudyRun> run_of_answer(const cluster::Isolated& answer, std::size_t responses) {
  if (answer.answer == stopped) return {};
  StudyRun run{0, 0, 0, RunStatus::crashed, {}, ""};
  run.values.assign(responses, std::numeric_limits<double>::quiet_NaN());
  if (!answer.finished) {
    run.message = answer.answer;
    return run;
  }
  const json said = json::parse(answer.answer);
  run.status = static_cast<RunStatus>(said.at("status").get<int>());
  run.message = said.at("message").get<std::string>();
  for (std::size_t r = 0; r < responses; ++r)
    if (const auto& value = said.at("values").at(r); !value.is_null()) run.values[r] = value.get<double>();
  return run;
}

}  // namespace fengsui
