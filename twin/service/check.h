// `fengsui-engine --check RULES [--points FILE]`: what is wrong with a rule file, instead of serving.
#pragma once

#include <ostream>
#include <string>

namespace CLI {
class App;
}

namespace fengsui {

struct CheckOptions {
  bool asked = false;
  std::string points;  // file of a catalogue or a hello; empty: the rules alone
};

void add_check_options(CLI::App& program, CheckOptions& options);

// One line for each finding, with file and JSON pointer, in English and Chinese. Answers the exit code: 0
// nothing found, 1 findings. Throws InputError when a file cannot be read.
int check_rules(const std::string& rules, const CheckOptions& options, std::ostream& out);

}  // namespace fengsui
