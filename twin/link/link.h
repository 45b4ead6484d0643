// Ways to reach an engine under test, chosen by one word on the command line or in a scenario.
//
//   builtin    the reference engine in this process, with the rules of the scenario
#pragma once

#include <memory>
#include <string>

#include "sim/port/engine.h"

namespace fengsui {

struct EngineChoice {
  std::string kind = "builtin";
  std::string rules_text, rules_file;  // for the built-in engine
  std::string chosen_in, pointer;      // the file and the place in it that name the kind, for errors
};

// Throws InputError when the kind is not known or the rules are wrong.
std::unique_ptr<Engine> reach_engine(const EngineChoice& choice);

}  // namespace fengsui
