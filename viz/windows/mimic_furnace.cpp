// A melting or holding furnace: bath, flame, launder; a tilting one leans.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "viz/windows/mimic.h"

namespace fengsui::viz {

void draw_furnace(const MimicView& view) {
  const Paint& p = paint(view.desk.dark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 low = view.at(0.04F, 0.10F), high = view.at(0.66F, 0.90F);
  const ImU32 metal = IM_COL32(255, 150, 60, 255), wall = p.faint;

  // vessel with its bath; the level is shown between empty and a full bath of about a metre
  const double level = std::clamp(view.value("bath_level").value_or(500.0) / 1000.0, 0.05, 0.95);
  const auto bath = high.y - static_cast<float>(level) * (high.y - low.y) * 0.8F;
  const double tilt_deg = std::clamp(view.value("tilt_angle").value_or(0.0), 0.0, 40.0);
  const float lean = static_cast<float>(std::tan(tilt_deg * 3.14159 / 180.0)) * (high.x - low.x) * 0.35F;
  const ImVec2 surface[] = {
      {low.x + 4, bath + lean}, {high.x - 4, bath - lean}, {high.x - 4, high.y - 4}, {low.x + 4, high.y - 4}};
  list.AddConvexPolyFilled(surface, 4, metal);
  list.AddRect(low, high, wall, 6.0F, 0, 3.0F);

  // flame under the roof
  if (view.value("flame").value_or(0.0) > 0.5)
    for (float x = 0.2F; x < 0.9F; x += 0.25F) {
      const float centre = low.x + x * (high.x - low.x), size = 0.08F * (high.y - low.y);
      list.AddTriangleFilled({centre - size / 2, low.y + 4}, {centre + size / 2, low.y + 4},
                             {centre, low.y + 4 + 1.6F * size}, p.accent);
    }
  // launder to the right; it fills while metal is poured
  const bool pouring = view.value("pouring").value_or(0.0) > 0.5;
  list.AddRectFilled({high.x, view.at(0, 0.52F).y}, {view.high.x, view.at(0, 0.60F).y},
                     pouring ? metal : with_alpha(p.line, 0.6));
  view.label(view.at(0.10F, 0.62F), "metal_temperature");
  view.label(view.at(0.70F, 0.30F), "launder_level");
  if (tilt_deg > 0.0) view.label(view.at(0.10F, 0.30F), "tilt_angle");
}

}  // namespace fengsui::viz
