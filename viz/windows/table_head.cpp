#include "viz/windows/table_head.h"

#include <imgui.h>

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
    ImGui::TableHeader(heads[i].words.c_str());
    mark(desk, std::string(table) + ".column." + std::to_string(i), heads[i].words);
    tell_hovered(desk, heads[i].meaning);
    ImGui::PopID();
  }
}

}  // namespace fengsui::viz
