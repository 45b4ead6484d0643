#include "twin/engine/risk_trigger.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fengsui::engine {

namespace {

// Holds from `time` on if it has begun; else the beginning is a due time.
bool begun(Time begin, Time time, Time& next) {
  if (begin <= time) return true;
  next = std::min(next, begin);
  return false;
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
  std::vector<std::pair<UnitId, PointId>> standing;
  standing.reserve(risk.exposures.size());
  for (const Exposure& exposure : risk.exposures)
    if (exposure.active && exposure.level >= trigger.level && !exposure.gateway.valid())
      standing.emplace_back(exposure.unit, exposure.point);
  // by unit, and several conditions of a point count once
  std::ranges::sort(standing);
  standing.erase(std::unique(standing.begin(), standing.end()), standing.end());
  std::uint32_t points = 0;
  UnitId unit;
  for (const auto& [at, point] : standing) {
    points = at == unit ? points + 1 : 1;
    unit = at;
    if (points >= trigger.count) return true;
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

// What all exposures of a firm have among them: most triggers can be ruled out by it.
struct Glance {
  std::uint64_t pattern_bits = 0;            // of active ones
  std::array<std::uint32_t, 3> active_at{};  // how many at least of this level; silent gateways have none
  std::array<Time, 3> since = {never, never, never};  // when the first of these was raised
  std::size_t most_raises = 0;
  bool silent = false;
};

Glance glance_at(const EnterpriseRisk& risk) {
  Glance glance;
  for (const Exposure& exposure : risk.exposures) {
    glance.most_raises = std::max(glance.most_raises, exposure.raises.size());
    glance.silent |= exposure.gateway.valid();
    if (!exposure.active || exposure.gateway.valid()) continue;
    glance.pattern_bits |= exposure.pattern_bits;
    for (std::size_t level = 0; level <= exposure.level; ++level) {
      ++glance.active_at[level];
      glance.since[level] = std::min(glance.since[level], exposure.raised);
    }
  }
  return glance;
}

bool holds(const Trigger& trigger, const EnterpriseRisk& risk, const Glance& glance, Time time, Time& next) {
  switch (trigger.kind) {
    case Trigger::Kind::sustained:
      // the first of them decides: once it has lasted, the others change nothing before it returns
      return glance.active_at[trigger.level] > 0 &&
             begun(after(glance.since[trigger.level], trigger.duration), time, next);
    case Trigger::Kind::repeated:
      return glance.most_raises >= trigger.count && repeated(trigger, risk, time, next);
    case Trigger::Kind::together:
      return glance.active_at[trigger.level] >= trigger.count && together(trigger, risk);
    case Trigger::Kind::pattern:
      return (glance.pattern_bits & trigger.bits) == trigger.bits && pattern(trigger, risk);
    case Trigger::Kind::silent:
      return glance.silent && silent(trigger, risk, time, next);
  }
  return false;
}

}  // namespace

TriggerResult judge_triggers(const EnterpriseRisk& risk, const RiskRules& rules, Time time) {
  TriggerResult result;
  const Glance glance = glance_at(risk);
  for (const Trigger& trigger : rules.triggers) {
    // these two plan nothing for later, and a lower colour says nothing beside a higher one
    const bool at_once = trigger.kind == Trigger::Kind::together || trigger.kind == Trigger::Kind::pattern;
    if (at_once && trigger.colour <= result.colour) continue;
    if (holds(trigger, risk, glance, time, result.next) && trigger.colour > result.colour) {
      result.colour = trigger.colour;
      result.trigger = &trigger;
    }
  }
  // a silent gateway also adds points in steps
  if (!glance.silent) return result;
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
