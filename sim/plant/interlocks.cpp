#include "sim/plant/site.h"

namespace fengsui::plant {

bool effective(const Site& site, InterlockId interlock) {
  const InterlockSpec& spec = site.spec.interlocks[interlock.index];
  const InterlockState& state = site.state.interlocks[interlock.index];
  return spec.fitted && spec.point && !state.bypassed && !state.blind;
}

void demand(const Site& site, std::uint32_t guard) {
  const InterlockId interlock{site.spec.guards[guard].index};
  const InterlockSpec& spec = site.spec.interlocks[interlock.index];
  site.state.guards[guard].latched = true;
  const double present = site.now_value(spec.signal);
  if (!effective(site, interlock)) {
    site.ctx.note(LogKind::interlock_blind, spec.unit.index, interlock.index, nothing, present);
    return;
  }
  site.ctx.note(LogKind::interlock_demanded, spec.unit.index, interlock.index, nothing, present);
  site.plan(after(site.ctx.now, spec.delay), PlantEvent::interlock_timer, interlock.index,
            ++site.state.interlocks[interlock.index].stamp);
}

void interlock_timer(const Site& site, InterlockId interlock) {
  const InterlockSpec& spec = site.spec.interlocks[interlock.index];
  InterlockState& state = site.state.interlocks[interlock.index];
  if (!effective(site, interlock)) {
    site.ctx.note(LogKind::interlock_blind, spec.unit.index, interlock.index, nothing,
                  site.now_value(spec.signal));
    return;
  }
  // gone before the delay was over: wait for the next crossing
  if (!reached(site.now_value(spec.signal), spec.level, spec.direction)) {
    const UnitSpec& unit = site.unit_spec(spec.unit);
    for (std::uint32_t i = unit.first_guard; i < unit.first_guard + unit.guard_count; ++i)
      if (site.spec.guards[i].kind == GuardKind::interlock && site.spec.guards[i].index == interlock.index)
        site.state.guards[i].latched = false;
    return;
  }
  const double luck = site.ctx.stream(Draw::interlock_demand, interlock.index).uniform(state.demands++);
  if (luck < spec.probability_of_failure) {
    site.ctx.note(LogKind::interlock_failed_on_demand, spec.unit.index, interlock.index, nothing);
    return;
  }
  site.plan(after(site.ctx.now, spec.response), PlantEvent::interlock_act, interlock.index, state.stamp);
}

void interlock_act(const Site& site, InterlockId interlock) {
  const InterlockSpec& spec = site.spec.interlocks[interlock.index];
  if (!in_service(site, spec.unit)) return;
  site.ctx.note(LogKind::interlock_tripped, spec.unit.index, interlock.index, nothing);
  // the first to act is credited if the accident does not happen
  for (const UnitId unit : units_of(site.line_of(spec.unit)))
    if (site.unit(unit).hazard != no_accident && !site.unit(unit).hazard_interlock.valid())
      site.unit(unit).hazard_interlock = interlock;
  for (const PlantAction action : spec.actions) apply(site, spec.unit, action);
  break_off_if_starved(site, site.unit_spec(spec.unit).line);
}

}  // namespace fengsui::plant
