#include "twin/cli/rare_run.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "twin/cli/rare_world.h"
#include "twin/study/splitting.h"

namespace fengsui {

namespace {

using nlohmann::json;
using study::SplittingPlan;

constexpr std::uint64_t batch = 100;  // plain runs in one piece

SplittingPlan plan_of(const RareStudy& study) {
  return {study.levels.size() + 1, study.effort, study.replications, study.seed};
}

std::uint64_t runs_in(const RareStudy& study, std::uint64_t piece) {
  return std::min(batch, study.plain_runs - piece * batch);
}

json answer_of(RareWorld& world, const RareStudy& study, const json& asked) {
  const SplittingPlan plan = plan_of(study);
  const auto piece = asked.at("piece").get<std::uint64_t>();
  if (!asked.at("plain").get<bool>())
    return study::split_once(world, plan, static_cast<std::uint32_t>(piece));
  // the luck of one batch is that of no other
  return study::plain_hits(world, plan.levels, runs_in(study, piece), study.seed + 1 + piece);
}

std::string task_of(const RareStudy& study, const std::vector<InputFile>& files) {
  json inputs = json::array();
  for (const InputFile& file : files)
    inputs.push_back({{"role", file.role}, {"path", file.path}, {"text", file.text}});
  return json{{"file", study.file}, {"text", study.text}, {"inputs", inputs}}.dump();
}

// The answers to all pieces by number; null where it was stopped before.
std::vector<json> answers(const RareStudy& study, const RareSettings& settings, bool plain,
                          std::size_t pieces) {
  std::vector<json> all(pieces);
  std::size_t done = 0;
  settings.crew->run(
      pieces,
      [&](std::size_t i) {
        return json{{"plain", plain}, {"piece", i}}.dump();
      },
      [&](std::size_t i, const cluster::Isolated& answer) {
        if (answer.finished)
          all[i] = json::parse(answer.answer);
        else if (!settings.stop())  // whoever stops the study may well have ended its runs
          throw InputError(study.scenario.string(), "", answer.answer, "runs that come to an end");
        settings.progress(static_cast<double>(++done) / static_cast<double>(pieces),
                          plain ? "plain runs" : "splitting");
      },
      settings.stop);
  return all;
}

}  // namespace

cluster::Work rare_work(const std::string& task) {
  const json document = json::parse(task);
  std::vector<InputFile> inputs;
  for (const json& input : document.at("inputs"))
    inputs.push_back({input.at("role"), input.at("path"), input.at("text")});
  const auto study = std::make_shared<const RareStudy>(
      read_rare_study(document.at("text").get<std::string>(), document.at("file").get<std::string>()));
  // every piece has a copy of it, for each is done in a process of its own
  const auto world = std::make_shared<RareWorld>(*study, inputs);
  return [study, world](const std::string& request) {
    const json answer = answer_of(*world, *study, json::parse(request));
    if (!world->complaint().empty()) throw InputError("", "", world->complaint(), "an answer");
    return answer.dump();
  };
}

RareResult run_rare(const RareStudy& study, const RareSettings& settings) {
  settings.crew->begin(task_of(study, settings.inputs));
  RareResult result;
  for (const json& shares : answers(study, settings, false, study.replications))
    if (!shares.is_null()) result.shares.push_back(shares.get<std::vector<double>>());
  if (result.shares.size() >= 2) result.splitting = study::estimate_of(result.shares, plan_of(study).levels);

  const std::vector<json> hits = answers(study, settings, true, (study.plain_runs + batch - 1) / batch);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (hits[i].is_null()) continue;
    result.plain_runs += runs_in(study, i);
    result.plain_hits += hits[i].get<std::uint64_t>();
  }
  if (result.plain_runs > 0) result.plain = study::estimate_of(result.plain_hits, result.plain_runs);
  result.interrupted = settings.stop();
  return result;
}

}  // namespace fengsui
