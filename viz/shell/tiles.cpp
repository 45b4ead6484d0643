#include "viz/shell/tiles.h"

#include <imgui.h>

#include <algorithm>
#include <string>

#include "viz/windows/panes.h"
#include "viz/windows/reach.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr float gap = 6.0F;

struct Area {
  ImVec2 low, high;
};

// A border that can be dragged; `share` of [from, to] lies before it.
void splitter(Desk& desk, const char* name, Area area, bool upright, float from, float to, float& share) {
  ImGui::SetCursorScreenPos(area.low);
  const bool pressed = pressed_area(name, {area.high.x - area.low.x, area.high.y - area.low.y});
  mark(desk, name);
  hint(desk.say(Text::border_hint));
  const bool active = held_by_mouse();
  // by keyboard it moves on in steps, and from the far end back to the near one
  if (pressed && pressed_by_key()) share = share < 0.74F ? share + 0.1F : 0.25F;
  ImGui::GetWindowDrawList()->AddRectFilled(area.low, area.high, paint(desk.dark).back);
  if (active || ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    ImGui::GetWindowDrawList()->AddRectFilled(area.low, area.high, with_alpha(paint(desk.dark).accent, 0.6),
                                              3.0F);
  }
  if (!active || to - from < 50) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  share = std::clamp(((upright ? mouse.x : mouse.y) - from) / (to - from), 0.15F, 0.85F);
}

void draw_tile(Desk& desk, ViewArrangement& view, std::size_t place, Area area) {
  if (area.high.x - area.low.x < 60 || area.high.y - area.low.y < 40) return;
  const std::string name = "tile." + std::to_string(place);
  ImGui::SetCursorScreenPos(area.low);
  ImGui::BeginChild(name.c_str(), {area.high.x - area.low.x, area.high.y - area.low.y}, true,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground);
  const PaneInfo& info = info_of(view.panes[place]);
  const float em = ImGui::GetFontSize();
  if (desk.marks) mark_area(desk, name, area.low, area.high, info.key);

  // the title is the list of windows
  ImGui::SetNextItemWidth(std::min(ImGui::CalcTextSize(desk.say(info.title)).x + 3.0F * em,
                                   ImGui::GetContentRegionAvail().x - 4 * em));
  const bool open =
      ImGui::BeginCombo(("##" + name).c_str(), desk.say(info.title), ImGuiComboFlags_HeightLargest);
  mark(desk, name + ".title", desk.say(info.title));
  receive_keyboard(desk, place);
  if (!open) hint((std::string(desk.say(info.hint)) + "\n" + desk.say(Text::choose_window)).c_str());
  if (open) {
    for (std::size_t i = 0; i < pane_count; ++i) {
      const PaneInfo& other = info_of(static_cast<Pane>(i));
      if (ImGui::Selectable(desk.say(other.title), view.panes[place] == other.pane))
        view.panes[place] = other.pane;
      mark(desk, name + ".choose." + other.key);
      hint(desk.say(other.hint));
    }
    ImGui::EndCombo();
  }
  ImGui::SameLine();
  const bool large = view.maximised == place;
  ImGui::SetCursorPosX(ImGui::GetWindowWidth() - 2.4F * em);
  if (ImGui::Button(large ? "–##large" : "+##large", {1.6F * em, 0})) {
    if (large) view.maximised.reset();
    if (!large) view.maximised = place;
  }
  mark(desk, name + ".maximise");
  hint(desk.say(large ? Text::restore : Text::maximise));
  ImGui::PushID(info.key);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);  // parts of a window lie on its own ground
  if (desk.hides_truth() && info.tells_truth)
    empty_state(desk, info.key, Text::closed_to_seat, Text::closed_to_seat_hint);
  else if (desk.run || info.pane == Pane::compare)
    info.draw(desk);
  ImGui::PopStyleColor();
  ImGui::PopID();
  lead_on(desk, place, large);
  ImGui::EndChild();
  enter_when_met(desk, place);
}

}  // namespace

namespace {

void draw_places(Desk& desk, ViewArrangement& view, ImVec2 low, ImVec2 room) {
  const ImVec2 high{low.x + room.x, low.y + room.y};
  if (view.maximised && *view.maximised < places) return draw_tile(desk, view, *view.maximised, {low, high});

  const float middle = low.x + room.x * view.column;
  const float left = low.y + room.y * view.left_row, right = low.y + room.y * view.right_row;
  draw_tile(desk, view, 0, {low, {middle - gap / 2, left - gap / 2}});
  draw_tile(desk, view, 1, {{low.x, left + gap / 2}, {middle - gap / 2, high.y}});
  draw_tile(desk, view, 2, {{middle + gap / 2, low.y}, {high.x, right - gap / 2}});
  draw_tile(desk, view, 3, {{middle + gap / 2, right + gap / 2}, high});
  splitter(desk, "split.column", {{middle - gap / 2, low.y}, {middle + gap / 2, high.y}}, true, low.x, high.x,
           view.column);
  splitter(desk, "split.left", {{low.x, left - gap / 2}, {middle - gap / 2, left + gap / 2}}, false, low.y,
           high.y, view.left_row);
  splitter(desk, "split.right", {{middle + gap / 2, right - gap / 2}, {high.x, right + gap / 2}}, false,
           low.y, high.y, view.right_row);
}

}  // namespace

void draw_tiles(Desk& desk, ViewArrangement& view, float below) {
  const ImVec2 low = ImGui::GetCursorScreenPos(), all = ImGui::GetContentRegionAvail();
  const ImVec2 room{all.x, std::max(1.0F, all.y - below)};
  begin_reach(desk);
  draw_places(desk, view, low, room);
  ImGui::SetCursorScreenPos({low.x, low.y + room.y + ImGui::GetStyle().ItemSpacing.y});
}

}  // namespace fengsui::viz
