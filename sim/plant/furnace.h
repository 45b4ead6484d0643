// What fixed and tilting melting furnaces share: the cycle, the bath, the burners and the launder.
//
// inputs:  the well's phase and devices (Scene), casting rate [kg/s], excess outflow of a fault [kg/s]
// signals: FurnaceSignal, units in the table; ranges in data/catalogue/aluminium.json
// throws:  nothing
#pragma once

#include "sim/plant/scene.h"

namespace fengsui::plant {

enum class FurnacePhase : std::uint8_t { charge, melt, refine, settle, wait, cast, clean, out_of_service };
inline constexpr std::array furnace_phases = {Word{"charge"}, Word{"melt"},          Word{"refine"},
                                              Word{"settle"}, Word{"wait"},          Word{"cast"},
                                              Word{"clean"},  Word{"out_of_service"}};

enum class FurnaceSignal : std::uint8_t {
  metal_temperature,
  chamber_temperature,
  bath_level,
  launder_level,
  shell_temperature,
  gas_pressure,
  flame,
  combustible_gas,
  emergency_pit_dry,
  pouring,         // 1 while metal runs to the well and the launder limits are in force
  metal_outflow,   // truth only
  metal_in_water,  // spilled metal that reached the return-water pit; truth only
  count
};
inline constexpr std::array<Word, static_cast<std::size_t>(FurnaceSignal::count)> furnace_signals = {
    Word{"metal_temperature", "degC"},
    Word{"chamber_temperature", "degC"},
    Word{"bath_level", "mm"},
    Word{"launder_level", "mm"},
    Word{"shell_temperature", "degC"},
    Word{"gas_pressure", "kPa"},
    Word{"flame", "1"},
    Word{"combustible_gas", "%LEL"},
    Word{"emergency_pit_dry", "1"},
    Word{"pouring", "1"},
    Word{"metal_outflow", "kg/s"},
    Word{"metal_in_water", "kg"}};

enum class FurnaceParameter : std::uint8_t {
  full_level,
  heel_level,
  filling_rate,
  level_per_tonne,
  holding_temperature,
  charging_temperature,
  heating_rate,
  bath_lag,
  chamber_temperature,
  chamber_lag,
  launder_level,
  launder_rim,
  launder_area,
  launder_lag,
  spill_share_into_water,
  spill_stop_lag,
  shell_temperature,
  gas_pressure,
  draining_flow,
  metal_density,
  people_near,
  evacuation_time,
  count
};
inline constexpr std::array<Word, static_cast<std::size_t>(FurnaceParameter::count)> furnace_parameters = {
    Word{"full_level", "mm"},
    Word{"heel_level", "mm"},
    Word{"filling_rate", "mm/s"},
    Word{"level_per_tonne", "mm/t"},
    Word{"holding_temperature", "degC"},
    Word{"charging_temperature", "degC"},
    Word{"heating_rate", "K/s"},
    Word{"bath_lag", "s"},
    Word{"chamber_temperature", "degC"},
    Word{"chamber_lag", "s"},
    Word{"launder_level", "mm"},
    Word{"launder_rim", "mm"},
    Word{"launder_area", "m2"},
    Word{"launder_lag", "s"},
    Word{"spill_share_into_water", "1"},
    Word{"spill_stop_lag", "s"},
    Word{"shell_temperature", "degC"},
    Word{"gas_pressure", "kPa"},
    Word{"draining_flow", "kg/s"},
    Word{"metal_density", "kg/m3"},
    Word{"people_near", "people"},
    Word{"evacuation_time", "s"}};

enum class FurnaceAccident : std::uint8_t { overflow_explosion, furnace_breakout };
inline constexpr std::array furnace_accidents = {Word{"overflow_explosion", "kg"},
                                                 Word{"furnace_breakout", "degC"}};

// Whether metal runs from this furnace into its well.
bool pouring(const Scene& scene);

// The laws of the shared signals. `excess_kg_s`: outflow beyond the casting rate that a fault causes;
// `shell_heating_k_s`: what a leaking lining does to the shell [K/s].
void furnace_laws(const Scene& scene, double excess_kg_s, double shell_heating_k_s, std::span<Law> laws);

// A launder that runs over its rim.
std::vector<Condition> furnace_conditions(std::span<const double> parameters);

// Level rise of a launder or table by a surplus flow [mm/s].
inline double level_rate_mm_s(double surplus_kg_s, double area_m2, double density_kg_m3) {
  return surplus_kg_s / (density_kg_m3 * area_m2) * 1000.0;
}

}  // namespace fengsui::plant
