// fengsui-console: `fengsui console` starts it.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "viz/shell/console.h"

namespace {

namespace viz = fengsui::viz;

// The options as they were typed; what they mean is checked here.
viz::ConsoleOptions options_from(int argc, char** argv, CLI::App& program) {
  std::string run, other, language, at;
  program.add_option("RUN", run, "Run file (run.h5, or the .partial of a run that was cut off)")
      ->type_name("FILE");
  program.add_option("--compare", other, "A second run file, shown beside the first")->type_name("FILE");
  program.add_option("--lang", language, "en or zh; default: as last time")
      ->check(CLI::IsMember({"en", "zh"}));
  program.add_option("--at", at, "Time since the start at which the replay begins, such as 00:08:00");
  program.footer(
      "Keys: Space plays, , and . step, N next danger, Ctrl+P commands, Ctrl+1..4 views, Ctrl+L language");
  program.parse(argc, argv);
  viz::ConsoleOptions options;
  if (!run.empty()) options.run = run;
  if (!other.empty()) options.other = other;
  if (!other.empty() && run.empty())
    throw fengsui::InputError("--compare", "", "no first run", "fengsui console A.h5 --compare B.h5");
  if (!language.empty())
    options.language = language == "zh" ? fengsui::Language::chinese : fengsui::Language::english;
  if (at.empty()) return options;
  const auto time = fengsui::parse_duration(at);
  if (!time)
    throw fengsui::InputError("--at", "", "\"" + at + "\"", "a time since the start, such as 00:12:30");
  options.at = fengsui::after(fengsui::scenario_start, *time);
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"The console 控制台: replay a recorded run window by window", "fengsui console"};
  try {
    viz::Console(options_from(argc, argv, program)).run();
  } catch (const CLI::Success& asked_for_help) {
    return program.exit(asked_for_help);
  } catch (const CLI::ParseError& problem) {
    std::fprintf(stderr, "fengsui: console: %s\nTry: fengsui console --help\n", problem.what());
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
