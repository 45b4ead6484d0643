#include "viz/windows/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

// The shortest round step that leaves this much room between marks.
Duration tick_of(Duration shown, float width, float least_gap) {
  static constexpr std::array<int, 18> steps_s{1,   2,   5,    10,   15,   30,    60,    120,   300,
                                               600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400};
  for (const int step : steps_s) {
    const double gap = static_cast<double>(width) * step / std::max(1e-9, to_seconds(shown));
    if (gap >= least_gap) return std::chrono::seconds(step);
  }
  const double days = std::ceil(to_seconds(shown) / 86400.0 * least_gap / std::max(1.0F, width));
  return std::chrono::hours(24) * static_cast<int>(std::max(1.0, days));
}

}  // namespace

float AxisView::x(Time time) const {
  const double share =
      to_seconds(time - desk_->axis.from) / std::max(1e-9, to_seconds(desk_->axis.to - desk_->axis.from));
  return left_ + static_cast<float>(std::clamp(share, -4.0, 5.0)) * (right_ - left_);
}

Time AxisView::time(float x) const {
  const double share = static_cast<double>(x - left_) / std::max(1.0F, right_ - left_);
  return desk_->axis.from + from_seconds(share * to_seconds(desk_->axis.to - desk_->axis.from));
}

void tend_axis(Desk& desk) {
  Axis& axis = desk.axis;
  const Time begin = desk.playback.begin, end = std::max(desk.playback.last(), begin + Duration(1000000));
  Duration length = std::clamp<Duration>(axis.to - axis.from, std::chrono::milliseconds(200), end - begin);
  // the present stays between a quarter and three quarters of the view
  if (axis.follow && (desk.now() > axis.from + length * 9 / 10 || desk.now() < axis.from + length / 20))
    axis.from = desk.now() - length * 3 / 10;
  axis.from = std::clamp(axis.from, begin, end - length);
  axis.to = axis.from + length;
}

void draw_ruler(Desk& desk, const AxisView& axis, float top, float bottom) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Duration tick = tick_of(desk.axis.to - desk.axis.from, axis.right() - axis.left(), 5.5F * em);
  // marks fall on round times of the clock
  const Duration of_day = desk.run->record.run.start.since_epoch + desk.run->record.run.start.offset;
  const auto first = (desk.axis.from.time_since_epoch() + of_day) / tick * tick - of_day;
  for (Time time{first}; time <= desk.axis.to; time += tick) {
    const float x = axis.x(time);
    if (x < axis.left()) continue;
    list.AddLine({x, top + em}, {x, bottom}, with_alpha(p.line, 0.6));
    const std::string words = clock_words(desk, time);
    if (x + ImGui::CalcTextSize(words.c_str()).x < axis.right())
      list.AddText({x + 3, top}, p.faint, words.c_str());
  }
}

void draw_now(Desk& desk, const AxisView& axis, float top, float bottom) {
  const Paint& p = paint(desk.dark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = std::clamp(axis.x(desk.now()), axis.left() - 1, axis.right() + 1);
  list.AddRectFilled({x, top}, {axis.right(), bottom}, p.future);
  if (x < axis.left() || x > axis.right()) return;
  list.AddLine({x, top}, {x, bottom}, p.accent, 2.0F);
  list.AddTriangleFilled({x - 6, top}, {x + 6, top}, {x, top + 8}, p.accent);
}

void pan_axis(Desk& desk, double share) {
  const Duration moved = from_seconds(share * to_seconds(desk.axis.to - desk.axis.from));
  desk.axis.from += moved;
  desk.axis.to += moved;
  desk.axis.follow = false;
}

namespace {

void zoom_around(Desk& desk, Time centre, double factor) {
  const double limit_s = to_seconds(desk.playback.last() - desk.playback.begin);
  const double length_s =
      std::clamp(to_seconds(desk.axis.to - desk.axis.from) * factor, 0.2, std::max(0.3, limit_s));
  const double share =
      to_seconds(centre - desk.axis.from) / std::max(1e-9, to_seconds(desk.axis.to - desk.axis.from));
  desk.axis.from = centre - from_seconds(share * length_s);
  desk.axis.to = desk.axis.from + from_seconds(length_s);
}

}  // namespace

void zoom_axis(Desk& desk, double factor) {
  const bool in_sight = desk.now() >= desk.axis.from && desk.now() <= desk.axis.to;
  zoom_around(desk, in_sight ? desk.now() : desk.axis.from + (desk.axis.to - desk.axis.from) / 2, factor);
}

void handle_axis(Desk& desk, const AxisView& axis) {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4.0F)) {
    const Duration moved = axis.time(io.MousePos.x) - axis.time(io.MousePos.x - io.MouseDelta.x);
    desk.axis.from -= moved;
    desk.axis.to -= moved;
    desk.axis.follow = false;
  } else if (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
             io.MouseDragMaxDistanceSqr[0] < 16.0F) {
    desk.playback.seek(axis.time(io.MousePos.x));
  }
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0F)
    zoom_around(desk, axis.time(io.MousePos.x), std::pow(0.8, io.MouseWheel));
}

void axis_buttons(Desk& desk, const char* name) {
  if (button(desk, Text::fit, std::string(name) + ".fit", Text::fit_hint)) {
    desk.axis.follow = false;
    desk.axis.show(desk.playback.begin, desk.playback.end);
  }
  ImGui::SameLine();
  checkbox(desk, Text::follow, std::string(name) + ".follow", desk.axis.follow);
  hint(desk.say(Text::follow_hint));
}

}  // namespace fengsui::viz
