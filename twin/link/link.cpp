#include "twin/link/link.h"

#include "sim/base/error.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"
#include "twin/link/checked_engine.h"
#include "twin/link/process_engine.h"

namespace fengsui {

namespace {

constexpr std::string_view process_scheme = "process:";

}  // namespace

std::unique_ptr<Engine> reach_engine(const EngineChoice& choice) {
  if (choice.kind == "builtin")
    return std::make_unique<engine::ReferenceEngine>(
        engine::read_rules(choice.rules_text, choice.rules_file));
  if (!choice.by_command_line)
    throw InputError(choice.chosen_in, choice.pointer, "\"" + choice.kind + "\"",
                     "\"builtin\": other engines are named on the command line (--engine)");
  if (choice.kind.starts_with(process_scheme) && choice.kind.size() > process_scheme.size())
    return std::make_unique<CheckedEngine>(
        std::make_unique<ProcessEngine>(choice.kind.substr(process_scheme.size()), choice.patience,
                                        choice.warn),
        choice.kind);
  throw InputError("--engine", "", "\"" + choice.kind + "\"", "\"builtin\" or \"process:COMMAND\"");
}

}  // namespace fengsui
