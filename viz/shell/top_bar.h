// The strip at the top: what runs, the views, what needs attention now, language, theme, commands.
#pragma once

#include "viz/windows/desk.h"

namespace fengsui::viz {

// Returns whether the palette was asked for.
bool draw_top_bar(Desk& desk);

void switch_language(Desk& desk);

}  // namespace fengsui::viz
