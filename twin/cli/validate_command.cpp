#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/error.h"
#include "twin/cli/check_file.h"
#include "twin/cli/commands.h"
#include "twin/cli/words.h"

namespace fengsui {

void add_validate_command(CLI::App& program, ExitCode& exit_code) {
  struct Options : CommonOptions {
    std::vector<std::filesystem::path> files;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "validate",
      "Check files without running them: scenarios (with all they refer to), policies, rules, catalogues, "
      "networks, registers (.csv), runs (.h5)");
  command->add_option("FILE", options->files, "Files to check")->required()->type_name("FILE");
  add_language(*command, *options);
  teach(*command, {{"fengsui validate my.json table.csv", "a scenario and a register"},
                   {"fengsui validate data/policies/*.json", "time limits after a change"}});
  command->callback([options, &exit_code] {
    for (const std::filesystem::path& file : options->files) {
      try {
        for (const Label& note : check_file(file))
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
