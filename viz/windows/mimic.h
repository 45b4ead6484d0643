// Mimic diagrams of single units, drawn into a rectangle: one file per class of equipment.
//
// Each is a picture of the equipment with the values that say most in it. Values are what the platform heard
// last; in the instructor's view, the truth.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/windows/widgets.h"

namespace fengsui::viz {

struct MimicView {
  Desk& desk;
  UnitId unit;
  ImVec2 low, high;              // [pixels]
  std::vector<PointId> alarmed;  // points of the unit with an alarm that is present
  bool faulty = false;           // a fault of the unit is known to whoever looks

  // The value of a signal of the unit [its own unit]: as heard by the platform, or the truth.
  std::optional<double> value(std::string_view signal) const;
  // The same with its unit of measurement; "–" when nobody knows.
  std::string words(std::string_view signal) const;
  // "12.3 mm" beside a part of the picture, with the limit that is nearest. A limit that is passed stands out
  // where that is an alarm: an idle well has no water to miss.
  void label(ImVec2 at, std::string_view signal) const;
  ImVec2 at(float across, float down) const {
    return {low.x + across * (high.x - low.x), low.y + down * (high.y - low.y)};
  }
};

void draw_furnace(const MimicView& view);
void draw_casting_well(const MimicView& view);
void draw_rope_hoist(const MimicView& view);
void draw_other_unit(const MimicView& view);

}  // namespace fengsui::viz
