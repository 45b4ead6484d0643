// The colours of the console, light and dark, and how the four official colours look to everybody: each has
// its letter and its own hatching, so that nobody has to tell red from orange.
#pragma once

#include <imgui.h>

#include <string>

#include "sim/port/messages.h"
#include "twin/record/record.h"
#include "viz/model/alarm_book.h"

namespace fengsui::viz {

struct Paint {
  ImU32 back = 0, panel = 0, raised = 0, line = 0, text = 0, faint = 0, accent = 0, good = 0, bad = 0,
        caution = 0, truth = 0, future = 0;
};

const Paint& paint(bool dark);

ImU32 official(Colour colour, bool dark);
ImU32 on_official(Colour colour, bool dark);  // text upon it
ImU32 severity_colour(Severity severity, bool dark);
ImU32 curve_colour(std::size_t number, bool dark);  // eight that differ also in lightness
ImU32 with_alpha(ImU32 colour, double alpha);

// A filled rectangle in the colour, hatched in its own way, with its letter if there is room.
void draw_official(ImDrawList& list, ImVec2 low, ImVec2 high, Colour colour, bool dark, Language language,
                   bool with_letter = true, float rounding = 3.0F);

// Applies the theme to the whole of ImGui's style.
void apply_theme(bool dark, float scale);

}  // namespace fengsui::viz
