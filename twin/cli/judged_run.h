// A run file read back and judged again with the expectations of the scenario embedded in it.
#pragma once

#include <filesystem>

#include "twin/cli/run_scenario.h"

namespace fengsui {

// Throws InputError when the file cannot be read.
RunResult judged_run(const std::filesystem::path& run_file);

}  // namespace fengsui
