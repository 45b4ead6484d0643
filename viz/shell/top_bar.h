// The strip at the top: what runs, the views, what needs attention now, language, theme, commands.
#pragma once

#include "viz/windows/desk.h"

namespace fengsui::viz {

// Returns whether the palette was asked for.
bool draw_top_bar(Desk& desk);

void switch_language(Desk& desk);

// Whether a view makes sense now: those of a drill need a live run, and a seat sees no truth.
bool offered(const Desk& desk, View view);

}  // namespace fengsui::viz
