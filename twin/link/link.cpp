#include "twin/link/link.h"

#include <filesystem>
#include <optional>

#include "sim/base/error.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"
#include "twin/link/checked_engine.h"
#include "twin/link/process_engine.h"

namespace fengsui {

namespace {

// What follows the scheme, or nothing when it is another one.
std::optional<std::string> after_scheme(const std::string& kind, std::string_view scheme) {
  if (!kind.starts_with(scheme) || kind.size() == scheme.size()) return {};
  return kind.substr(scheme.size());
}

// As one word of a shell's command.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

std::string command_of(const EngineChoice& choice) {
  if (const auto command = after_scheme(choice.kind, "process:")) return *command;
  const auto library = after_scheme(choice.kind, "plugin:");
  if (!library)
    throw InputError("--engine", "", "\"" + choice.kind + "\"",
                     "\"builtin\", \"process:COMMAND\" or \"plugin:LIBRARY\"");
  std::error_code problem;
  if (!std::filesystem::is_regular_file(*library, problem))
    throw InputError("--engine", *library, "no such file", "a shared library");
  // a bare name would be looked for among the system's libraries
  return "exec " + quoted(choice.plugin_host) + " " + quoted(std::filesystem::absolute(*library).string());
}

}  // namespace

std::unique_ptr<Engine> reach_engine(const EngineChoice& choice) {
  if (choice.kind == "builtin")
    return std::make_unique<engine::ReferenceEngine>(
        engine::read_rules(choice.rules_text, choice.rules_file));
  if (!choice.by_command_line)
    throw InputError(choice.chosen_in, choice.pointer, "\"" + choice.kind + "\"",
                     "\"builtin\": other engines are named on the command line (--engine)");
  return std::make_unique<CheckedEngine>(
      std::make_unique<ProcessEngine>(choice.kind, command_of(choice), choice.patience, choice.warn),
      choice.kind);
}

}  // namespace fengsui
