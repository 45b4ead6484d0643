// What the console shows while no run is open: how to open one, and the runs that are near.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "viz/windows/desk.h"

namespace fengsui::viz {

// Run files below a folder, the newest first, at most 30.
std::vector<std::filesystem::path> runs_below(const std::filesystem::path& folder);

// The run that was chosen, if any.
std::optional<std::filesystem::path> draw_start_page(Desk& desk,
                                                     const std::vector<std::filesystem::path>& runs);

}  // namespace fengsui::viz
