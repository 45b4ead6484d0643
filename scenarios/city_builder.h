// From files to a city: the register's enterprises with the catalogue's equipment, a network, offices, a
// script. Every name in the scenario is resolved here; one that nothing has becomes an InputError with its
// pointer and the nearest candidate.
#pragma once

#include <optional>

#include "scenarios/files.h"
#include "sim/plant/catalogue.h"
#include "sim/world.h"

namespace fengsui {

struct BuiltCity {
  City city;
  plant::Catalogue catalogue;
  std::vector<std::string> districts;        // names, by DistrictId
  std::vector<DistrictId> district_of;       // per enterprise
  std::vector<std::size_t> register_row_of;  // per enterprise
  std::vector<ScenarioEvent> script;         // what city.script says, as written
};

// `seed` replaces the scenario's own. Throws InputError.
BuiltCity build_city(const ScenarioFiles& files, std::optional<std::uint64_t> seed = {});

}  // namespace fengsui
