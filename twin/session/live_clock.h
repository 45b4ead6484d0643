// Simulated time against the wall clock: stands still, or runs at a speed.
//
// Only pacing and the moments of people's deeds come from it; the world knows nothing of it.
#pragma once

#include <algorithm>
#include <chrono>

#include "sim/base/time.h"

namespace fengsui::live {

class PacedClock {
 public:
  using Wall = std::chrono::steady_clock;

  void set_speed(double times) {
    settle(never);
    speed_ = times;
  }
  void go() {
    going_ = true;
    since_ = Wall::now();
  }
  // Stands still where it is, but not after `cap`.
  void stop(Time cap) {
    settle(cap);
    going_ = false;
  }
  // Never runs behind what has happened.
  void at_least(Time time) {
    if (now(never) >= time) return;
    base_ = time;
    since_ = Wall::now();
  }
  void set(Time time) {
    base_ = time;
    since_ = Wall::now();
  }

  // [since the start], not after `cap`: the next thing that will happen.
  Time now(Time cap) const {
    if (!going_ || speed_ <= 0.0) return std::min(base_, cap);
    constexpr double longest_s = 1e9;
    const double elapsed = std::chrono::duration<double>(Wall::now() - since_).count() * speed_;
    return std::min(after(base_, from_seconds(std::min(elapsed, longest_s))), cap);
  }
  // When the wall clock reaches a simulated time; the past when it has no pace.
  Wall::time_point due(Time time) const {
    if (speed_ <= 0.0) return since_;
    constexpr double longest_s = 1e7;
    const double seconds = std::min(to_seconds(time - base_) / speed_, longest_s);
    return since_ + std::chrono::duration_cast<Wall::duration>(std::chrono::duration<double>(seconds));
  }
  double speed() const { return speed_; }

 private:
  void settle(Time cap) {
    base_ = now(cap);
    since_ = Wall::now();
  }

  bool going_ = false;
  double speed_ = 1.0;
  Time base_ = scenario_start;
  Wall::time_point since_ = Wall::now();
};

}  // namespace fengsui::live
