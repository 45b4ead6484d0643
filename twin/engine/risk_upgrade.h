// Upgrades of a standing warning: its handling is overdue, or it keeps coming back for the same item.
//
// The item of a warning is the first cause at its raise: one condition of one point, or one silent gateway. A
// firm coloured by its inherent risk alone has none. Inputs: raises, overdue acts and ends in time order.
// Outputs: the lowest colour a standing warning may have. Throws nothing.
#pragma once

#include "twin/engine/risk.h"

namespace fengsui::engine {

struct UpgradeResult {
  Colour colour = Colour::none;
  const Upgrade* upgrade = nullptr;  // the highest one that holds; of equals the first by key
  Time next = never;                 // when time alone can change the answer
};

// A warning is raised with `colour` because of what is active.
void remember_warning(EnterpriseRisk& risk, const RiskRules& rules, Colour colour, Time time);

// What holds for the warning that stands, or was just remembered.
UpgradeResult judge_upgrades(const EnterpriseRisk& risk, const RiskRules& rules, Time time);

}  // namespace fengsui::engine
