#include "viz/windows/widgets.h"

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "twin/record/describe.h"
#include "twin/report/words.h"

namespace fengsui::viz {

void mark_area(Desk& desk, std::string_view name, ImVec2 low, ImVec2 high, std::string_view words, bool cut,
               ImGuiID item) {
  if (desk.marks) desk.marks->by_name[std::string(name)] = {low, high, std::string(words), cut, item};
}

ImGuiID last_item() { return ImGui::GetItemID(); }

void mark(Desk& desk, std::string_view name, std::string_view words, bool cut) {
  if (!desk.marks || !ImGui::IsItemVisible()) return;
  const ImGuiLastItemData& item = ImGui::GetCurrentContext()->LastItemData;
  mark_area(desk, name, item.Rect.Min, item.Rect.Max, words, cut,
            (item.InFlags & ImGuiItemFlags_Disabled) == 0 ? item.ID : 0);
}

bool pressed_area(const char* id, ImVec2 size) {
  const bool pressed = ImGui::InvisibleButton(id, {std::max(1.0F, size.x), std::max(1.0F, size.y)});
  if (!ImGui::GetIO().NavVisible || !ImGui::IsItemFocused()) return pressed;
  // above whatever is drawn there afterwards
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const ImDrawList& window = *ImGui::GetWindowDrawList();
  list.PushClipRect(window.GetClipRectMin(), window.GetClipRectMax());
  list.AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), ImGui::GetColorU32(ImGuiCol_NavHighlight),
               4.0F, 0, 2.5F);
  list.PopClipRect();
  return pressed;
}

void mouse_area(const char* id, ImVec2 size) {
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  ImGui::InvisibleButton(id, {std::max(1.0F, size.x), std::max(1.0F, size.y)});
  ImGui::PopItemFlag();
}

bool pressed_by_key() { return !ImGui::IsMouseReleased(ImGuiMouseButton_Left); }

bool held_by_mouse() { return ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left); }

std::string cut_to(const std::string& words, float width) {
  if (ImGui::CalcTextSize(words.c_str()).x <= width) return words;
  const float room = width - ImGui::CalcTextSize("…").x;
  const char* rest = nullptr;
  ImGui::GetFont()->CalcTextSizeA(ImGui::GetFontSize(), std::max(room, 0.0F), 0.0F, words.data(),
                                  words.data() + words.size(), &rest);
  return std::string(words.data(), rest) + "…";
}

bool fitting_text(const std::string& words, ImU32 colour) {
  const float width = ImGui::GetContentRegionAvail().x;
  const std::string shown = cut_to(words, width);
  if (colour != 0) ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextUnformatted(shown.c_str());
  if (colour != 0) ImGui::PopStyleColor();
  const bool whole = shown.size() == words.size();
  if (!whole && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", words.c_str());
  return whole;
}

void hint(const char* words) {
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(34 * ImGui::GetFontSize());
  ImGui::TextUnformatted(words);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

void hint(Desk& desk, Term term) {
  const std::string words = explain(term, desk.language);
  hint(words.c_str());
  if (desk.marks && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled))
    mark_area(desk, "tooltip", ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), words);
}

bool button(Desk& desk, Text label, std::string_view name, Text what) {
  const bool pressed = ImGui::Button((std::string(desk.say(label)) + "##" + std::string(name)).c_str());
  mark(desk, name, desk.say(label));
  hint(desk.say(what));
  return pressed;
}

bool checkbox(Desk& desk, Text label, std::string_view name, bool& value) {
  const bool changed =
      ImGui::Checkbox((std::string(desk.say(label)) + "##" + std::string(name)).c_str(), &value);
  mark(desk, name, desk.say(label));
  return changed;
}

bool search_field(Desk& desk, std::string_view name, std::string& words, float width) {
  ImGui::SetNextItemWidth(width);
  const bool changed =
      ImGui::InputTextWithHint(("##" + std::string(name)).c_str(), desk.say(Text::search), &words);
  mark(desk, name, words);
  return changed;
}

void empty_state(Desk& desk, std::string_view name, Text what, Text what_to_do) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float width = std::min(room.x * 0.8F, 36.0F * ImGui::GetFontSize());
  ImGui::Dummy({0, std::max(0.0F, room.y * 0.32F - ImGui::GetTextLineHeight())});
  const float left = ImGui::GetCursorPosX() + (room.x - width) / 2;
  const auto centred = [&](const char* words, ImU32 colour) {
    ImGui::SetCursorPosX(left + std::max(0.0F, (width - ImGui::CalcTextSize(words).x) / 2));
    ImGui::PushTextWrapPos(left + width);
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::TextWrapped("%s", words);
    ImGui::PopStyleColor();
    ImGui::PopTextWrapPos();
  };
  centred(desk.say(what), paint(desk.dark).text);
  mark(desk, std::string(name) + ".empty", desk.say(what));
  centred(desk.say(what_to_do), paint(desk.dark).faint);
}

std::string counted(const Desk& desk, std::size_t count, Text one, Text several) {
  return std::to_string(count) + " " + desk.say(count == 1 ? one : several);
}

std::string enterprise_words(const Desk& desk, EnterpriseId enterprise) {
  const auto& table = desk.run->record.names.enterprises;
  return enterprise.index < table.size() ? table[enterprise.index].name : std::string{};
}

std::string unit_words(const Desk& desk, UnitId unit) {
  const auto& table = desk.run->record.names.units;
  return unit.index < table.size() ? table[unit.index].name.in(desk.language) : std::string{};
}

std::string point_words(const Desk& desk, PointId point) {
  const auto& table = desk.run->record.names.points;
  if (point.index >= table.size()) return desk.say(Text::gateway);
  return table[point.index].tag + " " + table[point.index].name.in(desk.language);
}

std::string measure_words(const std::string& measure) {
  if (measure == "1") return {};
  if (measure == "degC") return "°C";
  if (measure == "m3/h") return "m³/h";
  return measure;
}

std::string measured_words(double value, const std::string& measure) {
  const std::string unit = measure_words(measure);
  return number_words(value) + (unit.empty() ? "" : " " + unit);
}

std::string clock_words(const Desk& desk, Time time) { return clock_time(desk.run->record, time); }

std::string age_words(Duration age) {
  const auto seconds = std::max<long long>(0, std::chrono::duration_cast<std::chrono::seconds>(age).count());
  std::array<char, 48> buffer{};
  if (seconds >= 172800)
    std::snprintf(buffer.data(), buffer.size(), "%lld d %02lld h", seconds / 86400, seconds / 3600 % 24);
  else if (seconds >= 3600)
    std::snprintf(buffer.data(), buffer.size(), "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
                  seconds % 60);
  else
    std::snprintf(buffer.data(), buffer.size(), "%lld:%02lld", seconds / 60, seconds % 60);
  return buffer.data();
}

}  // namespace fengsui::viz
