#include <algorithm>

#include "sim/base/inversion.h"
#include "sim/plant/casting_well.h"
#include "sim/plant/furnace.h"
#include "sim/plant/rope_hoist.h"
#include "sim/plant/site.h"

namespace fengsui::plant {

using WellPhase = casting_well::Phase;

namespace {

std::size_t place(FurnacePhase phase) { return static_cast<std::size_t>(phase); }
std::size_t place(WellPhase phase) { return static_cast<std::size_t>(phase); }

bool in(const UnitState& unit, FurnacePhase phase) { return unit.phase == place(phase); }
bool in(const UnitState& unit, WellPhase phase) { return unit.phase == place(phase); }

// The furnace that has waited longest; the first of the line among equals.
UnitId longest_waiting(const Site& site, const LineSpec& line) {
  UnitId chosen;
  for (const UnitId furnace : line.furnaces)
    if (in(site.unit(furnace), FurnacePhase::wait) &&
        (!chosen.valid() || site.unit(furnace).phase_start < site.unit(chosen).phase_start))
      chosen = furnace;
  return chosen;
}

// The self-test before a cast sees whatever the instruments show; a stuck valve only with some luck.
bool self_test_fails(const Site& site, UnitId well) {
  constexpr auto valve = static_cast<std::size_t>(casting_well::Fault::cutoff_valve_stuck);
  UnitState& own = site.unit(well);
  const std::uint64_t draw = (std::uint64_t{1} << 32) | own.cycle;
  if (own.has_fault(valve) && site.ctx.stream(Draw::interlock_demand, ~well.index).uniform(draw) <
                                  site.parameter(well, casting_well::Parameter::self_test_coverage)) {
    own.set(Flag::self_test_failed);
    constexpr auto ready = static_cast<std::size_t>(casting_well::Signal::cut_off_ready);
    if (!(own.witnessed >> valve & 1u)) witness(site, well, valve, signal_of(site.spec, well, ready), -1.0);
  }
  const UnitId furnace = site.state.feeding[site.unit_spec(well).line];
  return std::ranges::any_of(std::array{furnace, well, site.line_of(well).hoist}, [&](UnitId unit) {
    return unit.valid() && (site.unit(unit).faults & site.unit(unit).witnessed) != 0;
  });
}

// A cast that will not happen or not go on: inspection and repair, the furnace waits with its metal.
void stop_line(const Site& site, std::uint32_t line_index) {
  enter_phase(site, site.spec.lines[line_index].well, place(WellPhase::stopped));
  const UnitId furnace = site.state.feeding[line_index];
  if (in(site.unit(furnace), FurnacePhase::cast)) enter_phase(site, furnace, place(FurnacePhase::wait));
}

}  // namespace

void begin_waiting_cast(const Site& site, std::uint32_t line_index) {
  const LineSpec& line = site.spec.lines[line_index];
  UnitState& well = site.unit(line.well);
  if (!in(well, WellPhase::idle)) return;
  const UnitId furnace = longest_waiting(site, line);
  if (!furnace.valid()) return;

  well.flags = 0;
  ++well.cycle;
  ++well.chain_stamp;
  draw_thresholds(site, line.well);
  site.unit(furnace).flags = 0;
  draw_thresholds(site, furnace);
  site.state.feeding[line_index] = furnace;
  enter_phase(site, furnace, place(FurnacePhase::cast));
  enter_phase(site, line.well, place(WellPhase::preset));
}

namespace {

// After the inspection of a broken-off cast everything that was found is mended.
void finish_inspection(const Site& site, std::uint32_t line) {
  for (const UnitId unit : units_of(site.spec.lines[line])) {
    UnitState& state = site.unit(unit);
    for (std::size_t fault = 0; fault < most_faults; ++fault)
      if (state.has_fault(fault) && (state.witnessed >> fault & 1u)) finish_fault(site, unit, fault);
    state.flags = 0;
    ++state.chain_stamp;
  }
}

}  // namespace

bool is_furnace(UnitClass unit_class) {
  return unit_class == UnitClass::fixed_furnace || unit_class == UnitClass::tilting_furnace;
}

bool in_service(const Site& site, UnitId unit) {
  const UnitState& state = site.unit(unit);
  switch (site.unit_spec(unit).unit_class) {
    case UnitClass::casting_well:
      return !in(state, WellPhase::out_of_service);
    case UnitClass::rope_hoist:
      return state.phase != static_cast<std::uint8_t>(rope_hoist::Phase::out_of_service);
    case UnitClass::fixed_furnace:
    case UnitClass::tilting_furnace:
      return !in(state, FurnacePhase::out_of_service);
  }
  return false;
}

double draw_phase_seconds(const Site& site, UnitId unit, std::size_t phase) {
  const PlantPhase& row = site.spec.phases[site.phase_number(unit, phase)];
  if (row.high_s <= row.low_s) return row.mode_s;
  const std::uint64_t draw = static_cast<std::uint64_t>(site.unit(unit).cycle) * 16 + phase;
  return triangular_quantile(site.ctx.stream(Draw::phase_duration, unit.index).uniform(draw), row.low_s,
                             row.mode_s, row.high_s);
}

void enter_phase(const Site& site, UnitId unit, std::size_t phase) {
  UnitState& state = site.unit(unit);
  state.phase = static_cast<std::uint8_t>(phase);
  state.phase_start = site.ctx.now;
  state.phase_seconds = draw_phase_seconds(site, unit, phase);
  ++state.phase_stamp;
  site.ctx.note(LogKind::phase_started, unit.index, site.phase_number(unit, phase));
  if (state.phase_seconds > 0.0)
    site.plan_after(state.phase_seconds, PlantEvent::phase_end, unit, state.phase_stamp);
}

void end_phase(const Site& site, UnitId unit) {
  const std::uint32_t line_index = site.unit_spec(unit).line;
  UnitState& state = site.unit(unit);
  if (is_furnace(site.unit_spec(unit).unit_class)) {
    // charge .. settle follow each other; the cast itself ends with the well's
    if (in(state, FurnacePhase::clean)) {
      ++state.cycle;
      enter_phase(site, unit, place(FurnacePhase::charge));
    } else {
      enter_phase(site, unit, state.phase + 1u);
    }
  } else if (in(state, WellPhase::lift_out)) {
    enter_phase(site, unit, place(WellPhase::idle));
  } else if (in(state, WellPhase::stopped)) {
    finish_inspection(site, line_index);
    enter_phase(site, unit, place(WellPhase::lift_out));
  } else if (in(state, WellPhase::preset) && self_test_fails(site, unit)) {
    stop_line(site, line_index);
  } else {
    enter_phase(site, unit, state.phase + 1u);
    // metal stops at the end of the cast: the furnace goes on with its cycle
    const UnitId furnace = site.state.feeding[line_index];
    if (in(state, WellPhase::end) && furnace.valid() && in(site.unit(furnace), FurnacePhase::cast))
      enter_phase(site, furnace, place(FurnacePhase::clean));
  }
  begin_waiting_cast(site, line_index);
}

void break_off_if_starved(const Site& site, std::uint32_t line_index) {
  const LineSpec& line = site.spec.lines[line_index];
  const UnitState& well = site.unit(line.well);
  const UnitId furnace = site.state.feeding[line_index];
  if (in(well, WellPhase::idle) || well.phase > place(WellPhase::steady)) return;
  const bool starved = well.is(Flag::cut_off_closed) || well.is(Flag::launder_broken) ||
                       well.is(Flag::drain_open) || site.unit(furnace).is(Flag::tilted_back) ||
                       site.unit(furnace).is(Flag::plugged);
  if (!starved) return;
  stop_line(site, line_index);
  const double settled_s = 5.0 * casting_well::flow_on_s(scene_of(site, line.well));
  for (const UnitId unit : {furnace, line.well}) plan_hazard_check(site, unit, settled_s);
}

}  // namespace fengsui::plant
