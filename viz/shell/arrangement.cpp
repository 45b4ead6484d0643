#include "viz/shell/arrangement.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "viz/windows/panes.h"

namespace fengsui::viz {

namespace {

std::optional<Pane> pane_of(const std::string& key) {
  for (std::size_t i = 0; i < pane_count; ++i)
    if (key == info_of(static_cast<Pane>(i)).key) return static_cast<Pane>(i);
  return {};
}

// "view 0 0.5 0.6 0.5 city alarms cases timeline"
void read_view(std::istream& words, Settings& settings) {
  std::size_t number = 0;
  ViewArrangement view;
  if (!(words >> number >> view.column >> view.left_row >> view.right_row) || number >= view_count) return;
  for (Pane& pane : view.panes) {
    std::string key;
    words >> key;
    const auto known = pane_of(key);
    if (!known) return;
    pane = *known;
  }
  for (const float share : {view.column, view.left_row, view.right_row})
    if (!(share > 0.05F && share < 0.95F)) return;
  view.maximised = settings.arrangement.views[number].maximised;
  settings.arrangement.views[number] = view;
}

}  // namespace

Arrangement default_arrangement() {
  using P = Pane;
  Arrangement arrangement;
  arrangement.views = {{{{P::city, P::alarms, P::cases, P::timeline}, 0.5F, 0.4F, 0.48F, {}},
                        {{P::enterprise, P::alarms, P::trends, P::timeline}, 0.52F, 0.6F, 0.68F, {}},
                        {{P::why, P::network, P::verdict, P::timeline}, 0.5F, 0.55F, 0.55F, {}},
                        {{P::compare, P::alarms, P::cases, P::timeline}, 0.5F, 0.5F, 0.5F, 0},
                        {{P::seat, P::alarms, P::city, P::cases}, 0.6F, 0.72F, 0.5F, {}},
                        {{P::instructor, P::timeline, P::enterprise, P::cases}, 0.4F, 0.66F, 0.55F, {}}}};
  return arrangement;
}

std::optional<std::filesystem::path> settings_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config && *config) return std::filesystem::path(config) / "fengsui" / "console.conf";
  const char* home = std::getenv("HOME");
  if (home && *home) return std::filesystem::path(home) / ".config" / "fengsui" / "console.conf";
  return {};
}

Settings read_settings(const std::filesystem::path& file) {
  Settings settings;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string key, value;
    words >> key;
    if (key == "view") {
      read_view(words, settings);
      continue;
    }
    words >> value;
    if (key == "language") settings.language = value == "zh" ? Language::chinese : Language::english;
    if (key == "theme") settings.dark = value != "light";
  }
  return settings;
}

bool write_settings(const std::filesystem::path& file, const Settings& settings) {
  std::error_code problem;
  std::filesystem::create_directories(file.parent_path(), problem);
  const std::filesystem::path unfinished = file.string() + ".part";
  {
    std::ofstream out(unfinished);
    out << "language " << (settings.language == Language::chinese ? "zh" : "en") << "\n"
        << "theme " << (settings.dark ? "dark" : "light") << "\n";
    for (std::size_t i = 0; i < view_count; ++i) {
      const ViewArrangement& view = settings.arrangement.views[i];
      out << "view " << i << " " << view.column << " " << view.left_row << " " << view.right_row;
      for (const Pane pane : view.panes) out << " " << info_of(pane).key;
      out << "\n";
    }
    if (!out) return false;
  }
  std::filesystem::rename(unfinished, file, problem);
  return !problem;
}

}  // namespace fengsui::viz
