// Where the keyboard is among the windows of a view and the bars above and below, and how it gets from one to
// the next.
//
// Arrows stay in a window while they find something there; then they lead to the title of the next one.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <optional>

#include "viz/windows/desk.h"

namespace fengsui::viz {

// Beside the four places of a view (0 left top, 1 left bottom, 2 right top, 3 right bottom).
inline constexpr std::size_t top_bar_stop = 4, playback_stop = 5;

// In this frame or the next one, the keyboard goes there.
void ask_keyboard(Desk& desk, std::size_t stop);
// The last item is where the keyboard arrives at this stop.
void receive_keyboard(Desk& desk, std::size_t stop);
// To be called once per frame, before the windows are drawn: what could not be reached is forgotten.
void begin_reach(Desk& desk);
// To be called at the end of each window: an arrow that found nothing in it leads on. `alone`: it fills the
// view.
void lead_on(Desk& desk, std::size_t place, bool alone);

// The last item is a window of the view: an arrow from outside that meets it goes right into it, but Esc has
// just come out of it.
void enter_when_met(Desk& desk, std::size_t place);

// The keyboard goes to the last item at once, from wherever it was.
void bring_keyboard();
// An arrow was pressed that way.
bool arrow(ImGuiDir way);

}  // namespace fengsui::viz
