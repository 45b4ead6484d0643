// The input files of a run in a folder of their own, ready for `fengsui run FOLDER/scenario.json`.
#pragma once

#include <filesystem>
#include <vector>

#include "scenarios/files.h"

namespace fengsui {

// Writes every file and lets the scenario name them; returns the path of the scenario. Throws InputError.
std::filesystem::path write_inputs(const std::filesystem::path& folder, const std::vector<InputFile>& inputs);

}  // namespace fengsui
