// The subcommands: each adds itself to the program and leaves its exit code in `exit_code` when it is called.
#pragma once

#include <CLI/CLI.hpp>

#include "twin/cli/options.h"

namespace fengsui {

void add_run_command(CLI::App& program, ExitCode& exit_code);
void add_validate_command(CLI::App& program, ExitCode& exit_code);
void add_lint_command(CLI::App& program, ExitCode& exit_code);
void add_test_command(CLI::App& program, ExitCode& exit_code);
void add_conform_command(CLI::App& program, ExitCode& exit_code);
void add_report_command(CLI::App& program, ExitCode& exit_code);
void add_weak_command(CLI::App& program, ExitCode& exit_code);
void add_generate_command(CLI::App& program, ExitCode& exit_code);
void add_minimise_command(CLI::App& program, ExitCode& exit_code);
void add_show_command(CLI::App& program, ExitCode& exit_code);
void add_why_command(CLI::App& program, ExitCode& exit_code);
void add_diff_command(CLI::App& program, ExitCode& exit_code);
void add_rare_command(CLI::App& program, ExitCode& exit_code);
void add_merge_command(CLI::App& program, ExitCode& exit_code);
void add_study_command(CLI::App& program, ExitCode& exit_code);
void add_tune_command(CLI::App& program, ExitCode& exit_code);
void add_sensitivity_command(CLI::App& program, ExitCode& exit_code);
void add_list_command(CLI::App& program, ExitCode& exit_code);
void add_demo_command(CLI::App& program, ExitCode& exit_code);
void add_gateway_command(CLI::App& program, ExitCode& exit_code);
void add_gateway_receiver_command(CLI::App& program, ExitCode& exit_code);
void add_bench_command(CLI::App& program, ExitCode& exit_code);
void add_console_command(CLI::App& program, ExitCode& exit_code);

// The whole program; returns the exit code of the process.
int run_program(int argc, const char* const* argv);

}  // namespace fengsui
