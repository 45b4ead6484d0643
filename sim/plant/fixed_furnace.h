// A fixed (tap-hole) melting furnace, 30 t: the operator sets the flow by a cone in the eye.
//
// signals: FurnaceSignal, then tap_hole_lock [0/1]
// faults:  tap_hole_runaway (surplus outflow [kg/s]), refractory_leak (shell heating [K/s])
// sources: data/catalogue/aluminium.json
#pragma once

#include "sim/plant/furnace.h"

namespace fengsui::plant::fixed_furnace {

enum class Signal : std::uint8_t { tap_hole_lock = static_cast<std::uint8_t>(FurnaceSignal::count), count };
enum class Fault : std::uint8_t { tap_hole_runaway, refractory_leak };

Vocabulary vocabulary();
void laws(const Scene& scene, std::span<Law> laws);

// Free outflow [kg/s] of a tap-hole by Torricelli, discharge coefficient 0.6.
double tap_hole_flow_kg_s(double diameter_mm, double head_m);

}  // namespace fengsui::plant::fixed_furnace
