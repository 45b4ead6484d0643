// Triggers that colour a firm at once, whatever its score: which hold now, and when that can change by
// itself.
#pragma once

#include "twin/engine/risk.h"

namespace fengsui::engine {

struct TriggerResult {
  Colour colour = Colour::none;
  const Trigger* trigger = nullptr;  // the highest one that holds; of equals the first by key
  Time next = never;                 // when time alone can change the answer
};

// Input: exposures of one firm at `time`. Output: the floor of its colour.
TriggerResult judge_triggers(const EnterpriseRisk& risk, const RiskRules& rules, Time time);

// Notes a raise for the triggers that count repetitions, and drops those that none counts any more.
void remember_raise(Exposure& exposure, const RiskRules& rules, Time time);

// The longest window of a trigger that counts repetitions.
Duration longest_repetition(const RiskRules& rules);

}  // namespace fengsui::engine
