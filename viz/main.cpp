// fengsui-console: `fengsui console` and `fengsui drill` start it.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/options.h"
#include "twin/cli/output.h"
#include "viz/shell/console.h"

namespace {

namespace viz = fengsui::viz;
namespace fs = std::filesystem;

// The words as they were typed.
struct Words {
  std::string run, other, language, at, seat;
  fs::path out = "out";
  double speed = 1.0;
  std::optional<std::uint64_t> seed;
  std::optional<std::string> engine;
  bool drill = false;
};

void add_options(CLI::App& program, Words& words) {
  CLI::Option* run = program.add_option(
      "RUN", words.run,
      words.drill
          ? "Scenario file (JSON)"
          : "Run file (run.h5, or the .partial of a run that was cut off), or a scenario to run live");
  run->type_name("FILE");
  if (words.drill) run->required();
  if (!words.drill) {
    program.add_option("--compare", words.other, "A second run file, shown beside the first")
        ->type_name("FILE");
    program.add_option("--at", words.at, "Time since the start at which the replay begins, such as 00:08:00");
  }
  program
      .add_option("--seat", words.seat,
                  "Sit down at a seat, without truth: safety_officer, principal, district, city, with :PLACE "
                  "for one of several")
      ->type_name("ROLE[:PLACE]");
  program
      .add_option("--speed", words.speed,
                  "Simulated seconds per second of a live run; 0: as fast as possible")
      ->check(CLI::Range(0.0, 100000.0))
      ->type_name("N");
  program.add_option("--seed", words.seed, "Other luck for a live run than the scenario's");
  program.add_option("--engine", words.engine, "Engine under test of a live run; default: the scenario's");
  program.add_option("--out", words.out, "Folder for the record of a live run")->type_name("DIR");
  program.add_option("--lang", words.language, "en or zh; default: as last time")
      ->check(CLI::IsMember({"en", "zh"}));
  program.footer(
      "Keys: Space plays or freezes, , and . step, N next danger, End to the present, Ctrl+P commands, "
      "Ctrl+1..6 "
      "views, Ctrl+L language");
}

// Beside what batch runs leave there; nothing that has been recorded is written over.
fs::path free_run_file(const fs::path& folder) {
  for (int number = 1;; ++number) {
    const fs::path file = folder / (number == 1 ? "drill.h5" : "drill-" + std::to_string(number) + ".h5");
    if (!fs::exists(file) && !fs::exists(file.string() + ".partial")) return file;
  }
}

fengsui::live::Setup setup_of(const Words& words) {
  fengsui::live::Setup setup;
  setup.scenario = words.run;
  setup.home = fengsui::home_folder();
  setup.seed = words.seed;
  setup.engine = words.engine;
  setup.speed = words.speed;
  std::error_code unknown;
  if (!fs::exists(setup.scenario, unknown))
    throw fengsui::InputError(words.run, "", "no such file",
                              "a scenario, such as those of scenarios/library");
  const fs::path folder = words.out / setup.scenario.stem();
  fengsui::make_folder(folder);
  setup.run_file = free_run_file(folder);
  return setup;
}

// What the words mean is checked here.
viz::ConsoleOptions options_from(const Words& words) {
  viz::ConsoleOptions options;
  options.drill = words.drill;
  if (words.drill || fs::path(words.run).extension() == ".json")
    options.live = setup_of(words);
  else if (!words.run.empty())
    options.run = words.run;
  if (!words.seat.empty() && !options.live)
    throw fengsui::InputError("--seat", "", words.run.empty() ? "no scenario" : words.run,
                              "a scenario to run live");
  if (!words.seat.empty()) options.seat = words.seat;
  if (!words.other.empty()) options.other = words.other;
  if (!words.other.empty() && !options.run)
    throw fengsui::InputError("--compare", "", "no first run", "fengsui console A.h5 --compare B.h5");
  if (!words.language.empty())
    options.language = words.language == "zh" ? fengsui::Language::chinese : fengsui::Language::english;
  if (words.at.empty()) return options;
  const auto time = fengsui::parse_duration(words.at);
  if (!time)
    throw fengsui::InputError("--at", "", "\"" + words.at + "\"", "a time since the start, such as 00:12:30");
  options.at = fengsui::after(fengsui::scenario_start, *time);
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  Words words;
  // `fengsui drill` passes this word first
  words.drill = argc > 1 && std::string_view(argv[1]) == "--drill";
  if (words.drill) {
    --argc;
    ++argv;
  }
  const std::string command = words.drill ? "drill" : "console";
  CLI::App program{words.drill
                       ? "A drill 演练: a live run with an instructor and seats"
                       : "The console 控制台: replay a recorded run window by window, or watch a live one",
                   "fengsui " + command};
  add_options(program, words);
  try {
    program.parse(argc, argv);
    viz::Console(options_from(words)).run();
  } catch (const CLI::Success& asked_for_help) {
    return program.exit(asked_for_help);
  } catch (const CLI::ParseError& problem) {
    std::fprintf(stderr, "fengsui: %s: %s\nTry: fengsui %s --help\n", command.c_str(), problem.what(),
                 command.c_str());
    return 2;
  } catch (const fengsui::InputError& problem) {
    std::fprintf(stderr, "fengsui: %s\n", problem.what());
    return 2;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "fengsui: internal error: %s\n", problem.what());
    return 70;
  }
  return 0;
}
