#include "sim/plant/casting_well.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/plant/furnace.h"
#include "sim/plant/rope_hoist.h"

namespace fengsui::plant::casting_well {

using P = Parameter;
using S = Signal;

namespace {

// Holes, bleeding strands and stripped billets, all below the table.
double leaks_kg_s(const UnitView& well) {
  double flow_kg_s = 0.0;
  if (well.has(Fault::guide_hole_leak)) flow_kg_s += well.size(Fault::guide_hole_leak);
  if (well.is(Flag::bleeding)) flow_kg_s += well[P::bleeding_strands] * well[P::bleeding_flow];
  if (well.is(Flag::stripped)) flow_kg_s += well[P::strip_flow];
  return flow_kg_s;
}

bool closed_loop(const Scene& scene) {
  return scene.furnace.present && scene.furnace.unit_class == UnitClass::tilting_furnace;
}

// The table level moves with the balance of feed, withdrawal and leaks; a tilting furnace makes up for
// all that does not exceed the casting rate [mm/s].
double table_rate_mm_s(const Scene& scene) {
  const UnitView& well = scene.well;
  if (well.in(Phase::fill)) return 0.0;
  double surplus_kg_s = 0.0;
  if (closed_loop(scene)) {
    surplus_kg_s -= std::max(0.0, leaks_kg_s(well) - well[P::casting_rate]);
  } else {
    surplus_kg_s -= leaks_kg_s(well);
    if (!platen_moves(scene)) surplus_kg_s += well[P::casting_rate];
  }
  const double failure_mm_s =
      well.has(Fault::level_loop_failure) ? well.size(Fault::level_loop_failure) : 0.0;
  return level_rate_mm_s(surplus_kg_s, well[P::table_area], well[P::metal_density]) + failure_mm_s;
}

bool running_over(const Scene& scene) {
  return scene.well.is(Flag::overflowing) && metal_in_mould(scene.well) && table_rate_mm_s(scene) > 0.0;
}

}  // namespace

double flow_into_pit_kg_s(const Scene& scene) {
  const UnitView& well = scene.well;
  return leaks_kg_s(well) +
         (running_over(scene) ? well[P::overflow_share_into_pit] * well[P::casting_rate] : 0.0);
}

double flow_on_s(const Scene& scene) {
  const UnitView& well = scene.well;
  const bool drained = well.is(Flag::drain_open) || well.is(Flag::launder_broken);
  const bool shut = well.is(Flag::cut_off_closed) || scene.furnace.is(Flag::tilted_back);
  return drained && shut ? well[P::flow_on_with_drain] : well[P::flow_on_without_drain];
}

bool metal_in_mould(const UnitView& well) {
  return well.in(Phase::fill) || well.in(Phase::start) || well.in(Phase::steady);
}

bool platen_moves(const Scene& scene) {
  const UnitView& well = scene.well;
  return (well.in(Phase::start) || well.in(Phase::steady) || well.in(Phase::end)) &&
         !well.is(Flag::platen_stopped) && !well.has(Fault::power_loss);
}

Law speed_law(const Scene& scene) {
  const UnitView& well = scene.well;
  if (scene.hoist.has(rope_hoist::Fault::brake_failure) && metal_in_mould(well) &&
      !well.is(Flag::platen_stopped))
    return relax(scene.hoist.size(rope_hoist::Fault::brake_failure), 0.3);
  if (!platen_moves(scene)) return relax(0.0, 0.5);
  if (!well.in(Phase::start)) return relax(well[P::casting_speed], 2.0);
  return ramp_from(well[P::start_speed], well[P::casting_speed],
                   (well[P::casting_speed] - well[P::start_speed]) / well.state.phase_seconds);
}

namespace {

Law& at(std::span<Law> laws, S signal) { return laws[static_cast<std::size_t>(signal)]; }

// Mould water: flow and header pressure (square of the flow), temperatures, head tank.
void water_laws(const UnitView& well, std::span<Law> laws) {
  const bool on = !well.in(Phase::idle) && !well.in(Phase::lift_out);
  const bool full = well.in(Phase::steady) || well.in(Phase::end) || well.in(Phase::stopped);
  const double preset = well[P::water_preset_share];
  const double full_flow = well[P::water_flow], full_pressure = well[P::water_pressure];
  const bool pump_lost =
      (well.has(Fault::mould_water_pump_trip) || well.has(Fault::power_loss)) && !well.is(Flag::standby_pump);
  const double lag_s = well[P::pump_lag];

  // flow dies away exponentially, pressure as its square: half the time constant
  if (on && pump_lost) {
    const double share = well.is(Flag::head_tank_open) ? well[P::head_tank_share] : 0.0;
    at(laws, S::water_flow) = relax(share * full_flow, lag_s);
    at(laws, S::water_pressure) = relax(share * share * full_pressure, lag_s / 2.0);
  } else if (on && well.has(Fault::water_pressure_loss)) {
    // clogged slots: less flow, and more pressure before them
    const double per_second = well.size(Fault::water_pressure_loss);
    at(laws, S::water_flow) = ramp(0.0, -per_second * full_flow);
    at(laws, S::water_pressure) = ramp(2.0 * full_pressure, 2.0 * per_second * full_pressure);
  } else if (well.in(Phase::start)) {
    const double seconds = well.state.phase_seconds;
    at(laws, S::water_flow) = ramp(full_flow, (1.0 - preset) * full_flow / seconds);
    at(laws, S::water_pressure) = ramp(full_pressure, (1.0 - preset * preset) * full_pressure / seconds);
  } else {
    const double share = !on ? 0.0 : full ? 1.0 : preset;
    at(laws, S::water_flow) = relax(share * full_flow, lag_s);
    at(laws, S::water_pressure) = relax(share * share * full_pressure, lag_s / 2.0);
  }

  // the return water is warmer by the heat of the metal
  double rise_k = 0.0;
  if (metal_in_mould(well))
    rise_k = pump_lost ? well[P::boiling_temperature] - well[P::inlet_temperature] : well[P::outlet_rise];
  at(laws, S::inlet_temperature) = hold(well[P::inlet_temperature]);
  at(laws, S::outlet_temperature) = relax(well[P::inlet_temperature] + rise_k, well[P::outlet_lag]);
  at(laws, S::emergency_tank_level) =
      well.is(Flag::head_tank_open) && pump_lost
          ? ramp(0.0, -well[P::emergency_tank_level] / well[P::head_tank_lasts])
          : relax(well[P::emergency_tank_level], 1800.0);
  at(laws, S::emergency_water_pressure) = hold(well[P::emergency_water_pressure]);

  // a failed pit pump lets the mould water rise towards the mould
  const bool rising = well.has(Fault::pit_pump_failure) && !well.is(Flag::standby_drain) && on &&
                      !well.in(Phase::stopped);  // an inspection shuts the water
  const double rise_mm_s = full_flow / 3600.0 / well[P::pit_area] * 1000.0;
  at(laws, S::pit_water_distance) =
      rising ? ramp(0.0, -rise_mm_s) : relax(well[P::pit_water_distance], 300.0);
  at(laws, S::pit_water_depth) = rising ? ramp(unlimited, rise_mm_s) : relax(well[P::pit_water_depth], 300.0);
}

// Metal on the table: level, inflow, and what a closed level loop makes of a leak.
void table_laws(const Scene& scene, std::span<Law> laws) {
  const UnitView& well = scene.well;
  const bool metal = metal_in_mould(well);
  const bool fast = well.is(Flag::drain_open) || well.is(Flag::launder_broken);
  const double made_up_kg_s = closed_loop(scene) && metal ? leaks_kg_s(well) : 0.0;
  const double rate_mm_s = table_rate_mm_s(scene);

  const double drain_s = fast ? well[P::flow_on_with_drain] : well[P::flow_on_without_drain];
  at(laws, S::table_level) = !metal || well.is(Flag::dropped) ? relax(0.0, drain_s / 2.0)
                             : running_over(scene)            ? keep()
                             : well.in(Phase::fill)
                                 ? ramp(well[P::table_level], well[P::table_level] / well.state.phase_seconds)
                             : rate_mm_s > 0.0 ? ramp(2.0 * well[P::table_rim], rate_mm_s)
                             : rate_mm_s < 0.0 ? ramp(0.0, rate_mm_s)
                                               : relax(well[P::table_level], well[P::level_lag]);
  const double inflow_kg_s = !metal                 ? 0.0
                             : well.in(Phase::fill) ? well[P::filling_rate]
                                                    : well[P::casting_rate] + made_up_kg_s;
  at(laws, S::metal_inflow) = relax(inflow_kg_s, 1.5);
  at(laws, S::feed_residual) = relax(made_up_kg_s, well[P::level_lag]);
  at(laws, S::metal_temperature) =
      metal ? relax(well[P::metal_temperature], 30.0) : relax(well[P::metal_temperature] - 60.0, 600.0);
}

// Platen, cast length, and the gap of a starting head that stays behind.
void platen_laws(const Scene& scene, std::span<Law> laws) {
  const UnitView& well = scene.well;
  const bool moves = platen_moves(scene);
  at(laws, S::casting_speed) = speed_law(scene);
  at(laws, S::cast_length) =
      well.in(Phase::idle) || well.in(Phase::preset) ? hold(0.0)
      : !moves || well.in(Phase::end)                ? keep()
      : well.in(Phase::start) ? ramp(well[P::start_length], well[P::start_length] / well.state.phase_seconds)
                              : ramp(well[P::longest_cast], well[P::casting_speed] / 60.0);
  const bool stuck = well.has(Fault::start_up_hang_up) &&
                     (well.in(Phase::start) || (well.in(Phase::steady) && well.is(Flag::hung)));
  at(laws, S::head_gap) = well.is(Flag::dropped) || well.in(Phase::idle) || well.in(Phase::preset) ? hold(0.0)
                          : stuck && moves ? ramp(unlimited, well.size(Fault::start_up_hang_up))
                                           : keep();
}

}  // namespace

void laws(const Scene& scene, std::span<Law> laws) {
  const UnitView& well = scene.well;
  if (well.in(Phase::out_of_service)) {
    for (Law& each : laws) each = keep();
    return;
  }
  water_laws(well, laws);
  table_laws(scene, laws);
  platen_laws(scene, laws);

  const bool metal = metal_in_mould(well);
  const double flow_kg_s = flow_into_pit_kg_s(scene);
  at(laws, S::leak_detected) = hold((metal && flow_kg_s > 0.0) || well.is(Flag::dropped));
  at(laws, S::cut_off_ready) = hold(!well.is(Flag::self_test_failed));
  at(laws, S::drain_ready) = hold(true);
  at(laws, S::power) = hold(!well.has(Fault::power_loss));
  at(laws, S::casting_running) = hold(well.in(Phase::steady));
  at(laws, S::metal_in_mould) = hold(metal);
  at(laws, S::operator_at_table) = hold(well.state.operator_present);

  // shells live on a margin that too little water uses up
  at(laws, S::thermal_margin) = metal && well.is(Flag::water_short)
                                    ? ramp(0.0, -well[P::margin_loss_rate])
                                    : ramp(1.0, well[P::margin_recovery_rate]);

  // metal in the pit: at full flow while the table is fed, then what launder and table still hold
  at(laws, S::aluminium_in_pit) = well.is(Flag::dropped) ? settle(well[P::dumped_mass], well[P::dump_time])
                                  : well.in(Phase::idle) || well.in(Phase::preset) ? hold(0.0)
                                  : flow_kg_s == 0.0 || well.in(Phase::lift_out)   ? keep()
                                  : !metal && !well.is(Flag::leaked)               ? keep()
                                  : metal ? ramp(unlimited, flow_kg_s)
                                          : settle(flow_kg_s * flow_on_s(scene), flow_on_s(scene));
}

std::vector<Condition> conditions(std::span<const double> parameters) {
  const auto parameter = [&](P name) { return parameters[static_cast<std::size_t>(name)]; };
  const auto when = [](S signal, Direction direction, double level, Flag flag, bool sets) {
    return Condition{static_cast<std::size_t>(signal), direction, level, flag, sets};
  };
  return {
      when(S::water_flow, Direction::down, parameter(P::water_short_share) * parameter(P::water_flow),
           Flag::water_short, true),
      when(S::water_flow, Direction::up,
           parameter(P::water_restored_share) * parameter(P::water_flow) * 0.999, Flag::water_short, false),
      when(S::water_pressure, Direction::down, parameter(P::head_tank_pressure), Flag::head_tank_open, true),
      when(S::water_pressure, Direction::up, parameter(P::head_tank_pressure) * 1.02, Flag::head_tank_open,
           false),
      when(S::thermal_margin, Direction::down, 0.0, Flag::bleeding, true),
      when(S::table_level, Direction::up, parameter(P::table_rim), Flag::overflowing, true),
      when(S::aluminium_in_pit, Direction::up, 0.01, Flag::leaked, true),
      when(S::head_gap, Direction::up, 1.0, Flag::hung, true),
      when(S::head_gap, Direction::up, parameter(P::gap_of_drop), Flag::dropped, true),
  };
}

double leak_through_hole_kg_s(double diameter_mm, double head_mm) {
  constexpr double discharge = 0.6, density_kg_m3 = 2360.0, gravity_m_s2 = 9.81;
  const double area_m2 = std::numbers::pi / 4.0 * diameter_mm * diameter_mm * 1e-6;
  return discharge * area_m2 * density_kg_m3 * std::sqrt(2.0 * gravity_m_s2 * head_mm * 1e-3);
}

CastingDuty casting_duty(unsigned strands, double diameter_mm, double speed_mm_min) {
  constexpr double solid_kg_m3 = 2700.0, heat_mj_kg = 1.0, water_l_min_per_mm = 0.27;
  const double area_m2 = std::numbers::pi / 4.0 * diameter_mm * diameter_mm * 1e-6;
  const double metal_kg_s = strands * area_m2 * solid_kg_m3 * speed_mm_min * 1e-3 / 60.0;
  const double water_m3_h = strands * water_l_min_per_mm * std::numbers::pi * diameter_mm * 0.06;
  // Q[kW] = 1.163 F[m3/h] dT[K]
  return {metal_kg_s, water_m3_h, metal_kg_s * heat_mj_kg * 1000.0 / (1.163 * water_m3_h)};
}

}  // namespace fengsui::plant::casting_well
