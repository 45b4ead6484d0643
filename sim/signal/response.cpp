#include "sim/signal/response.h"

#include <algorithm>
#include <cassert>

namespace fengsui {

namespace {

using Shape = Segment::Shape;

double elapsed_s(const Response& response, Time time) {
  return time > response.start ? to_seconds(time - response.start) : 0.0;
}

double ramp_end_s(const Response& response) {
  return (response.input.target - response.input_at_start) / response.input.pace;
}

double on_ramp(const Response& response, double seconds) {
  const double tau = response.lag_s;
  const double faded = std::expm1(-seconds / tau);
  return response.input_at_start + (response.at_start - response.input_at_start) * (1.0 + faded) +
         response.input.pace * (seconds + tau * faded);
}

double on_lag(const Response& response, double seconds) {
  const double tau = response.lag_s, pace = response.input.pace, target = response.input.target;

  // the difference of the two exponentials, written so that equal time constants need no special case
  const double gap = std::abs(1.0 / tau - 1.0 / pace);
  const double spread = gap * seconds > 1e-12 ? -std::expm1(-gap * seconds) / gap : seconds;
  return target + (response.at_start - target) * std::exp(-seconds / tau) +
         (response.input_at_start - target) / tau * std::exp(-seconds / std::max(tau, pace)) * spread;
}

double value_at(const Response& response, double seconds) {
  const Segment& input = response.input;
  const double tau = response.lag_s;
  switch (input.shape) {
    case Shape::hold:
      break;
    case Shape::ramp: {
      const double end = ramp_end_s(response);
      if (seconds <= end) return on_ramp(response, seconds);
      return input.target + (on_ramp(response, end) - input.target) * std::exp(-(seconds - end) / tau);
    }
    case Shape::lag:
      return on_lag(response, seconds);
  }
  return input.from + (response.at_start - input.from) * std::exp(-seconds / tau);
}

// Seconds after the start where the response may turn, in order; infinite where there is no such place.
struct Turns {
  double first = std::numeric_limits<double>::infinity();
  double second = std::numeric_limits<double>::infinity();
};

Turns turns(const Response& response) {
  Turns result;
  const double tau = response.lag_s, pace = response.input.pace;
  const double ahead = response.at_start - response.input_at_start;
  if (response.lag_s == 0.0) return result;
  if (response.input.shape == Shape::ramp) {
    // the response turns where the ramp overtakes it, and may bend where the ramp ends
    const double end = ramp_end_s(response);
    const double meeting = tau * std::log1p(ahead / (pace * tau));
    result = meeting > 0 && meeting < end ? Turns{meeting, end} : Turns{end, result.second};
  } else if (response.input.shape == Shape::lag) {
    // u(t) = r(t), solved for t; the limit of equal time constants is taken by log1p
    const double distance = response.input_at_start - response.input.target;
    const double gap = 1.0 / tau - 1.0 / pace;
    const double argument = gap * pace * (-ahead / distance);
    const double meeting =
        std::abs(argument) > 1e-12 ? std::log1p(argument) / gap : pace * (-ahead / distance);
    if (meeting > 0) result.first = meeting;
  }
  return result;
}

Time at_seconds(const Response& response, double seconds) {
  return after(response.start, from_seconds(seconds));
}

// First microsecond in (before, at] that has reached the level; the response is monotone between them.
Time bisect(const Response& response, Time before, Time at, double level, Direction direction) {
  while (at - before > Duration{1}) {
    const Time middle = before + (at - before) / 2;
    (reached(value(response, middle), level, direction) ? at : before) = middle;
  }
  return at;
}

}  // namespace

Response settled_response(const Segment& input, double lag_s, Time now) {
  const double present = value(input, now);
  return {input, now, present, present, lag_s};
}

Response follow(const Response& response, const Segment& input, Time now) {
  assert(input.start <= now && response.start <= now);
  return {input, now, value(response, now), value(input, now), response.lag_s};
}

double value(const Response& response, Time time) {
  if (response.lag_s == 0.0) return value(response.input, time);
  return value_at(response, elapsed_s(response, time));
}

Time next_crossing(const Response& response, Time from, double level, Direction direction) {
  if (response.lag_s == 0.0) return next_crossing(response.input, from, level, direction);
  if (reached(value(response, from), level, direction)) return from;

  // up to the last turn: each monotone stretch holds at most one crossing
  const Turns places = turns(response);
  Time begin = from;
  for (const double place : {places.first, places.second}) {
    const Time end = at_seconds(response, place);
    if (end == never || end <= begin) continue;
    if (reached(value(response, end), level, direction))
      return bisect(response, begin, end, level, direction);
    begin = end;
  }

  // after it the response only approaches the input's end
  const double end_value = value(response.input, never);
  if (direction == Direction::up ? end_value <= level : end_value >= level) return never;
  for (Duration step = from_seconds(response.lag_s + 1e-6);; step *= 2) {
    const Time end = after(begin, step);
    if (end == never) return never;
    if (reached(value(response, end), level, direction))
      return bisect(response, begin, end, level, direction);
    begin = end;
  }
}

Bounds bounds(const Response& response, Time first, Time last) {
  const double a = value(response, first), b = value(response, last);
  Bounds result{std::min(a, b), std::max(a, b)};
  if (is_constant(response)) return result;
  const Turns places = turns(response);
  for (const double place : {places.first, places.second}) {
    if (!(place > elapsed_s(response, first) && place < elapsed_s(response, last))) continue;
    const double between = value_at(response, place);
    result = {std::min(result.low, between), std::max(result.high, between)};
  }
  return result;
}

bool is_constant(const Response& response) {
  return response.input.shape == Shape::hold &&
         (response.lag_s == 0.0 || response.at_start == response.input.from);
}

}  // namespace fengsui
