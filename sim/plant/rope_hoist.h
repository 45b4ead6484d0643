// The wire-rope hoist that lowers a casting platform: four ropes, brake, ageing.
//
// signals: rope tensions [kN], imbalance [%], platform tilt [mm/m], lowering speed [mm/min], brake [0/1],
//          rope age [d], broken wires [n/lay], lowering [0/1]
// faults:  rope_break (platform tilt [mm/m]), brake_failure (speed [mm/min])
// sources: data/catalogue/aluminium.json
#pragma once

#include "sim/plant/scene.h"

namespace fengsui::plant::rope_hoist {

enum class Phase : std::uint8_t { in_service, out_of_service };
enum class Signal : std::uint8_t {
  tension_1,
  tension_2,
  tension_3,
  tension_4,
  imbalance,
  platform_tilt,
  lowering_speed,
  brake,
  rope_age,
  broken_wires,
  lowering,  // 1 while billets hang on the ropes and the limits are in force
  count
};
enum class Parameter : std::uint8_t {
  platform_tension,
  tension_rate,
  imbalance,
  platform_tilt,
  neighbour_step,
  opposite_step,
  broken_imbalance,
  tilt_lag,
  rope_age,
  broken_wires,
  strip_earliest,
  strip_latest,
  free_fall_time,
  count
};
enum class Fault : std::uint8_t { rope_break, brake_failure };

Vocabulary vocabulary();
void laws(const Scene& scene, std::span<Law> laws);

}  // namespace fengsui::plant::rope_hoist
