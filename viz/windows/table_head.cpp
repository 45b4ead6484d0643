#include "viz/windows/table_head.h"

#include <imgui.h>
#include <imgui_internal.h>

#include "viz/model/columns.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

void tell_hovered(Desk& desk, const std::string& words) {
  hint(words.c_str());
  if (desk.marks && ImGui::IsItemHovered())
    mark_area(desk, "tooltip", ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), words);
}

}  // namespace

Head head_of(const Desk& desk, Text title) { return {desk.say(title), explain_column(title, desk.language)}; }

void draw_heads(Desk& desk, const char* table, std::span<const Head> heads) {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (!ImGui::TableSetColumnIndex(static_cast<int>(i)) || heads[i].words.empty()) continue;
    ImGui::PushID(static_cast<int>(i));
    set_head_apart();
    ImGui::TableHeader(heads[i].words.c_str());
    mark(desk, std::string(table) + ".column." + std::to_string(i), heads[i].words);
    tell_hovered(desk, heads[i].meaning);
    ImGui::PopID();
  }
}

void set_head_apart() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  const ImGuiTable* table = context.CurrentTable;
  if (!table || table->FreezeRowsRequest == 0) return;
  const bool there = context.NavLayer == ImGuiNavLayer_Menu && context.NavWindow == &window;
  const bool asked = context.IO.KeyAlt || there;
  window.DC.NavLayerCurrent = window.Scroll.y > 0 || asked ? ImGuiNavLayer_Menu : ImGuiNavLayer_Main;
}

void row_to_read(const char* id) {
  const ImVec2 at = ImGui::GetCursorPos();
  ImGui::PushID(id);
  ImGui::Selectable("##row", false, ImGuiSelectableFlags_SpanAllColumns);
  ImGui::PopID();
  ImGui::SetCursorPos(at);
}

ListRows::ListRows() : heads_end_(ImGui::GetItemRectMax().y) {}

void ListRows::tend(bool preferred) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  const ImRect row = context.LastItemData.Rect;
  const bool in_sight = row.Min.y >= heads_end_ - 1;
  const bool enters = (context.NavInitRequest || context.NavInitResultId != 0) &&
                      context.NavWindow == &window && context.NavLayer == ImGuiNavLayer_Main;
  if (enters && in_sight && (preferred || !met_)) {
    context.NavInitRequest = false;
    context.NavInitResultId = context.LastItemData.ID;
    context.NavInitResultRectRel = ImGui::WindowRectAbsToRel(&window, row);
  }
  met_ = met_ || in_sight;
  if (in_sight || !context.IO.NavVisible || !ImGui::IsItemFocused()) return;
  const float under = heads_end_ - row.Min.y;
  ImGui::SetScrollY(window.Scroll.y - under);
  // the next arrow starts from where the row will be, not from where it was
  window.NavRectRel[ImGuiNavLayer_Main].TranslateY(under);
}

}  // namespace fengsui::viz
