// What a signal does from now on, as a value that can be compared: only a law that really changed gives
// its signal a new segment.
//
// Levels are in the unit of the signal, ramps in that unit per second, time constants in seconds.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "sim/signal/segment.h"

namespace fengsui::plant {

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

struct Law {
  enum class Kind : std::uint8_t { keep, hold, ramp, relax, settle };

  Kind kind = Kind::keep;
  double target = 0.0;         // level, or the increment of `settle`
  double pace = 0.0;           // ramp [unit/s] or time constant [s]
  std::optional<double> from;  // a step taken before the law begins

  friend bool operator==(const Law&, const Law&) = default;
};

inline Law keep() { return {}; }
inline Law hold(double level) { return {Law::Kind::hold, level, 0.0, {}}; }
inline Law hold(bool state) { return hold(state ? 1.0 : 0.0); }
inline Law ramp(double target, double per_second) { return {Law::Kind::ramp, target, per_second, {}}; }
inline Law ramp_from(double from, double target, double per_second) {
  return {Law::Kind::ramp, target, per_second, from};
}
inline Law relax(double target, double tau_s) { return {Law::Kind::relax, target, tau_s, {}}; }
// First order towards the present value plus `increment`: a flow that dies away with `tau_s`.
inline Law settle(double increment, double tau_s) { return {Law::Kind::settle, increment, tau_s, {}}; }

// The segment of a law that begins at `now`, when the signal has the value `present`.
inline Segment segment_of(const Law& law, Time now, double present) {
  using Shape = Segment::Shape;
  const double from = law.from.value_or(present);
  const auto at_rest = [&](double level) { return Segment{now, level, level, 0.0, Shape::hold}; };
  switch (law.kind) {
    case Law::Kind::keep:
      return at_rest(from);
    case Law::Kind::hold:
      return at_rest(law.target);
    case Law::Kind::ramp:
      if (law.pace > 0 ? from < law.target : law.pace < 0 && from > law.target)
        return {now, from, law.target, law.pace, Shape::ramp};
      return at_rest(from);
    case Law::Kind::relax:
      if (from == law.target) return at_rest(from);
      return {now, from, law.target, law.pace, Shape::lag};
    case Law::Kind::settle:
      if (law.target == 0.0) return at_rest(from);
      return {now, from, from + law.target, law.pace, Shape::lag};
  }
  return at_rest(from);
}

// Where a law ends up: the value to begin from when a unit is placed in the middle of its cycle.
inline double settled(const Law& law, double present) {
  const double from = law.from.value_or(present);
  if (law.kind == Law::Kind::keep) return from;
  if (law.kind == Law::Kind::settle) return from + law.target;
  return std::isfinite(law.target) ? law.target : from;
}

}  // namespace fengsui::plant
