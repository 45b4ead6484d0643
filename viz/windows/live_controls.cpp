#include "viz/windows/live_controls.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>

#include "viz/model/search.h"
#include "viz/windows/playback_bar.h"

namespace fengsui::viz {

namespace {

// 0: as fast as possible
constexpr std::array<double, 10> speeds{1, 2, 5, 10, 30, 60, 120, 300, 1000, 0};

}  // namespace

std::string state_words(const Desk& desk) {
  const live::Status& status = desk.live->status();
  if (status.state == live::State::ended) return desk.say(Text::state_ended);
  if (status.state == live::State::frozen) return desk.say(Text::state_frozen);
  return std::string(desk.say(Text::state_running)) + " " + speed_words(status.speed, desk.language);
}

Term state_term(const Desk& desk) {
  if (desk.live->ended()) return Term::ended;
  return desk.live->running() ? Term::running : Term::frozen;
}

ImU32 state_colour(const Desk& desk) {
  const Paint& p = paint(desk.dark);
  if (desk.live->ended()) return p.faint;
  return desk.live->running() ? p.good : p.caution;
}

void toggle_time(Desk& desk) {
  if (!desk.live || !desk.playback.at_live) return desk.playback.toggle();
  if (desk.live->ended()) return;
  if (desk.live->running())
    desk.live->ask(live::Freeze{});
  else
    desk.live->ask(live::Run{});
}

void change_speed(Desk& desk, int steps) {
  if (!desk.live || !desk.playback.at_live) return change_pace(desk, steps);
  const double now = desk.live->status().speed;
  const auto found =
      std::ranges::find_if(speeds, [&](double speed) { return speed == 0 || (now > 0 && speed >= now); });
  const auto place = now == 0 ? std::ssize(speeds) - 1 : found - speeds.begin();
  const auto wanted = std::clamp<std::ptrdiff_t>(place + steps, 0, std::ssize(speeds) - 1);
  if (!desk.live->ended()) desk.live->ask(live::SetSpeed{speeds[static_cast<std::size_t>(wanted)]});
}

void draw_speed(Desk& desk, const char* name, float width) {
  const std::string shown = speed_words(desk.live->status().speed, desk.language);
  ImGui::SetNextItemWidth(width);
  const bool open =
      ImGui::BeginCombo((std::string("##") + name).c_str(), shown.c_str(), ImGuiComboFlags_HeightLargest);
  mark(desk, name, shown);
  if (!open) return hint(desk.say(Text::speed_hint));
  for (const double speed : speeds) {
    const std::string words = speed_words(speed, desk.language);
    if (ImGui::Selectable(words.c_str(), speed == desk.live->status().speed))
      desk.live->ask(live::SetSpeed{speed});
    mark(desk, std::string(name) + "." + std::to_string(static_cast<int>(speed)), words);
  }
  ImGui::EndCombo();
}

bool able_button(Desk& desk, const std::string& label, std::string_view name, const std::string& what,
                 const std::string& why_not, float width) {
  // one that cannot be pressed is only pale: the keyboard reaches it and is told why
  const bool able = why_not.empty();
  const ImGuiStyle& style = ImGui::GetStyle();
  const ImVec4 rest = style.Colors[ImGuiCol_Button];
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, style.Alpha * (able ? 1.0F : style.DisabledAlpha));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, able ? style.Colors[ImGuiCol_ButtonHovered] : rest);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, able ? style.Colors[ImGuiCol_ButtonActive] : rest);
  const bool pressed = ImGui::Button((label + "##" + std::string(name)).c_str(), {width, 0}) && able;
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar();
  const bool cut = width > 0 && ImGui::CalcTextSize(label.c_str()).x > width;
  mark(desk, name, why_not.empty() ? label : label + " (" + why_not + ")", cut);
  const std::string both = why_not.empty() ? what : what.empty() ? why_not : why_not + "\n" + what;
  if (!both.empty()) hint(both.c_str());
  return pressed;
}

void sit_down(Desk& desk, SeatId seat) {
  if (!desk.live->taken(seat) && !desk.live->ended()) desk.live->ask(live::TakeSeat{seat});
  if (desk.seat.seat != seat) desk.seat.chosen.reset();
  desk.seat.seat = seat;
}

void draw_seats(Desk& desk, const char* name) {
  const float em = ImGui::GetFontSize();
  const std::string prefix(name);
  ImGui::SetNextItemWidth(16 * em);
  ImGui::InputTextWithHint(("##" + prefix + ".search").c_str(), desk.say(Text::seats_search),
                           &desk.seat.search);
  mark(desk, prefix + ".search", desk.seat.search);
  // the higher levels first: there are few of them; taken ones before all others
  std::vector<const live::SeatEntry*> found;
  for (const live::SeatEntry& seat : desk.live->seats())
    if (contains_words(seat.name.english + " " + seat.name.chinese, desk.seat.search)) found.push_back(&seat);
  std::ranges::stable_sort(found, [&](const auto* left, const auto* right) {
    const bool left_taken = desk.live->taken(left->seat), right_taken = desk.live->taken(right->seat);
    return left_taken != right_taken ? left_taken : left->level > right->level;
  });
  if (!ImGui::BeginTable((prefix + ".list").c_str(), 2,
                         ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::TableSetupColumn("seat", ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableSetupColumn("act", ImGuiTableColumnFlags_WidthFixed, 6.0F * em);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const live::SeatEntry& seat = *found[static_cast<std::size_t>(i)];
      const bool taken = desk.live->taken(seat.seat);
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      ImGui::PushID(i);
      ImGui::AlignTextToFramePadding();
      fitting_text(seat.name.in(desk.language), taken ? paint(desk.dark).good : paint(desk.dark).text);
      mark(desk, prefix + ".seat." + std::to_string(i), seat.name.in(desk.language));
      ImGui::TableNextColumn();
      const std::string key = prefix + (taken ? ".release." : ".take.") + std::to_string(i);
      const std::string over = desk.live->ended() ? desk.say(Text::state_ended) : "";
      if (able_button(desk, desk.say(taken ? Text::seat_release : Text::seat_take), key,
                      desk.say(taken ? Text::seat_release_hint : Text::seat_take_hint), over, 5.5F * em)) {
        if (taken)
          desk.live->ask(live::ReleaseSeat{seat.seat});
        else
          sit_down(desk, seat.seat);
      }
      ImGui::PopID();
    }
  ImGui::EndTable();
}

}  // namespace fengsui::viz
