// Everything that happened, in order; a click goes there and selects what it is about.
#include <imgui.h>

#include <array>

#include "twin/record/describe.h"
#include "twin/report/words.h"
#include "viz/windows/panes.h"
#include "viz/windows/table_head.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

// Entries whose words are looked at per frame: some milliseconds of work.
constexpr std::size_t entries_per_frame = 20000;

constexpr std::array<Text, 4> severities{Text::severity_detail, Text::severity_info, Text::severity_notice,
                                         Text::severity_danger};
constexpr std::array<Text, lane_count> lanes{Text::lane_scenario, Text::lane_plant,  Text::lane_sensors,
                                             Text::lane_network,  Text::lane_engine, Text::lane_enterprise,
                                             Text::lane_district, Text::lane_city,   Text::lane_workflow};

void draw_filters(Desk& desk) {
  TimelineState& state = desk.timeline;
  const float em = ImGui::GetFontSize();
  search_field(desk, "timeline.search", state.wish.words, 9.0F * em);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(8.5F * em);
  const bool severity = ImGui::BeginCombo(
      "##timeline.severity", desk.say(severities[static_cast<std::size_t>(state.wish.at_least)]));
  mark(desk, "timeline.severity", desk.say(severities[static_cast<std::size_t>(state.wish.at_least)]));
  if (severity) {
    for (std::size_t i = 0; i < severities.size(); ++i) {
      if (ImGui::Selectable(desk.say(severities[i]), static_cast<std::size_t>(state.wish.at_least) == i))
        state.wish.at_least = static_cast<Severity>(i);
      mark(desk, "timeline.severity." + std::to_string(i));
    }
    ImGui::EndCombo();
  }
  ImGui::SameLine();
  ImGui::SetNextItemWidth(6.0F * em);
  const bool levels = ImGui::BeginCombo("##timeline.lanes", desk.say(Text::lanes));
  mark(desk, "timeline.lanes");
  if (levels) {
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      ImGui::Checkbox(desk.say(lanes[i]), &state.wish.lanes[i]);
      mark(desk, "timeline.lane." + std::to_string(i));
    }
    ImGui::EndCombo();
  }
  if (ImGui::GetContentRegionAvail().x > 24 * em) ImGui::SameLine();
  checkbox(desk, Text::only_selected_short, "timeline.only_selected", state.only_selected);
  state.wish.only = state.only_selected ? desk.selection.enterprise : EnterpriseId{};
  state.wish.language = desk.language;
}

void draw_line(Desk& desk, std::uint32_t position, std::size_t number, bool latest, ListRows& list) {
  const Record& record = desk.run->record;
  const LogEntry& entry = record.log[position];
  const LogKindInfo& kind = describe(entry.kind);
  const Paint& p = paint(desk.dark);
  const bool future = entry.time > desk.now();
  const ImU32 colour = future ? p.faint : severity_colour(kind.severity, desk.dark);
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushID(static_cast<int>(position));
  const std::string time = clock_words(desk, entry.time);
  ImGui::PushStyleColor(ImGuiCol_Text, future ? p.faint : p.text);
  if (ImGui::Selectable(time.c_str(), desk.selection.entry == position, ImGuiSelectableFlags_SpanAllColumns))
    select_entry(desk, position);
  ImGui::PopStyleColor();
  const std::string words = describe_entry(record, entry, desk.language);
  mark(desk, "timeline.row." + std::to_string(number), time + " " + words);
  list.tend(latest);
  ImGui::PopID();
  ImGui::TableNextColumn();
  fitting_text(desk.say(lanes[static_cast<std::size_t>(lane_of(record, entry))]), p.faint);
  ImGui::TableNextColumn();
  // a danger has a sign, not only a colour
  const std::string sign = kind.severity == Severity::danger   ? "▲ "
                           : kind.severity == Severity::notice ? "● "
                                                               : "   ";
  fitting_text(sign + words, colour);
}

}  // namespace

void draw_timeline(Desk& desk) {
  TimelineState& state = desk.timeline;
  const Record& record = desk.run->record;
  draw_filters(desk);
  state.filter.work(record, state.wish, entries_per_frame);
  const auto& entries = state.filter.entries();
  const std::size_t passed = state.filter.until(record, desk.now());
  const std::string count = state.filter.complete(record)
                                ? filled(desk.say(Text::shown_of), {{"n", std::to_string(passed)},
                                                                    {"m", std::to_string(entries.size())}})
                                : std::string(desk.say(Text::searching));
  ImGui::SameLine();
  ImGui::TextDisabled("%s", count.c_str());
  mark(desk, "timeline.count", count);
  if (entries.empty() && state.filter.complete(record)) {
    ImGui::TextDisabled("%s", desk.say(Text::timeline_none));
    mark(desk, "timeline.empty", desk.say(Text::timeline_none));
    return;
  }

  constexpr ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable |
                                    ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerV;
  if (!ImGui::BeginTable("timeline", 3, flags)) return;
  const float em = ImGui::GetFontSize();
  ImGui::TableSetupColumn(desk.say(Text::column_time), ImGuiTableColumnFlags_WidthFixed,
                          (record.run.duration > std::chrono::hours(24) ? 8.0F : 4.6F) * em);
  ImGui::TableSetupColumn(desk.say(Text::column_lane), ImGuiTableColumnFlags_WidthFixed, 5.0F * em);
  ImGui::TableSetupColumn(desk.say(Text::column_event), ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableSetupScrollFreeze(0, 1);
  const std::array heads{head_of(desk, Text::column_time), head_of(desk, Text::column_lane),
                         head_of(desk, Text::column_event)};
  draw_heads(desk, "timeline", heads);
  ListRows list;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(entries.size()));
  float row_height = ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().CellPadding.y;
  while (clipper.Step()) {
    row_height = clipper.ItemsHeight > 0 ? clipper.ItemsHeight : row_height;
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_line(desk, entries[static_cast<std::size_t>(i)], static_cast<std::size_t>(i),
                static_cast<std::size_t>(i) + 1 == passed, list);
  }
  // the latest entry stays in sight as time goes on; who scrolls by hand is left alone until then
  if (state.shown_until != passed) {
    state.shown_until = passed;
    const float wanted = static_cast<float>(passed) * row_height - 0.6F * ImGui::GetWindowHeight();
    ImGui::SetScrollY(std::max(0.0F, wanted));
  }
  ImGui::EndTable();
}

}  // namespace fengsui::viz
