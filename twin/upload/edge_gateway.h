// One plant gateway: of what it hears from its points it makes the posts of the interface.
//
//   every period   one real-time post with one value of each point: the first stamped at or after the
//                  multiple of the period on the gateway's clock; it leaves when the slowest point has spoken
//   at once        values that cross a limit, repeated and late ones, and limit alarms (scd)
//
// In: readings with the gateway's own stamps, as the network delivers them: late, twice, or in one go after
// an outage. What comes out depends on the stamps alone, except for the time at which it does.
// Throws nothing.
#pragma once

#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "sim/port/messages.h"
#include "twin/upload/codes.h"
#include "twin/upload/edge_alarms.h"

namespace fengsui::upload {

// What all gateways of a city share.
struct EdgeFacts {
  const Directory& directory;
  const CodeTable& codes;
  const std::vector<std::string>& labels;  // of the points, for people
  const EdgeSettings& settings;
  std::chrono::microseconds start{};  // of the scenario, since 1970, UTC
};

class EdgeGateway {
 public:
  using Send = std::function<void(GatewayId, Posting)>;

  EdgeGateway(const EdgeFacts& facts, GatewayId id);

  // Values that the sampler of a point must not leave out.
  const std::vector<Level>& levels(PointId point) const {
    return points_[position_of(point)].alarms.levels();
  }

  // Readings of this gateway that arrive `now`, in the order in which they were sent.
  void take(Time now, std::span<const Reading> readings, const Send& send);
  // Nothing has come for a while; to be called at `wake`.
  void tick(Time now, const Send& send);
  // The end of the run: what waits is posted.
  void finish(const Send& send);

  Time wake() const { return wake_; }

 private:
  struct Point {
    PointId id;
    EdgeAlarms alarms;
    Time newest = Time::min();  // stamp of its latest reading
    Time posted = Time::min();  // stamp of its latest posted value
    std::int64_t window = 0;    // number of the period of that stamp
    int zone = -1;
    double value = 0.0;
  };

  std::size_t position_of(PointId id) const;
  void take_one(const Reading& reading, const Send& send);
  void settle(Time stamp, const Send& send);
  void note(const Point& point, const std::optional<LevelChange>& change);
  void post_batch(const Send& send);
  void post_values(std::vector<RealTimeValue>& values, const Send& send) const;
  void post_events(const Send& send);
  void plan();
  RealTimeValue value_of(Point& point, Time stamp, double value) const;
  Second second_of(Time stamp) const;
  std::int64_t window_of(Time stamp) const;
  Time begin_of(std::int64_t window) const;

  const EdgeFacts& facts_;
  GatewayId id_;
  std::vector<Point> points_;      // ascending by id
  Duration gathering_{};           // from a multiple of the period to the last of its first values
  Time newest_ = Time::min();      // stamp of anything heard
  Time heard_{};                   // when that arrived
  std::int64_t batch_window_ = 0;  // of the values that wait
  std::int64_t closed_window_ = std::numeric_limits<std::int64_t>::min();  // the latest that was posted
  std::vector<RealTimeValue> batch_, at_once_;
  std::vector<LimitEvent> events_;
  Time wake_ = never;
};

}  // namespace fengsui::upload
