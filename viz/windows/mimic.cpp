#include "viz/windows/mimic.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "twin/report/words.h"

namespace fengsui::viz {

std::optional<double> MimicView::value(std::string_view signal) const {
  const RunView& run = *desk.run;
  const Names& names = run.record.names;
  if (desk.shows_truth()) {
    for (std::size_t i = 0; i < names.signals.size(); ++i)
      if (names.signals[i].unit == unit && names.signals[i].key == signal)
        return run.curves.truth(SignalId(i), desk.now());
    return {};
  }
  for (std::size_t i = 0; i < names.points.size(); ++i) {
    const PointName& point = names.points[i];
    if (point.unit != unit || point.signal.index >= names.signals.size() ||
        names.signals[point.signal.index].key != signal)
      continue;
    const SampleCurve& curve = run.curves.readings(PointId(i));
    const auto latest = curve.latest(desk.now());
    return latest ? std::optional(curve.value(*latest)) : std::nullopt;
  }
  return {};
}

std::string MimicView::words(std::string_view signal) const {
  const auto number = value(signal);
  if (!number) return "–";
  for (const SignalName& name : desk.run->record.names.signals)
    if (name.unit == unit && name.key == signal) return measured_words(*number, name.measure);
  return number_words(*number);
}

namespace {

bool alarm_of(const MimicView& view, std::string_view signal) {
  const Names& names = view.desk.run->record.names;
  return std::ranges::any_of(view.alarmed, [&](PointId point) {
    const SignalId of = names.points[point.index].signal;
    return of.index < names.signals.size() && names.signals[of.index].key == signal;
  });
}

struct Bound {
  std::string words;  // "H 740"
  double value = 0.0;
  bool grave = false, passed = false;
};

// The limit of the signal's point that the value is nearest to, or has passed furthest.
std::optional<Bound> nearest_limit(const MimicView& view, std::string_view signal, double value) {
  const Names& names = view.desk.run->record.names;
  std::optional<Bound> nearest;
  const auto weigh = [&](const std::optional<double>& limit, const char* name, bool upper, bool grave) {
    if (!limit) return;
    const bool passed = upper ? value >= *limit : value <= *limit;
    const bool better = !nearest || (passed && (grave || !nearest->passed)) ||
                        (!nearest->passed && std::abs(value - *limit) < std::abs(value - nearest->value));
    if (better) nearest = {std::string(name) + " " + number_words(*limit), *limit, grave, passed};
  };
  for (const PointName& point : names.points) {
    if (point.unit != view.unit || point.signal.index >= names.signals.size() ||
        names.signals[point.signal.index].key != signal)
      continue;
    weigh(point.limits.high, "H", true, false);
    weigh(point.limits.low, "L", false, false);
    weigh(point.limits.high_high, "HH", true, true);
    weigh(point.limits.low_low, "LL", false, true);
    if (nearest) break;
  }
  return nearest;
}

}  // namespace

void MimicView::label(ImVec2 place, std::string_view signal) const {
  const Paint& p = paint(desk.dark);
  const std::string shown = words(signal);
  const auto number = value(signal);
  const std::optional<Bound> bound = number ? nearest_limit(*this, signal, *number) : std::nullopt;
  ImVec2 size = ImGui::CalcTextSize(shown.c_str());
  const float value_width = size.x;
  const bool trouble = bound && bound->passed && (faulty || alarm_of(*this, signal));
  // the limit beside it where there is room; trouble has a sign, not only a colour
  const std::string beside = bound ? "  " + bound->words + (trouble ? " ▲" : "") : "";
  const float beside_width = ImGui::CalcTextSize(beside.c_str()).x;
  const bool told = bound && place.x + value_width + beside_width <= high.x;
  if (told) size.x += beside_width;
  const ImU32 colour = !trouble ? p.text : bound->grave ? p.bad : p.caution;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({place.x - 3, place.y - 1}, {place.x + size.x + 3, place.y + size.y + 1},
                     with_alpha(paint(desk.dark).panel, 0.85), 3.0F);
  list.AddText(place, colour, shown.c_str());
  if (told) list.AddText({place.x + value_width, place.y}, trouble ? colour : p.faint, beside.c_str());
  mark_area(desk, "mimic." + std::to_string(unit.index) + "." + std::string(signal), place,
            {place.x + size.x, place.y + size.y}, shown + (told ? beside : ""));
}

void draw_other_unit(const MimicView& view) {
  ImGui::GetWindowDrawList()->AddRect(view.at(0.2F, 0.2F), view.at(0.8F, 0.8F), paint(view.desk.dark).line,
                                      4.0F, 0, 2.0F);
}

}  // namespace fengsui::viz
