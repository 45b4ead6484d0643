#include "twin/cli/mutation_test.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "scenarios/files.h"
#include "sim/base/error.h"
#include "twin/cli/isolate.h"
#include "twin/cli/output.h"
#include "twin/cli/rule_coverage.h"
#include "twin/cli/words.h"
#include "twin/engine/rule_mutants.h"
#include "twin/engine/rule_reader.h"
#include "twin/judge/junit.h"

namespace fengsui {

namespace {

using nlohmann::json;

// The scenarios that a rule file decides, and what they showed with the file as it is.
struct Suite {
  std::string rules_file, rules_text;
  std::vector<std::filesystem::path> scenarios;
  std::vector<RuleCoverage> coverage;  // by scenario
  std::vector<std::size_t> cost;       // by scenario: readings
};

RunRequest request_for(const CommonOptions& options, const std::filesystem::path& scenario,
                       std::optional<std::string> rules) {
  RunRequest request = request_of(options, scenario);
  request.carrier = Carrier::direct;  // the only one that carries several runs in one process
  request.rules = std::move(rules);
  return request;
}

std::vector<Suite> suites_of(const MutationTest& test) {
  std::map<std::string, Suite> suites;
  for (const auto& scenario : test.scenarios) {
    const ScenarioFiles files = load_scenario(scenario, home_folder() / "data");
    const InputFile& rules = files.of("rules");
    Suite& suite = suites[rules.path];
    suite.rules_file = rules.path;
    suite.rules_text = rules.text;
    suite.scenarios.push_back(scenario);
  }
  std::vector<Suite> list;
  for (auto& [path, suite] : suites) list.push_back(std::move(suite));
  return list;
}

json to_json(const RuleCoverage& coverage) {
  json transitions = json::array();
  for (const engine::Transition& transition : coverage.transitions)
    transitions.push_back({static_cast<int>(transition.from), static_cast<int>(transition.event)});
  return {{"alarms", coverage.alarms}, {"deciders", coverage.deciders}, {"transitions", transitions}};
}

RuleCoverage coverage_from(const json& value) {
  RuleCoverage coverage;
  coverage.alarms = value["alarms"].get<std::set<std::string>>();
  coverage.deciders = value["deciders"].get<std::set<std::string>>();
  for (const json& pair : value["transitions"])
    coverage.transitions.insert(
        {static_cast<engine::AlarmState>(pair[0].get<int>()), static_cast<AlarmEvent>(pair[1].get<int>())});
  return coverage;
}

// Every scenario with the rules as they are. A suite that is not green kills everything, and proves nothing.
void run_baseline(Suite& suite, const MutationTest& test, const CommonOptions& options) {
  const engine::Rules rules = engine::read_rules(suite.rules_text, suite.rules_file);
  std::vector<std::function<std::string()>> work;
  for (const auto& scenario : suite.scenarios)
    work.push_back([&, scenario] {
      const RunResult result = run_scenario(request_for(options, scenario, {}), nullptr);
      json answer = to_json(coverage_of(result.record, rules));
      answer["cost"] = result.record.readings.size();
      answer["passed"] = result.judgement.verdict == Verdict::pass;
      return answer.dump();
    });
  const auto answers = run_isolated(work, test.jobs);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const json answer = answers[i].finished ? json::parse(answers[i].answer) : json{{"passed", false}};
    if (!answer["passed"].get<bool>())
      throw InputError(suite.scenarios[i].string(), "", "a scenario that does not pass on the direct network",
                       "a suite that passes before its rules are mutated");
    suite.coverage.push_back(coverage_from(answer));
    suite.cost.push_back(answer["cost"].get<std::size_t>());
  }
}

// Indices of scenarios, those first that are likely to notice: the changed rule gave an alarm there, or
// decided. Among equals the quick ones first.
std::vector<std::size_t> order_for(const engine::RuleMutant& mutant, const Suite& suite) {
  const auto says = [&](const std::string& name) {
    const std::string key = name.substr(0, name.find(' '));
    return mutant.pointer.find("/" + key + "/") != std::string::npos || mutant.pointer.ends_with("/" + key);
  };
  const auto relevance = [&](std::size_t i) {
    const RuleCoverage& coverage = suite.coverage[i];
    return std::ranges::count_if(coverage.alarms, says) + std::ranges::count_if(coverage.deciders, says);
  };
  std::vector<std::size_t> order(suite.scenarios.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return suite.cost[i]; });
  std::ranges::stable_sort(order, std::greater{}, relevance);
  return order;
}

// The name of the scenario that noticed; nothing when none did; null when there is no such model.
json try_mutant(const Suite& suite, const engine::RuleMutant& mutant, const CommonOptions& options) {
  const std::string rules = engine::mutated(suite.rules_text, mutant);
  try {
    engine::read_rules(rules, suite.rules_file);
  } catch (const InputError&) {
    return nullptr;
  }
  for (const std::size_t i : order_for(mutant, suite))
    if (run_scenario(request_for(options, suite.scenarios[i], rules), nullptr).judgement.verdict !=
        Verdict::pass)
      return suite.scenarios[i].stem().string();
  return "";
}

std::vector<engine::RuleMutant> mutants_of(const Suite& suite, const std::optional<std::size_t>& sample) {
  std::vector<engine::RuleMutant> all = engine::rule_mutants(suite.rules_text, suite.rules_file);
  if (!sample || *sample >= all.size()) return all;
  std::vector<engine::RuleMutant> some;
  for (std::size_t i = 0; i < *sample; ++i) some.push_back(all[i * all.size() / *sample]);
  return some;
}

struct Score {
  std::size_t killed = 0, survived = 0, refused = 0;

  double percent() const {
    const std::size_t counted = killed + survived;
    return counted ? 100.0 * static_cast<double>(killed) / static_cast<double>(counted) : 100.0;
  }
};

void print_score(const Suite& suite, const Score& score, const std::string& survivors, Language language) {
  std::printf("%s\n", suite.rules_file.c_str());
  std::printf(say(language, "killed %zu of %zu mutants: %.1f %%; %zu more are no readable rules\n",
                  "变异体共杀死 %zu/%zu：%.1f %%；另有%zu个规则文件无效\n"),
              score.killed, score.killed + score.survived, score.percent(), score.refused);
  if (!survivors.empty())
    std::printf("%s\n%s", say(language, "survivors:", "存活变异体："), survivors.c_str());
  const engine::Rules rules = engine::read_rules(suite.rules_text, suite.rules_file);
  RuleCoverage covered;
  for (const RuleCoverage& coverage : suite.coverage) covered.add(coverage);
  std::fputs(in_words(covered, everything_in(rules), language).c_str(), stdout);
}

Score run_suite(const Suite& suite, const MutationTest& test, const CommonOptions& options,
                std::vector<JUnitCase>& cases) {
  const std::vector<engine::RuleMutant> mutants = mutants_of(suite, test.sample);
  std::vector<std::function<std::string()>> work;
  for (const engine::RuleMutant& mutant : mutants)
    work.push_back([&] { return try_mutant(suite, mutant, options).dump(); });
  Progress progress("mutants");
  const auto answers = run_isolated(work, test.jobs, [&](std::size_t finished) {
    progress.show(double(finished) / double(work.size()),
                  std::to_string(finished) + "/" + std::to_string(work.size()));
  });
  progress.erase();

  Score score;
  std::string survivors;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    // an engine that a mutant brings down is noticed, too
    const json killer = answers[i].finished ? json::parse(answers[i].answer) : json("crash");
    if (killer.is_null()) {
      ++score.refused;
      continue;
    }
    const std::string what =
        mutants[i].pointer + ": " + say(options.in(), mutants[i].english.c_str(), mutants[i].chinese.c_str());
    const bool survived = killer.get<std::string>().empty();
    survived ? ++score.survived : ++score.killed;
    if (survived) survivors += "  " + what + "\n";
    cases.push_back({std::filesystem::path(suite.rules_file).stem().string(),
                     what,
                     survived ? Verdict::fail : Verdict::pass,
                     survived ? std::vector<std::string>{"no scenario noticed"} : std::vector<std::string>{},
                     {},
                     survived ? "" : "killed by " + killer.get<std::string>()});
  }
  print_score(suite, score, survivors, options.in());
  return score;
}

}  // namespace

ExitCode run_mutation_test(const MutationTest& test, const CommonOptions& options) {
  if (options.engine && *options.engine != "builtin")
    throw InputError("--mutate", "", "--engine " + *options.engine,
                     "the built-in engine: others have no rule file here");
  ExitCode code = ExitCode::pass;
  std::vector<JUnitCase> cases;
  for (Suite& suite : suites_of(test)) {
    run_baseline(suite, test, options);
    if (run_suite(suite, test, options, cases).percent() < test.least_percent) code = ExitCode::failed;
  }
  if (!test.junit.empty()) write_file(test.junit, junit_xml(cases));
  return code;
}

}  // namespace fengsui
