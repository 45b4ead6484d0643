#include <unistd.h>

#include <cstdio>
#include <memory>
#include <thread>

#include "scenarios/files.h"
#include "scenarios/scenario_values.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/commands.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/output.h"
#include "twin/cli/progress.h"
#include "twin/cli/scenario_trial.h"
#include "twin/cli/words.h"
#include "twin/study/minimise.h"

namespace fengsui {

namespace {

namespace fs = std::filesystem;

struct Options : CommonOptions {
  fs::path scenario;
  std::size_t most = 500;
  int jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
};

// A folder of its own for candidates, gone at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = fs::temp_directory_path() / "fengsui_minimise_XXXXXX";
    if (!mkdtemp(pattern.data()))
      throw InputError(pattern, "", "a folder that cannot be made", "room for temporary files (TMPDIR)");
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// The files that all candidates share, under names of their own: the scenario refers to them from now on.
void write_shared_files(const ScenarioFiles& files, const fs::path& folder) {
  for (const char* role : {"catalogue", "policy", "rules", "network"})
    write_file(folder / (std::string(role) + ".json"), files.of(role).text);
}

SmallScenario read_whole(const ScenarioFiles& files, const std::optional<std::uint64_t>& seed) {
  SmallScenario whole;
  whole.scenario = nlohmann::ordered_json::parse(files.of("scenario").text, nullptr, true, true);
  whole.scenario["register"] = "register.csv";
  for (const char* role : {"catalogue", "policy", "rules", "network"})
    whole.scenario[role] = std::string(role) + ".json";
  if (seed) whole.scenario["seed"] = written_seed(*seed);
  whole.register_text = files.of("register").text;
  for (const RegisterRow& row : files.enterprise_register.rows) whole.register_lines.push_back(row.line);
  return whole;
}

// Tries candidates until the budget is spent or Ctrl-C is pressed; keeps count as if one ran after the other.
class Trials {
 public:
  Trials(const Options& options, CommonOptions run, const fs::path& folder, Duration original)
      : options_(options), run_(std::move(run)), folder_(folder), original_(original) {}

  Trial first(const SmallScenario& whole) {
    ++made_;
    const Trial trial = try_scenarios({write(whole, 0)}, run_, 1).front();
    failure_ = trial.failure;
    return trial;
  }

  std::optional<std::size_t> operator()(const std::vector<SmallScenario>& candidates) {
    const auto jobs = static_cast<std::size_t>(options_.jobs);
    for (std::size_t begin = 0; begin < candidates.size(); begin += jobs) {
      std::vector<fs::path> files;
      for (std::size_t i = begin; i < std::min(begin + jobs, candidates.size()); ++i)
        files.push_back(write(candidates[i], i - begin));
      if (spent()) return {};
      const std::vector<Trial> trials = try_scenarios(files, run_, options_.jobs, original_);
      if (interrupted()) return {};  // these may have been cut off
      for (std::size_t i = 0; i < trials.size(); ++i) {
        if (spent()) return {};
        ++made_;
        if (trials[i].failure != failure_) continue;
        show(candidates[begin + i]);
        return begin + i;
      }
      show();
    }
    return {};
  }

  std::size_t made() const { return made_; }
  bool spent() const { return made_ >= options_.most || interrupted(); }
  void erase_progress() { progress_.erase(); }

 private:
  fs::path write(const SmallScenario& candidate, std::size_t slot) const {
    const std::string number = std::to_string(slot);
    nlohmann::ordered_json scenario = candidate.scenario;
    scenario["register"] = "register" + number + ".csv";
    write_file(folder_ / ("register" + number + ".csv"), candidate.register_text);
    const fs::path file = folder_ / ("scenario" + number + ".json");
    write_file(file, scenario.dump());
    return file;
  }

  void show(const SmallScenario& smaller) {
    size_ = std::to_string(smaller.scenario.value("events", nlohmann::ordered_json::array()).size()) +
            " events, " + std::to_string(smaller.register_lines.size()) + " enterprises, " +
            smaller.scenario.value("duration", "");
    show();
  }
  void show() {
    progress_.show(
        static_cast<double>(made_) / static_cast<double>(options_.most),
        "run " + std::to_string(made_) + " of at most " + std::to_string(options_.most) + ", " + size_);
  }

  const Options& options_;
  CommonOptions run_;
  fs::path folder_;
  Duration original_;
  std::string failure_, size_ = "as it was";
  std::size_t made_ = 0;
  Progress progress_{"minimise"};
};

void print_row(const char* what, const std::string& before, const std::string& after) {
  std::printf("  %s: %s -> %s\n", what, before.c_str(), after.c_str());
}

void print_sizes(const SmallScenario& whole, const SmallScenario& small, Language language) {
  const auto count = [](const SmallScenario& scenario, const char* key) {
    return std::to_string(scenario.scenario.contains(key) ? scenario.scenario[key].size() : 0);
  };
  print_row(say(language, "events", "事件"), count(whole, "events"), count(small, "events"));
  print_row(say(language, "enterprises in the register", "企业表中的企业"),
            std::to_string(whole.register_lines.size()), std::to_string(small.register_lines.size()));
  print_row(say(language, "enterprises described", "特别说明的企业"), count(whole, "enterprises"),
            count(small, "enterprises"));
  print_row(say(language, "expectations", "期望"), count(whole, "expect"), count(small, "expect"));
  print_row(say(language, "duration", "时长"), whole.scenario.value("duration", ""),
            small.scenario.value("duration", ""));
  print_row(say(language, "bytes", "字节"),
            std::to_string(whole.scenario.dump().size() + whole.register_text.size()),
            std::to_string(small.scenario.dump().size() + small.register_text.size()));
}

Trial failing_or_refused(Trials& trials, const SmallScenario& whole, const fs::path& file) {
  Trial original = trials.first(whole);
  if (original.refused) throw InputError(file.string(), "", *original.refused, "a scenario that can be run");
  if (original.failure.empty() && !interrupted())
    throw InputError(file.string(), "", "a scenario that passes",
                     "one that fails: there is nothing to minimise (try another --seed or --network)");
  return original;
}

ExitCode minimise(const Options& options) {
  const Language language = options.in();
  const fs::path folder = options.out / (options.scenario.stem().string() + "_minimal");
  const fs::path file = folder / "scenario.json";
  std::error_code ignored;
  if (fs::exists(folder, ignored) && !options.force)
    throw InputError(folder.string(), "", "a folder that exists already",
                     "--force to write over it, or another --out");

  const ScenarioFiles files = load_scenario(options.scenario, home_folder() / "data");
  const SmallScenario whole = read_whole(files, options.seed);
  CommonOptions run = options;
  run.seed.reset();  // written into the scenario

  const CtrlC ctrl_c;
  const ScratchFolder scratch;
  write_shared_files(files, scratch.path());
  Trials trials(options, run, scratch.path(), files.scenario.duration);
  const Trial original = failing_or_refused(trials, whole, options.scenario);
  if (interrupted()) {
    trials.erase_progress();
    std::fprintf(stderr, "fengsui: %s\n",
                 say(language, "stopped before the scenario had been run once; nothing written",
                     "场景尚未完整运行一次即被中止；未写入任何文件"));
    return ExitCode::inconclusive;
  }
  const SmallScenario small = minimised(whole, original.missed, std::ref(trials));
  trials.erase_progress();

  make_folder(folder);
  write_shared_files(files, folder);
  write_file(folder / "register.csv", small.register_text);
  write_file(file, small.scenario.dump(2) + "\n");
  std::printf("%s\n", say(language, "fails by", "失败方式："));
  for (const std::string& words : original.in_words) std::printf("  %s\n", words.c_str());
  print_sizes(whole, small, language);
  if (trials.spent())
    std::printf(say(language, "stopped after %zu runs: the smallest so far, perhaps not the smallest\n",
                    "运行%zu次后停止：目前最小，未必是最小\n"),
                trials.made());
  else
    std::printf(say(language, "%zu runs\n", "共运行%zu次\n"), trials.made());
  std::printf("%s %s\n", say(language, "scenario", "场景"), file.c_str());
  return interrupted() ? ExitCode::inconclusive : ExitCode::pass;
}

}  // namespace

void add_minimise_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "minimise",
      "Shrink a failing scenario to a small one that fails in the same way: the same expectations missed, "
      "the same "
      "reason why it proves nothing, or the same crash. Writes OUT/<file>_minimal with the scenario and its "
      "files. "
      "Ctrl-C keeps the smallest so far (exit code 3). A scenario that passes is refused (exit code 2)");
  command->add_option("SCENARIO", options->scenario, "Scenario file (JSON) that fails")
      ->required()
      ->type_name("FILE");
  command->add_option("--most", options->most, "Runs at most; default: 500")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  command->add_option("--jobs", options->jobs, "Runs at the same time; default: one per core")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  add_output(*command, *options);
  add_run(*command, *options);
  add_language(*command, *options);
  teach(*command,
        {{"fengsui minimise my.json", "into out/my_minimal"},
         {"fengsui minimise my.json --network direct --most 100", "quickly, on the network without model"},
         {"fengsui run out/my_minimal/scenario.json", "look at what is left"}});
  command->callback([options, &exit_code] { exit_code = minimise(*options); });
}

}  // namespace fengsui
