// A deep casting well: table with moulds, ingots growing into the pit, cooling water, water in the pit.
#include <imgui.h>

#include <algorithm>

#include "viz/windows/mimic.h"

namespace fengsui::viz {

void draw_casting_well(const MimicView& view) {
  const Paint& p = paint(view.desk.dark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 metal = IM_COL32(255, 150, 60, 255), solid = IM_COL32(170, 176, 184, 255),
              water = IM_COL32(70, 140, 220, 200);
  const ImVec2 table_low = view.at(0.06F, 0.16F), table_high = view.at(0.60F, 0.28F);
  const float pit_bottom = view.at(0, 0.97F).y;

  // pit with its water
  const float water_top = pit_bottom - 0.16F * (view.high.y - view.low.y);
  list.AddRectFilled({table_low.x - 4, water_top}, {table_high.x + 4, pit_bottom}, water);
  list.AddRect({table_low.x - 4, table_high.y}, {table_high.x + 4, pit_bottom}, p.faint, 0, 0, 2.0F);
  // metal on the table while something is in the moulds
  const bool filled_moulds = view.value("metal_in_mould").value_or(0.0) > 0.5;
  list.AddRectFilled(table_low, table_high, filled_moulds ? metal : with_alpha(p.line, 0.6));
  list.AddRect(table_low, table_high, p.faint, 0, 0, 2.0F);
  // ingots as long as they are: the pit is drawn for about six metres
  const double length = std::clamp(view.value("cast_length").value_or(0.0) / 6000.0, 0.0, 1.0);
  const float down = table_high.y + static_cast<float>(length) * (pit_bottom - table_high.y - 6);
  const float width = (table_high.x - table_low.x) / 9;
  if (length > 0.0)
    for (int i = 0; i < 4; ++i) {
      const float x = table_low.x + width * (1.0F + 2.0F * static_cast<float>(i));
      list.AddRectFilled({x, table_high.y}, {x + width, down}, solid);
    }
  // aluminium in the pit is only known to the truth
  if (view.desk.shows_truth() && view.value("aluminium_in_pit").value_or(0.0) > 0.1) {
    list.AddRectFilled({table_low.x, pit_bottom - 9}, {table_high.x, pit_bottom - 2}, metal);
    view.label({table_low.x + 4, pit_bottom - 2.2F * ImGui::GetFontSize()}, "aluminium_in_pit");
  }
  view.label({table_low.x + 4, table_low.y - 0.1F * ImGui::GetFontSize()}, "table_level");
  const float right = table_high.x + 10, step = 1.25F * ImGui::GetFontSize();
  float y = view.at(0, 0.12F).y;
  for (const char* signal :
       {"water_flow", "water_pressure", "casting_speed", "metal_temperature", "cast_length"}) {
    if (y + step > view.high.y) break;
    view.label({right, y}, signal);
    y += step;
  }
  // nobody at the table
  const auto operator_there = view.value("operator_at_table");
  if (operator_there && *operator_there < 0.5) {
    const char* words = view.desk.say(Text::post_empty);
    list.AddText({right, std::min(y, view.high.y - step)}, p.bad, cut_to(words, view.high.x - right).c_str());
  }
}

}  // namespace fengsui::viz
