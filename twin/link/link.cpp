#include "twin/link/link.h"

#include "sim/base/error.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"

namespace fengsui {

std::unique_ptr<Engine> reach_engine(const EngineChoice& choice) {
  if (choice.kind != "builtin")
    throw InputError(choice.chosen_in, choice.pointer, "\"" + choice.kind + "\"", "\"builtin\"");
  return std::make_unique<engine::ReferenceEngine>(engine::read_rules(choice.rules_text, choice.rules_file));
}

}  // namespace fengsui
