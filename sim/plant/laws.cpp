#include "sim/plant/laws.h"

#include "sim/plant/casting_well.h"
#include "sim/plant/fixed_furnace.h"
#include "sim/plant/rope_hoist.h"
#include "sim/plant/tilting_furnace.h"

namespace fengsui::plant {

void laws_of(UnitClass unit_class, const Scene& scene, std::span<Law> laws) {
  switch (unit_class) {
    case UnitClass::fixed_furnace:
      return fixed_furnace::laws(scene, laws);
    case UnitClass::tilting_furnace:
      return tilting_furnace::laws(scene, laws);
    case UnitClass::casting_well:
      return casting_well::laws(scene, laws);
    case UnitClass::rope_hoist:
      return rope_hoist::laws(scene, laws);
  }
}

std::vector<Condition> conditions_of(UnitClass unit_class, std::span<const double> parameters) {
  switch (unit_class) {
    case UnitClass::fixed_furnace:
    case UnitClass::tilting_furnace:
      return furnace_conditions(parameters);
    case UnitClass::casting_well:
      return casting_well::conditions(parameters);
    case UnitClass::rope_hoist:
      return {};
  }
  return {};
}

}  // namespace fengsui::plant
