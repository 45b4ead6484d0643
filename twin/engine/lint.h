// What is wrong with a rule file although it can be read: conditions that can never hold, or always do, and
// rules that do not fit the points they are meant for.
//
// Inputs: the rules, and the points if they are known. Output: findings in the order of the file's parts,
// each with its JSON pointer; the same finding at many points is one. Throws nothing. A file without findings
// may still be wrong: only what certainly never happens is told.
#pragma once

#include <string>
#include <vector>

#include "sim/port/directory.h"
#include "twin/engine/rules.h"

namespace fengsui::engine {

struct LintFinding {
  std::string pointer;  // JSON pointer in the rule file; with `point`: the key of that point's own limit
  std::string english, chinese;
  PointId point;  // valid: the fault is in the entry of this point, not in the rules
};

// What the file itself shows.
std::vector<LintFinding> lint(const Rules& rules);

// That, and what the points show.
std::vector<LintFinding> lint(const Rules& rules, const Directory& directory);

}  // namespace fengsui::engine
