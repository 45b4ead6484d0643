// A deep well for direct-chill casting of aluminium billets (reference: 60 strands of 178 mm, 24 t a drop).
//
// inputs:  the feeding furnace's class (a tilting one closes the table level), devices, faults (Scene)
// signals: Signal, units in the table of the .cpp; ranges and limits in data/catalogue/aluminium.json
// states:  thermal margin of the shells [1], aluminium in the pit [kg]
// faults:  guide_hole_leak [kg/s], mould_water_pump_trip, water_pressure_loss [1/s of full flow],
//          level_loop_failure [mm/s], start_up_hang_up (platen speed, [mm/s]), cutoff_valve_stuck,
//          pit_pump_failure, power_loss (of this line; controls stay on batteries)
// throws:  nothing
#pragma once

#include "sim/plant/scene.h"

namespace fengsui::plant::casting_well {

enum class Phase : std::uint8_t {
  idle,
  preset,
  fill,
  start,
  steady,
  end,
  lift_out,
  stopped,  // cast broken off: metal led away, pit under inspection
  out_of_service
};

enum class Signal : std::uint8_t {
  water_flow,
  water_pressure,
  inlet_temperature,
  outlet_temperature,
  table_level,
  metal_temperature,
  casting_speed,
  cast_length,
  pit_water_distance,
  pit_water_depth,
  emergency_tank_level,
  emergency_water_pressure,
  leak_detected,
  head_gap,
  cut_off_ready,
  drain_ready,
  power,
  casting_running,  // 1 while cast length is past the start-up: the limits are in force
  metal_in_mould,   // 1 from filling to the end of the cast
  operator_at_table,
  feed_residual,     // inflow minus what leaves as billets, seen by a closed level loop
  metal_inflow,      // truth only
  thermal_margin,    // truth only
  aluminium_in_pit,  // truth only
  count
};

enum class Parameter : std::uint8_t {
  water_flow,
  water_pressure,
  water_preset_share,
  pump_lag,
  head_tank_pressure,
  head_tank_share,
  head_tank_lasts,
  water_short_share,
  water_restored_share,
  margin_loss_rate,
  margin_recovery_rate,
  inlet_temperature,
  outlet_rise,
  outlet_lag,
  boiling_temperature,
  table_level,
  table_rim,
  table_area,
  level_lag,
  metal_temperature,
  casting_speed,
  start_speed,
  start_length,
  longest_cast,
  casting_rate,
  filling_rate,
  metal_density,
  pit_water_distance,
  pit_water_depth,
  pit_area,
  emergency_tank_level,
  emergency_water_pressure,
  bleeding_strands,
  bleeding_flow,
  flow_on_with_drain,
  flow_on_without_drain,
  overflow_share_into_pit,
  gap_of_drop,
  dumped_mass,
  dump_time,
  strip_flow,
  prying_probability,
  prying_time,
  prying_spread,
  prying_drop_delay,
  stop_time,
  self_test_coverage,
  pit_coated,
  coated_factor,
  domino_probability,
  domino_delay,
  domino_reach,
  domino_mass,
  people_near,
  evacuation_time,
  count
};

enum class Fault : std::uint8_t {
  guide_hole_leak,
  mould_water_pump_trip,
  water_pressure_loss,
  level_loop_failure,
  start_up_hang_up,
  cutoff_valve_stuck,
  pit_pump_failure,
  power_loss
};

enum class Accident : std::uint8_t { melt_water_explosion, water_at_mould };

Vocabulary vocabulary();
void laws(const Scene& scene, std::span<Law> laws);
std::vector<Condition> conditions(std::span<const double> parameters);

bool metal_in_mould(const UnitView& well);  // filling, starting or casting
bool platen_moves(const Scene& scene);
Law speed_law(const Scene& scene);  // of platen and hoist [mm/min]

// Metal that finds its way into the pit now [kg/s].
double flow_into_pit_kg_s(const Scene& scene);

// How long metal goes on into the pit once the table is no longer fed [s]: devices decide.
double flow_on_s(const Scene& scene);

// Leak [kg/s] of liquid aluminium through a round hole by Torricelli, discharge coefficient 0.6.
double leak_through_hole_kg_s(double diameter_mm, double head_mm);

// Metal frozen into billets [kg/s], water [m3/h] and its rise [K] of a number of equal round strands, from
// first principles: 0.27 L/min of water per mm of perimeter, 1 MJ/kg to take away.
struct CastingDuty {
  double metal_kg_s, water_m3_h, water_rise_k;
};
CastingDuty casting_duty(unsigned strands, double diameter_mm, double speed_mm_min);

}  // namespace fengsui::plant::casting_well
