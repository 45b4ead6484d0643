// The alarm list. Unacknowledged alarms flash; a flood is told above the list.
#include <imgui.h>

#include <algorithm>
#include <array>

#include "sim/port/words.h"
#include "twin/report/words.h"
#include "viz/model/search.h"
#include "viz/windows/panes.h"
#include "viz/windows/table_head.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

enum ColumnId : ImGuiID {
  state_column,
  priority_column,
  age_column,
  place_column,
  point_column,
  condition_column,
  value_column,
  limit_column
};

struct StateLook {
  Text name, hint;
  bool wanted_with_present, silenced;
};

constexpr std::array<StateLook, alarm_state_count> looks{
    {{Text::state_unacknowledged, Text::state_unacknowledged_hint, true, false},
     {Text::state_acknowledged, Text::state_acknowledged_hint, true, false},
     {Text::state_returned, Text::state_returned_hint, false, false},
     {Text::state_latched, Text::state_latched_hint, true, false},
     {Text::state_shelved, Text::state_shelved_hint, false, true},
     {Text::state_suppressed, Text::state_suppressed_hint, false, true},
     {Text::state_out_of_service, Text::state_out_of_service_hint, false, true}}};

const StateLook& look_of(AlarmState state) { return looks[static_cast<std::size_t>(state)]; }

std::string place_words(const Desk& desk, const AlarmRow& row) {
  const std::string unit = unit_words(desk, row.unit);
  return (unit.empty() ? desk.say(Text::gateway) : unit) + std::string(" · ") +
         enterprise_words(desk, row.enterprise);
}

std::string measured(const Desk& desk, const AlarmRow& row, double value) {
  const auto& points = desk.run->record.names.points;
  return measured_words(value, row.point.index < points.size() ? points[row.point.index].measure : "1");
}

bool wanted(const Desk& desk, const AlarmRow& row) {
  const AlarmsState& wish = desk.alarms;
  const StateLook& look = look_of(row.state);
  if (look.silenced ? !wish.silenced : row.state == AlarmState::returned ? !wish.returned : !wish.present)
    return false;
  if (wish.only_selected && row.enterprise != desk.selection.enterprise) return false;
  if (wish.search.empty()) return true;
  return contains_words(place_words(desk, row) + " " + point_words(desk, row.point) + " " +
                            desk.say(look.name) + " " +
                            std::string(desk.language == Language::english ? word_of(row.condition).english
                                                                           : word_of(row.condition).chinese),
                        wish.search);
}

// Negative: left first.
int compare(const AlarmRow& left, const AlarmRow& right, ImGuiID column) {
  const auto order = [](auto a, auto b) { return a < b ? -1 : b < a ? 1 : 0; };
  switch (column) {
    case state_column:
      return order(left.state, right.state);
    case priority_column:
      return order(left.priority, right.priority);
    case age_column:
      return order(right.raised, left.raised);
    case place_column:
      return order(std::pair(left.enterprise, left.unit), std::pair(right.enterprise, right.unit));
    case point_column:
      return order(left.point, right.point);
    case condition_column:
      return order(left.condition, right.condition);
    case value_column:
      return order(left.value, right.value);
    case limit_column:
      return order(left.limit, right.limit);
    default:
      return 0;
  }
}

void sort(std::vector<std::uint32_t>& found, std::span<const AlarmRow> rows,
          const ImGuiTableSortSpecs* specs) {
  std::ranges::stable_sort(found, [&](std::uint32_t a, std::uint32_t b) {
    const AlarmRow &left = rows[a], &right = rows[b];
    for (int i = 0; specs && i < specs->SpecsCount; ++i) {
      const int order = compare(left, right, specs->Specs[i].ColumnUserID);
      if (order != 0)
        return specs->Specs[i].SortDirection == ImGuiSortDirection_Descending ? order > 0 : order < 0;
    }
    // what wants attention most: by state, priority, newest
    if (left.state != right.state) return left.state < right.state;
    if (left.priority != right.priority) return left.priority < right.priority;
    return left.raised > right.raised;
  });
}

void draw_state(Desk& desk, const AlarmRow& row) {
  const Paint& p = paint(desk.dark);
  const StateLook& look = look_of(row.state);
  const bool urgent = row.state == AlarmState::unacknowledged;
  const bool lit = urgent && static_cast<int>(ImGui::GetTime() * 2.0) % 2 == 0;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float side = ImGui::GetTextLineHeight() * 0.6F;
  const ImVec2 low{at.x, at.y + side * 0.4F}, high{at.x + side, at.y + side * 1.4F};
  const ImU32 colour = present(row.state) ? (row.priority == 1   ? p.bad
                                             : row.priority == 2 ? p.caution
                                                                 : p.accent)
                                          : p.faint;
  if (row.state == AlarmState::acknowledged) list.AddRect(low, high, colour, 0, 0, 2.0F);
  if (urgent && !lit) list.AddRect(low, high, colour, 0, 0, 2.0F);
  if (lit || row.state == AlarmState::latched) list.AddRectFilled(low, high, colour);
  if (!present(row.state)) list.AddCircle({low.x + side / 2, low.y + side / 2}, side / 2, colour);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + side * 1.5F);
  fitting_text(desk.say(look.name), present(row.state) ? colour : p.faint);
  hint(desk.say(look.hint));
}

void draw_row(Desk& desk, const AlarmRow& row, std::size_t number, ListRows& list) {
  const Paint& p = paint(desk.dark);
  const std::string name = "alarms.row." + std::to_string(number);
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  const ImVec2 begin = ImGui::GetCursorPos();
  const bool chosen = desk.selection.alarm == row.id;
  ImGui::PushID(static_cast<int>(number));
  const bool pressed = ImGui::Selectable("##row", chosen, ImGuiSelectableFlags_SpanAllColumns);
  const bool again = pressed && chosen && pressed_by_key();
  if (pressed) select_alarm(desk, row);
  if (again || (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))) {
    desk.playback.seek(row.raised);
    desk.view = View::plant;
  }
  mark(desk, name,
       std::string(desk.say(look_of(row.state).name)) + " " + place_words(desk, row) + " " +
           point_words(desk, row.point));
  list.tend(chosen);
  ImGui::PopID();
  ImGui::SetCursorPos(begin);
  draw_state(desk, row);
  ImGui::TableNextColumn();
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(row.priority == 1   ? p.bad
                                                    : row.priority == 2 ? p.caution
                                                                        : p.text),
                     "%d", row.priority);
  const auto cell = [&](const char* column, const std::string& words) {
    ImGui::TableNextColumn();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool whole = fitting_text(words, present(row.state) ? p.text : p.faint);
    mark_area(desk, name + "." + column, at, ImGui::GetItemRectMax(), words, !whole);
  };
  cell("age", age_words(desk.now() - row.raised));
  cell("place", place_words(desk, row));
  cell("point", point_words(desk, row.point));
  cell("condition", std::string(desk.language == Language::english ? word_of(row.condition).english
                                                                   : word_of(row.condition).chinese));
  cell("value", measured(desk, row, row.value));
  cell("limit", measured(desk, row, row.limit));
}

void draw_filters(Desk& desk) {
  search_field(desk, "alarms.search", desk.alarms.search, 9.0F * ImGui::GetFontSize());
  const auto next = [] {
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < 9.0F * ImGui::GetFontSize()) ImGui::NewLine();
  };
  next();
  checkbox(desk, Text::alarms_present, "alarms.present", desk.alarms.present);
  next();
  checkbox(desk, Text::alarms_returned, "alarms.returned", desk.alarms.returned);
  next();
  checkbox(desk, Text::only_selected_short, "alarms.only_selected", desk.alarms.only_selected);
  next();
  checkbox(desk, Text::alarms_silenced, "alarms.silenced", desk.alarms.silenced);
}

void draw_flood(Desk& desk) {
  const auto flood = desk.run->alarms.flood(desk.now());
  if (!flood) return;
  const std::string words =
      filled(desk.say(Text::flood),
             {{"n", std::to_string(flood->alarms)}, {"who", enterprise_words(desk, flood->enterprise)}});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetFrameHeight();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + width, at.y + height}, official(Colour::red, desk.dark), 4.0F);
  list.AddText({at.x + 8, at.y + (height - ImGui::GetFontSize()) / 2}, on_official(Colour::red, desk.dark),
               cut_to(words, width - 16).c_str());
  ImGui::Dummy({width, height});
  mark(desk, "alarms.flood", words);
}

}  // namespace

void draw_alarms(Desk& desk) {
  const std::span<const AlarmRow> rows = desk.run->alarms.rows();
  std::vector<std::uint32_t> found;
  desk.run->alarms.at(desk.now(), found);
  const std::size_t all = found.size();
  std::erase_if(found, [&](std::uint32_t i) { return !wanted(desk, rows[i]); });

  draw_filters(desk);
  draw_flood(desk);
  if (found.empty() && all == 0)
    return empty_state(desk, "alarms", Text::alarms_none, Text::alarms_none_hint);
  if (found.size() < all) {
    ImGui::TextDisabled(
        "%s", filled(desk.say(Text::alarms_filtered), {{"n", std::to_string(all - found.size())}}).c_str());
    mark(desk, "alarms.hidden", std::to_string(all - found.size()));
  }

  constexpr ImGuiTableFlags flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate |
                                    ImGuiTableFlags_Resizable | ImGuiTableFlags_Reorderable |
                                    ImGuiTableFlags_Hideable | ImGuiTableFlags_RowBg |
                                    ImGuiTableFlags_ScrollY | ImGuiTableFlags_BordersInnerV;
  const float em = ImGui::GetFontSize();
  // where there is little room, unit and point get what the others can spare
  const bool narrow = ImGui::GetContentRegionAvail().x < 44 * em;
  if (!ImGui::BeginTable(narrow ? "narrow alarms" : "alarms", 8, flags)) return;
  const auto column = [&](Text title, ImGuiTableColumnFlags kind, float width, ColumnId id) {
    ImGui::TableSetupColumn(desk.say(title), kind, width, id);
  };
  column(Text::column_state, ImGuiTableColumnFlags_WidthFixed, (narrow ? 5.0F : 6.4F) * em, state_column);
  column(Text::column_priority, ImGuiTableColumnFlags_WidthFixed, (narrow ? 2.2F : 2.9F) * em,
         priority_column);
  column(Text::column_age, ImGuiTableColumnFlags_WidthFixed, (narrow ? 3.0F : 3.9F) * em, age_column);
  column(Text::column_unit, ImGuiTableColumnFlags_WidthStretch, 1.3F, place_column);
  column(Text::column_point, ImGuiTableColumnFlags_WidthStretch, 1.2F, point_column);
  column(Text::column_condition, ImGuiTableColumnFlags_WidthFixed, (narrow ? 3.6F : 4.6F) * em,
         condition_column);
  column(Text::column_value, ImGuiTableColumnFlags_WidthFixed, (narrow ? 4.0F : 4.9F) * em, value_column);
  column(Text::column_limit, ImGuiTableColumnFlags_WidthFixed, (narrow ? 3.8F : 4.6F) * em, limit_column);
  ImGui::TableSetupScrollFreeze(0, 1);
  // headers that can be found by name
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (int i = 0; i < 8; ++i) {
    if (!ImGui::TableSetColumnIndex(i)) continue;
    set_head_apart();
    ImGui::TableHeader(ImGui::TableGetColumnName(i));
    mark(desk, "alarms.column." + std::to_string(i), ImGui::TableGetColumnName(i));
    hint(desk, static_cast<Term>(static_cast<int>(Term::alarm_state) + i));
  }
  sort(found, rows, ImGui::TableGetSortSpecs());
  ListRows list;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_row(desk, rows[found[static_cast<std::size_t>(i)]], static_cast<std::size_t>(i), list);
  ImGui::EndTable();
}

}  // namespace fengsui::viz
