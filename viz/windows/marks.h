// Where named things are on the screen and what they say, for whoever drives the console from outside.
//
// A frame without marks costs nothing: the pointer in the desk is null then.
#pragma once

#include <imgui.h>

#include <map>
#include <string>

namespace fengsui::viz {

struct Mark {
  ImVec2 low, high;  // [pixels] of the window
  std::string words;
  bool cut = false;  // the words did not fit
  ImGuiID item = 0;  // of what can be pressed, opened or typed into; 0: none
};

struct Marks {
  std::map<std::string, Mark, std::less<>> by_name;  // "alarms.row.0"; of the frame drawn last
};

}  // namespace fengsui::viz
