// Trends: each chosen point in a strip of its own, all on the same time axis.
//
// Per pixel column one line from the lowest to the highest reading, so that a million samples cost no more
// than the pixels they cover. In the instructor's view the truth lies behind them, and faults are marked.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "sim/port/words.h"
#include "twin/record/describe.h"
#include "twin/report/words.h"
#include "viz/model/search.h"
#include "viz/windows/panes.h"
#include "viz/windows/time_axis.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

struct Scale {
  double low = 0.0, high = 1.0;  // [unit of the point]
  float top = 0.0F, bottom = 1.0F;

  float y(double value) const {
    const double share = (value - low) / (high - low);
    return bottom - static_cast<float>(std::clamp(share, -1.0, 2.0)) * (bottom - top);
  }
};

// Room for every curve and for the limits that are near them.
Scale scale_of(const std::vector<Column>& readings, const std::vector<Column>& truth, const Limits& limits,
               float top, float bottom) {
  double low = 1e300, high = -1e300;
  for (const auto* columns : {&readings, &truth})
    for (const Column& column : *columns)
      if (!column.empty) {
        low = std::min(low, column.low);
        high = std::max(high, column.high);
      }
  if (low > high) {
    low = 0.0;
    high = 1.0;
  }
  const double reach = std::max(high - low, 1e-9 + 0.02 * std::abs(high));
  for (const auto& limit : {limits.low_low, limits.low, limits.high, limits.high_high})
    if (limit && *limit > low - 1.5 * reach && *limit < high + 1.5 * reach) {
      low = std::min(low, *limit);
      high = std::max(high, *limit);
    }
  const double margin = std::max(0.08 * (high - low), 1e-6 + 0.01 * std::abs(high));
  return {low - margin, high + margin, top, bottom};
}

void draw_columns(ImDrawList& list, const std::vector<Column>& columns, const AxisView& axis,
                  const Scale& scale, ImU32 colour, float thickness) {
  const float step =
      (axis.right() - axis.left()) / static_cast<float>(std::max<std::size_t>(1, columns.size()));
  bool started = false;
  ImVec2 last;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty) continue;
    const float x = axis.left() + (static_cast<float>(i) + 0.5F) * step;
    const float low = scale.y(columns[i].low), high = scale.y(columns[i].high);
    const ImVec2 here{x, std::abs(high - last.y) < std::abs(low - last.y) ? high : low};
    if (started) list.AddLine(last, here, colour, thickness);
    if (low - high > 1.0F) list.AddLine({x, low}, {x, high}, colour, thickness);
    last = {x, here.y == high ? low : high};
    started = true;
  }
}

// Where readings are far apart each one is a dot.
void draw_dots(ImDrawList& list, const SampleCurve& curve, const Desk& desk, const AxisView& axis,
               const Scale& scale, ImU32 colour) {
  const auto last = curve.latest(desk.axis.to);
  const auto before = curve.latest(desk.axis.from - Duration(1));
  if (!last) return;
  const std::size_t first = before ? *before + 1 : 0;
  if (*last + 1 - std::min(first, *last + 1) > static_cast<std::size_t>(axis.right() - axis.left()) / 8)
    return;
  for (std::size_t i = first; i <= *last; ++i)
    list.AddCircleFilled({axis.x(curve.time(i)), scale.y(curve.value(i))}, 2.5F, colour);
}

// What was heard last still holds, as far as anybody knows.
void draw_hold(ImDrawList& list, const SampleCurve& curve, const Desk& desk, const AxisView& axis,
               const Scale& scale, ImU32 colour) {
  const auto latest = curve.latest(desk.now());
  if (!latest) return;
  const float y = scale.y(curve.value(*latest)), right = std::min(axis.x(desk.now()), axis.right());
  for (float x = std::max(axis.x(curve.time(*latest)), axis.left()); x < right; x += 7)
    list.AddLine({x, y}, {std::min(x + 3, right), y}, colour, 1.5F);
}

void draw_limits(Desk& desk, const PointName& point, const AxisView& axis, const Scale& scale) {
  const Paint& p = paint(desk.dark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // two limits that are close stand beside each other
  const auto draw = [&](const std::optional<double>& limit, const char* name, ImU32 colour, float shift) {
    if (!limit || *limit < scale.low || *limit > scale.high) return;
    const float y = scale.y(*limit);
    for (float x = axis.left(); x < axis.right(); x += 10)
      list.AddLine({x, y}, {std::min(x + 6, axis.right()), y}, colour);
    const std::string words = std::string(name) + " " + number_words(*limit);
    list.AddText(
        {axis.right() - ImGui::CalcTextSize(words.c_str()).x - 4 - shift, y - ImGui::GetFontSize() + 1},
        colour, words.c_str());
  };
  const float beside = 4.5F * ImGui::GetFontSize();
  draw(point.limits.high_high, "HH", p.bad, 0);
  draw(point.limits.high, "H", p.caution, beside);
  draw(point.limits.low, "L", p.caution, beside);
  draw(point.limits.low_low, "LL", p.bad, 0);
}

void draw_alarm_stretches(Desk& desk, PointId point, const AxisView& axis, float top, float bottom) {
  const Paint& p = paint(desk.dark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<std::uint32_t> found;
  desk.run->alarms.within(desk.axis.from, std::min(desk.axis.to, desk.now()), found);
  float free_from = axis.left();  // for the next word
  for (const std::uint32_t i : found) {
    const AlarmRow& row = desk.run->alarms.rows()[i];
    if (row.point != point || !present(row.state)) continue;
    const float left = std::max(axis.left(), axis.x(row.during.from));
    const float right =
        std::max(left + 2, std::min(axis.right(), axis.x(std::min(row.during.to, desk.now()))));
    const ImU32 colour = row.priority == 1 ? p.bad : p.caution;
    list.AddRectFilled({left, top}, {right, bottom}, with_alpha(colour, 0.16));
    if (row.during.from != row.raised) continue;
    list.AddLine({left, top}, {left, bottom}, colour, 1.5F);
    const PortWord& word = word_of(row.condition);
    const std::string words(desk.language == Language::english ? word.english : word.chinese);
    const float place = std::max(left + 3, free_from);
    list.AddText({place, bottom - ImGui::GetFontSize() - 2}, colour, words.c_str());
    free_from = place + ImGui::CalcTextSize(words.c_str()).x + 8;
  }
}

// Faults of the point and of its unit: truth, for the instructor.
void draw_faults(Desk& desk, PointId point, const AxisView& axis, float top, float bottom) {
  const Paint& p = paint(desk.dark);
  const PointName& name = desk.run->record.names.points[point.index];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<std::uint32_t> found;
  desk.run->conditions.within(desk.axis.from, std::min(desk.axis.to, desk.now()), found);
  for (const std::uint32_t i : found) {
    const Condition& condition = desk.run->conditions.all()[i];
    const Refers subject = describe(condition.kind).subject;
    const bool mine = (subject == Refers::unit && condition.subject == name.unit.index) ||
                      (subject == Refers::point && condition.subject == point.index);
    if (!mine) continue;
    const float x = axis.x(condition.during.from);
    if (x < axis.left() || x > axis.right()) continue;
    const LogEntry& entry = desk.run->record.log[condition.entry];
    if (desk.marks)
      mark_area(desk, "trends.fault." + std::to_string(point.index) + "." + std::to_string(condition.entry),
                {x - 5, top}, {x + 5, bottom}, describe_entry(desk.run->record, entry, desk.language));
    list.AddLine({x, top}, {x, bottom}, p.truth, 1.5F);
    list.AddTriangleFilled({x - 5, top}, {x + 5, top}, {x, top + 7}, p.truth);
    if (ImGui::IsMouseHoveringRect({x - 4, top}, {x + 4, bottom}))
      ImGui::SetTooltip("%s  %s", clock_words(desk, entry.time).c_str(),
                        describe_entry(desk.run->record, entry, desk.language).c_str());
  }
}

void read_cursor(Desk& desk, PointId point, const AxisView& axis, const Scale& scale) {
  // the keyboard reads at the present, which its keys move
  const bool by_key = ImGui::GetIO().NavVisible && ImGui::IsItemFocused();
  const float x = by_key ? axis.x(desk.now()) : ImGui::GetIO().MousePos.x;
  if (x < axis.left() || x > axis.right()) return;
  const Paint& p = paint(desk.dark);
  const PointName& name = desk.run->record.names.points[point.index];
  const Time time = axis.time(x);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine({x, scale.top}, {x, scale.bottom}, p.faint);
  const SampleCurve& curve = desk.run->curves.readings(point);
  std::string words = clock_words(desk, time) + "\n" + name.tag + " ";
  const auto latest = curve.latest(time);
  words += latest ? measured_words(curve.value(*latest), name.measure) + "  (" +
                        clock_words(desk, curve.time(*latest)) + ")"
                  : desk.say(Text::no_readings);
  if (desk.shows_truth())
    if (const auto truth = desk.run->curves.truth(name.signal, time))
      words += "\n" + std::string(desk.say(Text::truth)) + " " + measured_words(*truth, name.measure);
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", words.c_str());
}

void draw_strip(Desk& desk, std::size_t number, float height, bool with_ruler) {
  const PointId point = desk.trends.points[number];
  const PointName& name = desk.run->record.names.points[point.index];
  const SampleCurve& curve = desk.run->curves.readings(point);
  const Paint& p = paint(desk.dark);
  const ImU32 colour = curve_colour(number, desk.dark);
  const float em = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float head = 1.4F * em, ruler = with_ruler ? 1.2F * em : 0.0F;
  const AxisView axis(desk, at.x, at.x + width);
  const float top = at.y + head + ruler, bottom = at.y + height - 2;
  if (bottom - top < 10 || width < 40) return;
  const std::string key = "trends.strip." + std::to_string(number);
  ImDrawList& list = *ImGui::GetWindowDrawList();

  // what it is, and its value now
  const auto latest = curve.latest(desk.now());
  const std::string value =
      latest ? measured_words(curve.value(*latest), name.measure) : std::string(desk.say(Text::no_readings));
  const float value_width = ImGui::CalcTextSize(value.c_str()).x;
  list.AddRectFilled({at.x, at.y + 0.3F * em}, {at.x + 0.8F * em, at.y + 1.1F * em}, colour, 2.0F);
  const std::string title =
      point_words(desk, point) + "  ·  " + unit_words(desk, name.unit) + "  ·  " +
      (name.unit.index < desk.run->record.names.units.size()
           ? enterprise_words(desk, desk.run->record.names.units[name.unit.index].enterprise)
           : std::string{});
  list.AddText({at.x + 1.1F * em, at.y + 0.15F * em}, p.text,
               cut_to(title, width - value_width - 5 * em).c_str());
  list.AddText({at.x + width - value_width - 2.2F * em, at.y + 0.15F * em}, colour, value.c_str());
  ImGui::SetCursorScreenPos({at.x + width - 1.6F * em, at.y});
  ImGui::PushID(static_cast<int>(number));
  const bool removed = ImGui::SmallButton("×");
  mark(desk, key + ".remove");
  hint(desk.say(Text::remove));

  ImGui::SetCursorScreenPos({at.x, at.y + head});
  pressed_area("plot", {width, bottom - at.y - head});
  handle_axis(desk, axis);
  mark_area(desk, key, {at.x, top}, {at.x + width, bottom}, title + " " + value, false, last_item());

  list.AddRectFilled({at.x, top}, {at.x + width, bottom}, with_alpha(p.raised, 0.25));
  list.PushClipRect({at.x, at.y + head}, {at.x + width, bottom}, true);
  draw_ruler(desk, axis, with_ruler ? at.y + head : top - em, bottom);
  const auto columns = static_cast<std::size_t>(std::max(16.0F, width));
  const std::vector<Column> readings = curve.columns(desk.axis.from, desk.axis.to, columns);
  std::vector<Column> truth;
  if (desk.shows_truth())
    truth = desk.run->curves.truth_columns(name.signal, desk.axis.from, desk.axis.to, columns);
  const Scale scale = scale_of(readings, truth, name.limits, top + 4, bottom - 4);
  draw_alarm_stretches(desk, point, axis, top, bottom);
  draw_limits(desk, name, axis, scale);
  if (desk.shows_truth()) draw_columns(list, truth, axis, scale, with_alpha(p.truth, 0.8), 1.2F);
  draw_columns(list, readings, axis, scale, colour, 1.8F);
  draw_dots(list, curve, desk, axis, scale, colour);
  draw_hold(list, curve, desk, axis, scale, colour);
  if (desk.shows_truth()) draw_faults(desk, point, axis, top, bottom);
  list.AddText({at.x + 3, top + 1}, p.faint, number_words(scale.high).c_str());
  list.AddText({at.x + 3, bottom - em - 1}, p.faint, number_words(scale.low).c_str());
  read_cursor(desk, point, axis, scale);
  draw_now(desk, axis, top, bottom);
  list.PopClipRect();
  ImGui::PopID();
  ImGui::SetCursorScreenPos({at.x, at.y + height});
  if (removed) std::erase(desk.trends.points, point);
}

// Points of the selected unit, else of the selected enterprise, else all; narrowed by typing.
void choose_points(Desk& desk) {
  const Names& names = desk.run->record.names;
  ImGui::SetNextItemWidth(12.0F * ImGui::GetFontSize());
  const bool open = ImGui::BeginCombo("##trends.add", desk.say(Text::add_point), ImGuiComboFlags_HeightLarge);
  mark(desk, "trends.add");
  if (!open) return hint(desk.say(Text::add_hint));
  ImGui::SetNextItemWidth(-1);
  search_field(desk, "trends.search", desk.trends.search, 16.0F * ImGui::GetFontSize());
  std::size_t shown = 0;
  for (std::size_t i = 0; i < names.points.size() && shown < 40; ++i) {
    const UnitId unit = names.points[i].unit;
    const EnterpriseId enterprise =
        unit.index < names.units.size() ? names.units[unit.index].enterprise : EnterpriseId{};
    if (desk.selection.enterprise.valid() && enterprise != desk.selection.enterprise) continue;
    if (desk.selection.unit.valid() && unit != desk.selection.unit && desk.trends.search.empty()) continue;
    const std::string words = point_words(desk, PointId(i)) + "  " + unit_words(desk, unit);
    if (!contains_words(words, desk.trends.search)) continue;
    const bool chosen = std::ranges::find(desk.trends.points, PointId(i)) != desk.trends.points.end();
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable(words.c_str(), chosen, ImGuiSelectableFlags_DontClosePopups)) {
      if (chosen) std::erase(desk.trends.points, PointId(i));
      if (!chosen) show_trend(desk, PointId(i));
    }
    mark(desk, "trends.choice." + std::to_string(shown), words);
    ImGui::PopID();
    ++shown;
  }
  ImGui::EndCombo();
}

}  // namespace

void draw_trends(Desk& desk) {
  choose_points(desk);
  ImGui::SameLine();
  axis_buttons(desk, "trends");
  ImGui::SameLine();
  if (!desk.hides_truth()) {
    checkbox(desk, Text::truth, "trends.truth", desk.truth);
    hint(desk.say(Text::truth_hint));
  }
  if (desk.trends.points.empty()) return empty_state(desk, "trends", Text::trend_none, Text::trend_none_hint);
  ImGui::BeginChild("strips", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  const float em = ImGui::GetFontSize();
  const std::size_t count = desk.trends.points.size();
  const float height =
      std::max(6.0F * em, (ImGui::GetContentRegionAvail().y - 4) / static_cast<float>(count));
  for (std::size_t i = 0; i < count && i < desk.trends.points.size(); ++i)
    draw_strip(desk, i, height, i == 0);
  ImGui::EndChild();
}

}  // namespace fengsui::viz
