// The instructor's desk of a drill: time, faults and failures, seats, snapshots, and what was done.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>

#include "twin/report/words.h"
#include "viz/windows/injection_form.h"
#include "viz/windows/live_controls.h"
#include "viz/windows/panes.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr std::array tabs{Text::tab_inject, Text::tab_seats, Text::tab_snapshots, Text::tab_done};
constexpr std::array tab_terms{Term::injection, Term::seat, Term::snapshot, Term::deeds};
constexpr std::array<const char*, 4> tab_keys{"inject", "seats", "snapshots", "done"};

std::string over(const Desk& desk) { return desk.live->ended() ? desk.say(Text::state_ended) : ""; }

// --- time

void draw_state(Desk& desk) {
  const float em = ImGui::GetFontSize();
  const std::string words = state_words(desk);
  const ImU32 colour = state_colour(desk);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{std::max(9.5F * em, ImGui::CalcTextSize(words.c_str()).x + em), ImGui::GetFrameHeight()};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, with_alpha(colour, 0.25), 4.0F);
  list.AddRect(at, {at.x + size.x, at.y + size.y}, colour, 4.0F, 0, 2.0F);
  list.AddText({at.x + em / 2, at.y + (size.y - em) / 2}, paint(desk.dark).text, words.c_str());
  ImGui::Dummy(size);
  mark(desk, "instructor.state", words);
  hint(desk, state_term(desk));
  ImGui::SameLine();
  const std::string time = clock_words(desk, desk.live->status().now) + "  +" +
                           age_words(desk.live->status().now - scenario_start);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(time.c_str());
  mark(desk, "instructor.time", time);
}

// A button on this line if there is room for it, else on the next.
void flow(const char* words) {
  ImGui::SameLine();
  const float wanted = ImGui::CalcTextSize(words).x + 2 * ImGui::GetStyle().FramePadding.x;
  if (ImGui::GetContentRegionAvail().x < wanted) ImGui::NewLine();
}

bool flow_button(Desk& desk, Text label, const char* name, Text what, const std::string& why_not) {
  flow(desk.say(label));
  return able_button(desk, desk.say(label), name, desk.say(what), why_not);
}

void draw_end(Desk& desk) {
  const float em = ImGui::GetFontSize();
  if (flow_button(desk, Text::end_drill, "instructor.end", Text::end_drill_hint, over(desk)))
    ImGui::OpenPopup("end drill");
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {em, em});
  if (ImGui::BeginPopup("end drill")) {
    ImGui::TextUnformatted(desk.say(Text::end_drill_sure));
    if (button(desk, Text::yes_end, "instructor.end.yes", Text::end_drill_hint)) {
      desk.live->ask(live::End{});
      ImGui::CloseCurrentPopup();
    }
    ImGui::SameLine();
    if (button(desk, Text::cancel, "instructor.end.no", Text::cancel)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

void draw_time(Desk& desk) {
  const bool running = desk.live->running();
  draw_state(desk);
  ImGui::PushStyleColor(ImGuiCol_Button, with_alpha(paint(desk.dark).accent, 0.5));
  if (able_button(desk, desk.say(running ? Text::freeze : Text::run), "instructor.run",
                  desk.say(running ? Text::freeze_hint : Text::run_hint), over(desk),
                  5.5F * ImGui::GetFontSize())) {
    if (running)
      desk.live->ask(live::Freeze{});
    else
      desk.live->ask(live::Run{});
  }
  ImGui::PopStyleColor();
  ImGui::SameLine();
  draw_speed(desk, "instructor.speed", 5.2F * ImGui::GetFontSize());
  if (flow_button(desk, Text::step_event, "instructor.step", Text::step_event_hint, over(desk)))
    desk.live->ask(live::StepEvent{});
  if (flow_button(desk, Text::step_note, "instructor.step_note", Text::step_note_hint, over(desk)))
    desk.live->ask(live::StepToNote{});
  for (const int minutes : {1, 10}) {
    const Duration step = std::chrono::minutes(minutes);
    const std::string label = filled(desk.say(Text::go_on_for), {{"t", std::to_string(minutes)}});
    flow(label.c_str());
    if (able_button(desk, label, "instructor.for." + std::to_string(minutes), desk.say(Text::go_on_for_hint),
                    over(desk)))
      desk.live->ask(live::RunUntil{desk.live->status().now + step});
  }
  draw_end(desk);
}

// --- snapshots

void draw_snapshot(Desk& desk, const live::SnapshotInfo& snapshot, std::size_t number) {
  const float em = ImGui::GetFontSize();
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::AlignTextToFramePadding();
  const std::string time = clock_words(desk, snapshot.time);
  ImGui::TextUnformatted(time.c_str());
  ImGui::TableNextColumn();
  fitting_text(snapshot.name.empty() ? desk.say(Text::snapshot_auto) : snapshot.name,
               snapshot.name.empty() ? paint(desk.dark).faint : paint(desk.dark).text);
  mark(desk, "instructor.snapshot." + std::to_string(number), time + " " + snapshot.name);
  ImGui::TableNextColumn();
  ImGui::PushID(static_cast<int>(number));
  const std::string why_not = !over(desk).empty()                ? over(desk)
                              : !desk.live->status().can_go_back ? desk.say(Text::cannot_go_back)
                                                                 : "";
  if (able_button(desk, desk.say(Text::go_back), "instructor.go_back." + std::to_string(number),
                  desk.say(Text::go_back_hint), why_not))
    ImGui::OpenPopup("go back");
  if (ImGui::BeginPopup("go back")) {
    ImGui::PushTextWrapPos(26 * em);
    ImGui::TextUnformatted(filled(desk.say(Text::go_back_sure), {{"t", time}}).c_str());
    ImGui::PopTextWrapPos();
    if (button(desk, Text::go_back, "instructor.go_back.yes", Text::go_back_hint)) {
      desk.live->ask(live::Backtrack{snapshot.number});
      ImGui::CloseCurrentPopup();
    }
    ImGui::SameLine();
    if (button(desk, Text::cancel, "instructor.go_back.no", Text::cancel)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopID();
}

void draw_snapshots(Desk& desk) {
  const float em = ImGui::GetFontSize();
  ImGui::SetNextItemWidth(16 * em);
  ImGui::InputTextWithHint("##snapshot", desk.say(Text::snapshot_name), &desk.instructor.snapshot_name);
  mark(desk, "instructor.snapshot_name", desk.instructor.snapshot_name);
  ImGui::SameLine();
  const std::string why_not = !over(desk).empty()                     ? over(desk)
                              : desk.instructor.snapshot_name.empty() ? desk.say(Text::snapshot_name)
                                                                      : "";
  if (able_button(desk, desk.say(Text::snapshot_take), "instructor.snapshot",
                  desk.say(Text::snapshot_take_hint), why_not)) {
    desk.live->ask(live::TakeSnapshot{desk.instructor.snapshot_name});
    desk.instructor.snapshot_name.clear();
  }
  if (!desk.live->status().can_go_back) ImGui::TextWrapped("%s", desk.say(Text::cannot_go_back));
  const auto& snapshots = desk.live->status().snapshots;
  if (snapshots.empty()) return ImGui::TextDisabled("%s", desk.say(Text::snapshots_none));
  if (!ImGui::BeginTable("snapshots", 3, ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg)) return;
  ImGui::TableSetupColumn("time", ImGuiTableColumnFlags_WidthFixed, 8.0F * em);
  ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableSetupColumn("act", ImGuiTableColumnFlags_WidthFixed, 6.0F * em);
  for (std::size_t i = snapshots.size(); i-- > 0;)
    draw_snapshot(desk, snapshots[i], snapshots.size() - 1 - i);
  ImGui::EndTable();
}

// --- what was done

void draw_save(Desk& desk) {
  const float em = ImGui::GetFontSize();
  if (desk.instructor.scenario_path.empty())
    desk.instructor.scenario_path =
        std::filesystem::path(desk.live->status().run_file).replace_extension(".scenario.json").string();
  const float width = ImGui::CalcTextSize(desk.say(Text::save_scenario)).x + 2 * em;
  ImGui::SetNextItemWidth(std::max(8 * em, ImGui::GetContentRegionAvail().x - width - em));
  ImGui::InputText("##scenario", &desk.instructor.scenario_path);
  mark(desk, "instructor.scenario", desk.instructor.scenario_path);
  ImGui::SameLine();
  if (button(desk, Text::save_scenario, "instructor.save", Text::save_scenario_hint))
    desk.live->ask(live::SaveScenario{desk.instructor.scenario_path, false});
}

void draw_deeds(Desk& desk) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  const auto& deeds = desk.live->deeds();
  if (deeds.empty()) return ImGui::TextDisabled("%s", desk.say(Text::done_none));
  if (!ImGui::BeginTable("deeds", 2, ImGuiTableFlags_RowBg)) return;
  ImGui::TableSetupColumn("time", ImGuiTableColumnFlags_WidthFixed, 5.5F * em);
  ImGui::TableSetupColumn("what", ImGuiTableColumnFlags_WidthStretch);
  for (std::size_t i = deeds.size(); i-- > 0;) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(clock_words(desk, deeds[i].time).c_str());
    ImGui::TableNextColumn();
    std::string words = action_words_of(desk.run->record.names, deeds[i].action, desk.language);
    if (!deeds[i].note.empty()) words += " – " + deeds[i].note;
    if (deeds[i].refused) words += " (" + std::string(desk.say(Text::refused)) + ")";
    fitting_text(words, deeds[i].refused ? p.caution : p.text);
    mark(desk, "instructor.deed." + std::to_string(deeds.size() - 1 - i), words);
  }
  ImGui::EndTable();
}

// The latest answers of the session, so that a refusal can be read again.
void draw_answers(Desk& desk) {
  const Paint& p = paint(desk.dark);
  constexpr std::size_t most = 4;
  const auto& messages = desk.live->messages();
  for (std::size_t i = 0; i < std::min(most, messages.size()); ++i) {
    const live::Message& message = messages[messages.size() - 1 - i];
    const bool bad = message.kind == live::Message::Kind::trouble;
    const bool refused = message.kind == live::Message::Kind::refused;
    const std::string words = clock_words(desk, message.time) + "  " + message.text.in(desk.language);
    fitting_text(words, bad ? p.bad : refused ? p.caution : p.faint);
    mark(desk, "instructor.answer." + std::to_string(i), words);
  }
}

}  // namespace

void draw_instructor(Desk& desk) {
  if (!desk.live) return empty_state(desk, "instructor", Text::live_only, Text::live_only_hint);
  draw_time(desk);
  for (std::size_t i = 0; i < tabs.size(); ++i) {
    const bool here = static_cast<std::size_t>(desk.instructor.tab) == i;
    if (i > 0) flow(desk.say(tabs[i]));
    if (here) ImGui::PushStyleColor(ImGuiCol_Button, with_alpha(paint(desk.dark).accent, 0.5));
    if (ImGui::Button(desk.say(tabs[i]))) desk.instructor.tab = static_cast<InstructorTab>(i);
    if (here) ImGui::PopStyleColor();
    mark(desk, std::string("instructor.tab.") + tab_keys[i], desk.say(tabs[i]));
    hint(desk, tab_terms[i]);
  }
  ImGui::Separator();
  ImGui::BeginChild("tab", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  switch (desk.instructor.tab) {
    case InstructorTab::inject:
      draw_injection(desk);
      break;
    case InstructorTab::seats:
      draw_seats(desk, "seats");
      break;
    case InstructorTab::snapshots:
      draw_snapshots(desk);
      break;
    case InstructorTab::done:
      draw_save(desk);
      draw_answers(desk);
      ImGui::Separator();
      draw_deeds(desk);
      break;
  }
  ImGui::EndChild();
}

}  // namespace fengsui::viz
