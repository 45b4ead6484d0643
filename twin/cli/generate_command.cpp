#include <algorithm>
#include <cctype>
#include <cstdio>
#include <memory>
#include <random>

#include "scenarios/files.h"
#include "scenarios/scenario_reader.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/commands.h"
#include "twin/cli/output.h"
#include "twin/cli/words.h"
#include "twin/generate/scenario_model.h"

namespace fengsui {

namespace {

namespace fs = std::filesystem;
using generate::Factor;
using generate::ScenarioModel;

struct Options : CommonOptions {
  fs::path folder, like;
  std::size_t strength = 2, most = 100000;
  std::uint64_t suite_seed = 1;
  bool measure = false;
};

constexpr const char* roles[] = {"register", "catalogue", "policy", "rules", "network"};

// The data that scenarios are made of: those of a given scenario, or the shipped ones.
ScenarioModel model_for(const Options& options) {
  const fs::path home = home_folder(), data = home / "data";
  const fs::path sizes = data / "faults/alarm_path.json";
  const FaultSizes fault_sizes = read_fault_sizes(read_file(sizes), sizes.string());
  const fs::path like = options.like.empty()
                            ? home / "scenarios/library/aluminium/jingmei_dc_2022_required_monitoring.json"
                            : options.like;
  ScenarioFiles files = load_scenario(like, data);
  const auto original =
      nlohmann::ordered_json::parse(files.of("scenario").text, nullptr, true, /*ignore_comments=*/true);
  nlohmann::ordered_json inputs;
  for (const char* role : roles) {
    const auto name = original[role].get<std::string>();
    // a file beside the scenario is named by its whole path, so that it is found from anywhere
    inputs[role] = name.find_first_of("/\\.") == std::string::npos
                       ? name
                       : fs::absolute(files.of(role).path).lexically_normal().string();
  }
  // of the scenario itself only the data matter
  files.scenario.enterprises.clear();
  files.scenario.events.clear();
  return {files, std::move(inputs), fault_sizes};
}

std::string percent(const ArrayCoverage& coverage) {
  char text[32];
  const double value = 100.0 * coverage.share();
  const bool nearly = coverage.covered < coverage.possible && value > 99.9;
  std::snprintf(text, sizeof text, "%.1f %%", nearly ? 99.9 : value);
  return text;
}

void print_model(const ScenarioModel& model, Language language) {
  for (std::size_t factor = 0; factor < generate::factor_count; ++factor) {
    const auto& levels = model.levels(static_cast<Factor>(factor));
    std::string list;
    for (const KeyedName& level : levels) list += (list.empty() ? "" : ", ") + level.key;
    std::printf("  %s: %zu (%s)\n",
                generate::factor_name(static_cast<Factor>(factor)).name.in(language).c_str(), levels.size(),
                list.c_str());
  }
}

void print_coverage(const ArrayCoverage& coverage, std::size_t strength, Language language) {
  std::printf(say(language, "covered: %zu of %zu combinations of %zu factors (%s)\n",
                  "已覆盖：%zu/%zu个%zu因素组合（%s）\n"),
              coverage.covered, coverage.possible, strength, percent(coverage).c_str());
  std::printf(say(language, "excluded: %zu combinations, because the equipment cannot have the fault\n",
                  "已排除：%zu个组合，因设备不可能发生该故障\n"),
              coverage.excluded);
}

// 0001_guide_hole_leak.json
std::string file_name(std::size_t number, const std::string& fault) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%04zu", number);
  return std::string(digits) + "_" + fault + ".json";
}

// Whether a file has such a name.
bool is_generated(const fs::path& file) {
  const std::string name = file.filename().string();
  const auto digit = [](char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; };
  return name == "suite.csv" || (name.size() > 9 && std::all_of(name.begin(), name.begin() + 4, digit) &&
                                 name[4] == '_' && name.ends_with(".json"));
}

void prepare_folder(const Options& options) {
  std::error_code problem;
  if (fs::exists(options.folder, problem)) {
    if (!fs::is_directory(options.folder, problem))
      throw InputError(options.folder.string(), "", "a file", "a folder for the scenarios");
    const bool empty = fs::is_empty(options.folder, problem);
    if (!empty && !options.force)
      throw InputError(options.folder.string(), "", "a folder that is not empty",
                       "--force to replace the suite in it, or another folder");
    // a suite of before must not be mixed with this one; what else is there stays
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(options.folder))
      if (is_generated(entry.path())) old.push_back(entry.path());
    for (const fs::path& file : old) fs::remove(file, problem);
  }
  make_folder(options.folder);
}

ExitCode write_suite(const Options& options, const ScenarioModel& model) {
  const Language language = options.in();
  prepare_folder(options);
  const CoveringArray array =
      covering_array({.levels = model.sizes(),
                      .strength = options.strength,
                      .seed = options.suite_seed,
                      .allowed = [&](const ArrayRow& row) { return model.allowed(row); },
                      .most_rows = options.most,
                      .candidates = 20});
  std::mt19937_64 luck(options.suite_seed);
  std::string table = "file";
  for (std::size_t factor = 0; factor < generate::factor_count; ++factor)
    table += "," + generate::factor_name(static_cast<Factor>(factor)).key;
  table += "\n";
  for (std::size_t i = 0; i < array.rows.size(); ++i) {
    const ArrayRow& row = array.rows[i];
    const std::string& fault = model.levels(Factor::fault)[row[static_cast<std::size_t>(Factor::fault)]].key;
    const std::string name = file_name(i + 1, fault);
    constexpr std::uint64_t largest_seed = (std::uint64_t{1} << 53) - 1;
    const std::string id = "generated_" + name.substr(0, name.find('_'));
    write_file(options.folder / name, model.scenario_of(row, id, luck() & largest_seed).dump(2) + "\n");
    table += name;
    for (std::size_t factor = 0; factor < generate::factor_count; ++factor)
      table += "," + model.levels(static_cast<Factor>(factor))[row[factor]].key;
    table += "\n";
  }
  write_file(options.folder / "suite.csv", table);
  std::printf("%zu %s\n", array.rows.size(), say(language, "scenarios", "个情景"));
  print_model(model, language);
  print_coverage(array.coverage, options.strength, language);
  std::printf("%s %s\n", say(language, "written to", "已写入"), options.folder.c_str());
  return ExitCode::pass;
}

ExitCode measure_suite(const Options& options, const ScenarioModel& model) {
  const Language language = options.in();
  std::error_code problem;
  if (!fs::is_directory(options.folder, problem))
    throw InputError(options.folder.string(), "", "no folder", "a folder with scenarios");
  std::vector<fs::path> scenarios;
  for (const auto& entry : fs::recursive_directory_iterator(options.folder))
    if (entry.is_regular_file() && entry.path().extension() == ".json") scenarios.push_back(entry.path());
  std::ranges::sort(scenarios);
  if (scenarios.empty()) throw InputError(options.folder.string(), "", "no scenario", "*.json files in it");
  std::vector<ArrayRow> rows;
  std::vector<std::string> outside;
  for (const fs::path& file : scenarios) {
    const auto of_scenario = model.rows_of(read_scenario(read_file(file), file.string()));
    if (of_scenario.empty()) outside.push_back(file.string());
    rows.insert(rows.end(), of_scenario.begin(), of_scenario.end());
  }
  const ArrayCoverage coverage = coverage_of(rows, model.sizes(), options.strength,
                                             [&](const ArrayRow& row) { return model.allowed(row); });
  std::printf(say(language, "%zu scenarios measured\n", "已测量%zu个情景\n"), scenarios.size());
  print_model(model, language);
  print_coverage(coverage, options.strength, language);
  if (!outside.empty())
    std::printf(say(language, "%zu scenarios have no fault of these and count for nothing:\n",
                    "%zu个情景不含上述故障，不计入：\n"),
                outside.size());
  for (const std::string& file : outside) std::printf("  %s\n", file.c_str());
  return ExitCode::pass;
}

}  // namespace

void add_generate_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "generate",
      "Write scenarios in which every combination of levels of any two (or three) factors occurs: equipment, "
      "fault, network "
      "state, staffing, time of day, weather. Far fewer than all combinations, with the coverage stated. The "
      "weather is the "
      "temperature of the cooling water: nothing else in the model depends on it, so there is no rain and no "
      "wind. The same "
      "--seed gives the same files. With --measure: what a suite that is there already covers");
  command->add_option("FOLDER", options->folder, "Where the scenarios go (with --measure: where they are)")
      ->required()
      ->type_name("DIR");
  command->add_option("--strength", options->strength, "How many factors at a time: 2 or 3")
      ->check(CLI::Range(2, 3))
      ->capture_default_str()
      ->type_name("T");
  command->add_option("--seed", options->suite_seed, "Of the choice of rows, places and luck")
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--most", options->most, "Scenarios at most; those that cover most come first")
      ->check(CLI::Range(1, 100000))
      ->type_name("N");
  command
      ->add_option("--like", options->like,
                   "Use the register, catalogue, policy, rules and network of this scenario; default: the "
                   "shipped ones")
      ->type_name("FILE");
  command->add_flag("--measure", options->measure, "Write nothing; tell what the scenarios there cover");
  command->add_flag("--force", options->force, "Replace the suite that is in the folder");
  add_language(*command, *options);
  teach(*command, {{"fengsui generate out/suite", "every pair; then: fengsui test out/suite"},
                   {"fengsui generate out/suite --strength 3 --seed 7", "every triple, others of them"},
                   {"fengsui generate --measure scenarios/library/aluminium", "what the library covers"}});
  command->callback([options, &exit_code] {
    const ScenarioModel model = model_for(*options);
    exit_code = options->measure ? measure_suite(*options, model) : write_suite(*options, model);
  });
}

}  // namespace fengsui
