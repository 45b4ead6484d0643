// Which rules of a rule file a suite of scenarios put to use: alarms raised, triggers and upgrades that
// decided on a colour, and transitions of the alarm life cycle.
#pragma once

#include <set>
#include <string>

#include "twin/engine/rules.h"
#include "twin/engine/transitions.h"
#include "twin/record/record.h"

namespace fengsui {

struct RuleCoverage {
  std::set<std::string> alarms;    // that were raised: "DW_ST low"
  std::set<std::string> deciders;  // keys of triggers and upgrades that decided on a colour
  std::set<engine::Transition> transitions;

  void add(const RuleCoverage& other);
};

RuleCoverage coverage_of(const Record& record, const engine::Rules& rules);

// What the rules could do: the same sets, full.
RuleCoverage everything_in(const engine::Rules& rules);

// "58 of 60 alarm rules …" and what is missing, one fact a line.
std::string in_words(const RuleCoverage& covered, const RuleCoverage& all, Language language);

}  // namespace fengsui
