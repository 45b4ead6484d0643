// The selected enterprise: its production lines from furnace to hoist, each unit as a mimic with what is
// wrong.
#include <imgui.h>

#include <algorithm>
#include <map>

#include "twin/report/words.h"
#include "viz/model/phase_book.h"
#include "viz/windows/mimic.h"
#include "viz/windows/panes.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

// What is to be told of a unit at this time.
struct UnitNow {
  std::size_t unacknowledged = 0, alarms = 0;
  std::uint8_t worst_priority = 4;
  std::vector<PointId> alarmed;
  bool faulty = false;
  std::vector<std::pair<std::string, ImU32>> notes;  // faults, interlocks, accidents
};

std::map<UnitId, UnitNow> units_now(const Desk& desk) {
  const RunView& run = *desk.run;
  const Names& names = run.record.names;
  const Paint& p = paint(desk.dark);
  std::map<UnitId, UnitNow> units;
  std::vector<std::uint32_t> found;
  run.alarms.at(desk.now(), found);
  for (const std::uint32_t i : found) {
    const AlarmRow& row = run.alarms.rows()[i];
    if (row.enterprise != desk.selection.enterprise || !present(row.state)) continue;
    UnitNow& unit = units[row.unit];
    ++unit.alarms;
    if (row.point.index < names.points.size()) unit.alarmed.push_back(row.point);
    unit.unacknowledged += row.state == AlarmState::unacknowledged;
    unit.worst_priority = std::min(unit.worst_priority, row.priority);
  }
  run.conditions.at(desk.now(), found);
  for (const std::uint32_t i : found) {
    const Condition& condition = run.conditions.all()[i];
    if (describe(condition.kind).subject != Refers::unit || condition.subject >= names.units.size()) continue;
    const UnitName& name = names.units[condition.subject];
    if (name.enterprise != desk.selection.enterprise) continue;
    const UnitClassNames& words = names.unit_classes[name.unit_class];
    UnitNow& unit = units[UnitId(condition.subject)];
    auto& notes = unit.notes;
    const auto interlock = [&]() -> std::string {
      return condition.detail < names.interlocks.size()
                 ? ": " + names.interlocks[condition.detail].name.in(desk.language)
                 : "";
    };
    switch (condition.kind) {
      case LogKind::interlock_tripped:
        notes.emplace_back(desk.say(Text::interlock_acted) + interlock(), p.good);
        break;
      case LogKind::accident:
        notes.emplace_back(desk.say(Text::accident), p.bad);
        break;
      // what follows only the instructor knows
      case LogKind::fault_started:
        unit.faulty = unit.faulty || desk.shows_truth();
        if (desk.shows_truth() && condition.detail < words.faults.size())
          notes.emplace_back(std::string(desk.say(Text::fault_active)) + ": " +
                                 words.faults[condition.detail].name.in(desk.language),
                             p.truth);
        break;
      case LogKind::interlock_failed_on_demand:
        if (desk.shows_truth()) notes.emplace_back(desk.say(Text::interlock_failed) + interlock(), p.bad);
        break;
      case LogKind::interlock_blind:
        if (desk.shows_truth()) notes.emplace_back(desk.say(Text::interlock_blind) + interlock(), p.bad);
        break;
      case LogKind::operator_left:
        if (desk.shows_truth()) notes.emplace_back(desk.say(Text::post_empty), p.caution);
        break;
      default:
        break;
    }
  }
  return units;
}

void draw_mimic(const MimicView& view, const std::string& unit_class) {
  if (unit_class.ends_with("furnace")) return draw_furnace(view);
  if (unit_class == "casting_well") return draw_casting_well(view);
  if (unit_class == "rope_hoist") return draw_rope_hoist(view);
  draw_other_unit(view);
}

void draw_card(Desk& desk, UnitId unit, const UnitNow& now, ImVec2 low, ImVec2 high) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  const Names& names = desk.run->record.names;
  const UnitName& name = names.units[unit.index];
  const UnitClassNames& words = names.unit_classes[name.unit_class];
  ImGui::SetCursorScreenPos(low);
  ImGui::PushID(static_cast<int>(unit.index));
  if (pressed_area("unit", {high.x - low.x, high.y - low.y})) {
    desk.selection.unit = unit;
    show_trends_of(desk, unit);
  }
  const ImGuiID item = last_item();
  ImGui::PopID();
  std::string told = name.name.in(desk.language);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(low, high, true);
  list.AddRectFilled(low, high, with_alpha(p.raised, 0.35), 5.0F);
  const ImU32 alarm = now.worst_priority == 1 ? p.bad : p.caution;
  list.AddRect(low, high,
               desk.selection.unit == unit ? p.accent
               : now.alarms > 0            ? alarm
                                           : p.line,
               5.0F, 0, now.alarms > 0 || desk.selection.unit == unit ? 2.5F : 1.0F);

  // title, phase, alarms
  const auto phase = desk.run->phases.at(unit, desk.now());
  const std::string phase_words =
      phase && *phase < words.phases.size() ? words.phases[*phase].in(desk.language) : "";
  list.AddText({low.x + 6, low.y + 4}, p.text, name.name.in(desk.language).c_str());
  const float phase_width = ImGui::CalcTextSize(phase_words.c_str()).x;
  list.AddText({high.x - phase_width - 6, low.y + 4}, p.faint, phase_words.c_str());
  float bottom = high.y - 4;
  const auto note = [&](const std::string& line, ImU32 colour) {
    bottom -= 1.15F * em;
    list.AddText({low.x + 6, bottom}, colour, cut_to(line, high.x - low.x - 12).c_str());
    told += " | " + line;
  };
  if (now.alarms > 0)
    note(counted(desk, now.alarms, Text::one_alarm, Text::some_alarms) +
             (now.unacknowledged > 0
                  ? " · " + std::to_string(now.unacknowledged) + " " + desk.say(Text::unacknowledged)
                  : ""),
         alarm);
  for (std::size_t i = 0; i < now.notes.size() && i < 3; ++i) note(now.notes[i].first, now.notes[i].second);
  const MimicView view{desk,        unit,      {low.x + 6, low.y + 1.5F * em}, {high.x - 6, bottom - 4},
                       now.alarmed, now.faulty};
  if (view.high.y - view.low.y > 2.0F * em) draw_mimic(view, words.key);
  list.PopClipRect();
  mark_area(desk, "enterprise.unit." + std::to_string(unit.index), low, high, told, false, item);
}

void choose_enterprise(Desk& desk) {
  const auto& enterprises = desk.run->record.names.enterprises;
  ImGui::SetNextItemWidth(20.0F * ImGui::GetFontSize());
  const std::string shown = desk.selection.enterprise.valid()
                                ? enterprise_words(desk, desk.selection.enterprise)
                                : desk.say(Text::choose_enterprise);
  const bool open = ImGui::BeginCombo("##enterprise", shown.c_str(), ImGuiComboFlags_HeightLarge);
  mark(desk, "enterprise.choose", shown);
  if (open) {
    for (std::size_t i = 0; i < enterprises.size(); ++i) {
      if (ImGui::Selectable((enterprises[i].name + "##" + std::to_string(i)).c_str(),
                            desk.selection.enterprise.index == i))
        select_enterprise(desk, EnterpriseId(i));
      mark(desk, "enterprise.choice." + std::to_string(i), enterprises[i].name);
    }
    ImGui::EndCombo();
  }
  if (desk.hides_truth()) return;
  ImGui::SameLine();
  checkbox(desk, Text::truth, "enterprise.truth", desk.truth);
  hint(desk.say(Text::truth_hint));
}

}  // namespace

void draw_enterprise(Desk& desk) {
  const Names& names = desk.run->record.names;
  choose_enterprise(desk);
  std::map<std::uint32_t, std::vector<UnitId>> lines;  // units of each production line, in their order
  for (std::size_t i = 0; i < names.units.size(); ++i)
    if (names.units[i].enterprise == desk.selection.enterprise) lines[names.units[i].line].emplace_back(i);
  if (lines.empty())
    return empty_state(desk, "enterprise", Text::enterprise_none, Text::enterprise_none_hint);

  const std::map<UnitId, UnitNow> now = units_now(desk);
  ImGui::BeginChild("lines", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  const float em = ImGui::GetFontSize();
  const float width = 17.0F * em, height = 12.5F * em, room = ImGui::GetContentRegionAvail().x;
  const auto across = std::max<std::size_t>(1, static_cast<std::size_t>(room / width));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float scroll_top = ImGui::GetWindowPos().y, scroll_bottom = scroll_top + ImGui::GetWindowHeight();
  // the line of the selected unit comes first
  std::vector<const std::vector<UnitId>*> order;
  for (const auto& [line, units] : lines) order.push_back(&units);
  std::stable_partition(order.begin(), order.end(), [&](const auto* units) {
    return std::ranges::find(*units, desk.selection.unit) != units->end();
  });
  float y = at.y;
  for (const auto* units : order) {
    for (std::size_t i = 0; i < units->size(); ++i) {
      const std::size_t column = i % across, row = i / across;
      const float top = y + static_cast<float>(row) * height;
      if (top + height < scroll_top || top > scroll_bottom) continue;
      const auto found = now.find((*units)[i]);
      const float left = at.x + static_cast<float>(column) * room / static_cast<float>(across);
      draw_card(desk, (*units)[i], found == now.end() ? UnitNow{} : found->second, {left + 2, top + 2},
                {left + room / static_cast<float>(across) - 4, top + height - 4});
    }
    const std::size_t rows = (units->size() + across - 1) / across;
    y += static_cast<float>(rows) * height + 0.3F * em;
  }
  ImGui::SetCursorScreenPos({at.x, y});
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
}

}  // namespace fengsui::viz
