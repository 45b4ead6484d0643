// What the judge counts, where practice differs: numbers of the method, not of the world.
#pragma once

#include <cstdint>

#include "sim/base/time.h"

namespace fengsui {

// When a position is flooded. EEMUA/ISA: more than 10 alarms in a 10-minute window, until fewer than 5; other
// texts say "10 or more", and count in sliding instead of fixed windows. Both readings are here.
struct FloodDefinition {
  Duration window = std::chrono::minutes(10);
  std::uint32_t limit = 10;
  bool limit_included = false;  // false: "> limit", true: ">= limit"
  std::uint32_t end_below = 5;  // a flood lasts until a window has fewer
  bool sliding = false;         // false: windows [k W, (k+1) W); true: (t-W, t] at every t

  bool over(std::uint64_t count) const { return limit_included ? count >= limit : count > limit; }
};

struct JudgeSettings {
  FloodDefinition flood;
  Duration settling = std::chrono::minutes(10);  // what ended this long ago still explains an alarm
  Duration chatter_window = std::chrono::minutes(1);
  std::uint32_t chatter_activations = 3;  // within chatter_window
  Duration stale_after = std::chrono::hours(24);
};

}  // namespace fengsui
