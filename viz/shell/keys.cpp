#include "viz/shell/keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include "viz/shell/top_bar.h"
#include "viz/windows/live_controls.h"
#include "viz/windows/playback_bar.h"
#include "viz/windows/time_axis.h"

namespace fengsui::viz {

namespace {

// ImGui's numbers of keys are those of the window system
bool pressed(int key) { return ImGui::IsKeyPressed(key, true); }

}  // namespace

KeyCommand key_command(Desk& desk) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl) {
    if (pressed(GLFW_KEY_P)) return KeyCommand::palette;
    if (pressed(GLFW_KEY_L)) switch_language(desk);
    if (pressed(GLFW_KEY_T)) desk.dark = !desk.dark;
    if (pressed(GLFW_KEY_EQUAL)) zoom_axis(desk, 0.8);
    if (pressed(GLFW_KEY_MINUS)) zoom_axis(desk, 1.25);
    for (int i = 0; i < static_cast<int>(view_count); ++i)
      if (pressed(GLFW_KEY_1 + i) && offered(desk, static_cast<View>(i))) desk.view = static_cast<View>(i);
    return KeyCommand::none;
  }
  if (pressed(GLFW_KEY_F11)) return KeyCommand::maximise;
  if (pressed(GLFW_KEY_F6)) return io.KeyShift ? KeyCommand::previous_window : KeyCommand::next_window;
  // letters and space belong to whoever types, or to the widget that the keyboard has reached
  if (io.WantTextInput || !desk.run) return KeyCommand::none;
  if (pressed(GLFW_KEY_SPACE) && !io.NavVisible) toggle_time(desk);
  if (io.KeyShift) {
    const Duration minute = std::chrono::minutes(1);
    if (pressed(GLFW_KEY_PERIOD)) desk.playback.seek(desk.now() + minute);
    if (pressed(GLFW_KEY_COMMA)) desk.playback.seek(desk.now() - minute);
  } else if (!desk.hides_truth()) {
    if (pressed(GLFW_KEY_PERIOD)) step_entry(desk, true, Severity::notice);
    if (pressed(GLFW_KEY_COMMA)) step_entry(desk, false, Severity::notice);
    if (pressed(GLFW_KEY_N)) step_entry(desk, true, Severity::danger);
  }
  if (pressed(GLFW_KEY_LEFT_BRACKET)) pan_axis(desk, -0.1);
  if (pressed(GLFW_KEY_RIGHT_BRACKET)) pan_axis(desk, 0.1);
  if (pressed(GLFW_KEY_HOME)) desk.playback.seek(desk.playback.begin);
  if (pressed(GLFW_KEY_END)) desk.playback.seek(desk.playback.end);
  if (pressed(GLFW_KEY_MINUS)) change_speed(desk, -1);
  if (pressed(GLFW_KEY_EQUAL)) change_speed(desk, 1);
  return KeyCommand::none;
}

}  // namespace fengsui::viz
