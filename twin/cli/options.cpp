#include "twin/cli/options.h"

#include <cstdlib>

namespace fengsui {

void add_language(CLI::App& command, CommonOptions& options) {
  command.add_option("--lang", options.language, "Language of what people read: zh or en")
      ->check(CLI::IsMember({"zh", "en"}))
      ->capture_default_str();
}

void add_output(CLI::App& command, CommonOptions& options) {
  command.add_option("--out", options.out, "Folder for what is written")
      ->capture_default_str()
      ->type_name("DIR");
  command.add_flag("--force", options.force, "Overwrite existing output");
}

void add_run(CLI::App& command, CommonOptions& options) {
  command.add_option("--seed", options.seed, "Seed of all luck; default: the scenario's own")->type_name("N");
  command
      .add_option("--network", options.network, "simgrid: messages share links; direct: route latency only")
      ->check(CLI::IsMember({"simgrid", "direct"}))
      ->capture_default_str();
  command
      .add_option("--engine", options.engine,
                  "Engine under test: builtin, process:COMMAND, plugin:LIBRARY or mqtt:URL (see "
                  "docs/engine-protocol.md)")
      ->type_name("WHAT");
  command
      .add_option("--patience", options.patience_s, "How long an engine may be silent before it is given up")
      ->check(CLI::Range(0.1, 86400.0))
      ->type_name("SECONDS")
      ->capture_default_str();
}

void teach(CLI::App& command, const std::vector<Example>& examples) {
  std::string text = "Examples:";
  for (const auto& [words, what_for] : examples) text += "\n  " + words + "\n      " + what_for;
  command.footer(text);
}

std::filesystem::path home_folder() {
  const char* home = std::getenv("FENGSUI_HOME");
  return home && *home ? std::filesystem::path(home) : std::filesystem::path(FENGSUI_SOURCE_DIR);
}

}  // namespace fengsui
