// Which window stands where in each view, and how large: what the console remembers of its layout.
#pragma once

#include <array>
#include <filesystem>
#include <optional>

#include "viz/windows/desk.h"

namespace fengsui::viz {

inline constexpr std::size_t places = 4;  // left top, left bottom, right top, right bottom

struct ViewArrangement {
  std::array<Pane, places> panes{};
  float column = 0.5F, left_row = 0.5F, right_row = 0.5F;  // where the view is divided, 0..1
  std::optional<std::size_t> maximised;                    // a place that fills the view
};

struct Arrangement {
  std::array<ViewArrangement, view_count> views;
};

Arrangement default_arrangement();

struct Settings {
  Arrangement arrangement = default_arrangement();
  Language language = Language::english;
  bool dark = true;
};

// The file below $XDG_CONFIG_HOME or ~/.config; nothing when neither is known.
std::optional<std::filesystem::path> settings_file();

// Lines "key value". What is missing or makes no sense keeps its default: a damaged file never stops anybody.
Settings read_settings(const std::filesystem::path& file);
// Returns false when it cannot be written.
bool write_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace fengsui::viz
