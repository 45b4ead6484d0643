// The tiles of a view: each shows one window under its title, where another can be chosen; the borders
// between them can be dragged, and each can fill the view.
#pragma once

#include "viz/shell/arrangement.h"

namespace fengsui::viz {

// Draws the view into the room that is left.
// `below` [pixels] are left free.
void draw_tiles(Desk& desk, ViewArrangement& view, float below);

}  // namespace fengsui::viz
