// Systematic mutants of a rule file: each is the file with one mistake that somebody could make.
//
//   a limit one unit higher or lower, or in another unit · at the limit counted on the other side · low and
//   high swapped · a delay, deadband or filter dropped or doubled · a latch, an arming or a whole rule
//   dropped · the abnormal state negated · the level of an alarm, the colour of a trigger or an upgrade, and
//   a colour's threshold one step off · a count one off
//
// Inputs: the text of a rule file. Outputs: patches (RFC 6902) of its JSON. A mutant may be a file that the
// rule reader refuses; it is then no mutant of a model. Cost: proportional to the numbers in the file.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace fengsui::engine {

struct RuleMutant {
  std::string pointer;           // what was changed, "/points/DW_ST/alarms/low/armed_when"
  std::string english, chinese;  // what was done to it
  nlohmann::json patch;
};

// In the order of the file's keys. Throws InputError when the text is not JSON.
std::vector<RuleMutant> rule_mutants(std::string_view text, const std::string& file);

// The file with the mistake, without its comments.
std::string mutated(std::string_view text, const RuleMutant& mutant);

}  // namespace fengsui::engine
