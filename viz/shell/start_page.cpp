#include "viz/shell/start_page.h"

#include <imgui.h>

#include <algorithm>

#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace fs = std::filesystem;

std::vector<fs::path> runs_below(const fs::path& folder) {
  constexpr std::size_t most_looked_at = 20000, most_offered = 30;
  std::vector<std::pair<fs::file_time_type, fs::path>> runs;
  std::error_code problem;
  std::size_t looked_at = 0;
  for (fs::recursive_directory_iterator file(folder, fs::directory_options::skip_permission_denied, problem),
       end;
       !problem && file != end && looked_at < most_looked_at; file.increment(problem), ++looked_at) {
    if (file->path().extension() != ".h5") continue;
    std::error_code unknown;
    runs.emplace_back(file->last_write_time(unknown), file->path());
  }
  std::ranges::sort(runs, std::ranges::greater{});
  std::vector<fs::path> paths;
  for (const auto& [time, path] : runs)
    if (paths.size() < most_offered) paths.push_back(path);
  return paths;
}

std::optional<fs::path> draw_start_page(Desk& desk, const std::vector<fs::path>& runs) {
  std::optional<fs::path> chosen;
  const float em = ImGui::GetFontSize();
  ImGui::Dummy({0, 4 * em});
  ImGui::Indent(4 * em);
  ImGui::TextUnformatted(desk.say(Text::app_name));
  ImGui::TextUnformatted(desk.say(Text::no_run));
  mark(desk, "start.title", desk.say(Text::no_run));
  ImGui::Dummy({0, em / 2});
  ImGui::TextDisabled("%s", desk.say(runs.empty() ? Text::no_run_found : Text::no_run_hint));
  mark(desk, "start.hint", desk.say(runs.empty() ? Text::no_run_found : Text::no_run_hint));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (ImGui::Button(runs[i].c_str())) chosen = runs[i];
    mark(desk, "start.run." + std::to_string(i), runs[i].string());
  }
  ImGui::Unindent(4 * em);
  return chosen;
}

}  // namespace fengsui::viz
