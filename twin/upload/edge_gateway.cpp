#include "twin/upload/edge_gateway.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "sim/base/text.h"

namespace fengsui::upload {

namespace {

// Everything here is an exercise, and whoever reads it must see that.
constexpr const char* exercise = "【演练】";

// Without the digits that only binary numbers have.
std::string number(double value) { return format_number(std::round(value * 1e4) / 1e4); }

std::string words_of(const std::string& label, const LevelChange& change) {
  constexpr const char* names[] = {"恢复正常，消警", "低低限报警", "低限报警", "高限报警", "高高限报警"};
  return exercise + label + names[static_cast<std::size_t>(change.level)] + "，当前值" +
         number(change.value) + "，限值" + number(change.threshold);
}

}  // namespace

EdgeGateway::EdgeGateway(const EdgeFacts& facts, GatewayId id) : facts_(facts), id_(id) {
  const auto& points = facts.directory.points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].gateway != id) continue;
    points_.push_back({PointId(i), EdgeAlarms(points[i], facts.settings)});
    // a point that is sampled more seldom than posts leave keeps no post waiting
    if (points[i].period <= facts.settings.period) gathering_ = std::max(gathering_, points[i].period);
  }
  gathering_ = std::min(gathering_, facts.settings.period - Duration{1});
}

std::size_t EdgeGateway::position_of(PointId id) const {
  const auto found = std::ranges::lower_bound(points_, id, {}, &Point::id);
  assert(found != points_.end() && found->id == id);
  return static_cast<std::size_t>(found - points_.begin());
}

Second EdgeGateway::second_of(Time stamp) const {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::microseconds>(facts_.start + stamp.time_since_epoch()));
}

std::int64_t EdgeGateway::window_of(Time stamp) const {
  // a clock that is behind stamps before the start
  const auto period = facts_.settings.period.count(), since = stamp.time_since_epoch().count();
  return since >= 0 ? since / period : -((-since + period - 1) / period);
}

Time EdgeGateway::begin_of(std::int64_t window) const {
  return scenario_start + window * facts_.settings.period;
}

RealTimeValue EdgeGateway::value_of(Point& point, Time stamp, double value) const {
  point.posted = std::max(point.posted, stamp);
  return {facts_.codes.points[point.id.index], second_of(stamp), value};
}

void EdgeGateway::take(Time now, std::span<const Reading> readings, const Send& send) {
  for (const Reading& reading : readings)
    if (std::isfinite(reading.value)) {
      if (reading.time > newest_) heard_ = now;
      take_one(reading, send);
    }
  // others of the newest instant may be in the next message
  if (newest_ != Time::min()) settle(newest_ - Duration{1}, send);
  post_values(at_once_, send);
  post_events(send);
  plan();
}

void EdgeGateway::take_one(const Reading& reading, const Send& send) {
  Point& point = points_[position_of(reading.point)];
  if (reading.time <= point.newest) {
    at_once_.push_back(value_of(point, reading.time, reading.value));
    return;
  }

  // what had been waiting for this long is decided before
  if (reading.time > newest_) settle(reading.time - Duration{1}, send);
  newest_ = std::max(newest_, reading.time);
  const std::int64_t window = window_of(reading.time);
  const int zone = point.alarms.zone(reading.value);
  const bool first_of_window = point.newest == Time::min() || window > point.window;
  const bool crossed = point.zone >= 0 && zone != point.zone;
  point.newest = reading.time;
  point.window = window;
  point.zone = zone;
  point.value = reading.value;
  note(point, point.alarms.sample(reading.time, reading.value));
  if (!first_of_window && !crossed) return;

  if (reading.time - begin_of(window) > gathering_ || closed_window_ >= window) {
    at_once_.push_back(value_of(point, reading.time, reading.value));
    return;
  }
  if (!batch_.empty() && batch_window_ != window) post_batch(send);
  batch_window_ = window;
  batch_.push_back(value_of(point, reading.time, reading.value));
}

// Nothing stamped up to `stamp` is still to come.
void EdgeGateway::settle(Time stamp, const Send& send) {
  for (Point& point : points_)
    if (point.alarms.due() <= stamp) note(point, point.alarms.nothing_until(stamp));
  if (!batch_.empty() && stamp > begin_of(batch_window_) + gathering_) post_batch(send);
}

void EdgeGateway::note(const Point& point, const std::optional<LevelChange>& change) {
  if (!change) return;
  events_.push_back({second_of(change->stamp), facts_.codes.points[point.id.index], change->value,
                     change->level, change->threshold, words_of(facts_.labels[point.id.index], *change)});
}

void EdgeGateway::post_batch(const Send& send) {
  // a point that is sampled seldom is repeated, or the platform would take it for dead
  for (Point& point : points_)
    if (facts_.directory.points[point.id.index].period > facts_.settings.longest_silence &&
        point.newest != Time::min() &&
        begin_of(batch_window_) - point.posted >= facts_.settings.longest_silence)
      batch_.push_back(value_of(point, begin_of(batch_window_), point.value));
  closed_window_ = batch_window_;
  post_values(batch_, send);
}

void EdgeGateway::post_values(std::vector<RealTimeValue>& values, const Send& send) const {
  if (values.empty()) return;
  const EnterpriseId enterprise = facts_.directory.gateways[id_.index].enterprise;
  send(id_, RealTimePost{facts_.codes.enterprises[enterprise.index], facts_.codes.gateways[id_.index],
                         std::exchange(values, {})});
}

void EdgeGateway::post_events(const Send& send) {
  if (events_.empty()) return;
  const EnterpriseId enterprise = facts_.directory.gateways[id_.index].enterprise;
  send(id_, EventsPost{facts_.codes.enterprises[enterprise.index], std::exchange(events_, {})});
}

void EdgeGateway::plan() {
  wake_ = never;
  const auto wait_for = [&](Time stamp) {
    wake_ = std::min(wake_, heard_ + std::max(stamp - newest_, Duration::zero()) + facts_.settings.scan);
  };
  if (!batch_.empty()) wait_for(begin_of(batch_window_) + gathering_ + Duration{1});
  for (const Point& point : points_)
    if (point.alarms.due() != never) wait_for(point.alarms.due());
}

void EdgeGateway::tick(Time now, const Send& send) {
  if (now < wake_) return;
  // the gateway's clock has gone on as this one did since something was heard
  settle(newest_ + (now - heard_) - facts_.settings.scan, send);
  post_events(send);
  plan();
}

void EdgeGateway::finish(const Send& send) {
  settle(newest_, send);
  if (!batch_.empty()) post_batch(send);
  post_events(send);
}

}  // namespace fengsui::upload
