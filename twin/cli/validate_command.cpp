#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/files.h"
#include "scenarios/register_reader.h"
#include "twin/cli/commands.h"
#include "twin/cli/run_scenario.h"
#include "twin/cli/words.h"
#include "twin/record/run_file.h"
#include "twin/session/prepare.h"

namespace fengsui {

namespace {

// Reads the file for what its name says it is. Throws InputError; returns what the reader should know.
std::vector<Label> check(const std::filesystem::path& file) {
  if (file.extension() == ".h5" || file.extension() == ".partial") {
    read_run(file);
    return {};
  }
  if (file.extension() == ".csv") {
    std::vector<Label> notes;
    for (const RegisterNotice& notice : read_register(read_file(file), file.string()).notices)
      notes.push_back({notice.english, notice.chinese});
    return notes;
  }
  const Prepared prepared = prepare(file, home_folder());
  reach_engine(prepared.engine);
  check_expectations(prepared.scenario, prepared.record);
  return prepared.notes;
}

}  // namespace

void add_validate_command(CLI::App& program, ExitCode& exit_code) {
  struct Options : CommonOptions {
    std::vector<std::filesystem::path> files;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "validate",
      "Check files without running them: scenarios (with all they refer to), registers (.csv), runs (.h5)");
  command->add_option("files", options->files, "Files to check")->required();
  add_language(*command, *options);
  command->callback([options, &exit_code] {
    for (const std::filesystem::path& file : options->files) {
      try {
        for (const Label& note : check(file))
          std::printf("%s: %s\n", file.c_str(), note.in(options->in()).c_str());
        std::printf("%s: %s\n", file.c_str(), say(options->in(), "good", "正确"));
      } catch (const InputError& problem) {
        std::fprintf(stderr, "fengsui: %s\n", problem.what());
        exit_code = ExitCode::bad_input;
      }
    }
  });
}

}  // namespace fengsui
