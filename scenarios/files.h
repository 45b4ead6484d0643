// A scenario with every file it needs, read once and kept as text so that a run can carry its whole input.
//
// A scenario names its data files in one of two ways: a path relative to the scenario
// ("../tables/plants.csv"), or the bare name of a file in the data folder ("shanghai_2024" as a policy:
// policies/shanghai_2024.json).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/register.h"
#include "scenarios/scenario.h"

namespace fengsui {

// One file of the input. `role`: "scenario", "register", "catalogue", "policy", "rules" or "network".
struct InputFile {
  std::string role, path, text;
};

struct ScenarioFiles {
  Scenario scenario;
  Register enterprise_register;
  std::vector<InputFile> files;  // the scenario first, each role once

  const InputFile& of(std::string_view role) const;
};

// The content of a file. Throws InputError when it is missing, not a regular file, unreadable or above 64
// MiB.
std::string read_file(const std::filesystem::path& path);

// Reads a scenario and its files. Throws InputError; a name that is not in the data folder comes with the
// pointer of the reference and the nearest name there.
ScenarioFiles load_scenario(const std::filesystem::path& path, const std::filesystem::path& data_folder);

// The same from texts kept earlier, for example in a run file. Throws InputError when a role is missing.
ScenarioFiles load_scenario(std::vector<InputFile> files);

}  // namespace fengsui
