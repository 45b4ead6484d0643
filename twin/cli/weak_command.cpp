#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "scenarios/files.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/commands.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/output.h"
#include "twin/cli/weak_runs.h"
#include "twin/cli/words.h"
#include "twin/link/link.h"
#include "twin/record/run_file.h"
#include "twin/session/prepare.h"
#include "twin/study_report/weak_page.h"
#include "twin/weak/weak_result.h"

namespace fengsui {

namespace {

namespace fs = std::filesystem;

struct Options : CommonOptions {
  fs::path scenario;
  std::string enterprise;
  std::vector<std::string> only;
  std::string lasting, least = "1s";
  std::size_t pairs = 300;
  int jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
};

Duration positive_duration(const std::string& option, const std::string& text) {
  const auto duration = parse_duration(text);
  if (!duration || *duration <= Duration::zero())
    throw InputError(option, "", "\"" + text + "\"", "a duration above 0, such as \"10 min\"");
  return *duration;
}

void check_folder(const Options& options, const fs::path& folder) {
  std::error_code ignored;
  if (fs::exists(folder, ignored) && !options.force)
    throw InputError(folder.string(), "", "a folder that exists already",
                     "--force to write over it, or another --out");
}

EnterpriseId chosen_enterprise(const Options& options, const Names& names) {
  if (options.enterprise.empty()) return {};
  const auto found = std::ranges::find(names.enterprises, options.enterprise, &EnterpriseName::name);
  if (found != names.enterprises.end())
    return EnterpriseId(static_cast<std::size_t>(found - names.enterprises.begin()));
  std::vector<std::string> known;
  for (const EnterpriseName& name : names.enterprises) known.push_back(name.name);
  throw unknown_reference("", "--enterprise", "an enterprise of the register", options.enterprise, known);
}

std::vector<weak::FaultPlace> chosen_places(std::vector<weak::FaultPlace> places, const Options& options) {
  if (options.only.empty()) return places;
  std::erase_if(places, [&](const weak::FaultPlace& place) {
    return std::ranges::find(options.only, weak::place_kind_name(place.kind).key) == options.only.end();
  });
  return places;
}

// Every fault of every place, from every moment on.
std::vector<weak::Injection> all_singles(const weak::WeakResult& result) {
  std::vector<weak::Injection> all;
  for (std::size_t place = 0; place < result.places.size(); ++place)
    for (std::size_t fault = 0; fault < result.places[place].faults.size(); ++fault)
      for (std::size_t moment = 0; moment < result.path.moments.size(); ++moment)
        all.push_back({place, fault, moment});
  return all;
}

void run_singles(const WeakRuns& runs, weak::WeakResult& result) {
  std::vector<std::vector<weak::Injection>> sets;
  for (const weak::Injection& injection : all_singles(result)) sets.push_back({injection});
  result.singles_planned = sets.size();
  const auto seen = runs.run(sets, "one fault");
  for (std::size_t i = 0; i < seen.size(); ++i)
    result.singles.push_back({sets[i].front(), weak::effect_of(seen[i], result.path, result.least)});
  result.complete = seen.size() == sets.size();
}

// What cuts together on paper: lost from the start, at most so many.
void run_cut_pairs(const WeakRuns& runs, weak::WeakResult& result) {
  constexpr std::size_t most = 100;
  const auto loss = [&](std::size_t place) {
    const auto& faults = result.places[place].faults;
    const auto found = std::ranges::find(faults, true, &weak::PathFault::loss);
    return weak::Injection{place, static_cast<std::size_t>(found - faults.begin()), 0};
  };
  std::vector<std::vector<weak::Injection>> sets;
  for (const auto& [first, second] : result.cuts.pairs)
    if (sets.size() < most) sets.push_back({loss(first), loss(second)});
  const auto seen = runs.run(sets, "cut sets");
  for (std::size_t i = 0; i < seen.size(); ++i)
    result.cut_pairs.push_back(
        {sets[i][0].place, sets[i][1].place, weak::effect_of(seen[i], result.path, result.least)});
  result.complete = seen.size() == sets.size();
}

void run_pairs(const WeakRuns& runs, weak::WeakResult& result, std::size_t most) {
  const auto alone = [&](const weak::Injection& injection) {
    return std::ranges::find(result.singles, injection, &weak::SingleFault::injection)->size;
  };
  const auto usable = [&](const weak::Injection& injection) {
    const weak::Effect effect = alone(injection).effect;
    return !weak::silences(effect) && effect != weak::Effect::failed;
  };
  const weak::PairPlan plan =
      weak::plan_pairs(result.places, result.path.moments.size(), usable, most, result.seed);
  result.pairs_planned = plan.pairs.size();
  result.pair_coverage = plan.coverage;
  std::vector<std::vector<weak::Injection>> sets;
  for (const auto& [first, second] : plan.pairs) sets.push_back({first, second});
  const auto seen = runs.run(sets, "two faults");
  for (std::size_t i = 0; i < seen.size(); ++i) {
    weak::FaultPair pair{sets[i][0], sets[i][1], weak::effect_of(seen[i], result.path, result.least)};
    pair.more = weak::does_more(pair.size, alone(pair.first), alone(pair.second), result.least);
    result.pairs.push_back(pair);
  }
  result.complete = seen.size() == sets.size();
  if (!result.complete) result.pair_coverage.covered = plan.covered_by(seen.size());
}

ExitCode say_inconclusive(const char* words) {
  std::fprintf(stderr, "fengsui: %s\n", words);
  return ExitCode::inconclusive;
}

ExitCode exit_code_for(const weak::WeakResult& result) {
  const auto silent = [](const auto& run) { return weak::silences(run.size.effect); };
  const bool any = std::ranges::any_of(result.singles, silent) || std::ranges::any_of(result.pairs, silent) ||
                   std::ranges::any_of(result.cut_pairs, silent);
  if (!result.complete) return ExitCode::inconclusive;
  if (any) return ExitCode::failed;
  const bool known = std::ranges::any_of(result.singles, [](const weak::SingleFault& single) {
    return single.size.effect < weak::Effect::no_trace;
  });
  return known ? ExitCode::pass : ExitCode::inconclusive;
}

ExitCode find_weak_points(Options options) {
  const Language language = options.in();
  weak::WeakResult result;
  result.least = positive_duration("--least", options.least);
  if (!options.lasting.empty()) result.lasting = positive_duration("--for", options.lasting);
  const fs::path folder = options.out / (options.scenario.stem().string() + "_weak");
  check_folder(options, folder);

  const fs::path home = home_folder();
  const ScenarioFiles files = load_scenario(options.scenario, home / "data");
  const std::string engine = options.engine.value_or(files.scenario.engine.name);
  if (one_run_at_a_time(engine)) options.jobs = 1;
  const Prepared prepared = prepare(files, options.seed);
  check_expectations(prepared.scenario, prepared.record);
  const EnterpriseId enterprise = chosen_enterprise(options, prepared.record.names);
  const fs::path sizes = home / "data/faults/alarm_path.json";
  const FaultSizes fault_sizes = read_fault_sizes(read_file(sizes), sizes.string());

  const CtrlC ctrl_c;
  make_folder(folder);
  const fs::path run_file = folder / "without_faults.h5";
  const std::string problem = run_without_faults(options.scenario, options, run_file);
  if (interrupted())
    return say_inconclusive(
        say(language, "stopped before the scenario had been run once", "情景尚未完整运行一次即被中止"));
  if (!problem.empty())
    return say_inconclusive(
        (say(language, "the run without faults did not come to its end: ", "无注入故障的运行未正常结束：") +
         problem)
            .c_str());
  const Record base = read_run(run_file);
  const auto path = weak::alarm_path(base, enterprise);
  if (!path)
    return say_inconclusive(
        (say(language, "no red warning in the run without faults, so there is none to silence; look at it: ",
             "无注入故障的运行中没有红色预警，无从静默；请查看：") +
         ("fengsui show " + run_file.string()))
            .c_str());

  result.scenario = base.run.scenario;
  result.seed = base.run.seed;
  result.network = base.run.network;
  result.path = *path;
  result.enterprise = base.names.enterprises[path->enterprise.index].name;
  result.other_red_warnings = weak::with_red_warning(base).size() - 1;
  const BuiltCity built = build_city(files, options.seed);
  const auto all_places = weak::fault_places(built, base, *path, fault_sizes);
  result.places = chosen_places(all_places, options);

  const WeakRuns runs{&options, &files, &base, &result.path, &result.places, result.lasting, options.jobs};
  run_singles(runs, result);
  // the graph needs the whole way
  if (options.only.empty()) {
    result.cuts = weak::cuts_of(weak::path_graph(built, *path, result.places));
    if (result.complete) run_cut_pairs(runs, result);
  }
  if (result.complete && options.pairs > 0) run_pairs(runs, result, options.pairs);

  write_file(folder / "weak.csv", weak::csv_of(result));
  write_file(folder / "weak.json", weak::json_of(result).dump(1) + "\n");
  write_file(folder / "weak.html", render_weak_page(result, language));
  std::fputs(weak::in_words(result, language).c_str(), stdout);
  if (!result.complete)
    std::printf("%s\n",
                say(language, "stopped: this is what was done until then", "已中止：以上为已完成部分"));
  std::printf("%s %s\n", say(language, "written to", "已写入"), folder.c_str());
  return exit_code_for(result);
}

}  // namespace

void add_weak_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "weak",
      "Find the weak points of the way of a red warning. The scenario is run once as it is, then once for "
      "each fault of each "
      "instrument, gateway, link, server, office and channel on the way, from each moment on at which "
      "something was "
      "decided; then with pairs of faults; then compared with the cut sets of the way as a graph. Tells "
      "which "
      "faults silence "
      "or delay the warning or the first human act, the worst first. A fault that left no trace counts as "
      "unknown, not as "
      "harmless. Exit code 0: nothing silences it; 1: something does; 2: bad input; 3: there is no red "
      "warning, or Ctrl-C (what is done is told and written)");
  command->add_option("SCENARIO", options->scenario, "Scenario file (JSON) with a red warning")
      ->required()
      ->type_name("FILE");
  command->add_option("--enterprise", options->enterprise, "Whose red warning; default: the first one")
      ->type_name("NAME");
  command
      ->add_option("--only", options->only,
                   "Only these places: sensor, gateway, link, server, officer, channel (no cut sets then)")
      ->check(CLI::IsMember({"sensor", "gateway", "link", "server", "officer", "channel"}))
      ->delimiter(',')
      ->type_name("KIND,…");
  command->add_option("--for", options->lasting, "How long a fault lasts; default: to the end")
      ->type_name("DURATION");
  command->add_option("--least", options->least, "Shorter delays count as none")
      ->capture_default_str()
      ->type_name("DURATION");
  command->add_option("--pairs", options->pairs, "Runs with two faults at most; 0: none")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--jobs", options->jobs, "Runs at the same time; default: one per core")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  add_output(*command, *options);
  add_run(*command, *options);
  add_language(*command, *options);
  teach(
      *command,
      {{"fengsui weak scenarios/library/aluminium/jingmei_dc_2022_alarm_only.json --network direct",
        "what silences the warning of this evening; into out/jingmei_dc_2022_alarm_only_weak"},
       {"fengsui weak my.json --only officer,channel --pairs 0", "people and channels, one fault at a time"},
       {"fengsui weak my.json --for \"10 min\"", "outages that end by themselves"}});
  command->callback([options, &exit_code] { exit_code = find_weak_points(*options); });
}

}  // namespace fengsui
