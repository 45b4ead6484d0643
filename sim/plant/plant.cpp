#include "sim/plant/plant.h"

#include <cassert>

#include "sim/plant/casting_well.h"
#include "sim/plant/site.h"

namespace fengsui::plant {

namespace {

std::size_t local_fault(const PlantSpec& spec, UnitId unit, std::uint32_t fault) {
  assert(fault < spec.faults.size() && spec.faults[fault].unit_class == spec.of(unit).unit_class);
  return fault - spec.first_fault[static_cast<std::size_t>(spec.of(unit).unit_class)];
}

// Water that reaches an empty mould floods a pit and hurts nobody.
bool harmless(const Site& site, const GuardSpec& guard) {
  return site.unit_spec(guard.unit).unit_class == UnitClass::casting_well &&
         guard.index == static_cast<std::uint32_t>(casting_well::Accident::water_at_mould) &&
         !casting_well::metal_in_mould(scene_of(site, guard.unit).well);
}

void crossing(const Site& site, std::uint32_t index, std::uint32_t stamp) {
  const GuardSpec& guard = site.spec.guards[index];
  GuardState& state = site.state.guards[index];
  if (stamp != state.stamp) return;
  state.planned = never;
  switch (guard.kind) {
    case GuardKind::condition:
      site.unit(guard.unit).set(static_cast<Flag>(guard.index), guard.sets);
      break;
    case GuardKind::interlock:
      demand(site, index);
      break;
    case GuardKind::point_of_no_return:
      state.latched = true;
      site.ctx.note(LogKind::point_of_no_return, guard.unit.index,
                    site.accident_number(guard.unit, guard.index), guard.signal.index,
                    site.now_value(guard.signal));
      break;
    case GuardKind::accident:
      state.latched = true;
      if (harmless(site, guard)) break;
      happen(site, guard.unit, guard.index, site.now_value(guard.signal), true);
      break;
  }
  update_line(site, site.unit_spec(guard.unit).line);
}

// Puts an interlock that could not act back on watch.
void watch_again(const Site& site, InterlockId interlock) {
  const UnitSpec& unit = site.unit_spec(site.spec.interlocks[interlock.index].unit);
  for (std::uint32_t i = unit.first_guard; i < unit.first_guard + unit.guard_count; ++i)
    if (site.spec.guards[i].kind == GuardKind::interlock && site.spec.guards[i].index == interlock.index)
      site.state.guards[i].latched = false;
  plan_guards(site, unit.line);
}

}  // namespace

void handle(const Context& ctx, const PlantSpec& spec, PlantState& state, const Event& event) {
  const Site site{ctx, spec, state};
  const auto kind = static_cast<PlantEvent>(event.kind);
  const auto detail = event.detail;
  if (kind == PlantEvent::crossing) return crossing(site, event.subject, static_cast<std::uint32_t>(detail));
  if (kind == PlantEvent::interlock_timer || kind == PlantEvent::interlock_act) {
    const InterlockId interlock{event.subject};
    if (detail != state.interlocks[interlock.index].stamp) return;
    kind == PlantEvent::interlock_timer ? interlock_timer(site, interlock) : interlock_act(site, interlock);
    return update_line(site, site.unit_spec(spec.interlocks[interlock.index].unit).line);
  }

  const UnitId unit{event.subject};
  const std::size_t fault = detail & 0xff;
  switch (kind) {
    case PlantEvent::phase_end:
      if (detail != site.unit(unit).phase_stamp) return;
      end_phase(site, unit);
      break;
    case PlantEvent::fault_onset:
      fault_onset(site, unit, fault);
      break;
    case PlantEvent::fault_repair:
      if (!current(site.unit(unit), detail)) return;
      finish_fault(site, unit, fault);
      break;
    case PlantEvent::notice:
      if (!current(site.unit(unit), detail)) return;
      notice(site, unit, fault);
      break;
    case PlantEvent::operator_stop:
      if (!current(site.unit(unit), detail)) return;
      operator_stop(site, unit, fault);
      break;
    case PlantEvent::chain:
      if (detail >> 8 != site.unit(unit).chain_stamp) return;
      chain(site, unit, static_cast<Flag>(detail & 0xff));
      break;
    case PlantEvent::hazard_check:
      hazard_check(site, unit);
      break;
    case PlantEvent::domino:
      domino(site, unit);
      break;
    case PlantEvent::crossing:
    case PlantEvent::interlock_timer:
    case PlantEvent::interlock_act:
      return;
  }
  update_line(site, site.unit_spec(unit).line);
}

void start_fault(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit,
                 std::uint32_t fault, std::optional<double> size, std::optional<double> accident_threshold) {
  const Site site{ctx, spec, state};
  const PlantFault& row = spec.faults[fault];
  if (accident_threshold && row.leads_to_class) {
    const UnitId endangered = hazard_unit(site, unit, *row.leads_to_class);
    force_threshold(site, endangered, row.leads_to, *accident_threshold);
  }
  if (in_service(site, unit))
    begin_fault(site, unit, local_fault(spec, unit, fault), size.value_or(row.size), false);
  update_line(site, site.unit_spec(unit).line);
}

void end_fault(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit,
               std::uint32_t fault) {
  const Site site{ctx, spec, state};
  const std::size_t local = local_fault(spec, unit, fault);
  if (!site.unit(unit).has_fault(local)) return;
  finish_fault(site, unit, local);
  update_line(site, site.unit_spec(unit).line);
}

void act(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit, PlantAction action) {
  const Site site{ctx, spec, state};
  ctx.note(LogKind::plant_action_done, unit.index, static_cast<std::uint32_t>(action));
  apply(site, unit, action);
  break_off_if_starved(site, site.unit_spec(unit).line);
  update_line(site, site.unit_spec(unit).line);
}

void set_operator(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit, bool present) {
  const Site site{ctx, spec, state};
  const LineSpec& line = site.line_of(unit);
  UnitState& well = site.unit(line.well);
  if (well.operator_present == present) return;
  well.operator_present = present;
  ctx.note(present ? LogKind::operator_returned : LogKind::operator_left, line.well.index);
  // whoever comes back may see what has happened meanwhile
  for (const UnitId each : units_of(line))
    for (std::size_t fault = 0; present && fault < most_faults; ++fault)
      if (site.unit(each).has_fault(fault) && (site.unit(each).witnessed >> fault & 1u) &&
          !(site.unit(each).noticed >> fault & 1u))
        plan_notice(site, each, fault);
  update_line(site, site.unit_spec(unit).line);
}

void set_bypass(const Context& ctx, const PlantSpec& spec, PlantState& state, InterlockId interlock,
                bool bypassed) {
  state.interlocks[interlock.index].bypassed = bypassed;
  if (!bypassed) watch_again({ctx, spec, state}, interlock);
}

void set_instrument_blind(const Context& ctx, const PlantSpec& spec, PlantState& state, InterlockId interlock,
                          bool blind) {
  state.interlocks[interlock.index].blind = blind;
  if (!blind) watch_again({ctx, spec, state}, interlock);
}

double signal_value(const PlantState& state, SignalId signal, Time time) {
  return value(state.segments[signal.index], time);
}

}  // namespace fengsui::plant
