// Ctrl+P: everything the console can do, and everything that can be looked at, found by typing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "viz/windows/desk.h"

namespace fengsui::viz {

struct Command {
  std::string words;
  std::function<void()> act;
};

struct Palette {
  bool open = false;
  bool fresh = false;  // opened in this frame: takes the keyboard
  std::string search;
  std::size_t chosen = 0;

  void show() { *this = {true, true, {}, 0}; }
};

// Draws the palette when it is open and does what is chosen: arrows and Enter, or a click. Esc closes it.
void draw_palette(Desk& desk, Palette& palette, const std::vector<Command>& commands);

}  // namespace fengsui::viz
