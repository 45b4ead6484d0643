// Each line of a scenario's `expect` held against the record, promtool fashion: exp: / got:.
//
// Times count from the scenario event named by `after` (or the start). `within` includes its last
// microsecond. Warnings, alarms and cases are taken when the platform had them (log), accidents when they
// happened.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/expectation.h"
#include "twin/judge/false_alarms.h"
#include "twin/judge/witness.h"
#include "twin/judge/workflow_scores.h"
#include "twin/record/record.h"

namespace fengsui {

struct ExpectationResult {
  bool pass = false;
  std::string text;          // the expectation as the scenario wrote it
  Label expected, got;       // in words
  std::string place;         // JSON pointer in the scenario, "/expect/0"
  std::optional<Time> when;  // of what was got, if it happened
};

// Throws InputError when the expectation names an event, enterprise, unit, point, level or interlock that the
// record does not know.
ExpectationResult evaluate(const Record& record, const Expectation& expectation,
                           const std::vector<FaultEffect>& faults, const FalseAlarms& false_alarms,
                           const std::vector<CaseScore>& cases);

// "FAILED /expect/0\n  exp: …\n  got: …\n", one block per result; passed ones only when `all`.
std::string render_results(const std::vector<ExpectationResult>& results, Language language, bool all);

}  // namespace fengsui
