#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>

#include "sim/base/inversion.h"
#include "sim/plant/casting_well.h"
#include "sim/plant/furnace.h"
#include "sim/plant/rope_hoist.h"
#include "sim/plant/site.h"

namespace fengsui::plant {

namespace {

std::uint8_t out_of_service(UnitClass unit_class) {
  if (is_furnace(unit_class)) return static_cast<std::uint8_t>(FurnacePhase::out_of_service);
  return unit_class == UnitClass::casting_well
             ? static_cast<std::uint8_t>(casting_well::Phase::out_of_service)
             : static_cast<std::uint8_t>(rope_hoist::Phase::out_of_service);
}

void destroy(const Site& site, UnitId unit) {
  if (!in_service(site, unit)) return;
  UnitState& state = site.unit(unit);
  ++state.chain_stamp;
  state.hazard = no_accident;
  enter_phase(site, unit, out_of_service(site.unit_spec(unit).unit_class));
  site.state.destroyed.push_back(unit);
}

// The point of no return lies as far before a drawn threshold as the catalogue puts it before the scale.
void move_point_of_no_return(const Site& site, UnitId unit, std::size_t accident) {
  const PlantAccident& row = site.spec.accidents[site.accident_number(unit, accident)];
  if (!row.shape) return;
  const double threshold = site.state.guards[accident_guard(site, unit, accident, GuardKind::accident)].level;
  site.state.guards[accident_guard(site, unit, accident, GuardKind::point_of_no_return)].level =
      row.point_of_no_return * threshold / row.level;
}

// The nearest well of the same shop that has metal in its mould, the lower number among equals.
UnitId neighbour(const Site& site, UnitId well) {
  const UnitSpec& own = site.unit_spec(well);
  const double reach = site.parameter(well, casting_well::Parameter::domino_reach);
  UnitId nearest_one;
  int nearest_distance = 0;
  for (const LineSpec& line : site.spec.lines) {
    const UnitSpec& other = site.unit_spec(line.well);
    const int distance = std::abs(static_cast<int>(other.number) - static_cast<int>(own.number));
    if (other.enterprise != own.enterprise || distance == 0 || distance > reach) continue;
    if (!casting_well::metal_in_mould(scene_of(site, line.well).well)) continue;
    if (nearest_one.valid() && distance >= nearest_distance) continue;
    nearest_one = line.well;
    nearest_distance = distance;
  }
  return nearest_one;
}

void plan_domino(const Site& site, UnitId well, double mass_kg) {
  using Parameter = casting_well::Parameter;
  if (mass_kg < site.parameter(well, Parameter::domino_mass)) return;
  const UnitId next = neighbour(site, well);
  const double luck = site.ctx.stream(Draw::exposure, well.index).uniform(site.unit(well).cycle);
  if (next.valid() && luck < site.parameter(well, Parameter::domino_probability))
    site.plan_after(site.parameter(well, Parameter::domino_delay), PlantEvent::domino, next);
}

}  // namespace

UnitId hazard_unit(const Site& site, UnitId unit, UnitClass accident_class) {
  return site.unit_spec(unit).unit_class == accident_class ? unit : site.line_of(unit).well;
}

std::uint32_t accident_guard(const Site& site, UnitId unit, std::size_t accident, GuardKind kind) {
  const UnitSpec& spec = site.unit_spec(unit);
  for (std::uint32_t i = spec.first_guard; i < spec.first_guard + spec.guard_count; ++i)
    if (site.spec.guards[i].kind == kind && site.spec.guards[i].index == accident) return i;
  assert(false && "every accident has its guards");
  return nothing;
}

void force_threshold(const Site& site, UnitId unit, std::size_t accident, double level) {
  site.unit(unit).forced_threshold = level;
  site.state.guards[accident_guard(site, unit, accident, GuardKind::accident)].level = level;
  move_point_of_no_return(site, unit, accident);
}

void draw_thresholds(const Site& site, UnitId unit) {
  const UnitSpec& spec = site.unit_spec(unit);
  const UnitState& state = site.unit(unit);
  for (std::uint32_t i = spec.first_guard; i < spec.first_guard + spec.guard_count; ++i) {
    const GuardSpec& guard = site.spec.guards[i];
    GuardState& current_guard = site.state.guards[i];
    if (guard.kind == GuardKind::point_of_no_return) current_guard.latched = false;
    if (guard.kind != GuardKind::accident) continue;
    const PlantAccident& accident = site.spec.accidents[site.accident_number(unit, guard.index)];
    if (!accident.shape) continue;
    const std::uint32_t whom = unit.index * 4 + guard.index;
    double luck = site.ctx.stream(Draw::accident_threshold, whom).uniform(state.cycle);
    // a coated pit scales the probability of any mass, so some pits never explode
    if (spec.unit_class == UnitClass::casting_well &&
        site.parameter(unit, casting_well::Parameter::pit_coated) > 0.5)
      luck /= site.parameter(unit, casting_well::Parameter::coated_factor);
    current_guard.level = luck < 1.0 ? weibull_quantile(luck, *accident.shape, accident.level) : unlimited;
    if (state.forced_threshold >= 0.0) current_guard.level = state.forced_threshold;
    move_point_of_no_return(site, unit, guard.index);
  }
}

void happen(const Site& site, UnitId unit, std::size_t accident, double mass_kg, bool primary) {
  site.ctx.note(LogKind::accident, unit.index, site.accident_number(unit, accident),
                people_exposed(site.spec, site.state, unit, site.ctx.now), mass_kg);
  const bool well = site.unit_spec(unit).unit_class == UnitClass::casting_well;
  const bool explosion =
      well ? accident == static_cast<std::size_t>(casting_well::Accident::melt_water_explosion)
           : accident == static_cast<std::size_t>(FurnaceAccident::overflow_explosion);
  if (well && explosion && primary) plan_domino(site, unit, mass_kg);
  // an explosion takes the line; a furnace that breaks out takes itself and ends the cast it feeds
  if (well || explosion) {
    for (const UnitId each : units_of(site.line_of(unit))) destroy(site, each);
  } else {
    site.unit(unit).set(Flag::draining);
    const std::uint32_t line = site.unit_spec(unit).line;
    if (site.state.feeding[line] == unit) apply(site, unit, PlantAction::cut_off);
    if (site.state.feeding[line] == unit) break_off_if_starved(site, line);
    destroy(site, unit);
  }
}

void plan_hazard_check(const Site& site, UnitId unit, double seconds) {
  if (unit.valid() && site.unit(unit).hazard != no_accident)
    site.plan_after(seconds, PlantEvent::hazard_check, unit);
}

void hazard_check(const Site& site, UnitId unit) {
  UnitState& state = site.unit(unit);
  if (state.hazard == no_accident || !in_service(site, unit)) return;
  const std::uint32_t guard = accident_guard(site, unit, state.hazard, GuardKind::accident);
  const GuardSpec& spec = site.spec.guards[guard];
  const double level = site.state.guards[guard].level, present = site.now_value(spec.signal);
  const double margin =
      spec.direction == Direction::up ? 1.0 - present / level : std::min(1.0, (present - level) / 1000.0);
  site.ctx.note(LogKind::accident_averted, unit.index, site.accident_number(unit, state.hazard),
                state.hazard_interlock.index, margin);
  state.hazard = no_accident;
}

void chain(const Site& site, UnitId unit, Flag flag) {
  const UnitId well = site.line_of(unit).well;
  UnitState& state = site.unit(well);
  // only a table that still holds metal can lose it
  if (!casting_well::metal_in_mould(scene_of(site, well).well)) return;
  if (flag == Flag::dropped && site.unit_spec(unit).unit_class == UnitClass::rope_hoist &&
      state.is(Flag::platen_stopped))
    return;
  if (flag != Flag::prying) return state.set(flag);

  // the head is free: from here only the fall is left
  const std::uint32_t last =
      accident_guard(site, well, static_cast<std::size_t>(casting_well::Accident::melt_water_explosion),
                     GuardKind::point_of_no_return);
  site.state.guards[last].latched = true;
  const SignalId gap = signal_of(site.spec, well, static_cast<std::size_t>(casting_well::Signal::head_gap));
  site.ctx.note(
      LogKind::point_of_no_return, well.index,
      site.accident_number(well, static_cast<std::size_t>(casting_well::Accident::melt_water_explosion)),
      gap.index, site.now_value(gap));
  site.plan_after(
      site.parameter(well, casting_well::Parameter::prying_drop_delay), PlantEvent::chain, well,
      static_cast<std::uint64_t>(state.chain_stamp) << 8 | static_cast<std::uint64_t>(Flag::dropped));
}

void domino(const Site& site, UnitId unit) {
  const Scene scene = scene_of(site, unit);
  if (!casting_well::metal_in_mould(scene.well)) return;
  // the blast empties the neighbour's table into its pit
  const SignalId level =
      signal_of(site.spec, unit, static_cast<std::size_t>(casting_well::Signal::table_level));
  const double mass_kg = site.now_value(level) / 1000.0 * scene.well[casting_well::Parameter::table_area] *
                         scene.well[casting_well::Parameter::metal_density];
  happen(site, unit, static_cast<std::size_t>(casting_well::Accident::melt_water_explosion), mass_kg, false);
}

unsigned people_exposed(const PlantSpec& spec, const PlantState& state, UnitId unit, Time time) {
  const UnitState& own = state.units[unit.index];
  if (own.evacuation_start == never) return static_cast<unsigned>(std::lround(own.people));
  // people leave one by one: the number still there decays with the evacuation time
  const auto words = vocabulary(spec.of(unit).unit_class).parameters;
  const auto place = position(words, "evacuation_time");
  if (!place) return 0;
  const double elapsed_s = to_seconds(time - own.evacuation_start);
  return static_cast<unsigned>(
      std::lround(own.people * std::exp(-elapsed_s / spec.of(unit).parameters[*place])));
}

unsigned force_class(double mass_kg) { return mass_kg < 5.0 ? 1 : mass_kg <= 50.0 ? 2 : 3; }

}  // namespace fengsui::plant
