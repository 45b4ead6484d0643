#include <cstdio>
#include <memory>
#include <vector>

#include "scenarios/files.h"
#include "scenarios/policy_lint.h"
#include "scenarios/policy_reader.h"
#include "sim/base/error.h"
#include "sim/base/strict_json.h"
#include "twin/cli/commands.h"
#include "twin/cli/words.h"

namespace fengsui {

namespace {

Policy policy_in(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  const JsonDocument document = JsonDocument::parse(text, file.string());
  if (!document.root().map().has("colours"))
    throw InputError(file.string(), "", "no \"colours\"",
                     "a policy such as data/policies/shanghai_2024.json (for other files: fengsui validate)");
  return read_policy(text, file.string());
}

ExitCode lint(const std::vector<std::filesystem::path>& files, Language language) {
  ExitCode exit_code = ExitCode::pass;
  for (const std::filesystem::path& file : files) {
    try {
      const std::vector<PolicyFinding> findings = lint_policy(policy_in(file));
      for (const PolicyFinding& finding : findings)
        std::printf("%s: %s: %s\n", file.c_str(), finding.pointer.c_str(),
                    say(language, finding.english.c_str(), finding.chinese.c_str()));
      if (findings.empty())
        std::printf("%s: %s\n", file.c_str(), say(language, "nothing found", "未发现问题"));
      else
        std::printf("%s: %zu %s\n", file.c_str(), findings.size(), say(language, "found", "处问题"));
      if (!findings.empty() && exit_code == ExitCode::pass) exit_code = ExitCode::failed;
    } catch (const InputError& problem) {
      std::fprintf(stderr, "fengsui: %s\n", problem.what());
      exit_code = ExitCode::bad_input;
    }
  }
  return exit_code;
}

}  // namespace

void add_lint_command(CLI::App& program, ExitCode& exit_code) {
  struct Options : CommonOptions {
    std::vector<std::filesystem::path> files;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("lint",
                             "Find what a policy says but never happens: steps nobody reaches, people who "
                             "are never told, clocks that "
                             "can never expire or that nobody stops, loops without a way out, a level "
                             "without cover at night. Nothing is "
                             "simulated. Exit code 1 when something was found, 2 when a file is no policy");
  command->add_option("POLICY", options->files, "Policies to look through")->required()->type_name("FILE");
  add_language(*command, *options);
  teach(*command, {{"fengsui lint data/policies/shanghai_2024.json", "the shipped policy"},
                   {"fengsui lint my_policy.json --lang zh", "a policy of one's own, findings in Chinese"}});
  command->callback([options, &exit_code] { exit_code = lint(options->files, options->in()); });
}

}  // namespace fengsui
