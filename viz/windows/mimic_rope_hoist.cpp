// The rope hoist under a casting platform: four ropes with their tensions, a platform that may tilt.
#include <imgui.h>

#include <algorithm>
#include <array>

#include "viz/windows/mimic.h"

namespace fengsui::viz {

void draw_rope_hoist(const MimicView& view) {
  const Paint& p = paint(view.desk.dark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = view.at(0.10F, 0).x, right = view.at(0.62F, 0).x;
  const float top = view.at(0, 0.14F).y, bottom = view.at(0, 0.72F).y;
  const double tilt = std::clamp(view.value("platform_tilt").value_or(0.0) / 20.0, -1.0, 1.0);
  const float lean = static_cast<float>(tilt) * 0.12F * (view.high.y - view.low.y);
  list.AddRectFilled({left - 6, top - 6}, {right + 6, top}, p.faint, 2.0F);
  static constexpr std::array ropes{"tension_1", "tension_2", "tension_3", "tension_4"};
  for (std::size_t i = 0; i < ropes.size(); ++i) {
    const float share = static_cast<float>(i) / 3, x = left + share * (right - left);
    // a rope that carries nothing is drawn broken
    const auto tension = view.value(ropes[i]);
    const float end = bottom + lean * (share - 0.5F) * 2;
    const bool broken = tension && *tension < 1.0;
    list.AddLine({x, top}, {x, broken ? top + (end - top) * 0.4F : end}, broken ? p.bad : p.text, 2.0F);
  }
  list.AddLine({left - 6, bottom - lean}, {right + 6, bottom + lean}, p.accent, 5.0F);
  view.label(view.at(0.66F, 0.20F), "imbalance");
  view.label(view.at(0.66F, 0.42F), "platform_tilt");
  view.label(view.at(0.66F, 0.64F), "lowering_speed");
}

}  // namespace fengsui::viz
