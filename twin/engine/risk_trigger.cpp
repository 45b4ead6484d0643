#include "twin/engine/risk_trigger.h"

#include <algorithm>

namespace fengsui::engine {

namespace {

// Holds from `time` on if it has begun; else the beginning is a due time.
bool begun(Time begin, Time time, Time& next) {
  if (begin <= time) return true;
  next = std::min(next, begin);
  return false;
}

bool sustained(const Trigger& trigger, const EnterpriseRisk& risk, Time time, Time& next) {
  bool holds = false;
  for (const Exposure& exposure : risk.exposures)
    if (exposure.active && exposure.level >= trigger.level && !exposure.gateway.valid())
      holds |= begun(after(exposure.raised, trigger.duration), time, next);
  return holds;
}

bool repeated(const Trigger& trigger, const EnterpriseRisk& risk, Time time, Time& next) {
  bool holds = false;
  for (const Exposure& exposure : risk.exposures) {
    if (exposure.level < trigger.level || exposure.raises.size() < trigger.count) continue;
    const Time expiry = after(exposure.raises[exposure.raises.size() - trigger.count], trigger.duration);
    if (expiry <= time) continue;
    holds = true;
    next = std::min(next, expiry);
  }
  return holds;
}

bool together(const Trigger& trigger, const EnterpriseRisk& risk) {
  const auto counts = [&](const Exposure& exposure) {
    return exposure.active && exposure.level >= trigger.level && !exposure.gateway.valid();
  };
  for (const Exposure& first : risk.exposures) {
    if (!counts(first)) continue;
    std::vector<PointId> points;
    for (const Exposure& other : risk.exposures)
      if (counts(other) && other.unit == first.unit && std::ranges::find(points, other.point) == points.end())
        points.push_back(other.point);
    if (points.size() >= trigger.count) return true;
  }
  return false;
}

bool pattern(const Trigger& trigger, const EnterpriseRisk& risk) {
  for (const Exposure& first : risk.exposures) {
    // hardly any alarm belongs to a pattern: only the units of those are gone through
    if (!first.active || (first.pattern_bits & trigger.bits) == 0) continue;
    std::uint64_t bits = 0;
    for (const Exposure& other : risk.exposures)
      if (other.active && other.unit == first.unit) bits |= other.pattern_bits;
    if ((bits & trigger.bits) == trigger.bits) return true;
  }
  return false;
}

bool silent(const Trigger& trigger, const EnterpriseRisk& risk, Time time, Time& next) {
  bool holds = false;
  for (const Exposure& exposure : risk.exposures)
    if (exposure.gateway.valid()) holds |= begun(after(exposure.raised, trigger.duration), time, next);
  return holds;
}

bool holds(const Trigger& trigger, const EnterpriseRisk& risk, Time time, Time& next) {
  switch (trigger.kind) {
    case Trigger::Kind::sustained:
      return sustained(trigger, risk, time, next);
    case Trigger::Kind::repeated:
      return repeated(trigger, risk, time, next);
    case Trigger::Kind::together:
      return together(trigger, risk);
    case Trigger::Kind::pattern:
      return pattern(trigger, risk);
    case Trigger::Kind::silent:
      return silent(trigger, risk, time, next);
  }
  return false;
}

}  // namespace

TriggerResult judge_triggers(const EnterpriseRisk& risk, const RiskRules& rules, Time time) {
  TriggerResult result;
  for (const Trigger& trigger : rules.triggers) {
    if (holds(trigger, risk, time, result.next) && trigger.colour > result.colour) {
      result.colour = trigger.colour;
      result.trigger = &trigger;
    }
  }
  // a silent gateway also adds points in steps
  for (const Exposure& exposure : risk.exposures)
    if (exposure.gateway.valid())
      for (const auto& step : rules.silence) begun(after(exposure.raised, step.duration), time, result.next);
  return result;
}

void remember_raise(Exposure& exposure, const RiskRules& rules, Time time) {
  const Duration memory = longest_repetition(rules);
  std::size_t most = 0;
  for (const Trigger& trigger : rules.triggers)
    if (trigger.kind == Trigger::Kind::repeated) most = std::max<std::size_t>(most, trigger.count);
  exposure.raises.push_back(time);
  std::erase_if(exposure.raises, [&](Time raise) { return time - raise > memory; });
  if (exposure.raises.size() > most) exposure.raises.erase(exposure.raises.begin());
}

Duration longest_repetition(const RiskRules& rules) {
  Duration longest{};
  for (const Trigger& trigger : rules.triggers)
    if (trigger.kind == Trigger::Kind::repeated) longest = std::max(longest, trigger.duration);
  return longest;
}

}  // namespace fengsui::engine
