#include "viz/windows/reach.h"

#include <imgui_internal.h>

#include <array>

namespace fengsui::viz {

namespace {

// What lies left, right, above and below of each place, in the order of ImGuiDir.
using Neighbours = std::array<std::optional<std::size_t>, 4>;
constexpr std::array<Neighbours, 4> neighbours{{{{{}, 2, top_bar_stop, 1}},
                                                {{{}, 3, 0, playback_stop}},
                                                {{0, {}, top_bar_stop, 3}},
                                                {{1, {}, 2, playback_stop}}}};
constexpr Neighbours around_one{{{}, {}, top_bar_stop, playback_stop}};

}  // namespace

void ask_keyboard(Desk& desk, std::size_t stop) {
  desk.reach.wanted = stop;
  desk.reach.waited = false;
}

void receive_keyboard(Desk& desk, std::size_t stop) {
  if (desk.reach.wanted != stop) return;
  desk.reach.wanted.reset();
  bring_keyboard();
}

void begin_reach(Desk& desk) {
  desk.reach.here.reset();
  if (desk.reach.waited) desk.reach.wanted.reset();
  desk.reach.waited = desk.reach.wanted.has_value();
}

void lead_on(Desk& desk, std::size_t place, bool alone) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows)) desk.reach.here = place;
  if (!context.NavWindow || context.NavWindow->RootWindowForNav != ImGui::GetCurrentWindow() ||
      context.NavLayer != ImGuiNavLayer_Main || context.NavMoveDir == ImGuiDir_None ||
      !ImGui::NavMoveRequestButNoResultYet())
    return;
  const Neighbours& around = alone ? around_one : neighbours[place];
  const auto next = around[static_cast<std::size_t>(context.NavMoveDir)];
  if (!next) return;
  ImGui::NavMoveRequestCancel();
  ask_keyboard(desk, *next);
}

void enter_when_met(Desk& desk, std::size_t place) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const ImGuiID window = context.LastItemData.ID;
  if (window == 0) return;
  if (context.NavJustMovedToId == window) ask_keyboard(desk, place);
  if (context.IO.NavVisible && ImGui::IsItemFocused())
    ImGui::GetForegroundDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                            ImGui::GetColorU32(ImGuiCol_NavHighlight), 4.0F, 0, 2.5F);
}

void bring_keyboard() {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  ImGui::NavMoveRequestCancel();
  ImGui::ClearActiveID();
  ImGui::SetFocusID(context.LastItemData.ID, ImGui::GetCurrentWindow());
  context.NavDisableHighlight = false;
  context.NavDisableMouseHover = true;
}

bool arrow(ImGuiDir way) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  return context.NavMoveScoringItems && context.NavMoveDir == way;
}

}  // namespace fengsui::viz
