// Where a replay stands and how fast it goes. Wall-clock time comes in from outside, as seconds of a frame.
#pragma once

#include <algorithm>

#include "sim/base/time.h"

namespace fengsui::viz {

struct Playback {
  Time begin = scenario_start, end = scenario_start;
  Time now = scenario_start;
  double pace = 10.0;  // simulated seconds per second
  bool running = false;

  void seek(Time time) { now = std::clamp(time, begin, end); }
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
};

}  // namespace fengsui::viz
