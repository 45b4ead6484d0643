#include "twin/engine/risk_upgrade.h"

#include <algorithm>

namespace fengsui::engine {

namespace {

Duration longest_memory(const RiskRules& rules) {
  Duration longest{};
  for (const Upgrade& upgrade : rules.upgrades) longest = std::max(longest, upgrade.within);
  return longest;
}

bool recurring(const Upgrade& upgrade, const EnterpriseRisk& risk, Time time, Time& next) {
  if (risk.raised.empty() || risk.raised.back().item == no_item) return false;
  std::uint32_t times = 0;
  for (auto raised = risk.raised.rbegin(); raised != risk.raised.rend(); ++raised) {
    if (raised->item != risk.raised.back().item || raised->colour < upgrade.from) continue;
    const Time forgotten = after(raised->time, upgrade.within);
    if (forgotten <= time) return false;
    if (++times == upgrade.times) {
      next = std::min(next, forgotten);
      return true;
    }
  }
  return false;
}

}  // namespace

void remember_warning(EnterpriseRisk& risk, const RiskRules& rules, Colour colour, Time time) {
  const Exposure* cause = nullptr;
  for (const Exposure& exposure : risk.exposures)
    if (exposure.active && (!cause || exposure.raised < cause->raised)) cause = &exposure;
  const WarningItem item = cause ? WarningItem{cause->condition, cause->gateway} : no_item;
  std::erase_if(risk.raised,
                [&](const RaisedWarning& old) { return after(old.time, longest_memory(rules)) <= time; });
  risk.raised.push_back({time, item, colour});
  risk.overdue_at = Colour::none;
}

UpgradeResult judge_upgrades(const EnterpriseRisk& risk, const RiskRules& rules, Time time) {
  UpgradeResult result;
  for (const Upgrade& upgrade : rules.upgrades) {
    const bool holds = upgrade.kind == Upgrade::Kind::overdue ? risk.overdue_at >= upgrade.from
                                                              : recurring(upgrade, risk, time, result.next);
    if (!holds || upgrade.to <= result.colour) continue;
    result.colour = upgrade.to;
    result.upgrade = &upgrade;
  }
  return result;
}

}  // namespace fengsui::engine
