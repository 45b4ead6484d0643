// A tilting melting furnace, 30 t: a laser closes the launder level by tilting.
//
// signals: FurnaceSignal, then tilt angle [deg], tilt rate [deg/s], hydraulic pressure [MPa],
//          oil temperature [degC], overflow switch [0/1]
// faults:  tilt_valve_stuck (surplus tilt rate [deg/s]), refractory_leak (shell heating [K/s]),
//          hydraulic_leak (pressure loss [MPa/s]; without pressure gravity returns the furnace, which is
//          safe)
// sources: data/catalogue/aluminium.json
#pragma once

#include "sim/plant/furnace.h"

namespace fengsui::plant::tilting_furnace {

enum class Signal : std::uint8_t {
  tilt_angle = static_cast<std::uint8_t>(FurnaceSignal::count),
  tilt_rate,
  hydraulic_pressure,
  oil_temperature,
  overflow_switch,
  count
};
enum class Parameter : std::uint8_t {
  outflow_per_degree = static_cast<std::uint8_t>(FurnaceParameter::count),
  full_tilt,
  tilt_back_rate,
  hydraulic_pressure,
  oil_temperature,
  gravity_return_failure,
  count
};
enum class Fault : std::uint8_t { tilt_valve_stuck, refractory_leak, hydraulic_leak };

Vocabulary vocabulary();
void laws(const Scene& scene, std::span<Law> laws);

}  // namespace fengsui::plant::tilting_furnace
