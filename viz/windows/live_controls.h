// What steers a live run, wherever it is shown: freeze and run, speed, and how the run stands in words.
#pragma once

#include <string>

#include "viz/windows/desk.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

// "RUNNING × 10", "FROZEN", "ENDED", with a colour of its own.
std::string state_words(const Desk& desk);
Term state_term(const Desk& desk);
ImU32 state_colour(const Desk& desk);

// What Space does: freezes or runs the live run, plays or pauses history.
void toggle_time(Desk& desk);
// Faster or slower by steps of the list: the simulation, or the replay of history.
void change_speed(Desk& desk, int steps);
// A list of speeds named `name`.
void draw_speed(Desk& desk, const char* name, float width);

// A button that is there but cannot be pressed says why in its tooltip; empty: it can be pressed.
bool able_button(Desk& desk, const std::string& label, std::string_view name, const std::string& what,
                 const std::string& why_not, float width = 0.0F);

// A list of seats that can be taken or released, found by typing. A click on a taken one sits down there.
void draw_seats(Desk& desk, const char* name);
// Takes a seat and sits down at it.
void sit_down(Desk& desk, SeatId seat);

}  // namespace fengsui::viz
