#include <cstdio>
#include <filesystem>
#include <memory>

#include "scenarios/files.h"
#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/output.h"
#include "twin/cli/words.h"
#include "twin/conform/conform.h"
#include "twin/judge/junit.h"
#include "twin/link/link.h"

namespace fengsui {

namespace {

struct Options : CommonOptions {
  std::string under_test = "builtin";
  std::optional<std::string> same_as;
  std::optional<std::filesystem::path> rules;
  std::filesystem::path junit;
};

conform::Maker maker_of(const std::string& kind, const Options& options) {
  EngineChoice choice;
  choice.kind = kind;
  choice.by_command_line = true;
  const std::filesystem::path rules =
      options.rules.value_or(home_folder() / "data" / "rules" / "conformance.json");
  choice.rules_file = rules.string();
  if (kind == "builtin") choice.rules_text = read_file(rules);
  choice.plugin_host = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "fengsui-plugin-host";
  choice.patience =
      std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(options.patience_s));
  return [choice] { return reach_engine(choice); };
}

void print(const conform::Result& result, Language language) {
  std::printf("%s  %-24s %s\n",
              result.finding.holds ? say(language, "holds", "符合") : say(language, "LACKS", "不符"),
              result.key.c_str(), result.what.in(language).c_str());
  if (!result.finding.holds)
    std::printf("  exp: %s\n  got: %s\n", result.finding.expected.c_str(), result.finding.got.c_str());
  std::fflush(stdout);
}

JUnitCase case_of(const conform::Result& result, Language language) {
  JUnitCase test{
      "conformance",           result.key, result.finding.holds ? Verdict::pass : Verdict::fail, {}, {},
      result.what.in(language)};
  if (!result.finding.holds)
    test.messages = {"exp: " + result.finding.expected + " got: " + result.finding.got};
  return test;
}

}  // namespace

void add_conform_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("conform",
                                             "Ask an alarm engine for every behaviour that its users expect; "
                                             "it must know data/rules/conformance.json");
  command
      ->add_option("--engine", options->under_test,
                   "Engine under test, as for run and test (see docs/engine-protocol.md)")
      ->type_name("WHAT")
      ->capture_default_str();
  command
      ->add_option("--same-as", options->same_as,
                   "The same engine reached another way: differences are the transport's")
      ->type_name("WHAT");
  command->add_option("--rules", options->rules, "Rules of the built-in engine; default: those of the kit")
      ->type_name("FILE");
  command->add_option("--junit", options->junit, "Write the results as JUnit XML to this file")
      ->type_name("FILE");
  command
      ->add_option("--patience", options->patience_s,
                   "How long an engine may be silent before it is given up")
      ->check(CLI::Range(0.1, 86400.0))
      ->type_name("SECONDS")
      ->capture_default_str();
  add_language(*command, *options);
  teach(*command, {{"fengsui conform", "the built-in engine"},
                   {"fengsui conform --engine \"process:build/release/fengsui-engine "
                    "data/rules/conformance.json\" --same-as builtin",
                    "the same engine as a program, and whether the way to it changes anything"}});
  command->callback([options, &exit_code] {
    const Language language = options->in();
    const conform::Maker make = maker_of(options->under_test, *options);
    std::vector<conform::Result> results =
        conform::ask_all(make, [&](const conform::Result& result) { print(result, language); });
    if (options->same_as) {
      results.push_back(conform::compare(maker_of(*options->same_as, *options), make));
      print(results.back(), language);
    }
    std::vector<JUnitCase> cases;
    std::size_t held = 0;
    for (const conform::Result& result : results) {
      cases.push_back(case_of(result, language));
      held += result.finding.holds;
    }
    std::printf(say(language, "%zu of %zu behaviours hold\n", "%zu/%zu项符合\n"), held, results.size());
    if (!options->junit.empty()) write_file(options->junit, junit_xml(cases));
    if (held < results.size()) exit_code = ExitCode::failed;
  });
}

}  // namespace fengsui
