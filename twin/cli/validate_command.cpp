#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/files.h"
#include "sim/base/error.h"
#include "twin/cli/check_file.h"
#include "twin/cli/commands.h"
#include "twin/cli/words.h"

namespace fengsui {

namespace {

// Whether the file has findings; prints what there is to say about it.
bool has_findings(const FileCheck& check, const std::filesystem::path& file, Language language) {
  for (const Label& note : check.notes) std::printf("%s: %s\n", file.c_str(), note.in(language).c_str());
  for (const FileCheck::Finding& finding : check.findings)
    std::printf("%s: %s\n", finding.place.c_str(), finding.words.in(language).c_str());
  if (check.findings.empty())
    std::printf("%s: %s\n", file.c_str(), say(language, "good", "正确"));
  else
    std::printf("%s: %zu %s\n", file.c_str(), check.findings.size(),
                say(language, "found wrong, can be read", "处有误，可以读取"));
  return !check.findings.empty();
}

ExitCode validate(const std::vector<std::filesystem::path>& files, const std::filesystem::path& points_file,
                  Language language) {
  ExitCode exit_code = ExitCode::pass;
  const auto complain = [&](const InputError& problem) {
    std::fprintf(stderr, "fengsui: %s\n", problem.what());
    exit_code = ExitCode::bad_input;
  };
  std::optional<PointsFile> points;
  bool any_rules = false;
  try {
    if (!points_file.empty()) points = read_points(read_file(points_file), points_file.string());
  } catch (const InputError& problem) {
    complain(problem);
    return exit_code;
  }
  for (const std::filesystem::path& file : files) {
    try {
      const FileCheck check = check_file(file, points ? &*points : nullptr);
      any_rules |= check.is_rules;
      if (has_findings(check, file, language) && exit_code == ExitCode::pass) exit_code = ExitCode::failed;
    } catch (const InputError& problem) {
      complain(problem);
    }
  }
  if (points && !any_rules && exit_code == ExitCode::pass)
    complain(InputError("--points", "", "no rule file to check against them",
                        "a rule file such as data/rules/aluminium.json"));
  return exit_code;
}

}  // namespace

void add_validate_command(CLI::App& program, ExitCode& exit_code) {
  struct Options : CommonOptions {
    std::vector<std::filesystem::path> files;
    std::filesystem::path points;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "validate",
      "Check files without running them: scenarios (with all they refer to), policies, rules, catalogues, "
      "networks, registers (.csv), runs (.h5)");
  command->add_option("FILE", options->files, "Files to check")->required()->type_name("FILE");
  command
      ->add_option("--points", options->points,
                   "Check rules against these points, too: a catalogue, or the hello of an engine")
      ->type_name("FILE");
  add_language(*command, *options);
  teach(*command, {{"fengsui validate my.json table.csv", "a scenario and a register"},
                   {"fengsui validate data/policies/*.json", "time limits after a change"},
                   {"fengsui validate data/rules/aluminium.json --points data/catalogue/aluminium.json",
                    "rules, and whether they fit the points"}});
  command->callback(
      [options, &exit_code] { exit_code = validate(options->files, options->points, options->in()); });
}

}  // namespace fengsui
