// The exact response of a first-order instrument to a segment.
//
//   lag_s · r' = u(t) - r        u = the segment [unit of the signal], lag_s >= 0 [s]
//
// State: the response at `start`; from there it is a constant, a slope and at most two exponentials (three
// pieces of formula for a ramp that ends). lag_s = 0 follows the segment itself. Throws nothing.
#pragma once

#include "sim/signal/segment.h"

namespace fengsui {

struct Response {
  Segment input;
  Time start{};
  double at_start = 0.0;        // the response
  double input_at_start = 0.0;  // the segment
  double lag_s = 0.0;
};

// An instrument that has been looking at the segment's present value for a long time.
Response settled_response(const Segment& input, double lag_s, Time now);

// The same instrument, from `now` on looking at another segment: its own value does not jump.
Response follow(const Response& response, const Segment& input, Time now);

double value(const Response& response, Time time);

// As for segments. The response may turn once, so a level may be passed, left and passed again.
Time next_crossing(const Response& response, Time from, double level, Direction direction);

// The smallest and the largest value on [first, last].
Bounds bounds(const Response& response, Time first, Time last);

// Whether the value will not change any more.
bool is_constant(const Response& response);

template <class Archive>
void visit(Archive& archive, const Response& response) {
  visit(archive, response.input);
  archive(response.start);
  archive(response.at_start);
  archive(response.input_at_start);
  archive(response.lag_s);
}

}  // namespace fengsui
