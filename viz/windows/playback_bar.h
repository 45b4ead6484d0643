// The strip at the bottom: play, pause, step, pace, and the whole run as a scrub bar with its dangers.
#pragma once

#include "viz/windows/desk.h"

namespace fengsui::viz {

void draw_playback_bar(Desk& desk);

// The neighbours of the present among the entries people care about (at least `severity`).
void step_entry(Desk& desk, bool forward, Severity severity);

inline constexpr double paces[] = {1, 2, 5, 10, 30, 60, 120, 300, 1000};
void change_pace(Desk& desk, int steps);

}  // namespace fengsui::viz
