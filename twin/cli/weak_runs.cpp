#include "twin/cli/weak_runs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/isolate.h"
#include "twin/cli/progress.h"
#include "twin/cli/run_scenario.h"

namespace fengsui {

namespace {

using nlohmann::json;

constexpr const char* stopped = "stopped";
// so many runs per process at a time, so that Ctrl-C keeps what is done
constexpr std::size_t batch_per_job = 16;

std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

json time_of(const std::optional<Time>& time) {
  return time ? json(time->time_since_epoch().count()) : json();
}

std::optional<Time> time_from(const json& value) {
  if (value.is_null()) return {};
  return scenario_start + Duration{value.get<std::int64_t>()};
}

weak::Seen seen_from(const Isolated& isolated) {
  weak::Seen seen;
  if (!isolated.finished) {
    seen.problem = isolated.answer;
    return seen;
  }
  const json answer = json::parse(isolated.answer);
  seen.problem = answer["problem"].get<std::string>();
  seen.red = time_from(answer["red"]);
  seen.act = time_from(answer["act"]);
  seen.trace = answer["trace"].get<bool>();
  return seen;
}

std::string answer_of(const WeakRuns& runs, const std::vector<weak::Injection>& injections) {
  if (interrupted()) return stopped;
  RunRequest request = request_of(*runs.options, runs.files->scenario.file);
  request.inputs =
      weak::with_injections(*runs.files, *runs.places, runs.path->moments, injections, runs.lasting);
  const RunResult result = run_scenario(request, nullptr);
  if (result.record.run.outcome == Outcome::interrupted) return stopped;
  weak::Seen seen = weak::seen_in(result.record, *runs.base, *runs.path);
  return text_of({{"problem", seen.problem},
                  {"red", time_of(seen.red)},
                  {"act", time_of(seen.act)},
                  {"trace", seen.trace}});
}

}  // namespace

std::string run_without_faults(const std::filesystem::path& scenario, const CommonOptions& options,
                               const std::filesystem::path& run_file) {
  const auto work = [&]() -> std::string {
    try {
      RunRequest request = request_of(options, scenario);
      request.file = run_file;
      request.overwrite = Overwrite::allow;
      const RunResult result = run_scenario(request, nullptr);
      const Outcome outcome = result.record.run.outcome;
      std::string problem = outcome == Outcome::finished ? "" : outcome_name(outcome).name.in(options.in());
      if (!problem.empty() && !result.judgement.reasons.empty())
        problem = result.judgement.reasons.back().in(options.in());
      return text_of({{"problem", problem}});
    } catch (const InputError& bad) {
      return text_of(
          {{"file", bad.file}, {"place", bad.place}, {"found", bad.found}, {"expected", bad.expected}});
    }
  };
  const Isolated isolated = run_isolated({work}, 1).front();
  if (!isolated.finished) return isolated.answer;
  const json answer = json::parse(isolated.answer);
  if (answer.contains("file"))
    throw InputError(answer["file"], answer["place"], answer["found"], answer["expected"]);
  return answer["problem"].get<std::string>();
}

std::vector<weak::Seen> WeakRuns::run(const std::vector<std::vector<weak::Injection>>& sets,
                                      const char* title) const {
  Progress progress(title);
  std::vector<weak::Seen> seen;
  const std::size_t batch = batch_per_job * static_cast<std::size_t>(jobs);
  for (std::size_t begin = 0; begin < sets.size() && !interrupted(); begin += batch) {
    const std::size_t end = std::min(sets.size(), begin + batch);
    std::vector<std::function<std::string()>> work;
    for (std::size_t i = begin; i < end; ++i)
      work.emplace_back([this, &sets, i] { return answer_of(*this, sets[i]); });
    const auto answers = run_isolated(work, jobs, [&](std::size_t finished) {
      progress.show(static_cast<double>(begin + finished) / static_cast<double>(sets.size()),
                    std::to_string(begin + finished) + "/" + std::to_string(sets.size()));
    });
    for (const Isolated& answer : answers) {
      // whoever stops the study may well have ended its runs; what comes after them would leave a gap
      if (answer.answer == stopped || (!answer.finished && interrupted())) return seen;
      seen.push_back(seen_from(answer));
    }
  }
  return seen;
}

}  // namespace fengsui
