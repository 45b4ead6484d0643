// Why: the chain of events behind what is selected, with the time between links, and the engine's own words.
#include <imgui.h>

#include <array>

#include "twin/record/describe.h"
#include "twin/report/words.h"
#include "viz/model/cause_chain.h"
#include "viz/model/engine_words.h"
#include "viz/windows/panes.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr std::array<Text, stage_count> stages{Text::stage_fault, Text::stage_effect,    Text::stage_reading,
                                               Text::stage_alarm, Text::stage_interlock, Text::stage_warning,
                                               Text::stage_case,  Text::stage_people,    Text::stage_outcome};

ImU32 stage_colour(Stage stage, bool dark) {
  const Paint& p = paint(dark);
  switch (stage) {
    case Stage::fault:
    case Stage::effect:
      return p.truth;
    case Stage::alarm:
      return p.caution;
    case Stage::warning:
    case Stage::outcome:
      return p.bad;
    case Stage::item:
    case Stage::people:
      return p.good;
    case Stage::reading:
    case Stage::interlock:
      return p.accent;
  }
  return p.text;
}

std::string link_words(const Desk& desk, const CauseLink& link) {
  const Record& record = desk.run->record;
  if (link.entry) return describe_entry(record, record.log[*link.entry], desk.language);
  const PointName& point = record.names.points[link.point.index];
  std::string words = point.tag + " " + measured_words(link.value, point.measure);
  if (point.gateway.index < record.names.gateways.size())
    words +=
        " → " + std::string(desk.say(Text::gateway)) + " " + record.names.gateways[point.gateway.index].name;
  // seconds between the gateway's stamp and the platform
  return words + filled(desk.say(Text::received_after),
                        {{"t", duration_words(link.received - link.time, desk.language)}});
}

void draw_link(Desk& desk, const CauseLink& link, std::size_t number, std::optional<Time> before) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  const ImU32 colour = stage_colour(link.stage, desk.dark);
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushID(static_cast<int>(number));
  ImGui::PushStyleColor(ImGuiCol_Text, link.time > desk.now() ? p.faint : p.text);
  const std::string time = clock_words(desk, link.time);
  if (ImGui::Selectable(time.c_str(), link.time == desk.now(), ImGuiSelectableFlags_SpanAllColumns))
    desk.playback.seek(link.time);
  ImGui::PopStyleColor();
  const std::string words = link_words(desk, link);
  mark(desk, "why.link." + std::to_string(number),
       std::string(desk.say(stages[static_cast<std::size_t>(link.stage)])) + ": " + words);
  ImGui::PopID();
  ImGui::TableNextColumn();
  if (before && link.time > *before)
    ImGui::TextDisabled("+%s", duration_words(link.time - *before, desk.language).c_str());
  ImGui::TableNextColumn();
  // a dot on the thread that joins the links
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = at.x + 0.4F * em, height = ImGui::GetTextLineHeightWithSpacing();
  list.AddLine({x, number == 0 ? at.y + height / 2 : at.y - 4}, {x, at.y + height}, p.line, 2.0F);
  list.AddCircleFilled({x, at.y + 0.5F * em}, 0.3F * em, colour);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + em);
  fitting_text(desk.say(stages[static_cast<std::size_t>(link.stage)]), colour);
  ImGui::TableNextColumn();
  ImGui::TextWrapped("%s", words.c_str());
}

void draw_engine_words(Desk& desk) {
  const Findings* findings = desk.run->findings();
  if (!desk.selection.alarm || !findings || !findings->explainer) return;
  const auto said = findings->explainer->why(*desk.selection.alarm);
  if (!said) return;
  const AlarmRow* const row = desk.run->alarms.find(*desk.selection.alarm);
  const std::string words = desk.language == Language::english || !row
                                ? said->in(desk.language)
                                : with_unit_names(said->chinese, desk.run->record.names, row->enterprise);
  ImGui::Separator();
  ImGui::TextUnformatted(desk.say(Text::why_engine));
  ImGui::TextWrapped("%s", words.c_str());
  mark(desk, "why.engine", words);
}

void find_chain(Desk& desk) {
  WhyState& why = desk.why;
  if (why.alarm == desk.selection.alarm && why.item == desk.selection.item) return;
  why = {desk.selection.alarm, desk.selection.item, {}};
  if (why.alarm) why.chain = chain_of(*desk.run, *why.alarm);
  if (why.item) why.chain = chain_of(*desk.run, *why.item);
}

}  // namespace

void draw_why(Desk& desk) {
  desk.findings_wanted = true;
  find_chain(desk);
  const std::vector<CauseLink>& chain = desk.why.chain;
  if (chain.empty()) return empty_state(desk, "why", Text::why_none, Text::why_none_hint);
  ImGui::BeginChild("chain", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  const float em = ImGui::GetFontSize();
  if (ImGui::BeginTable("links", 4, ImGuiTableFlags_RowBg)) {
    ImGui::TableSetupColumn("time", ImGuiTableColumnFlags_WidthFixed,
                            (desk.run->record.run.duration > std::chrono::hours(24) ? 8.0F : 4.6F) * em);
    ImGui::TableSetupColumn("since", ImGuiTableColumnFlags_WidthFixed, 6.0F * em);
    ImGui::TableSetupColumn("stage", ImGuiTableColumnFlags_WidthFixed, 6.0F * em);
    ImGui::TableSetupColumn("words", ImGuiTableColumnFlags_WidthStretch);
    std::optional<Time> before;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      draw_link(desk, chain[i], i, before);
      before = chain[i].time;
    }
    ImGui::EndTable();
  }
  draw_engine_words(desk);
  ImGui::EndChild();
}

}  // namespace fengsui::viz
