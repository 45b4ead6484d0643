// Pacing against the wall clock: simulated time runs `speed` times as fast as real time.
//
// It only waits; nothing of the wall clock reaches the world, so the record is the same at any speed.
#pragma once

#include <chrono>
#include <functional>

#include "sim/base/time.h"

namespace fengsui {

class Pace {
 public:
  explicit Pace(double speed) : speed_(speed) {}

  // Returns when `next` is due, or as soon as `give_up` says so (asked every few milliseconds).
  void wait_for(Time next, const std::function<bool()>& give_up);

 private:
  using WallClock = std::chrono::steady_clock;

  double speed_;
  WallClock::time_point began_ = WallClock::now();
};

}  // namespace fengsui
