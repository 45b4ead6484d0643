// Two runs side by side, at the same time since their start, with their first difference marked.
#include <imgui.h>

#include <algorithm>

#include "twin/record/describe.h"
#include "twin/report/words.h"
#include "viz/windows/panes.h"
#include "viz/windows/table_head.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr Severity shown_from = Severity::notice;

void draw_story(Desk& desk, const RunView& run, const char* name, std::size_t differs_at) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  constexpr ImGuiTableFlags flags =
      ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerV;
  if (!ImGui::BeginTable(name, 2, flags)) return;
  ImGui::TableSetupColumn("time", ImGuiTableColumnFlags_WidthFixed,
                          (run.record.run.duration > std::chrono::hours(24) ? 8.0F : 4.6F) * em);
  ImGui::TableSetupColumn("words", ImGuiTableColumnFlags_WidthStretch);
  // rows that are seen: the entries are filtered as they are met
  std::vector<std::uint32_t>& entries = name[0] == 'l' ? desk.compare.left : desk.compare.right;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(entries.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::uint32_t position = entries[static_cast<std::size_t>(i)];
      const LogEntry& entry = run.record.log[position];
      const bool future = entry.time > desk.now();
      ImGui::TableNextRow();
      if (position == differs_at)
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, with_alpha(p.caution, 0.35));
      ImGui::TableNextColumn();
      ImGui::PushID(i);
      ImGui::PushStyleColor(ImGuiCol_Text, future ? p.faint : p.text);
      if (ImGui::Selectable(clock_time(run.record, entry.time).c_str(), false,
                            ImGuiSelectableFlags_SpanAllColumns))
        desk.playback.seek(entry.time);
      ImGui::PopStyleColor();
      const std::string words = describe_entry(run.record, entry, desk.language);
      mark(desk, std::string("compare.") + name + "." + std::to_string(i), words);
      ImGui::PopID();
      ImGui::TableNextColumn();
      fitting_text((position == differs_at ? "≠ " : "") + words,
                   future ? p.faint : severity_colour(describe(entry.kind).severity, desk.dark));
    }
  ImGui::EndTable();
}

void draw_title(Desk& desk, const RunView& run) {
  ImGui::TextUnformatted(
      cut_to(run.record.run.title.in(desk.language), ImGui::GetContentRegionAvail().x).c_str());
  const Findings* findings = run.findings();
  if (!findings) return ImGui::TextDisabled("%s", desk.say(Text::learning));
  const Verdict verdict = findings->judgement.verdict;
  const Paint& p = paint(desk.dark);
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(verdict == Verdict::pass   ? p.good
                                                    : verdict == Verdict::fail ? p.bad
                                                                               : p.caution),
                     "%s", verdict_name(verdict).name.in(desk.language).c_str());
}

// Scores of both runs where they differ.
void draw_scores(Desk& desk, const Judgement& left, const Judgement& right) {
  const Paint& p = paint(desk.dark);
  if (!ImGui::BeginTable("scores", 3,
                         ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInner | ImGuiTableFlags_ScrollY,
                         {0, 10.5F * ImGui::GetFontSize()}))
    return;
  ImGui::TableSetupColumn(desk.say(Text::column_score), ImGuiTableColumnFlags_WidthStretch, 3.0F);
  ImGui::TableSetupColumn("A", ImGuiTableColumnFlags_WidthStretch, 1.0F);
  ImGui::TableSetupColumn("B", ImGuiTableColumnFlags_WidthStretch, 1.0F);
  const auto run_head = [&](const char* letter, const RunView& run) {
    return Head{letter, std::string(letter) + ": " + run.record.run.title.in(desk.language)};
  };
  const std::array heads{head_of(desk, Text::column_score), run_head("A", *desk.run),
                         run_head("B", *desk.other)};
  draw_heads(desk, "compare.scores", heads);
  for (const Kpi& kpi : left.kpis) {
    const auto other = std::ranges::find(right.kpis, kpi.key, &Kpi::key);
    if (other == right.kpis.end() || other->value == kpi.value) continue;
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    row_to_read(kpi.key.c_str());
    fitting_text(kpi.name.in(desk.language));
    mark(desk, "compare.score." + kpi.key);
    for (const auto& value : {kpi.value, other->value}) {
      ImGui::TableNextColumn();
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(value ? p.text : p.faint), "%s",
                         value ? measured_words(*value, kpi.unit).c_str() : "–");
    }
  }
  ImGui::EndTable();
}

void compare(Desk& desk) {
  CompareState& state = desk.compare;
  state.compared = true;
  state.difference = first_difference(desk.run->record, desk.other->record, shown_from);
  const auto collect = [](const Record& record, std::vector<std::uint32_t>& entries) {
    entries.clear();
    for (std::uint32_t i = 0; i < record.log.size(); ++i)
      if (describe(record.log[i].kind).severity >= shown_from) entries.push_back(i);
  };
  collect(desk.run->record, state.left);
  collect(desk.other->record, state.right);
}

}  // namespace

void draw_compare(Desk& desk) {
  if (!desk.other) return empty_state(desk, "compare", Text::compare_none, Text::compare_none_hint);
  if (!desk.compare.compared) compare(desk);
  const auto& difference = desk.compare.difference;
  if (difference) {
    const std::string words =
        filled(desk.say(Text::first_difference), {{"t", clock_words(desk, difference->time)}});
    if (ImGui::Button((words + "##difference").c_str())) desk.playback.seek(difference->time);
    mark(desk, "compare.difference", words);
  } else {
    ImGui::TextUnformatted(desk.say(Text::no_difference));
    mark(desk, "compare.difference", desk.say(Text::no_difference));
  }
  const Findings *left = desk.run->findings(), *right = desk.other->findings();
  if (left && right) draw_scores(desk, left->judgement, right->judgement);
  const float width = (ImGui::GetContentRegionAvail().x - 8) / 2;
  for (const bool first : {true, false}) {
    const RunView& run = first ? *desk.run : *desk.other;
    ImGui::BeginChild(first ? "left" : "right", {width, 0}, false, ImGuiWindowFlags_NavFlattened);
    draw_title(desk, run);
    draw_story(desk, run, first ? "left" : "right",
               !difference ? run.record.log.size()
               : first     ? difference->left
                           : difference->right);
    ImGui::EndChild();
    if (first) ImGui::SameLine(0, 8);
  }
}

}  // namespace fengsui::viz
