// The three-level workflow as swim lanes over time, and beside them every clock that runs.
#include <imgui.h>

#include <algorithm>
#include <array>

#include "sim/workflow/words.h"
#include "twin/record/describe.h"
#include "twin/report/words.h"
#include "viz/windows/panes.h"
#include "viz/windows/time_axis.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

struct Clocked {
  const CaseStory* story;
  const ClockRun* run;
};

std::string case_words(const Desk& desk, const CaseStory& story) {
  return std::string(desk.say(Text::case_item)) + " #" + std::to_string(story.id.index);
}

std::string step_words(const Desk& desk, const CaseStep& step) {
  const bool pretence = step.kind == LogKind::case_feedback_false && desk.hides_truth();
  const LogKindInfo& kind = describe(pretence ? LogKind::case_feedback : step.kind);
  return std::string(desk.language == Language::english ? kind.english : kind.chinese);
}

std::string level_words(const Desk& desk, std::uint32_t level) {
  const auto& levels = desk.run->record.names.levels;
  return level < levels.size() ? levels[level].name.in(desk.language) : std::to_string(level);
}

// The sign of a step on its bar; nothing for steps that are details.
const char* sign_of(LogKind kind, Language language) {
  const bool english = language == Language::english;
  switch (kind) {
    case LogKind::case_acknowledged:
      return english ? "A" : "签";
    case LogKind::case_verified:
      return english ? "V" : "核";
    case LogKind::case_handled:
      return english ? "H" : "处";
    case LogKind::case_feedback:
    case LogKind::case_feedback_false:
      return english ? "F" : "馈";
    case LogKind::case_rejected:
      return english ? "X" : "退";
    case LogKind::case_cleared:
      return english ? "C" : "消";
    case LogKind::clock_expired:
      return "!";
    case LogKind::case_escalated:
      return english ? "E" : "升";
    case LogKind::measure_taken:
      return english ? "M" : "措";
    default:
      return nullptr;
  }
}

// Whoever sits at a seat cannot know that a feedback is a pretence.
std::string entry_words(const Desk& desk, std::uint32_t position) {
  LogEntry entry = desk.run->record.log[position];
  if (desk.hides_truth() && entry.kind == LogKind::case_feedback_false) entry.kind = LogKind::case_feedback;
  return describe_entry(desk.run->record, entry, desk.language);
}

void tell_case(Desk& desk, const CaseStory& story) {
  std::string words =
      case_words(desk, story) + " · " + enterprise_words(desk, story.enterprise) + "\n" +
      colour_name(static_cast<std::uint32_t>(story.colour_at(desk.now()))).name.in(desk.language) + " · " +
      desk.say(Text::opened) + " " + clock_words(desk, story.during.from);
  for (const CaseStep& passed : story.steps)
    if (passed.time <= desk.now() && sign_of(passed.kind, desk.language))
      words += "\n" + clock_words(desk, passed.time) + "  " + entry_words(desk, passed.entry);
  ImGui::SetTooltip("%s", words.c_str());
}

// One level's part in a case as a bar; it ends at the present.
void draw_part(Desk& desk, const AxisView& axis, const CaseStory& story, const CasePart& part, float top,
               float height) {
  const Paint& p = paint(desk.dark);
  const Time until = std::min(part.during.to, std::max(desk.now(), part.during.from));
  const float left = std::max(axis.x(part.during.from), axis.left());
  const float right = std::min(std::max(axis.x(until), left + 4), axis.right());
  if (part.during.from > desk.now() || right <= axis.left() || left >= axis.right()) return;
  const ImVec2 low{left, top + 2}, high{right, top + height - 2};
  const bool over = until != desk.now();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_official(list, low, high, story.colour_at(desk.now()), desk.dark, desk.language, false);
  if (over) list.AddRectFilled(low, high, with_alpha(p.panel, 0.45), 3.0F);
  if (desk.selection.item == story.id) list.AddRect(low, high, p.text, 3.0F, 0, 2.5F);

  const float em = ImGui::GetFontSize();
  float free_from = low.x + 3;
  const auto tag = [&](float x, const std::string& words, ImU32 back, ImU32 ink) {
    const float width = ImGui::CalcTextSize(words.c_str()).x + 6;
    const float begin = std::max(x, free_from);
    if (begin + width > axis.right()) return;
    list.AddRectFilled({begin, low.y + 1}, {begin + width, high.y - 1}, back, 3.0F);
    list.AddText({begin + 3, (low.y + high.y - em) / 2}, ink, words.c_str());
    free_from = begin + width + 2;
  };
  tag(free_from, "#" + std::to_string(story.id.index), p.panel, p.text);
  for (const CaseStep& step : story.steps) {
    const char* sign = sign_of(step.kind, desk.language);
    if (!sign || step.level != part.level || step.time > desk.now() || step.time < part.during.from) continue;
    const bool bad = describe(step.kind).severity == Severity::danger;
    tag(axis.x(step.time), sign, bad ? p.bad : p.panel, bad ? IM_COL32_WHITE : p.text);
  }

  ImGui::SetCursorScreenPos(low);
  ImGui::PushID(static_cast<int>(story.id.index * 8 + part.level));
  if (pressed_area("part", {high.x - low.x, high.y - low.y})) select_case(desk, story);
  if (ImGui::IsItemHovered()) tell_case(desk, story);
  mark(desk, "cases.part." + std::to_string(story.id.index) + "." + std::to_string(part.level),
       case_words(desk, story) + " " + step_words(desk, story.step_at(desk.now())));
  ImGui::PopID();
}

void draw_lanes(Desk& desk) {
  const RunView& run = *desk.run;
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize(), row = 1.5F * em;
  std::vector<std::uint32_t> found;
  run.cases.within(desk.axis.from, std::min(desk.axis.to, desk.now()), found);

  // rows of each level: the first one that is free again
  const std::size_t levels = std::max<std::size_t>(1, run.record.names.levels.size());
  struct Placed {
    const CaseStory* story;
    const CasePart* part;
    std::size_t row;
  };
  std::vector<std::vector<Placed>> lanes(levels);
  std::vector<std::vector<Time>> free_at(levels);
  for (const std::uint32_t i : found)
    for (const CasePart& part : run.cases.stories()[i].parts) {
      if (part.level >= levels || part.during.from > desk.now()) continue;
      auto& rows = free_at[part.level];
      const auto place = std::ranges::find_if(rows, [&](Time time) { return time <= part.during.from; });
      const auto number = static_cast<std::size_t>(place - rows.begin());
      if (place == rows.end()) rows.push_back({});
      rows[number] = part.during.to;
      lanes[part.level].push_back({&run.cases.stories()[i], &part, number});
    }

  const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  const float label = 5.2F * em;
  const AxisView axis(desk, at.x + label, at.x + room.x);
  const float top = at.y + 1.3F * em;
  float height = 1.3F * em;
  for (const auto& rows : free_at)
    height += static_cast<float>(std::max<std::size_t>(rows.size(), 2)) * row + 4;
  height = std::max(height, room.y);

  // the back of the lanes answers to pan, zoom and click; bars lie above it
  mouse_area("lanes", {room.x, height});
  ImGui::SetItemAllowOverlap();
  handle_axis(desk, axis);
  mark_area(desk, "cases.axis", {axis.left(), at.y}, {axis.right(), at.y + height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_ruler(desk, axis, at.y, at.y + height);
  // the highest level on top; what has not happened yet is shaded beneath the bars
  std::vector<float> tops(levels);
  float y = top;
  for (std::size_t number = levels; number-- > 0;) {
    const float lane = static_cast<float>(std::max<std::size_t>(free_at[number].size(), 2)) * row + 4;
    list.AddRectFilled({at.x, y}, {at.x + room.x, y + lane - 3},
                       with_alpha(p.raised, number % 2 ? 0.45 : 0.25), 3.0F);
    list.AddText({at.x + 6, y + 4}, p.text,
                 cut_to(level_words(desk, static_cast<std::uint32_t>(number)), label - 8).c_str());
    tops[number] = y;
    y += lane;
  }
  draw_now(desk, axis, at.y, at.y + height);
  for (std::size_t number = 0; number < levels; ++number)
    for (const Placed& placed : lanes[number])
      draw_part(desk, axis, *placed.story, *placed.part, tops[number] + static_cast<float>(placed.row) * row,
                row);
  if (lanes.empty() || found.empty()) {
    const char* words = desk.say(Text::cases_none);
    list.AddText({axis.left() + 8, top + 6}, p.faint, words);
    mark_area(desk, "cases.empty", {axis.left(), top}, {axis.right(), top + em}, words);
  }
}

// What is left of a clock as a bar that shrinks; what is overdue stands out.
void draw_clock(Desk& desk, const Clocked& clocked, std::size_t number) {
  const Paint& p = paint(desk.dark);
  const ClockRun& run = *clocked.run;
  const bool overdue = run.overdue_at(desk.now());
  const Duration left = run.deadline - desk.now();
  const double share =
      std::clamp(to_seconds(left) / std::max(1.0, to_seconds(run.deadline - run.from)), 0.0, 1.0);
  const workflow::Word& word = workflow::clock_words()[static_cast<std::size_t>(run.clock)];
  const std::string what = "#" + std::to_string(clocked.story->id.index) + " " +
                           level_words(desk, run.level) + " " +
                           std::string(desk.language == Language::english ? word.english : word.chinese);
  const std::string how =
      overdue ? std::string(desk.say(Text::overdue)) + " +" + age_words(desk.now() - run.deadline)
              : age_words(left);

  const float em = ImGui::GetFontSize(), width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos(), high{at.x + width, at.y + 1.9F * em};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, high, overdue ? with_alpha(p.bad, 0.22) : with_alpha(p.raised, 0.6), 3.0F);
  const ImU32 colour = overdue ? p.bad : share < 0.25 ? p.caution : p.good;
  list.AddRectFilled({at.x, high.y - 0.35F * em},
                     {at.x + width * static_cast<float>(overdue ? 1.0 : share), high.y}, colour, 2.0F);
  const float how_width = ImGui::CalcTextSize(how.c_str()).x;
  const std::string shown = cut_to(what, width - how_width - em);
  list.AddText({at.x + 5, at.y + 0.2F * em}, p.text, shown.c_str());
  list.AddText({high.x - how_width - 5, at.y + 0.2F * em}, overdue ? p.bad : p.text, how.c_str());
  ImGui::PushID(static_cast<int>(number));
  if (pressed_area("clock", {width, 1.9F * em})) select_case(desk, *clocked.story);
  if (ImGui::IsItemHovered())
    ImGui::SetTooltip("%s\n%s\n%s → %s", enterprise_words(desk, clocked.story->enterprise).c_str(),
                      what.c_str(), clock_words(desk, run.from).c_str(),
                      clock_words(desk, run.deadline).c_str());
  mark(desk, "cases.clock." + std::to_string(number), what + " " + how, shown != what);
  ImGui::PopID();
}

void draw_clocks(Desk& desk) {
  std::vector<std::uint32_t> found;
  desk.run->cases.open_at(desk.now(), found);
  std::vector<Clocked> running;
  for (const std::uint32_t i : found)
    for (const ClockRun& run : desk.run->cases.stories()[i].clocks)
      if (run.runs_at(desk.now())) running.push_back({&desk.run->cases.stories()[i], &run});
  std::ranges::stable_sort(running, {}, [](const Clocked& clocked) { return clocked.run->deadline; });
  ImGui::TextUnformatted(desk.say(Text::clocks));
  ImGui::SameLine();
  ImGui::TextDisabled("%zu", running.size());
  if (running.empty()) {
    ImGui::PushTextWrapPos();
    ImGui::TextDisabled("%s", desk.say(Text::clocks_none));
    ImGui::PopTextWrapPos();
    return;
  }
  ImGui::BeginChild("clock list", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(running.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_clock(desk, running[static_cast<std::size_t>(i)], static_cast<std::size_t>(i));
  ImGui::EndChild();
}

}  // namespace

void draw_cases(Desk& desk) {
  if (desk.run->cases.stories().empty())
    return empty_state(desk, "cases", Text::cases_none, Text::cases_none_hint);
  axis_buttons(desk, "cases");
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float clocks = std::clamp(room.x * 0.32F, 12.0F * ImGui::GetFontSize(), 22.0F * ImGui::GetFontSize());
  const bool beside = room.x > 3.0F * 12.0F * ImGui::GetFontSize();
  ImGui::BeginChild("swim lanes", {beside ? room.x - clocks - 8 : room.x, 0}, false,
                    ImGuiWindowFlags_NavFlattened);
  draw_lanes(desk);
  ImGui::EndChild();
  if (!beside) return;
  ImGui::SameLine();
  ImGui::BeginChild("clocks", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  draw_clocks(desk);
  ImGui::EndChild();
}

}  // namespace fengsui::viz
