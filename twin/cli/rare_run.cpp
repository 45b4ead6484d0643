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

// Writes down what a replication tells, stage by stage.
struct Chronicle {
  const RareWorld& world;
  std::uint64_t before = 0;  // events of earlier stages
  json stages = json::array(), accidents = json::array();

  void stage_ended(std::uint32_t reached) {
    stages.push_back({reached, world.events() - before});
    before = world.events();
  }
  void arrived(const RareWorld::State& state, const study::Lineage& lineage) {
    if (accidents.size() == most_rare_accidents) return;
    json reached = json::array();
    for (const Time time : state.reached) reached.push_back(time.time_since_epoch().count());
    accidents.push_back({{"attempts", lineage}, {"reached", std::move(reached)}});
  }
};

json answer_of(RareWorld& world, const RareStudy& study, const json& asked) {
  const SplittingPlan plan = plan_of(study);
  const auto piece = asked.at("piece").get<std::uint64_t>();
  const std::uint64_t before = world.events();
  if (!asked.at("plain").get<bool>()) {
    Chronicle chronicle{world, before};
    study::split_once(world, plan, static_cast<std::uint32_t>(piece), chronicle);
    return {{"stages", std::move(chronicle.stages)}, {"accidents", std::move(chronicle.accidents)}};
  }
  // the luck of one batch is that of no other
  const std::uint64_t hits =
      study::plain_hits(world, plan.levels, runs_in(study, piece), study.seed + 1 + piece);
  return {{"hits", hits}, {"events", world.events() - before}};
}

RareReplication replication_of(std::size_t number, const json& answer) {
  RareReplication replication{static_cast<std::uint32_t>(number), {}, {}};
  for (const json& stage : answer.at("stages"))
    replication.stages.push_back({stage.at(0).get<std::uint32_t>(), stage.at(1).get<std::uint64_t>()});
  for (const json& each : answer.at("accidents")) {
    RareAccident& accident = replication.accidents.emplace_back();
    accident.attempts = each.at("attempts").get<std::vector<std::uint32_t>>();
    for (const json& time : each.at("reached"))
      accident.reached.emplace_back(Duration{time.get<std::int64_t>()});
    accident.time = accident.reached.back();
  }
  return replication;
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
  const std::vector<json> replications = answers(study, settings, false, study.replications);
  for (std::size_t i = 0; i < replications.size(); ++i)
    if (!replications[i].is_null()) result.replications.push_back(replication_of(i, replications[i]));
  const std::size_t levels = plan_of(study).levels;
  if (result.replications.size() >= 2)
    result.splitting = study::estimate_of(shares_of(study, result, levels), levels);

  const std::vector<json> batches = answers(study, settings, true, (study.plain_runs + batch - 1) / batch);
  for (std::size_t i = 0; i < batches.size(); ++i) {
    if (batches[i].is_null()) continue;
    result.plain_runs += runs_in(study, i);
    result.plain_hits += batches[i].at("hits").get<std::uint64_t>();
    result.plain_events += batches[i].at("events").get<std::uint64_t>();
  }
  if (result.plain_runs > 0) result.plain = study::estimate_of(result.plain_hits, result.plain_runs);
  result.interrupted = settings.stop();
  return result;
}

}  // namespace fengsui
