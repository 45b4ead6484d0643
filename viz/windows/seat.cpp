// One seat of a drill: what has come in, how long is left, and what may be done. A seat sees no truth: only
// what its office was told, and the alarms that the platform shows.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sim/port/words.h"
#include "sim/workflow/words.h"
#include "twin/report/words.h"
#include "viz/model/engine_words.h"
#include "viz/windows/live_controls.h"
#include "viz/windows/panes.h"
#include "viz/windows/reach.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr std::array stages{Text::case_raised,       Text::case_dispatched, Text::case_delivered,
                            Text::case_acknowledged, Text::case_verified,   Text::case_handled,
                            Text::case_feedback,     Text::case_reviewed,   Text::case_cleared,
                            Text::case_reopened};

std::string in(const Desk& desk, const workflow::Word& word) {
  return std::string(desk.language == Language::english ? word.english : word.chinese);
}

Time soonest(const live::SeatCase& item) {
  return item.clocks.empty() ? never : item.clocks.front().deadline;
}

bool unsigned_here(const live::SeatCase& item) {
  return std::ranges::any_of(item.offers, [](const live::Offer& offer) {
    return offer.act == SeatAct::acknowledge && offer.why_not.english.empty();
  });
}

std::string colour_words(const Desk& desk, Colour colour) {
  return colour_name(static_cast<std::uint32_t>(colour)).name.in(desk.language);
}

std::string case_name(const Desk& desk, const live::SeatCase& item) {
  return "#" + std::to_string(item.case_id.index) + " " + enterprise_words(desk, item.enterprise);
}

// A clock as words with what is left, over a bar that shrinks.
void draw_clock(Desk& desk, const live::RunningClock& clock, ImVec2 low, ImVec2 high,
                const std::string& name) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  const Time now = desk.live->status().now;
  const bool overdue = clock.deadline <= now;
  const double share =
      std::clamp(to_seconds(clock.deadline - now) / std::max(1.0, to_seconds(clock.limit)), 0.0, 1.0);
  const ImU32 colour = overdue ? p.bad : share < 0.25 ? p.caution : p.good;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (overdue) list.AddRectFilled(low, high, with_alpha(p.bad, 0.22), 3.0F);
  list.AddRectFilled({low.x, high.y - 0.3F * em}, high, with_alpha(p.line, 0.6), 2.0F);
  list.AddRectFilled({low.x, high.y - 0.3F * em},
                     {low.x + (high.x - low.x) * static_cast<float>(overdue ? 1.0 : share), high.y}, colour,
                     2.0F);
  const std::string what = in(desk, workflow::clock_words()[static_cast<std::size_t>(clock.clock)]);
  const std::string left = overdue
                               ? std::string(desk.say(Text::overdue)) + " +" + age_words(now - clock.deadline)
                               : age_words(clock.deadline - now);
  const float left_width = ImGui::CalcTextSize(left.c_str()).x;
  const std::string shown = cut_to(what, high.x - low.x - left_width - em);
  list.AddText({low.x + 4, low.y + 1}, p.text, shown.c_str());
  list.AddText({high.x - left_width - 4, low.y + 1}, overdue ? p.bad : p.text, left.c_str());
  mark_area(desk, name, low, high, what + " " + left, shown != what);
}

// --- the list on the left

void draw_card(Desk& desk, const live::SeatCase& item, std::size_t number) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize(), width = ImGui::GetContentRegionAvail().x, height = 4.2F * em;
  const ImVec2 low = ImGui::GetCursorScreenPos(), high{low.x + width, low.y + height};
  ImGui::PushID(static_cast<int>(item.case_id.index));
  if (pressed_area("card", {width, height})) {
    desk.seat.chosen = item.case_id;
    select_enterprise(desk, item.enterprise);
    if (item.warning.valid()) desk.selection.item = item.case_id;
  }
  const ImGuiID card = last_item();
  ImGui::PopID();
  const bool chosen = desk.seat.chosen == item.case_id, fresh = unsigned_here(item);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, with_alpha(p.raised, chosen ? 0.9 : 0.45), 4.0F);
  draw_official(list, low, {low.x + 1.9F * em, high.y}, item.colour, desk.dark, desk.language);
  const float left = low.x + 2.3F * em, room = high.x - left - 6;
  list.AddText({left, low.y + 3}, p.text, cut_to(case_name(desk, item), room).c_str());
  const std::string state =
      fresh ? desk.say(Text::seat_to_acknowledge) : desk.say(stages[static_cast<std::size_t>(item.stage)]);
  // what waits for a hand flashes, as in the list of alarms
  const bool lit = fresh && static_cast<int>(ImGui::GetTime() * 2.0) % 2 == 0;
  list.AddText({left, low.y + 3 + 1.25F * em}, fresh ? (lit ? p.bad : p.caution) : p.faint,
               cut_to(state, room).c_str());
  if (!item.clocks.empty())
    draw_clock(desk, item.clocks.front(), {left - 4, high.y - 1.55F * em}, {high.x - 4, high.y - 3},
               "seat.card." + std::to_string(number) + ".clock");
  if (chosen)
    list.AddRect(low, high, p.accent, 4.0F, 0, 2.5F);
  else if (fresh)
    list.AddRect(low, high, p.caution, 4.0F, 0, 1.5F);
  mark_area(desk, "seat.card." + std::to_string(number), low, high,
            case_name(desk, item) + " " + colour_words(desk, item.colour) + " " + state, false, card);
}

void draw_cards(Desk& desk, const std::vector<const live::SeatCase*>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    // a card out of sight is not drawn
    if (!ImGui::IsRectVisible({1, 4.2F * ImGui::GetFontSize()})) {
      ImGui::Dummy({1, 4.2F * ImGui::GetFontSize()});
      continue;
    }
    draw_card(desk, *items[i], i);
  }
}

// --- the sheet of one case

void draw_head(Desk& desk, const live::SeatCase& item) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_official(list, at, {at.x + 2.4F * em, at.y + 2.4F * em}, item.colour, desk.dark, desk.language);
  const std::string title = case_name(desk, item);
  list.AddText({at.x + 2.8F * em, at.y}, p.text, cut_to(title, width - 3 * em).c_str());
  std::string line = colour_words(desk, item.colour) + " " + desk.say(Text::marks_warning) + " · " +
                     desk.say(Text::opened) + " " + clock_words(desk, item.opened);
  if (!item.warning.valid()) line += " · " + std::string(desk.say(Text::seat_telephone));
  list.AddText({at.x + 2.8F * em, at.y + 1.25F * em}, p.faint, cut_to(line, width - 3 * em).c_str());
  ImGui::Dummy({width, 2.5F * em});
  mark(desk, "seat.head", title + " " + line);

  // what the engine said when it warned last
  const auto& warnings = desk.run->record.warnings;
  for (auto warning = warnings.rbegin(); item.warning.valid() && warning != warnings.rend(); ++warning)
    if (warning->id == item.warning && !warning->reason.empty()) {
      const std::string reason =
          reason_words(warning->reason, desk.run->record.names, warning->enterprise, desk.language);
      ImGui::TextWrapped("%s", reason.c_str());
      mark(desk, "seat.reason", reason);
      break;
    }
  std::string state =
      std::string(desk.say(Text::seat_stage)) + ": " + desk.say(stages[static_cast<std::size_t>(item.stage)]);
  if (item.verdict != workflow::Verdict::unknown)
    state += " · " + std::string(desk.say(Text::seat_verdict)) + ": " +
             in(desk, workflow::verdict_words()[static_cast<std::size_t>(item.verdict)]);
  state += " · " + std::string(desk.say(item.condition_gone ? Text::seat_condition_gone
                                                            : Text::seat_condition_stands));
  ImGui::PushStyleColor(ImGuiCol_Text, item.condition_gone ? p.good : p.text);
  ImGui::TextWrapped("%s", state.c_str());
  ImGui::PopStyleColor();
  mark(desk, "seat.state", state);
}

void draw_sheet_clocks(Desk& desk, const live::SeatCase& item) {
  const float em = ImGui::GetFontSize();
  for (std::size_t i = 0; i < item.clocks.size(); ++i) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = std::min(ImGui::GetContentRegionAvail().x, 30.0F * em);
    ImGui::Dummy({width, 1.7F * em});
    draw_clock(desk, item.clocks[i], at, {at.x + width, at.y + 1.6F * em}, "seat.clock." + std::to_string(i));
  }
}

// The acts in the order of the work, each always at the same place: sign and verify, act, close, and around
// it.
constexpr std::array<std::array<std::optional<SeatAct>, 4>, 4> rows_of_acts{
    {{SeatAct::acknowledge, SeatAct::verify_real, SeatAct::verify_equipment_fault,
      SeatAct::verify_false_alarm},
     {SeatAct::handle, SeatAct::stop_production, SeatAct::evacuate, SeatAct::repair},
     {SeatAct::feedback, SeatAct::request_clear, SeatAct::approve, SeatAct::reject},
     {SeatAct::dispatch, SeatAct::supervise, SeatAct::escalate, std::nullopt}}};

bool leads(SeatAct act) {
  return act == SeatAct::acknowledge || act == SeatAct::verify_real || act == SeatAct::handle ||
         act == SeatAct::feedback || act == SeatAct::request_clear || act == SeatAct::approve;
}

// `to_here`: an arrow leads from the cards to the next step.
void draw_offer(Desk& desk, const live::SeatCase& item, const live::Offer& offer, float width, bool lead,
                bool to_here) {
  const workflow::Word& word = workflow::seat_act_words()[static_cast<std::size_t>(offer.act)];
  const std::string why_not =
      desk.live->ended() ? desk.say(Text::state_ended) : offer.why_not.in(desk.language);
  if (lead) ImGui::PushStyleColor(ImGuiCol_Button, with_alpha(paint(desk.dark).accent, 0.55));
  if (able_button(desk, in(desk, word), "seat.act." + std::string(word.key),
                  explain(term_of(offer.act), desk.language), why_not, width)) {
    desk.live->ask(live::ActOnCase{*desk.seat.seat, item.case_id, offer.act, desk.seat.note});
    desk.seat.note.clear();
  }
  if (lead && to_here) bring_keyboard();
  if (lead) ImGui::PopStyleColor();
}

void draw_offers(Desk& desk, const live::SeatCase& item, bool to_here) {
  const float em = ImGui::GetFontSize(), room = ImGui::GetContentRegionAvail().x, gap = 6.0F;
  float wanted = 0;
  for (const workflow::Word& word : workflow::seat_act_words())
    wanted = std::max(wanted, ImGui::CalcTextSize(in(desk, word).c_str()).x + em);
  const int columns = std::clamp(static_cast<int>((room + gap) / (wanted + gap)), 1, 4);
  const float width = (room - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  bool led = false;  // the first step that can be taken stands out
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {6, 0.45F * em});
  for (const auto& row : rows_of_acts) {
    int column = 0;
    for (const std::optional<SeatAct>& act : row) {
      const auto offer =
          std::ranges::find_if(item.offers, [&](const live::Offer& one) { return one.act == act; });
      if (offer == item.offers.end()) continue;
      if (column > 0) ImGui::SameLine(0, gap);
      const bool lead = !led && offer->why_not.english.empty() && leads(offer->act);
      led = led || lead;
      draw_offer(desk, item, *offer, width, lead, to_here);
      column = (column + 1) % columns;
    }
  }
  ImGui::PopStyleVar();
}

void draw_note(Desk& desk, const live::SeatCase& item) {
  const float em = ImGui::GetFontSize();
  const float button_width = ImGui::CalcTextSize(desk.say(Text::seat_note_only)).x + 1.5F * em;
  ImGui::SetNextItemWidth(std::max(6 * em, ImGui::GetContentRegionAvail().x - button_width - em));
  ImGui::InputTextWithHint("##seat.note", desk.say(Text::seat_note_hint), &desk.seat.note);
  mark(desk, "seat.note", desk.seat.note);
  ImGui::SameLine();
  const std::string why_not = desk.live->ended()       ? desk.say(Text::state_ended)
                              : desk.seat.note.empty() ? desk.say(Text::seat_note)
                                                       : "";
  if (able_button(desk, desk.say(Text::seat_note_only), "seat.note_only", desk.say(Text::seat_note_only_hint),
                  why_not)) {
    desk.live->ask(live::Note{desk.seat.seat, item.case_id, desk.seat.note});
    desk.seat.note.clear();
  }
}

void draw_its_alarms(Desk& desk, const live::SeatCase& item) {
  const Paint& p = paint(desk.dark);
  constexpr std::size_t most = 8;
  ImGui::Dummy({0, 2});
  ImGui::TextDisabled("%s", desk.say(Text::seat_alarms));
  std::vector<std::uint32_t> found;
  desk.run->alarms.at(desk.live->status().now, found);
  const auto rows = desk.run->alarms.rows();
  std::erase_if(found, [&](std::uint32_t i) {
    return rows[i].enterprise != item.enterprise || !present(rows[i].state);
  });
  std::ranges::stable_sort(found, {}, [&](std::uint32_t i) { return rows[i].priority; });
  if (found.empty()) return ImGui::TextDisabled("%s", desk.say(Text::seat_no_alarms));
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) {
    const AlarmRow& row = rows[found[i]];
    const auto& condition = word_of(row.condition);
    const std::string words =
        std::to_string(row.priority) + "  " + age_words(desk.live->status().now - row.raised) + "  " +
        unit_words(desk, row.unit) + " · " + point_words(desk, row.point) + " · " +
        std::string(desk.language == Language::english ? condition.english : condition.chinese);
    fitting_text(words, row.priority == 1 ? p.bad : row.priority == 2 ? p.caution : p.text);
    mark(desk, "seat.alarm." + std::to_string(i), words);
  }
  if (found.size() > most)
    ImGui::TextDisabled(
        "%s", filled(desk.say(Text::seat_more), {{"n", std::to_string(found.size() - most)}}).c_str());
}

void draw_sheet(Desk& desk, const live::SeatCase& item, bool to_acts) {
  draw_head(desk, item);
  ImGui::Dummy({0, 2});
  draw_sheet_clocks(desk, item);
  ImGui::Dummy({0, 2});
  draw_offers(desk, item, to_acts);
  draw_note(desk, item);
  draw_its_alarms(desk, item);
}

// --- the strip at the top: at which seat, and how many cases

void draw_chair(Desk& desk, const live::SeatView& view) {
  const float em = ImGui::GetFontSize();
  const std::string name = view.name.in(desk.language);
  ImGui::SetNextItemWidth(
      std::min(ImGui::CalcTextSize(name.c_str()).x + 3.5F * em, ImGui::GetContentRegionAvail().x - 14 * em));
  const bool open = ImGui::BeginCombo("##seat.chair", name.c_str(), ImGuiComboFlags_HeightLarge);
  mark(desk, "seat.chair", name);
  if (open) {
    for (const live::SeatView& other : desk.live->status().seats) {
      if (ImGui::Selectable(other.name.in(desk.language).c_str(), other.seat == view.seat))
        sit_down(desk, other.seat);
      mark(desk, "seat.chair." + other.name.english);
    }
    ImGui::Separator();
    if (ImGui::Selectable(desk.say(Text::seat_other))) desk.seat.seat.reset();
    mark(desk, "seat.chair.other");
    ImGui::EndCombo();
  }
  ImGui::SameLine();
  if (able_button(desk, desk.say(Text::seat_release), "seat.release", desk.say(Text::seat_release_hint),
                  desk.live->ended() ? desk.say(Text::state_ended) : ""))
    desk.live->ask(live::ReleaseSeat{view.seat});
  ImGui::SameLine();
  const std::string count =
      filled(desk.say(Text::seat_case_open), {{"n", std::to_string(view.cases.size())}});
  ImGui::TextDisabled("%s", count.c_str());
  mark(desk, "seat.count", count);
  if (desk.live->status().state != live::State::frozen) return;
  ImGui::PushStyleColor(ImGuiCol_Text, paint(desk.dark).caution);
  ImGui::TextWrapped("%s", desk.say(Text::seat_frozen));
  ImGui::PopStyleColor();
  mark(desk, "seat.frozen");
}

}  // namespace

void draw_seat(Desk& desk) {
  if (!desk.live) return empty_state(desk, "seat", Text::live_only, Text::live_only_hint);
  const live::SeatView* view = desk.seat.seat ? desk.live->seat_view(*desk.seat.seat) : nullptr;
  if (!view) {
    ImGui::TextUnformatted(desk.say(Text::seat_none_taken));
    mark(desk, "seat.empty", desk.say(Text::seat_none_taken));
    ImGui::PushStyleColor(ImGuiCol_Text, paint(desk.dark).faint);
    ImGui::TextWrapped("%s", desk.say(Text::seat_none_taken_hint));
    ImGui::PopStyleColor();
    return draw_seats(desk, "chairs");
  }
  draw_chair(desk, *view);

  // what has not been signed comes first, then what is due first
  std::vector<const live::SeatCase*> items;
  for (const live::SeatCase& item : view->cases) items.push_back(&item);
  std::ranges::stable_sort(items, {}, [](const live::SeatCase* item) {
    return std::tuple(!unsigned_here(*item), soonest(*item));
  });
  if (items.empty()) return empty_state(desk, "seat", Text::seat_quiet, Text::seat_quiet_hint);
  auto chosen =
      std::ranges::find_if(items, [&](const auto* item) { return item->case_id == desk.seat.chosen; });
  if (chosen == items.end()) {
    desk.seat.chosen = items.front()->case_id;
    chosen = items.begin();
  }
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float list = std::clamp(room.x * 0.3F, 11.0F * ImGui::GetFontSize(), 17.0F * ImGui::GetFontSize());
  ImGui::BeginChild("cards", {list, 0}, false, ImGuiWindowFlags_NavFlattened);
  draw_cards(desk, items);
  const bool to_acts = ImGui::IsWindowFocused() && arrow(ImGuiDir_Right);
  ImGui::EndChild();
  ImGui::SameLine();
  ImGui::BeginChild("sheet", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  draw_sheet(desk, **chosen, to_acts);
  ImGui::EndChild();
}

}  // namespace fengsui::viz
