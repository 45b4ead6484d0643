#include "sim/signal/segment.h"

#include <algorithm>
#include <cassert>

namespace fengsui {

namespace {

double elapsed_s(const Segment& segment, Time time) {
  return time > segment.start ? to_seconds(time - segment.start) : 0.0;
}

// Seconds after the start at which the level is met exactly; infinite if it never is.
double seconds_to(const Segment& segment, double level) {
  switch (segment.shape) {
    case Segment::Shape::hold:
      break;
    case Segment::Shape::ramp: {
      const bool within = segment.pace > 0 ? level <= segment.target : level >= segment.target;
      if (within) return (level - segment.from) / segment.pace;
      break;
    }
    case Segment::Shape::lag: {
      const double left = (level - segment.target) / (segment.from - segment.target);
      if (left > 0.0 && left < 1.0) return -segment.pace * std::log(left);
      break;
    }
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace

Segment hold(Time start, double value) { return {start, value, value, 0.0, Segment::Shape::hold}; }

Segment ramp(Time start, double from, double rate_per_s, double target) {
  if (rate_per_s == 0.0 || from == target) return hold(start, from);
  assert((target > from) == (rate_per_s > 0.0));
  return {start, from, target, rate_per_s, Segment::Shape::ramp};
}

Segment ramp(Time start, double from, double rate_per_s) {
  return ramp(start, from, rate_per_s, std::copysign(std::numeric_limits<double>::infinity(), rate_per_s));
}

Segment lag(Time start, double from, double target, double time_constant_s) {
  assert(time_constant_s >= 0.0);
  if (time_constant_s == 0.0 || from == target) return hold(start, target);
  return {start, from, target, time_constant_s, Segment::Shape::lag};
}

double value(const Segment& segment, Time time) {
  switch (segment.shape) {
    case Segment::Shape::hold:
      break;
    case Segment::Shape::ramp: {
      const double reached_by_now = segment.from + segment.pace * elapsed_s(segment, time);
      return segment.pace > 0 ? std::min(reached_by_now, segment.target)
                              : std::max(reached_by_now, segment.target);
    }
    case Segment::Shape::lag:
      return segment.target +
             (segment.from - segment.target) * std::exp(-elapsed_s(segment, time) / segment.pace);
  }
  return segment.from;
}

Time next_crossing(const Segment& segment, Time from, double level, Direction direction) {
  if (reached(value(segment, from), level, direction)) return from;

  // segments are monotone: one that is moving away never comes back
  const double seconds = seconds_to(segment, level);
  const double end = value(segment, never);
  if (!(seconds < 9e12) || (direction == Direction::up ? end < level : end > level)) return never;

  // the exact instant lies between two microseconds: take the first one that is really there
  Time time = std::max(from, after(segment.start, Duration{static_cast<std::int64_t>(seconds * 1e6)}));
  for (Duration step{1}; time != never && !reached(value(segment, time), level, direction); step *= 2)
    time = after(time, step);
  return time;
}

Bounds bounds(const Segment& segment, Time first, Time last) {
  const double a = value(segment, first), b = value(segment, last);
  return {std::min(a, b), std::max(a, b)};
}

}  // namespace fengsui
