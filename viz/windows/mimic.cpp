#include "viz/windows/mimic.h"

#include <imgui.h>

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

void MimicView::label(ImVec2 place, std::string_view signal) const {
  const std::string shown = words(signal);
  const ImVec2 size = ImGui::CalcTextSize(shown.c_str());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({place.x - 3, place.y - 1}, {place.x + size.x + 3, place.y + size.y + 1},
                     with_alpha(paint(desk.dark).panel, 0.85), 3.0F);
  list.AddText(place, paint(desk.dark).text, shown.c_str());
}

void draw_other_unit(const MimicView& view) {
  ImGui::GetWindowDrawList()->AddRect(view.at(0.2F, 0.2F), view.at(0.8F, 0.8F), paint(view.desk.dark).line,
                                      4.0F, 0, 2.0F);
}

}  // namespace fengsui::viz
