// Simulated time: integer microseconds since the start of the scenario.
//
// Integers make "same seed, same bytes" possible; doubles appear only inside the physics.
// The clock has no now(): simulated time is handed to whoever may know it, and wall-clock
// time cannot be asked for by mistake.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>

namespace fengsui {

using Duration = std::chrono::duration<std::int64_t, std::micro>;

struct SimClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<SimClock, duration>;
  static constexpr bool is_steady = true;
};

using Time = SimClock::time_point;

inline constexpr Time scenario_start{};
inline constexpr Time never = Time::max();
inline constexpr Duration forever = Duration::max();

// The nearest microsecond; a value beyond the range (or infinite) becomes `forever`.
inline Duration from_seconds(double seconds) {
  const double microseconds = seconds * 1e6;
  if (!(microseconds < 9.2e18)) return forever;
  if (microseconds < -9.2e18) return Duration::min();
  return Duration{std::llround(microseconds)};
}

constexpr double to_seconds(Duration duration) { return static_cast<double>(duration.count()) * 1e-6; }
constexpr double to_seconds(Time time) { return to_seconds(time.time_since_epoch()); }

// `time + delay` that stays at `never` instead of overflowing.
constexpr Time after(Time time, Duration delay) {
  if (time == never || delay == forever || (time > scenario_start && delay > never - time)) return never;
  return time + delay;
}

}  // namespace fengsui
