#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/isolate.h"
#include "twin/cli/mutation_test.h"
#include "twin/cli/output.h"
#include "twin/cli/words.h"
#include "twin/judge/junit.h"
#include "twin/link/link.h"

namespace fengsui {

namespace {

struct Options : CommonOptions {
  std::vector<std::filesystem::path> places;
  std::filesystem::path junit;
  int jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  bool mutate = false;
  std::optional<std::size_t> sample;
  double least_percent = 0.0;
};

// Every scenario below the given folders, and the given files, once, in order of their names.
std::vector<std::filesystem::path> scenarios_in(const std::vector<std::filesystem::path>& places) {
  std::set<std::filesystem::path> files;
  for (const std::filesystem::path& place : places) {
    std::error_code problem;
    if (!std::filesystem::is_directory(place, problem)) {
      files.insert(place);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place))
      if (entry.is_regular_file() && entry.path().extension() == ".json") files.insert(entry.path());
  }
  return {files.begin(), files.end()};
}

// Runs one scenario and says how it went as JSON text, for the process that asked.
std::string answer_of(const std::filesystem::path& scenario, const Options& options) {
  nlohmann::json answer;
  try {
    const RunResult result = run_scenario(request_of(options, scenario), nullptr);
    answer["verdict"] = static_cast<int>(result.judgement.verdict);
    answer["seconds"] = to_seconds(reached(result.record));
    answer["digest"] = result.record.run.digest;
    answer["output"] = render_results(result.judgement.expectations, options.in(), false);
    answer["messages"] = nlohmann::json::array();
    for (const ExpectationResult& line : result.judgement.expectations)
      if (!line.pass)
        answer["messages"].push_back("exp: " + line.expected.in(options.in()) +
                                     " got: " + line.got.in(options.in()));
    for (const Label& reason : result.judgement.reasons)
      answer["messages"].push_back(reason.in(options.in()));
  } catch (const InputError& problem) {
    answer["bad_input"] = problem.what();
  }
  return answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

struct Tally {
  ExitCode worst = ExitCode::pass;
  int passed = 0, failed = 0;

  void count(ExitCode code) {
    code == ExitCode::pass ? ++passed : ++failed;
    // bad input and crashes weigh more than a failure, a failure more than a run that proves nothing
    const auto weight = [](ExitCode c) {
      return c == ExitCode::internal_error ? 4
             : c == ExitCode::bad_input    ? 3
             : c == ExitCode::failed       ? 2
             : c == ExitCode::inconclusive ? 1
                                           : 0;
    };
    if (weight(code) > weight(worst)) worst = code;
  }
};

JUnitCase report_one(const std::filesystem::path& scenario, const Isolated& isolated, Language language,
                     Tally& tally) {
  JUnitCase result{
      scenario.parent_path().filename().string(), scenario.stem().string(), Verdict::fail, {}, {}, ""};
  if (!isolated.finished) {
    tally.count(ExitCode::internal_error);
    std::printf("CRASHED %s\n  %s\n", scenario.c_str(), isolated.answer.c_str());
    result.messages = {isolated.answer};
    return result;
  }
  const nlohmann::json answer = nlohmann::json::parse(isolated.answer);
  if (answer.contains("bad_input")) {
    tally.count(ExitCode::bad_input);
    const auto problem = answer["bad_input"].get<std::string>();
    std::printf("BAD INPUT %s\n  %s\n", scenario.c_str(), problem.c_str());
    result.messages = {problem};
    return result;
  }
  result.verdict = static_cast<Verdict>(answer["verdict"].get<int>());
  result.messages = answer["messages"].get<std::vector<std::string>>();
  result.seconds = answer["seconds"].get<double>();
  result.output = "sha256:" + answer["digest"].get<std::string>();
  tally.count(exit_code_of(result.verdict));
  std::printf("%-14s %s\n", verdict_name(result.verdict).name.in(language).c_str(), scenario.c_str());
  if (result.verdict != Verdict::pass) {
    std::fputs(answer["output"].get<std::string>().c_str(), stdout);
    for (const std::string& message : result.messages)
      if (result.verdict == Verdict::inconclusive) std::printf("  ! %s\n", message.c_str());
  }
  return result;
}

}  // namespace

void add_test_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("test", "Run scenarios and check what each expects; JUnit XML on request");
  command->add_option("PLACE", options->places, "Scenario files, or folders with scenarios")
      ->required()
      ->type_name("FILE|DIR");
  command->add_option("--junit", options->junit, "Write the results as JUnit XML to this file")
      ->type_name("FILE");
  const CLI::Option* jobs =
      command->add_option("--jobs", options->jobs, "Scenarios run at the same time; default: one per core")
          ->check(CLI::Range(1, 1024))
          ->type_name("N");
  const auto mutate = command->add_flag(
      "--mutate", options->mutate,
      "Put mistakes into the rules the scenarios use, one at a time, and see whether a scenario notices");
  command
      ->add_option("--sample", options->sample,
                   "So many mutants of each rule file, evenly spread; default: all")
      ->check(CLI::Range(1, 1'000'000))
      ->needs(mutate)
      ->type_name("N");
  command->add_option("--least", options->least_percent, "Fail when fewer mutants are noticed")
      ->check(CLI::Range(0.0, 100.0))
      ->needs(mutate)
      ->type_name("PERCENT");
  add_run(*command, *options);
  add_language(*command, *options);
  teach(*command, {{"fengsui test scenarios/library", "the whole library"},
                   {"fengsui test my.json --junit results.xml", "one scenario, for a CI server"},
                   {"fengsui test scenarios/library --mutate --least 90",
                    "would the library notice a mistake in the rules?"}});
  command->callback([options, &exit_code, jobs] {
    if (options->engine && one_run_at_a_time(*options->engine)) {
      if (jobs->count() > 0 && options->jobs > 1)
        throw InputError("--jobs", "",
                         std::to_string(options->jobs) + " with " + shown_name(*options->engine),
                         "1: this engine is the same for all, it serves one run at a time");
      options->jobs = 1;
    }
    const auto scenarios = scenarios_in(options->places);
    if (scenarios.empty())
      throw InputError(options->places.front().string(), "", "no scenario", "*.json files in it");
    if (options->mutate) {
      exit_code = run_mutation_test(
          {scenarios, options->jobs, options->sample, options->least_percent, options->junit}, *options);
      return;
    }
    std::vector<std::function<std::string()>> work;
    for (const auto& scenario : scenarios) work.push_back([&] { return answer_of(scenario, *options); });

    Progress progress("test");
    const auto answers = run_isolated(work, options->jobs, [&](std::size_t finished) {
      progress.show(double(finished) / double(work.size()),
                    std::to_string(finished) + "/" + std::to_string(work.size()));
    });
    progress.erase();

    Tally tally;
    std::vector<JUnitCase> cases;
    for (std::size_t i = 0; i < scenarios.size(); ++i)
      cases.push_back(report_one(scenarios[i], answers[i], options->in(), tally));
    std::printf("%d passed, %d failed\n", tally.passed, tally.failed);
    if (!options->junit.empty()) write_file(options->junit, junit_xml(cases));
    exit_code = tally.worst;
  });
}

}  // namespace fengsui
