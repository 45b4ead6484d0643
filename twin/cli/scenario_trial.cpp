#include "twin/cli/scenario_trial.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/files.h"
#include "scenarios/scenario_reader.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/isolate.h"
#include "twin/cli/run_scenario.h"
#include "twin/study/minimise.h"

namespace fengsui {

namespace {

using nlohmann::json;

// Throws InputError when the scenario ends before its expectations have had their time.
void check_duration(const std::filesystem::path& file, Duration original) {
  const Scenario scenario = read_scenario(read_file(file), file.string());
  if (scenario.duration < std::min(original, duration_needed(scenario)))
    throw InputError(file.string(), "/duration", format_duration(scenario.duration),
                     "time for what is expected");
}

std::string answer_of(const std::filesystem::path& file, const CommonOptions& options,
                      const std::optional<Duration>& original) {
  json answer{{"failure", ""}, {"missed", json::array()}, {"words", json::array()}};
  try {
    if (original) check_duration(file, *original);
    const RunResult result = run_scenario(request_of(options, file), nullptr);
    const auto& expectations = result.judgement.expectations;
    std::string failure;
    if (result.judgement.verdict == Verdict::fail) {
      for (std::size_t i = 0; i < expectations.size(); ++i) {
        if (expectations[i].pass) continue;
        failure += (expectations[i].when ? "at another time " : "missed ") + expectations[i].text + "\n";
        answer["missed"].push_back(i);
        answer["words"].push_back(expectations[i].expected.in(options.in()));
      }
    } else if (result.judgement.verdict == Verdict::inconclusive) {
      failure = "inconclusive " + outcome_name(result.record.run.outcome).key + "\n";
      for (const Label& reason : result.judgement.reasons) {
        failure += reason.english + "\n";
        answer["words"].push_back(reason.in(options.in()));
      }
    }
    answer["failure"] = failure;
  } catch (const InputError& problem) {
    answer["refused"] = problem.what();
  }
  return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

Trial trial_from(const Isolated& isolated) {
  Trial trial;
  if (!isolated.finished) {
    trial.failure = "crashed " + isolated.answer;
    trial.in_words = {isolated.answer};
    return trial;
  }
  const json answer = json::parse(isolated.answer);
  trial.failure = answer["failure"].get<std::string>();
  trial.missed = answer["missed"].get<std::vector<std::size_t>>();
  trial.in_words = answer["words"].get<std::vector<std::string>>();
  if (answer.contains("refused")) trial.refused = answer["refused"].get<std::string>();
  return trial;
}

}  // namespace

std::vector<Trial> try_scenarios(const std::vector<std::filesystem::path>& files,
                                 const CommonOptions& options, int jobs, std::optional<Duration> original) {
  std::vector<std::function<std::string()>> work;
  for (const auto& file : files) work.push_back([&] { return answer_of(file, options, original); });
  std::vector<Trial> trials;
  for (const Isolated& isolated : run_isolated(work, jobs)) trials.push_back(trial_from(isolated));
  return trials;
}

}  // namespace fengsui
