#include "twin/engine/risk_score.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fengsui::engine {

namespace {

constexpr double full = 100.0;

double halved(Duration elapsed, Duration half_life) {
  return std::exp2(-to_seconds(elapsed) / to_seconds(half_life));
}

double handling_at(const EnterpriseRisk& risk, const RiskRules& rules, Time time) {
  return risk.handling * halved(time - risk.handling_since, rules.handling_half_life);
}

// Rounded up past the crossing, so that it has happened when somebody looks.
Time soon(Time time, double seconds, bool exact, Duration recompute) {
  constexpr Duration least = std::chrono::milliseconds{1};
  const Duration step = from_seconds(seconds);
  return after(time, std::max(step == forever ? step : step + least, exact ? least : recompute));
}

}  // namespace

double share_at(const Exposure& exposure, const RiskRules& rules, Time time) {
  const Duration elapsed = time - exposure.since;
  if (!exposure.active) return exposure.share * halved(elapsed, rules.decay_half_life);
  return 1.0 - (1.0 - exposure.share) * std::exp(-to_seconds(elapsed) / to_seconds(rules.growth));
}

double silence_points(const RiskRules& rules, Duration silence) {
  double points = 0.0;
  for (const auto& step : rules.silence)
    if (silence >= step.duration) points = step.points;
  return points;
}

double severity_of(const Exposure& exposure, const std::vector<Exposure>& all, const RiskRules& rules) {
  if (exposure.level == 0) return 0.0;
  if (exposure.level < 2) return rules.severity[0];
  const bool several = std::ranges::any_of(all, [&](const Exposure& other) {
    return other.active && other.level >= 2 && other.unit == exposure.unit && other.point != exposure.point;
  });
  return several ? rules.severity[2] : rules.severity[1];
}

Standing standing_of(const EnterpriseRisk& risk, const EnterpriseEntry& entry, const RiskRules& rules,
                     Time time) {
  Standing standing;
  Parts& parts = standing.parts;
  Movement& movement = standing.movement;
  parts.inherent = std::clamp(entry.inherent, 0.0, full);
  parts.management = std::clamp(entry.management + site_points(risk.site, rules.management, time), 0.0, full);
  for (const Exposure& exposure : risk.exposures) {
    if (exposure.gateway.valid()) {
      parts.alarms += silence_points(rules, time - exposure.raised);
      continue;
    }
    const double points = exposure.severity * exposure.relief * rules.points_per_severity;
    const double share = share_at(exposure, rules, time);
    parts.alarms += points * share;
    if (exposure.active)
      movement.growing += rules.weight_alarms * points * (1.0 - share);
    else
      movement.decaying_alarms += rules.weight_alarms * points * share;
  }
  movement.capped = parts.alarms >= full;
  if (movement.capped && movement.decaying_alarms == 0.0) movement.growing = 0.0;
  movement.rising_per_second = rules.weight_management * steepest_rise(risk.site, rules.management);
  movement.falling_per_second = rules.weight_management * steepest_fall(risk.site, rules.management);

  const double handling = handling_at(risk, rules, time);
  movement.decaying_handling = rules.weight_handling * handling;
  parts.alarms = std::min(parts.alarms, full);
  parts.handling = std::min(handling, full);
  parts.score = rules.weight_inherent * parts.inherent + rules.weight_alarms * parts.alarms +
                rules.weight_handling * parts.handling + rules.weight_management * parts.management;
  return standing;
}

Time could_rise_to(double level, double score, const Movement& movement, const RiskRules& rules, Time time) {
  const double missing = level - score;
  if (missing < 0) return never;
  // both at their steepest, which is now
  if (movement.rising_per_second > 0.0)
    return soon(time, missing / (movement.growing / to_seconds(rules.growth) + movement.rising_per_second),
                false, rules.recompute);
  if (missing >= movement.growing) return never;
  const bool exact = !movement.capped && movement.decaying_alarms == 0 && movement.decaying_handling == 0;
  return soon(time, -to_seconds(rules.growth) * std::log1p(-missing / movement.growing), exact,
              rules.recompute);
}

Time could_fall_to(double level, double score, const Movement& movement, const RiskRules& rules, Time time) {
  const double surplus = score - level;
  const double decaying = movement.decaying_alarms + movement.decaying_handling;
  if (surplus < 0) return never;
  if (movement.falling_per_second > 0.0) {
    const double steepest =
        std::numbers::ln2 * (movement.decaying_alarms / to_seconds(rules.decay_half_life) +
                             movement.decaying_handling / to_seconds(rules.handling_half_life));
    return soon(time, surplus / (steepest + movement.falling_per_second), false, rules.recompute);
  }
  if (surplus >= decaying) return never;

  // two kinds of decay: the faster one bounds both
  const bool one_kind = movement.decaying_alarms == 0 || movement.decaying_handling == 0;
  const Duration half_life = movement.decaying_handling == 0 ? rules.decay_half_life
                             : movement.decaying_alarms == 0
                                 ? rules.handling_half_life
                                 : std::min(rules.decay_half_life, rules.handling_half_life);
  const double seconds = -to_seconds(half_life) * std::numbers::log2e * std::log1p(-surplus / decaying);
  return soon(time, seconds, one_kind && movement.growing == 0 && !movement.capped, rules.recompute);
}

}  // namespace fengsui::engine
