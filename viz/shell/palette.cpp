#include "viz/shell/palette.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "viz/model/search.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr std::size_t most_shown = 14;

bool pressed(ImGuiKey key, bool repeat) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), repeat); }

// What the arrows and Enter do with a list of this length.
bool choose_by_key(Palette& palette, std::size_t count) {
  if (count == 0) return false;
  if (pressed(ImGuiKey_DownArrow, true)) palette.chosen = (palette.chosen + 1) % count;
  if (pressed(ImGuiKey_UpArrow, true)) palette.chosen = (palette.chosen + count - 1) % count;
  palette.chosen = std::min(palette.chosen, count - 1);
  return pressed(ImGuiKey_Enter, false) || pressed(ImGuiKey_KeyPadEnter, false);
}

}  // namespace

void draw_palette(Desk& desk, Palette& palette, const std::vector<Command>& commands) {
  if (!palette.open) return;
  const float em = ImGui::GetFontSize();
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(38.0F * em, screen.x * 0.9F);
  ImGui::SetNextWindowPos({(screen.x - width) / 2, screen.y * 0.14F});
  ImGui::SetNextWindowSize({width, 0});
  ImGui::SetNextWindowBgAlpha(1.0F);
  if (palette.fresh) ImGui::SetNextWindowFocus();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 2.0F);
  ImGui::PushStyleColor(ImGuiCol_Border, paint(desk.dark).accent);
  ImGui::Begin("##palette", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNavInputs);
  ImGui::SetNextItemWidth(-1);
  if (palette.fresh) ImGui::SetKeyboardFocusHere();
  palette.fresh = false;
  if (ImGui::InputTextWithHint("##palette.search", desk.say(Text::palette_search), &palette.search))
    palette.chosen = 0;
  mark(desk, "palette.search", palette.search);

  std::vector<const Command*> found;
  for (const Command& command : commands)
    if (found.size() < most_shown && contains_words(command.words, palette.search)) found.push_back(&command);
  const Command* act = choose_by_key(palette, found.size()) ? found[palette.chosen] : nullptr;
  for (std::size_t i = 0; i < found.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable(found[i]->words.c_str(), i == palette.chosen)) act = found[i];
    mark(desk, "palette.row." + std::to_string(i), found[i]->words);
    ImGui::PopID();
  }
  if (found.empty()) ImGui::TextDisabled("%s", desk.say(Text::palette_none));
  const bool left =
      !ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows) && !ImGui::IsWindowAppearing();
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  if (act || left || pressed(ImGuiKey_Escape, false)) palette.open = false;
  if (act) act->act();
}

}  // namespace fengsui::viz
