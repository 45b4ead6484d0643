#include <algorithm>
#include <cstdio>
#include <exception>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/commands.h"

namespace fengsui {

namespace {

constexpr const char* about =
    "Fengsui 烽燧: a discrete-event digital twin of an industrial-safety early-warning chain.\n"
    "It simulates plants, sensors, gateways, networks and the three-level workflow, drives an alarm engine "
    "with what\n"
    "the sensors see, and judges engine and organisation against the truth.";

constexpr const char* epilogue =
    "Start with:  fengsui demo                      one evening told twice, with a report\n"
    "             fengsui list                      scenarios, equipment, policies\n"
    "             fengsui run SCENARIO              one scenario, recorded and judged\n"
    "             fengsui test scenarios/library    every scenario against what it expects\n"
    "Exit codes:  0 pass, 1 an expectation failed, 2 bad input or usage,\n"
    "             3 inconclusive (a fault left no witness, no signal moved, or the engine stalled or "
    "failed), 70 "
    "internal error";

// CLI11 would only say that a command is missing.
void check_command(const CLI::App& program, const std::string& word) {
  if (word.starts_with("-")) return;
  std::vector<std::string> known;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(command->get_name());
  if (std::ranges::find(known, word) != known.end()) return;
  const auto meant = nearest(word, known);
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  throw InputError(
      "", "", "\"" + word + "\"",
      "a command (" + all + ")" + (meant ? ", \"" + *meant + "\" perhaps" : "") + "\nTry: fengsui --help");
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  CLI::App program{about, "fengsui"};
  program.footer(epilogue);
  program.set_version_flag("--version", FENGSUI_VERSION);
  program.require_subcommand(1);
  program.failure_message(CLI::FailureMessage::help);

  ExitCode exit_code = ExitCode::pass;
  add_demo_command(program, exit_code);
  add_run_command(program, exit_code);
  add_conform_command(program, exit_code);
  add_test_command(program, exit_code);
  add_validate_command(program, exit_code);
  add_lint_command(program, exit_code);
  add_weak_command(program, exit_code);
  add_generate_command(program, exit_code);
  add_minimise_command(program, exit_code);
  add_show_command(program, exit_code);
  add_report_command(program, exit_code);
  add_why_command(program, exit_code);
  add_rare_command(program, exit_code);
  add_diff_command(program, exit_code);
  add_study_command(program, exit_code);
  add_merge_command(program, exit_code);
  add_tune_command(program, exit_code);
  add_sensitivity_command(program, exit_code);
  add_list_command(program, exit_code);
  add_gateway_command(program, exit_code);
  add_gateway_receiver_command(program, exit_code);
  add_console_command(program, exit_code);
  add_bench_command(program, exit_code);

  try {
    if (argc < 2) {
      std::fprintf(stderr, "%s\nfengsui: which command? Every one answers --help\n", program.help().c_str());
      return static_cast<int>(ExitCode::bad_input);
    }
    check_command(program, argv[1]);
    program.parse(argc, argv);
  } catch (const CLI::Success& asked_for_help) {
    return program.exit(asked_for_help);
  } catch (const CLI::ParseError& problem) {
    // the command whose words were wrong explains them
    const auto commands = program.get_subcommands();
    const std::string name = commands.empty() ? "" : commands.front()->get_name();
    std::fprintf(stderr, "fengsui: %s\n", ((name.empty() ? "" : name + ": ") + problem.what()).c_str());
    std::fprintf(stderr, "Try: fengsui %s--help\n", (name.empty() ? "" : name + " ").c_str());
    return static_cast<int>(ExitCode::bad_input);
  } catch (const InputError& problem) {
    std::fprintf(stderr, "fengsui: %s\n", problem.what());
    return static_cast<int>(ExitCode::bad_input);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "fengsui: internal error: %s\n", problem.what());
    return static_cast<int>(ExitCode::internal_error);
  }
  return static_cast<int>(exit_code);
}

}  // namespace fengsui
