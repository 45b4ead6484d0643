#include "viz/windows/playback_bar.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "sim/base/text.h"
#include "twin/record/describe.h"
#include "twin/report/words.h"
#include "viz/windows/live_controls.h"
#include "viz/windows/reach.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

enum class Sign { play, pause, begin, end, previous, next };

// Drawn, not written: no font has all of these.
void draw_sign(ImDrawList& list, ImVec2 low, ImVec2 high, Sign sign, ImU32 colour) {
  const float side = 0.5F * std::min(high.x - low.x, high.y - low.y), half = side / 2;
  const ImVec2 centre{(low.x + high.x) / 2, (low.y + high.y) / 2};
  const auto triangle = [&](float x, bool forward, float size) {
    const float tip = forward ? size : -size;
    list.AddTriangleFilled({x - tip / 2, centre.y - size}, {x - tip / 2, centre.y + size},
                           {x + tip, centre.y}, colour);
  };
  const auto bar = [&](float x) {
    list.AddRectFilled({x - side / 8, centre.y - half}, {x + side / 8, centre.y + half}, colour);
  };
  switch (sign) {
    case Sign::play:
      triangle(centre.x, true, half * 1.2F);
      break;
    case Sign::pause:
      bar(centre.x - side / 4);
      bar(centre.x + side / 4);
      break;
    case Sign::begin:
      bar(centre.x - half);
      triangle(centre.x + side / 4, false, half * 0.9F);
      break;
    case Sign::end:
      bar(centre.x + half);
      triangle(centre.x - side / 4, true, half * 0.9F);
      break;
    case Sign::previous:
      triangle(centre.x, false, half * 0.8F);
      break;
    case Sign::next:
      triangle(centre.x, true, half * 0.8F);
      break;
  }
}

bool sign_button(Desk& desk, const char* name, Sign sign, Text words, float width) {
  const float height = ImGui::GetFrameHeight();
  const bool pressed = ImGui::Button((std::string("##") + name).c_str(), {width, height});
  draw_sign(*ImGui::GetWindowDrawList(), ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), sign,
            paint(desk.dark).text);
  mark(desk, name);
  if (sign == Sign::play || sign == Sign::pause) receive_keyboard(desk, playback_stop);
  hint(desk.say(words));
  ImGui::SameLine(0, 4);
  return pressed;
}

// How much happened in each slice, and whether it was dangerous. Found by halving: cost goes with the slices.
void draw_density(Desk& desk, ImVec2 low, ImVec2 high) {
  const Paint& p = paint(desk.dark);
  const Log& log = desk.run->record.log;
  const Playback& playback = desk.playback;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const double span_s = std::max(1e-6, to_seconds(playback.end - playback.begin));
  const float width = high.x - low.x, slice = 3.0F;
  auto from = log.begin();
  for (float x = 0; x < width; x += slice) {
    const Time until = playback.begin + from_seconds(span_s * (x + slice) / width);
    const auto to = std::ranges::upper_bound(from, log.end(), until, {}, &LogEntry::time);
    const auto count = static_cast<double>(to - from);
    if (count > 0) {
      const float bar = (high.y - low.y) * static_cast<float>(std::min(1.0, 0.15 + std::log1p(count) / 8.0));
      list.AddRectFilled({low.x + x, high.y - bar}, {low.x + x + slice - 1, high.y},
                         with_alpha(p.faint, 0.45));
    }
    from = to;
  }
}

void draw_dangers(Desk& desk, ImVec2 low, ImVec2 high, const std::vector<Time>& dangers) {
  const double span_s = std::max(1e-6, to_seconds(desk.playback.end - desk.playback.begin));
  float last = -10;
  for (const Time time : dangers) {
    const float x =
        low.x + (high.x - low.x) * static_cast<float>(to_seconds(time - desk.playback.begin) / span_s);
    if (x - last < 1.5F) continue;
    ImGui::GetWindowDrawList()->AddLine({x, low.y}, {x, high.y}, paint(desk.dark).bad, 1.5F);
    last = x;
  }
}

void draw_scrub(Desk& desk) {
  const Paint& p = paint(desk.dark);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 size{std::max(20.0F, ImGui::GetContentRegionAvail().x), ImGui::GetFrameHeight()};
  const ImVec2 high{low.x + size.x, low.y + size.y};
  pressed_area("##playback.scrub", size);
  mark(desk, "playback.scrub");
  const bool hovered = ImGui::IsItemHovered();
  const double span_s = to_seconds(desk.playback.end - desk.playback.begin);
  const auto time_at = [&](float x) {
    return desk.playback.begin + from_seconds(span_s * std::clamp((x - low.x) / size.x, 0.0F, 1.0F));
  };
  if (held_by_mouse()) desk.playback.seek(time_at(ImGui::GetIO().MousePos.x));

  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, p.raised, 4.0F);
  const float x = low.x + size.x * static_cast<float>(to_seconds(desk.now() - desk.playback.begin) /
                                                      std::max(1e-6, span_s));
  list.AddRectFilled(low, {x, high.y}, with_alpha(p.accent, 0.22), 4.0F);
  if (!desk.hides_truth()) {
    draw_density(desk, low, high);
    draw_dangers(desk, low, high, desk.run->dangers);
  }
  list.AddLine({x, low.y - 2}, {x, high.y + 2}, p.accent, 3.0F);
  if (hovered)
    ImGui::SetTooltip("%s\n%s", clock_words(desk, time_at(ImGui::GetIO().MousePos.x)).c_str(),
                      desk.say(Text::scrub_hint));
}

}  // namespace

void step_entry(Desk& desk, bool forward, Severity severity) {
  const Log& log = desk.run->record.log;
  const auto cares = [&](const LogEntry& entry) { return describe(entry.kind).severity >= severity; };
  if (forward) {
    const auto later = std::ranges::upper_bound(log, desk.now(), {}, &LogEntry::time);
    const auto found = std::find_if(later, log.end(), cares);
    if (found != log.end()) desk.playback.seek(found->time);
    return;
  }
  const auto here = std::ranges::lower_bound(log, desk.now(), {}, &LogEntry::time);
  const auto found = std::find_if(std::make_reverse_iterator(here), log.rend(), cares);
  desk.playback.seek(found != log.rend() ? found->time : desk.playback.begin);
}

void change_pace(Desk& desk, int steps) {
  const auto at = std::ranges::lower_bound(paces, desk.playback.pace) - std::begin(paces);
  desk.playback.pace = paces[std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(paces) - 1)];
}

namespace {

// Steps from entry to entry; at the present of a live run, forward asks the simulation for the next one.
void step_notice(Desk& desk, bool forward) {
  const bool present = desk.live && desk.playback.at_live;
  if (present && forward && !desk.live->ended()) {
    desk.live->ask(live::StepToNote{});
    return;
  }
  step_entry(desk, forward, Severity::notice);
}

void draw_pace(Desk& desk) {
  const float width = 5.2F * ImGui::GetFontSize();
  if (desk.live && desk.playback.at_live) return draw_speed(desk, "playback.pace", width);
  ImGui::SetNextItemWidth(width);
  const bool open = ImGui::BeginCombo("##playback.pace", ("× " + number_words(desk.playback.pace)).c_str(),
                                      ImGuiComboFlags_HeightLargest);
  mark(desk, "playback.pace", number_words(desk.playback.pace));
  if (!open) return hint(desk.say(Text::pace_hint));
  for (const double pace : paces) {
    if (ImGui::Selectable(("× " + number_words(pace)).c_str(), pace == desk.playback.pace))
      desk.playback.pace = pace;
    mark(desk, "playback.pace." + number_words(pace));
  }
  ImGui::EndCombo();
}

// "LIVE" beside the present, or the way back to it.
void draw_liveness(Desk& desk) {
  const Paint& p = paint(desk.dark);
  ImGui::AlignTextToFramePadding();
  if (desk.playback.at_live) {
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(state_colour(desk)), "● %s", desk.say(Text::live));
    mark(desk, "playback.at_live", desk.say(Text::live));
  } else {
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(p.caution), "%s", desk.say(Text::looking_back));
    mark(desk, "playback.looking_back", desk.say(Text::looking_back));
    ImGui::SameLine();
    ImGui::PushStyleColor(ImGuiCol_Button, with_alpha(p.accent, 0.5));
    if (button(desk, Text::back_to_live, "playback.live", Text::back_to_live_hint))
      desk.playback.seek(desk.playback.end);
    ImGui::PopStyleColor();
  }
  ImGui::SameLine();
}

}  // namespace

void draw_playback_bar(Desk& desk) {
  const float em = ImGui::GetFontSize();
  const bool truth = !desk.hides_truth();  // entries of the log are the truth
  if (sign_button(desk, "playback.begin", Sign::begin, Text::to_begin, 2.0F * em))
    desk.playback.seek(desk.playback.begin);
  if (truth && sign_button(desk, "playback.previous", Sign::previous, Text::previous_event, 2.0F * em))
    step_notice(desk, false);
  const bool present = desk.live && desk.playback.at_live;
  const bool moves = present ? desk.live->running() : desk.playback.running;
  const Text play = !present ? Text::play_hint : moves ? Text::freeze_hint : Text::run_hint;
  if (sign_button(desk, "playback.play", moves ? Sign::pause : Sign::play, play, 3.2F * em))
    toggle_time(desk);
  if (truth && sign_button(desk, "playback.next", Sign::next, Text::next_event, 2.0F * em))
    step_notice(desk, true);
  if (sign_button(desk, "playback.end", Sign::end, desk.live ? Text::back_to_live_hint : Text::to_end,
                  2.0F * em))
    desk.playback.seek(desk.playback.end);
  draw_pace(desk);
  ImGui::SameLine();
  if (truth) {
    if (button(desk, Text::next_danger, "playback.danger", Text::next_danger))
      step_entry(desk, true, Severity::danger);
    ImGui::SameLine();
  }
  if (desk.live) draw_liveness(desk);
  const std::string time = clock_words(desk, desk.now()) + "  +" + age_words(desk.now() - scenario_start);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(time.c_str());
  mark(desk, "playback.time", time);
  ImGui::SameLine();
  draw_scrub(desk);
}

}  // namespace fengsui::viz
