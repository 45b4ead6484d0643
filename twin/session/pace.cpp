#include "twin/session/pace.h"

#include <algorithm>
#include <thread>

namespace fengsui {

void Pace::wait_for(Time next, const std::function<bool()>& give_up) {
  const auto due = began_ + std::chrono::duration_cast<WallClock::duration>(
                                std::chrono::duration<double>(to_seconds(next) / speed_));
  while (!give_up()) {
    const auto now = WallClock::now();
    if (now >= due) return;
    std::this_thread::sleep_for(std::min<WallClock::duration>(due - now, std::chrono::milliseconds{20}));
  }
}

}  // namespace fengsui
