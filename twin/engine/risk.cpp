#include "twin/engine/risk.h"

#include <algorithm>
#include <cassert>

#include "twin/engine/reason.h"
#include "twin/engine/risk_score.h"
#include "twin/engine/risk_trigger.h"
#include "twin/engine/risk_upgrade.h"

namespace fengsui::engine {

namespace {

int rank(Colour colour) { return static_cast<int>(colour); }

// The highest colour whose threshold the score reaches; those held already are lost only below the
// hysteresis.
Colour colour_by_score(double score, Colour held, const RiskRules& rules) {
  for (int i = rank(Colour::red); i > rank(Colour::none); --i) {
    const double slack = i <= rank(held) ? rules.hysteresis : 0.0;
    if (score >= rules.threshold[static_cast<std::size_t>(i)] - slack) return static_cast<Colour>(i);
  }
  return Colour::none;
}

// Alarms that returned so long ago that they hardly count any more leave the list.
void forget(EnterpriseRisk& risk, const RiskRules& rules, Time time) {
  const Duration memory = longest_repetition(rules);
  std::erase_if(risk.exposures, [&](const Exposure& exposure) {
    return !exposure.active && time - exposure.raised >= memory &&
           share_at(exposure, rules, time) < rules.forget_below;
  });
}

// Active alarms, first cause first, then those that returned but still count.
std::vector<AlarmId> alarms_of(const EnterpriseRisk& risk) {
  std::vector<const Exposure*> order;
  for (const Exposure& exposure : risk.exposures) order.push_back(&exposure);
  std::ranges::stable_sort(order, [](const Exposure* a, const Exposure* b) {
    return a->active != b->active ? a->active : a->raised < b->raised;
  });
  std::vector<AlarmId> alarms;
  for (const Exposure* exposure : order) alarms.push_back(exposure->alarm);
  return alarms;
}

bool weighs_on_management(const Compiled& compiled, std::uint32_t condition) {
  return condition != no_index && compiled.rules.risk.management.missed_points > 0.0 &&
         compiled.conditions[condition].condition == AlarmCondition::absent;
}

// What the beginning or the end of an occurrence says about how the site is run.
void note_site(const Compiled& compiled, SiteRecord& site, const Exposure& exposure, Time time) {
  const ManagementRules& rules = compiled.rules.risk.management;
  if (exposure.gateway.valid())
    exposure.active ? fell_silent(site, exposure.gateway, exposure.raised)
                    : heard_again(site, exposure.gateway, time);
  else if (weighs_on_management(compiled, exposure.condition))
    exposure.active ? report_missing(site, rules, exposure.condition, time)
                    : report_came(site, exposure.condition);
}

Exposure& exposure_of(const Compiled& compiled, EnterpriseRisk& risk, const Alarm& alarm,
                      std::uint32_t condition) {
  const auto found = std::ranges::find_if(risk.exposures, [&](const Exposure& exposure) {
    return exposure.condition == condition && exposure.gateway == alarm.gateway;
  });
  if (found != risk.exposures.end()) return *found;
  Exposure& exposure = risk.exposures.emplace_back();
  exposure.condition = condition;
  exposure.gateway = alarm.gateway;
  if (condition == no_index) {
    exposure.level = 0;
    return exposure;
  }
  const ConditionSpec& spec = compiled.conditions[condition];
  exposure.point = spec.point;
  exposure.unit = compiled.directory.points[spec.point.index].unit;
  // a missing report is a matter of site management where the rules say what it weighs there
  exposure.level = weighs_on_management(compiled, condition) ? 0 : spec.level;
  exposure.pattern_bits = spec.pattern_bits;
  return exposure;
}

}  // namespace

RiskBook::RiskBook(const Compiled& compiled, Time start)
    : enterprises_(compiled.directory.enterprises.size()), due_(enterprises_.size()) {
  // a firm that is coloured by its inherent risk alone is told so at the start
  for (std::uint32_t i = 0; i < enterprises_.size(); ++i) {
    EnterpriseRisk& risk = enterprises_[i];
    risk.latest = risk.colour_since = risk.handling_since = start;
    risk.site.gateways = static_cast<std::uint32_t>(
        std::ranges::count(compiled.directory.gateways, EnterpriseId(i), &GatewayEntry::enterprise));
    const double score = parts(compiled, EnterpriseId(i), start).score;
    if (colour_by_score(score, Colour::none, compiled.rules.risk) != Colour::none) due_.plan(i, start);
  }
}

Parts RiskBook::parts(const Compiled& compiled, EnterpriseId enterprise, Time time) const {
  const EnterpriseRisk& risk = enterprises_[enterprise.index];
  return standing_of(risk, compiled.directory.enterprises[enterprise.index], compiled.rules.risk,
                     std::max(time, risk.latest))
      .parts;
}

std::vector<AlarmId> RiskBook::alarms_behind(WarningId warning) const {
  if (warning.index >= warnings_.size()) return {};
  const EnterpriseRisk& risk = enterprises_[warnings_[warning.index].enterprise.index];
  const bool stands = risk.warning == warning && risk.colour != Colour::none;
  return stands ? alarms_of(risk) : warnings_[warning.index].alarms_at_end;
}

void RiskBook::take(const Compiled& compiled, const Alarm& alarm, std::uint32_t condition,
                    std::vector<Warning>& warnings) {
  // only the beginning and the end of an occurrence weigh
  const bool begins = alarm.event == AlarmEvent::raised;
  if (!begins && !ends_occurrence(alarm.event)) return;
  const RiskRules& rules = compiled.rules.risk;
  EnterpriseRisk& risk = enterprises_[alarm.enterprise.index];
  const Time time = std::max(alarm.time, risk.latest);
  if (!begins && std::ranges::none_of(risk.exposures, [&](const Exposure& exposure) {
        return exposure.active && exposure.condition == condition && exposure.gateway == alarm.gateway;
      }))
    return;
  Exposure& exposure = exposure_of(compiled, risk, alarm, condition);
  exposure.share = share_at(exposure, rules, std::max(time, exposure.since));
  exposure.since = time;
  exposure.active = begins;
  if (exposure.active) {
    exposure.alarm = alarm.id;
    exposure.raised = condition == no_index ? time - compiled.rules.offline_after : time;
    exposure.relief = 1.0;
    remember_raise(exposure, rules, time);
  }
  // how severe an alarm is depends on what else stands at its unit, and on nothing besides
  for (Exposure& beside : risk.exposures)
    if (beside.active && beside.unit == exposure.unit)
      beside.severity = severity_of(beside, risk.exposures, rules);
  note_site(compiled, risk.site, exposure, time);
  if (!begins && condition == no_index) {
    std::erase_if(risk.exposures, [&](const Exposure& gone) {
      return gone.gateway == alarm.gateway && gone.condition == no_index;
    });
  }
  evaluate(compiled, alarm.enterprise, time, warnings);
}

void RiskBook::take(const Compiled& compiled, const OperatorAction& action, std::vector<Warning>& warnings) {
  const RiskRules& rules = compiled.rules.risk;
  EnterpriseRisk& risk = enterprises_[action.enterprise.index];
  const Time time = std::max(action.time, risk.latest);

  // what was found or done weighs on the alarms behind the warning
  const auto relieve = [&](double factor) {
    const std::vector<AlarmId> behind = alarms_behind(action.warning);
    for (Exposure& exposure : risk.exposures)
      if (std::ranges::find(behind, exposure.alarm) != behind.end())
        exposure.relief = std::min(exposure.relief, factor);
  };
  double handling = parts(compiled, action.enterprise, time).handling;
  switch (action.act) {
    case Act::handle:
      relieve(rules.handled_relief);
      break;
    case Act::verify_equipment_fault:
      relieve(rules.equipment_relief);
      break;
    case Act::verify_false:
      relieve(rules.false_relief);
      break;
    case Act::feedback:
      handling *= rules.feedback_relief;
      break;
    case Act::clear:
      handling *= rules.clear_relief;
      break;
    case Act::reject:
      handling += rules.rejected_points;
      break;
    case Act::overdue:
      handling += rules.overdue_points;
      if (action.warning == risk.warning) risk.overdue_at = std::max(risk.overdue_at, risk.colour);
      break;
    case Act::acknowledge:
    case Act::verify_true:
      break;
  }
  risk.handling = std::min(handling, 100.0);
  risk.handling_since = time;
  evaluate(compiled, action.enterprise, time, warnings);
}

void RiskBook::advance(const Compiled& compiled, Time now, std::vector<Warning>& warnings) {
  for (Time due = due_.next(); due <= now && due != never; due = due_.next()) {
    const auto enterprise = due_.pop(now);
    evaluate(compiled, EnterpriseId(*enterprise), std::max(due, enterprises_[*enterprise].latest), warnings);
  }
}

void RiskBook::evaluate(const Compiled& compiled, EnterpriseId enterprise, Time time,
                        std::vector<Warning>& warnings) {
  const RiskRules& rules = compiled.rules.risk;
  EnterpriseRisk& risk = enterprises_[enterprise.index];
  assert(time >= risk.latest);
  risk.latest = time;
  forget(risk, rules, time);
  bring_up_to(risk.site, rules.management, time);
  const auto [parts, movement] =
      standing_of(risk, compiled.directory.enterprises[enterprise.index], rules, time);
  const TriggerResult trigger = judge_triggers(risk, rules, time);

  // an upgrade needs a warning to raise, and counts the one that is about to begin
  Colour target = std::max(colour_by_score(parts.score, risk.colour, rules), trigger.colour);
  const RuleName* decided_by = trigger.trigger;
  Time next = std::min(trigger.next, next_count(risk.site, rules.management));
  if (target > Colour::none) {
    if (risk.colour == Colour::none) remember_warning(risk, rules, target, time);
    const UpgradeResult upgrade = judge_upgrades(risk, rules, time);
    next = std::min(next, upgrade.next);
    if (upgrade.colour > target) {
      target = upgrade.colour;
      decided_by = upgrade.upgrade;
    }
  }

  // up at once, down after the dwell
  const Time may_fall = after(risk.colour_since, rules.minimum_dwell);
  if (target > risk.colour || (target < risk.colour && time >= may_fall)) {
    Warning warning;
    warning.event = risk.colour == Colour::none ? WarningEvent::raised
                    : target == Colour::none    ? WarningEvent::ended
                                                : WarningEvent::changed;
    if (warning.event == WarningEvent::raised) {
      risk.warning = WarningId(warnings_.size());
      warnings_.push_back({enterprise, {}});
    }
    risk.colour = target;
    risk.colour_since = time;
    warning.id = risk.warning;
    warning.enterprise = enterprise;
    warning.colour = target;
    warning.time = time;
    warning.score = parts.score;
    warning.inherent = parts.inherent;
    warning.alarms = parts.alarms;
    warning.handling = parts.handling;
    warning.management = parts.management;
    warning.because = alarms_of(risk);
    warning.reason = reason_of(compiled, risk, parts, decided_by);
    if (target == Colour::none) warnings_[risk.warning.index].alarms_at_end = warning.because;
    warnings.push_back(std::move(warning));
  } else if (target < risk.colour) {
    next = std::min(next, may_fall);
  }

  // the next instant at which the answer can differ, if no event comes
  const auto threshold_of = [&](int colour) { return rules.threshold[static_cast<std::size_t>(colour)]; };
  if (risk.colour < Colour::red)
    next = std::min(next,
                    could_rise_to(threshold_of(rank(risk.colour) + 1), parts.score, movement, rules, time));
  if (risk.colour > Colour::none)
    next = std::min(next, could_fall_to(threshold_of(rank(risk.colour)) - rules.hysteresis, parts.score,
                                        movement, rules, time));
  due_.plan(enterprise.index, next);
}

}  // namespace fengsui::engine
