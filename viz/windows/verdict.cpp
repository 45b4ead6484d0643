// The judge's verdict: expectations met and missed, and the score sheet.
#include <imgui.h>

#include <array>
#include <cmath>

#include "twin/report/words.h"
#include "viz/windows/panes.h"
#include "viz/windows/table_head.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

void draw_badge(Desk& desk, const Judgement& judgement) {
  const Paint& p = paint(desk.dark);
  const ImU32 colour = judgement.verdict == Verdict::pass   ? p.good
                       : judgement.verdict == Verdict::fail ? p.bad
                                                            : p.caution;
  const std::string words = verdict_name(judgement.verdict).name.in(desk.language);
  const float em = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos(),
               size{ImGui::CalcTextSize(words.c_str()).x + 2 * em, 1.8F * em};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, with_alpha(colour, 0.25), 4.0F);
  list.AddRect(at, {at.x + size.x, at.y + size.y}, colour, 4.0F, 0, 2.0F);
  list.AddText({at.x + em, at.y + 0.4F * em}, p.text, words.c_str());
  ImGui::Dummy(size);
  mark(desk, "verdict.verdict", words);
  for (const Label& reason : judgement.reasons) {
    ImGui::PushTextWrapPos();
    ImGui::TextUnformatted(reason.in(desk.language).c_str());
    ImGui::PopTextWrapPos();
  }
}

void wrapped(const std::string& words, ImU32 colour) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextWrapped("%s", words.c_str());
  ImGui::PopStyleColor();
}

void draw_expectations(Desk& desk, const Judgement& judgement) {
  const Paint& p = paint(desk.dark);
  ImGui::TextUnformatted(desk.say(Text::expectations));
  if (judgement.expectations.empty()) return ImGui::TextDisabled("%s", desk.say(Text::expectations_none));
  if (!ImGui::BeginTable("expectations", 3,
                         ImGuiTableFlags_Resizable | ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInner))
    return;
  ImGui::TableSetupColumn("##met", ImGuiTableColumnFlags_WidthFixed, 4.6F * ImGui::GetFontSize());
  ImGui::TableSetupColumn(desk.say(Text::column_expected));
  ImGui::TableSetupColumn(desk.say(Text::column_got));
  const std::array heads{Head{}, head_of(desk, Text::column_expected), head_of(desk, Text::column_got)};
  draw_heads(desk, "verdict.expectations", heads);
  for (std::size_t i = 0; i < judgement.expectations.size(); ++i) {
    const ExpectationResult& result = judgement.expectations[i];
    const ImU32 colour = result.pass ? p.good : p.bad;
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(i));
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    const char* words = desk.say(result.pass ? Text::met : Text::missed);
    if (ImGui::Selectable(words, false, ImGuiSelectableFlags_SpanAllColumns) && result.when)
      desk.playback.seek(*result.when);
    ImGui::PopStyleColor();
    mark(desk, "verdict.row." + std::to_string(i),
         std::string(words) + " " + result.expected.in(desk.language));
    ImGui::PopID();
    ImGui::TableNextColumn();
    wrapped(result.expected.in(desk.language), p.text);
    ImGui::TableNextColumn();
    wrapped(result.got.in(desk.language), colour);
  }
  ImGui::EndTable();
}

void draw_scores(Desk& desk, const Judgement& judgement) {
  ImGui::TextUnformatted(desk.say(Text::scores));
  if (!ImGui::BeginTable("scores", 2, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInner)) return;
  ImGui::TableSetupColumn(desk.say(Text::column_score), ImGuiTableColumnFlags_WidthStretch, 3.0F);
  ImGui::TableSetupColumn(desk.say(Text::column_value), ImGuiTableColumnFlags_WidthStretch, 1.0F);
  const std::array heads{head_of(desk, Text::column_score), head_of(desk, Text::column_value)};
  draw_heads(desk, "verdict.scores", heads);
  for (const Kpi& kpi : judgement.kpis) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    row_to_read(kpi.key.c_str());
    fitting_text(kpi.name.in(desk.language));
    mark(desk, "verdict.score." + kpi.key, kpi.value ? number_words(*kpi.value) : "–");
    ImGui::TableNextColumn();
    if (kpi.value) ImGui::TextUnformatted(measured_words(*kpi.value, kpi.unit).c_str());
    if (!kpi.value) ImGui::TextDisabled("–");
  }
  ImGui::EndTable();
}

// What people at a seat took to sign, on the average; "–" when they signed nothing.
std::string signing_words(const SeatScore& seat) {
  Duration all{};
  std::size_t count = 0;
  for (const DrillStep& step : seat.steps)
    if (step.kind == DrillStepKind::acknowledge && step.done) {
      all += *step.done - step.from;
      ++count;
    }
  return count > 0 ? age_words(all / static_cast<Duration::rep>(count)) : "–";
}

void draw_seat_score(Desk& desk, const SeatScore& seat, std::size_t number, bool ranked) {
  const Paint& p = paint(desk.dark);
  const auto cell = [](const std::string& words, ImU32 colour) {
    ImGui::TableNextColumn();
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::TextUnformatted(words.c_str());
    ImGui::PopStyleColor();
  };
  const bool english = desk.language == Language::english;
  const workflow::Word& role = workflow::seat_role_words()[static_cast<std::size_t>(seat.seat.role)];
  const std::string name = desk.run->record.names.offices[seat.seat.office.index].name.in(desk.language) +
                           (english ? " " : "") + std::string(english ? role.english : role.chinese);
  const std::string rank =
      seat.median_rank
          ? filled(desk.say(Text::score_others), {{"n", number_words(std::round(*seat.median_rank * 100))}})
      : ranked ? "–"
               : "…";
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  row_to_read(std::to_string(number).c_str());
  fitting_text(name);
  mark(desk, "verdict.seat." + std::to_string(number),
       name + " | " + std::to_string(seat.acts) + " | " + std::to_string(seat.in_time) + " | " +
           std::to_string(seat.late) + " | " + rank);
  cell(
      std::to_string(seat.acts) +
          (seat.refused > 0 ? " (" + std::to_string(seat.refused) + " " + desk.say(Text::refused) + ")" : ""),
      p.text);
  cell(std::to_string(seat.in_time), p.good);
  cell(std::to_string(seat.late), seat.late > 0 ? p.bad : p.text);
  cell(signing_words(seat), p.text);
  cell(rank, p.text);
}

// How people at seats did against the limits, and beside simulated officers once those have been played.
void draw_seat_scores(Desk& desk, const DrillScore& score, bool ranked) {
  if (score.seats.empty()) {
    if (desk.live) ImGui::TextDisabled("%s", desk.say(Text::score_none));
    return;
  }
  const float em = ImGui::GetFontSize();
  ImGui::TextUnformatted(desk.say(Text::score_seats));
  if (!ImGui::BeginTable("seats", 6, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInner)) return;
  ImGui::TableSetupColumn(desk.say(Text::column_seat), ImGuiTableColumnFlags_WidthStretch);
  constexpr std::array columns{Text::score_acts, Text::score_in_time, Text::score_late, Text::score_signing,
                               Text::score_simulated};
  for (const Text column : columns)
    ImGui::TableSetupColumn(desk.say(column), ImGuiTableColumnFlags_WidthFixed,
                            column == Text::score_simulated
                                ? 10.5F * em
                                : std::max(4.0F * em, ImGui::CalcTextSize(desk.say(column)).x + em / 2));
  std::vector<Head> heads{head_of(desk, Text::column_seat)};
  for (const Text column : columns) heads.push_back(head_of(desk, column));
  draw_heads(desk, "verdict.seats", heads);
  for (std::size_t i = 0; i < score.seats.size(); ++i) draw_seat_score(desk, score.seats[i], i, ranked);
  ImGui::EndTable();
}

// What a drill leaves behind: the record, the report, and what ended it before its time.
void draw_after(Desk& desk) {
  if (!desk.live || !desk.live->ended()) return;
  const live::Status& status = desk.live->status();
  const auto line = [&](const char* name, const std::string& words, ImU32 colour) {
    wrapped(words, colour);
    mark(desk, name, words);
  };
  const Paint& p = paint(desk.dark);
  if (!status.complaint.empty())
    line("verdict.complaint", filled(desk.say(Text::after_complaint), {{"why", status.complaint}}), p.bad);
  line("verdict.record", std::string(desk.say(Text::after_record)) + ": " + status.run_file.string(), p.text);
  if (!desk.live->report_trouble().empty())
    line("verdict.report", filled(desk.say(Text::after_report_none), {{"why", desk.live->report_trouble()}}),
         p.bad);
  else if (desk.live->report_path().empty())
    line("verdict.report", desk.say(Text::after_report_writing), p.faint);
  else
    line("verdict.report", std::string(desk.say(Text::after_report)) + ": " + desk.live->report_path(),
         p.text);
  ImGui::Dummy({0, 4});
}

}  // namespace

void draw_verdict(Desk& desk) {
  desk.findings_wanted = true;
  const Findings* findings = desk.run->findings();
  if (!findings) return empty_state(desk, "verdict", Text::learning, Text::verdict_hint);
  ImGui::BeginChild("sheet", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  draw_after(desk);
  draw_badge(desk, findings->judgement);
  ImGui::Dummy({0, 4});
  const DrillScore* beside = desk.live ? desk.live->score() : nullptr;
  draw_seat_scores(desk, beside ? *beside : findings->drill, beside || !desk.live);
  ImGui::Dummy({0, 4});
  draw_expectations(desk, findings->judgement);
  ImGui::Dummy({0, 4});
  draw_scores(desk, findings->judgement);
  ImGui::EndChild();
}

}  // namespace fengsui::viz
