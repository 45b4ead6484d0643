// From a scenario file to everything that a run needs: the city, the engine's rules, names and description.
#pragma once

#include <filesystem>
#include <optional>

#include "scenarios/files.h"
#include "sim/world.h"
#include "twin/link/link.h"
#include "twin/record/record.h"

namespace fengsui {

struct Prepared {
  Scenario scenario;
  City city;
  EngineChoice engine;
  Record record;             // description and names; the columns are empty
  std::vector<Label> notes;  // what the reader should know, such as rows that are not simulated yet
};

// Reads the scenario and every file it names; `home` is the folder that has data/. Throws InputError.
Prepared prepare(const std::filesystem::path& scenario, const std::filesystem::path& home,
                 std::optional<std::uint64_t> seed = {});

// The same from files that are read already.
Prepared prepare(const ScenarioFiles& files, std::optional<std::uint64_t> seed = {});

}  // namespace fengsui
