// A segment: the closed form that one process variable follows until an event changes it.
//
//   hold  y(t) = from
//   ramp  y(t) = from + pace·(t - start), pace [unit/s], until `target` is reached, then holds it
//   lag   y(t) = target + (from - target)·exp(-(t - start)/pace), pace = time constant [s] > 0
//
// Values are in the signal's own unit. Before `start` the value is `from`. Crossings are computed, not
// searched for. Throws nothing; a ramp away from its target or a negative time constant is an assertion.
#pragma once

#include <limits>

#include "sim/base/id.h"
#include "sim/base/time.h"

namespace fengsui {

struct Segment {
  enum class Shape : std::uint8_t { hold, ramp, lag };

  Time start{};
  double from = 0.0;
  double target = 0.0;
  double pace = 0.0;
  Shape shape = Shape::hold;

  friend bool operator==(const Segment&, const Segment&) = default;
};

Segment hold(Time start, double value);
// A ramp of rate 0 is a hold; without a target it goes on for ever.
Segment ramp(Time start, double from, double rate_per_s, double target);
Segment ramp(Time start, double from, double rate_per_s);
// A time constant of 0 is a jump to the target.
Segment lag(Time start, double from, double target, double time_constant_s);

enum class Direction : std::uint8_t { up, down };

// Whether a value that moves in `direction` is at or beyond the level.
constexpr bool reached(double value, double level, Direction direction) {
  return direction == Direction::up ? value >= level : value <= level;
}

double value(const Segment& segment, Time time);

// The first whole microsecond >= `from` at which the value is at or beyond the level, `from` itself if it
// already is, `never` if it never will be (a lag never arrives at its target).
Time next_crossing(const Segment& segment, Time from, double level, Direction direction);

struct Bounds {
  double low = 0.0, high = 0.0;
};

// The smallest and the largest value on [first, last].
Bounds bounds(const Segment& segment, Time first, Time last);

template <class Archive>
void visit(Archive& archive, const Segment& segment) {
  archive(segment.start);
  archive(segment.from);
  archive(segment.target);
  archive(segment.pace);
  archive(segment.shape);
}

// From this time on, a signal follows this segment.
struct SegmentEntry {
  Time time{};
  SignalId signal;
  Segment segment;
};

}  // namespace fengsui
