// Ways to reach an engine under test, chosen by one word.
//
//   builtin            the reference engine in this process, with the rules of the scenario
//   process:COMMAND    a program that speaks docs/engine-protocol.md on its standard input and output
//   plugin:LIBRARY     a shared library with the C interface of plugin_abi.h, loaded by a process of its own
//   mqtt:URL           an engine behind an MQTT broker, see twin/mqtt/address.h
//
// A scenario may name only the built-in engine: whoever opens somebody's file must not thereby start their
// programs. The others are named on the command line.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "sim/port/engine.h"

namespace fengsui {

struct EngineChoice {
  std::string kind = "builtin";
  std::string rules_text, rules_file;  // for the built-in engine
  std::string chosen_in, pointer;      // the file and the place in it that name the kind, for errors
  bool by_command_line = false;
  std::string plugin_host = "fengsui-plugin-host";                // the program that loads a library
  std::chrono::milliseconds patience = std::chrono::seconds(30);  // with a silent engine
  std::function<void(const std::string&)> warn = [](const std::string&) {};  // of a silent engine
};

// Throws InputError when the kind is not known or not allowed here, the rules are wrong, or a broker does not
// let us in.
std::unique_ptr<Engine> reach_engine(const EngineChoice& choice);

// Whether the engine of this kind is the same one for every run, so that they must wait for each other.
bool one_run_at_a_time(const std::string& kind);

// The kind as it is shown and recorded: without a password.
std::string shown_name(const std::string& kind);

}  // namespace fengsui
