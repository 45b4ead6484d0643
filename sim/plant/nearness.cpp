#include "sim/plant/nearness.h"

#include <algorithm>

namespace fengsui::plant {

double nearness(const PlantSpec& spec, const PlantState& state, UnitClass unit_class, std::size_t accident,
                Time time) {
  double nearest = 0.0;
  for (std::size_t i = 0; i < spec.guards.size(); ++i) {
    const GuardSpec& guard = spec.guards[i];
    if (guard.kind != GuardKind::accident || guard.index != accident) continue;
    if (spec.units[guard.unit.index].unit_class != unit_class) continue;
    const double level = state.guards[i].level, present = value(state.segments[guard.signal.index], time);
    if (guard.direction == Direction::up)
      nearest = std::max(nearest, level > 0.0 ? present / level : 1.0);
    else if (present <= level)
      nearest = 1.0;
  }
  return std::clamp(nearest, 0.0, 1.0);
}

}  // namespace fengsui::plant
