#include "sim/workflow/policy.h"

#include <algorithm>

namespace fengsui::workflow {

Duration limit_of(const LevelPolicy& level, Colour colour, Clock clock, EquipmentSet equipment) {
  const auto in = [&](const LimitsByColour& limits) {
    return limits[static_cast<std::size_t>(colour)][static_cast<std::size_t>(clock)];
  };
  Duration shortest = forever;
  EquipmentSet others = equipment;
  for (const ClassLimits& own : level.class_limits) {
    if ((equipment & set_of(own.unit_class)) == 0) continue;
    shortest = std::min(shortest, in(own.limits));
    others &= ~set_of(own.unit_class);
  }
  return equipment != 0 && others == 0 ? shortest : std::min(shortest, in(level.limits));
}

bool has_class_limits(const Policy& policy) {
  return std::ranges::any_of(policy.levels,
                             [](const LevelPolicy& level) { return !level.class_limits.empty(); });
}

}  // namespace fengsui::workflow
