#include "viz/model/queue_book.h"

#include <algorithm>

namespace fengsui::viz {

namespace {

// How many of them are not after `time`.
std::size_t until(const std::vector<Time>& times, Time time) {
  return static_cast<std::size_t>(std::ranges::upper_bound(times, time) - times.begin());
}

}  // namespace

void QueueBook::grow(const Record& record) {
  const auto& points = record.names.points;
  for (; readings_seen_ < record.readings.size(); ++readings_seen_) {
    const ReadingEntry& entry = record.readings[readings_seen_];
    if (entry.received - entry.reading.time <= in_time || entry.reading.point.index >= points.size())
      continue;
    const GatewayId id = points[entry.reading.point.index].gateway;
    if (id.index >= gateways_.size()) continue;
    Gateway& gateway = gateways_[id.index];
    // a store is sent oldest first, so this is nearly always the end
    gateway.stamped.insert(std::ranges::upper_bound(gateway.stamped, entry.reading.time), entry.reading.time);
    gateway.received.insert(std::ranges::upper_bound(gateway.received, entry.received), entry.received);
  }
  for (; entries_seen_ < record.log.size(); ++entries_seen_) {
    const LogEntry& entry = record.log[entries_seen_];
    if (entry.kind != LogKind::message_lost || entry.subject >= gateways_.size()) continue;
    Gateway& gateway = gateways_[entry.subject];
    gateway.lost_at.push_back(entry.time);
    gateway.lost.push_back((gateway.lost.empty() ? 0 : gateway.lost.back()) + entry.detail);
  }
}

std::size_t QueueBook::waiting(GatewayId gateway, Time time) const {
  if (gateway.index >= gateways_.size()) return 0;
  const Gateway& at = gateways_[gateway.index];
  const std::size_t came = until(at.stamped, time), left = until(at.received, time);
  return came - std::min(came, left);
}

std::size_t QueueBook::lost(GatewayId gateway, Time time) const {
  if (gateway.index >= gateways_.size()) return 0;
  const Gateway& at = gateways_[gateway.index];
  const std::size_t times = until(at.lost_at, time);
  return times == 0 ? 0 : at.lost[times - 1];
}

}  // namespace fengsui::viz
