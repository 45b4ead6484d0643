// Where a replay stands and how fast it goes. Wall-clock time comes in from outside, as seconds of a frame.
//
// In a live run the end is the present of the simulation: who stands there goes with it, who goes back looks
// at history until he comes back to the end.
#pragma once

#include <algorithm>

#include "sim/base/time.h"

namespace fengsui::viz {

struct Playback {
  Time begin = scenario_start, end = scenario_start;
  Time now = scenario_start;
  double pace = 10.0;  // simulated seconds per second
  bool running = false;
  bool live = false;
  bool at_live = false;           // goes with the simulation
  Time planned = scenario_start;  // end of a live run, as its scenario has it

  // The last instant that a time axis shows.
  Time last() const { return live ? std::max(end, planned) : end; }

  void seek(Time time) {
    now = std::clamp(time, begin, end);
    at_live = live && now >= end;
    if (at_live) running = false;
  }
  void toggle() {
    // at the end, play starts anew
    if (!running && now >= end) now = begin;
    running = !running;
  }
  // Stops by itself at the end.
  void advance(double wall_s) {
    if (!running) return;
    seek(now + from_seconds(wall_s * pace));
    if (now >= end) running = false;
  }
  // The simulation has come this far.
  void follow(Time present) {
    end = present;
    if (at_live || now > end) seek(end);
  }
};

}  // namespace fengsui::viz
