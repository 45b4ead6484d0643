// What a scenario changes of an enterprise before the start: equipment of its units, people, management.
// Plain data; names and units of measurement are resolved later against the catalogue.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/reference.h"
#include "scenarios/written_quantity.h"
#include "sim/base/time.h"

namespace fengsui {

struct LimitOverride {
  Reference point;  // tag
  std::optional<WrittenQuantity> low_low, low, high, high_high;
};

struct InterlockOverride {
  enum class State : std::uint8_t { fitted, absent, bypassed };

  Reference interlock;  // key
  State state = State::fitted;
  std::optional<double> probability_of_failure;  // on demand, 0..1
  std::optional<WrittenQuantity> level;
  std::optional<Duration> delay;
};

struct ParameterOverride {
  Reference parameter;  // name in the unit's class
  WrittenQuantity value;
};

struct UnitOverride {
  UnitReference unit;
  Reference phase;     // at the start; not given: random
  Duration elapsed{};  // since that phase began
  std::vector<Reference> absent_points;
  std::vector<LimitOverride> limits;
  std::vector<InterlockOverride> interlocks;
  std::vector<ParameterOverride> parameters;
  std::optional<std::uint32_t> people_near;
};

struct EnterpriseOverride {
  Reference enterprise;  // name in the register
  std::vector<UnitOverride> units;
  std::optional<double> management;  // site-management shortfall, 0..100
};

}  // namespace fengsui
