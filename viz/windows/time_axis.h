// The shared time axis: from times to pixels and back, with ruler, pan, zoom and the present.
#pragma once

#include <imgui.h>

#include "viz/windows/desk.h"

namespace fengsui::viz {

class AxisView {
 public:
  AxisView(const Desk& desk, float left, float right) : desk_(&desk), left_(left), right_(right) {}

  float x(Time time) const;  // may lie outside of the view
  Time time(float x) const;
  float left() const { return left_; }
  float right() const { return right_; }

 private:
  const Desk* desk_;
  float left_, right_;
};

// Keeps the axis within the run, and the present within the axis when it follows.
void tend_axis(Desk& desk);

// The ruler above the area; lines through it; what has not happened yet, shaded.
void draw_ruler(Desk& desk, const AxisView& axis, float top, float bottom);
void draw_now(Desk& desk, const AxisView& axis, float top, float bottom);

// Pan by dragging, zoom by the wheel around the mouse, click to go there: for the item drawn last.
void handle_axis(Desk& desk, const AxisView& axis);

// The same by keys: later by this share of what is shown, and as much longer (around the present).
void pan_axis(Desk& desk, double share);
void zoom_axis(Desk& desk, double factor);

// The buttons "whole run" and "follow".
void axis_buttons(Desk& desk, const char* name);

}  // namespace fengsui::viz
