#include "viz/shell/top_bar.h"

#include <imgui.h>

#include <algorithm>
#include <array>

#include "twin/record/describe.h"
#include "twin/report/words.h"
#include "viz/windows/live_controls.h"
#include "viz/windows/reach.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr std::array<Text, view_count> views{Text::view_overview, Text::view_plant, Text::view_analysis,
                                             Text::view_compare,  Text::view_seat,  Text::view_instructor};

struct Attention {
  std::size_t unacknowledged = 0, cases = 0, overdue = 0;
};

Attention attention_now(const Desk& desk) {
  Attention attention;
  std::vector<std::uint32_t> found;
  desk.run->alarms.at(desk.now(), found);
  attention.unacknowledged = static_cast<std::size_t>(std::ranges::count_if(found, [&](std::uint32_t i) {
    return desk.run->alarms.rows()[i].state == AlarmState::unacknowledged;
  }));
  desk.run->cases.open_at(desk.now(), found);
  attention.cases = found.size();
  for (const std::uint32_t i : found)
    attention.overdue += static_cast<std::size_t>(
        std::ranges::count_if(desk.run->cases.stories()[i].clocks,
                              [&](const ClockRun& run) { return run.overdue_at(desk.now()); }));
  return attention;
}

void badge(Desk& desk, const char* name, std::size_t count, Text one, Text several, Term term, ImU32 colour) {
  const std::string words = counted(desk, count, one, several);
  const float em = ImGui::GetFontSize();
  const ImVec2 size{ImGui::CalcTextSize(words.c_str()).x + em, ImGui::GetFrameHeight()};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Paint& p = paint(desk.dark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, {at.x + size.x, at.y + size.y},
                     count > 0 ? with_alpha(colour, 0.25) : with_alpha(p.raised, 0.5), 4.0F);
  if (count > 0) list.AddRect(at, {at.x + size.x, at.y + size.y}, colour, 4.0F, 0, 1.5F);
  list.AddText({at.x + em / 2, at.y + (size.y - em) / 2}, count > 0 ? p.text : p.faint, words.c_str());
  ImGui::Dummy(size);
  mark(desk, name, words);
  hint(desk, term);
  ImGui::SameLine();
}

// How a live run stands, and loudly when it is not recorded any more.
void draw_live_state(Desk& desk) {
  if (!desk.live) return;
  const auto tag = [&](const char* name, const std::string& words, ImU32 colour) {
    const float em = ImGui::GetFontSize();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::CalcTextSize(words.c_str()).x + em, ImGui::GetFrameHeight()};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, with_alpha(colour, 0.25), 4.0F);
    list.AddRect(at, {at.x + size.x, at.y + size.y}, colour, 4.0F, 0, 1.5F);
    list.AddText({at.x + em / 2, at.y + (size.y - em) / 2}, paint(desk.dark).text, words.c_str());
    ImGui::Dummy(size);
    mark(desk, name, words);
  };
  tag("top.state", state_words(desk), state_colour(desk));
  hint(desk, state_term(desk));
  ImGui::SameLine();
  if (const auto silence = desk.live->silent_for(); silence.count() > 0) {
    tag("top.silent", filled(desk.say(Text::silent), {{"n", std::to_string(silence.count())}}),
        paint(desk.dark).bad);
    hint(desk.say(Text::silent_hint));
    ImGui::SameLine();
  }
  if (desk.live->status().recording) return;
  tag("top.not_recording", desk.say(Text::not_recording), paint(desk.dark).bad);
  hint(desk.say(Text::not_recording_hint));
  ImGui::SameLine();
}

void draw_views(Desk& desk) {
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (!offered(desk, static_cast<View>(i))) continue;
    const bool here = static_cast<std::size_t>(desk.view) == i;
    if (here) ImGui::PushStyleColor(ImGuiCol_Button, with_alpha(paint(desk.dark).accent, 0.5));
    if (ImGui::Button((std::string(desk.say(views[i])) + "##view").c_str())) desk.view = static_cast<View>(i);
    if (here) ImGui::PopStyleColor();
    mark(desk, "view." + std::to_string(i), desk.say(views[i]));
    if (here) receive_keyboard(desk, top_bar_stop);
    hint((std::string("Ctrl+") + std::to_string(i + 1) + "\n" + desk.say(Text::view_hint)).c_str());
    ImGui::SameLine(0, 4);
  }
}

}  // namespace

bool offered(const Desk& desk, View view) {
  if (view == View::compare) return !desk.live;
  if (view == View::seat) return desk.live != nullptr;
  if (view == View::instructor) return desk.live && !desk.hides_truth();
  return view != View::analysis || !desk.hides_truth();
}

void switch_language(Desk& desk) {
  desk.language = desk.language == Language::english ? Language::chinese : Language::english;
}

bool draw_top_bar(Desk& desk) {
  const float em = ImGui::GetFontSize();
  const ImGuiStyle& style = ImGui::GetStyle();
  draw_views(desk);
  ImGui::SameLine(0, em);
  // nobody may take what is shown here for the real thing
  const ImVec4 caution = ImGui::ColorConvertU32ToFloat4(paint(desk.dark).caution);
  ImGui::AlignTextToFramePadding();
  ImGui::TextColored(caution, "%s", desk.say(Text::exercise));
  mark(desk, "top.exercise", desk.say(Text::exercise));
  hint(desk, Term::exercise);
  ImGui::SameLine(0, em);
  if (desk.run) {
    const Attention attention = attention_now(desk);
    const Paint& p = paint(desk.dark);
    badge(desk, "top.unacknowledged", attention.unacknowledged, Text::unacknowledged, Text::unacknowledged,
          Term::unacknowledged, p.caution);
    badge(desk, "top.cases", attention.cases, Text::open_case, Text::open_cases, Term::open_case, p.accent);
    badge(desk, "top.overdue", attention.overdue, Text::overdue, Text::overdue, Term::overdue, p.bad);
    draw_live_state(desk);
  }

  // from the right edge inwards
  const char* const commands = desk.say(Text::palette);
  const char* const language = desk.language == Language::english ? "中文" : "English";
  const char* const theme = desk.say(desk.dark ? Text::to_light : Text::to_dark);
  float width = style.WindowPadding.x;
  for (const char* words : {commands, language, theme})
    width += ImGui::CalcTextSize(words).x + 2 * style.FramePadding.x + style.ItemSpacing.x;
  const float edge = ImGui::GetWindowWidth() - width;
  if (desk.run) {
    const float room = edge - ImGui::GetCursorPosX() - em;
    const Record& record = desk.run->record;
    std::string title = record.run.title.in(desk.language);
    if (record.run.outcome != Outcome::finished && !desk.live)
      title += " – " + filled(desk.say(Text::unfinished), {{"t", clock_words(desk, desk.run->end)}});
    ImGui::AlignTextToFramePadding();
    const std::string shown = cut_to(title, room);
    if (room > 3 * em) ImGui::TextUnformatted(shown.c_str());
    mark(desk, "top.title", title, shown != title);
    if (ImGui::IsItemHovered()) {
      ImGui::BeginTooltip();
      ImGui::PushTextWrapPos(40 * em);
      ImGui::TextUnformatted((title + "\n" + desk.run->file.string() +
                              (desk.hides_truth() ? "" : "\n\n" + record.run.about.in(desk.language)))
                                 .c_str());
      ImGui::PopTextWrapPos();
      ImGui::EndTooltip();
    }
    ImGui::SameLine();
  }
  ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), edge));
  const bool asked = ImGui::Button(commands);
  mark(desk, "top.palette", commands);
  ImGui::SameLine();
  if (ImGui::Button(language)) switch_language(desk);
  mark(desk, "top.language", language);
  hint(desk.say(Text::language_hint));
  ImGui::SameLine();
  if (ImGui::Button(theme)) desk.dark = !desk.dark;
  mark(desk, "top.theme", theme);
  hint(desk.say(Text::theme_hint));
  return asked;
}

}  // namespace fengsui::viz
