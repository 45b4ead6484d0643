#include "twin/link/link.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "sim/base/error.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"
#include "twin/link/checked_engine.h"
#include "twin/link/mqtt_transport.h"
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

// The broker's address, or nothing when the engine is behind none; the URL's own scheme will do, too.
std::optional<std::string> broker_of(const std::string& kind) {
  if (kind.starts_with("mqtt://") || kind.starts_with("mqtts://")) return kind;
  return after_scheme(kind, "mqtt:");
}

std::unique_ptr<Engine> behind_broker(const EngineChoice& choice, const std::string& url) {
  // whoever is not there at the start is missed sooner
  const auto patience = std::min<std::chrono::milliseconds>(choice.patience, std::chrono::seconds(5));
  return std::make_unique<LineConversation>(
      shown_name(choice.kind),
      std::make_unique<MqttTransport>(mqtt::read_address("--engine", url), patience, "--engine"),
      choice.patience, choice.warn);
}

std::string command_of(const EngineChoice& choice) {
  if (const auto command = after_scheme(choice.kind, "process:")) return *command;
  const auto library = after_scheme(choice.kind, "plugin:");
  if (!library)
    throw InputError("--engine", "", "\"" + shown_name(choice.kind) + "\"",
                     "\"builtin\", \"process:COMMAND\", \"plugin:LIBRARY\" or \"mqtt:URL\"");
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
    throw InputError(choice.chosen_in, choice.pointer, "\"" + shown_name(choice.kind) + "\"",
                     "\"builtin\": other engines are named on the command line (--engine)");
  std::unique_ptr<Engine> stranger;
  if (const auto url = broker_of(choice.kind))
    stranger = behind_broker(choice, *url);
  else
    stranger = std::make_unique<ProcessEngine>(choice.kind, command_of(choice), choice.patience, choice.warn);
  return std::make_unique<CheckedEngine>(std::move(stranger), shown_name(choice.kind));
}

bool one_run_at_a_time(const std::string& kind) { return broker_of(kind).has_value(); }

std::string shown_name(const std::string& kind) {
  if (after_scheme(kind, "process:") || after_scheme(kind, "plugin:")) return kind;
  return mqtt::without_password(kind);
}

}  // namespace fengsui
