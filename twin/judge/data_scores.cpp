#include "twin/judge/data_scores.h"

#include <algorithm>
#include <optional>

namespace fengsui {

namespace {

// Adds up the time between "off" and "on" entries; what is off at the end stays off.
struct OffTime {
  std::optional<Time> since;
  Duration total{};

  void off(Time time) {
    if (!since) since = time;
  }
  void on(Time time) {
    if (since) total += time - *since;
    since.reset();
  }
  double share_on(Time end) {
    on(end);
    const double run_s = to_seconds(end);
    return run_s > 0.0 ? 1.0 - to_seconds(total) / run_s : 1.0;
  }
};

}  // namespace

std::vector<GatewayScore> score_gateways(const Record& record) {
  const Names& names = record.names;
  std::vector<GatewayScore> scores(names.gateways.size());
  std::vector<OffTime> seen(scores.size()), really(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i].gateway = GatewayId(i);

  for (const LogEntry& entry : record.log) {
    if (describe(entry.kind).subject != Refers::gateway || entry.subject >= scores.size()) continue;
    GatewayScore& score = scores[entry.subject];
    switch (entry.kind) {
      case LogKind::gateway_reported_offline:
        seen[entry.subject].off(entry.time);
        break;
      case LogKind::gateway_reported_online:
        seen[entry.subject].on(entry.time);
        break;
      case LogKind::gateway_down:
        really[entry.subject].off(entry.time);
        break;
      case LogKind::gateway_up:
        really[entry.subject].on(entry.time);
        break;
      case LogKind::message_lost:
        score.readings_lost += entry.detail;
        break;
      case LogKind::message_duplicated:
        ++score.duplicated;
        break;
      case LogKind::message_delayed:
        ++score.delayed;
        break;
      case LogKind::backlog_sent:
        ++score.backlogs;
        break;
      default:
        break;
    }
  }

  for (const auto& [reading, received] : record.readings) {
    if (reading.point.index >= names.points.size()) continue;
    const GatewayId gateway = names.points[reading.point.index].gateway;
    if (gateway.index >= scores.size()) continue;
    GatewayScore& score = scores[gateway.index];
    const double latency_s = to_seconds(received - reading.time);
    ++score.readings;
    score.bad_readings += reading.quality == Quality::bad;
    score.mean_latency_s += latency_s;  // the sum, until all are in
    score.worst_latency_s = std::max(score.worst_latency_s, latency_s);
  }

  const Time end = reached(record);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    scores[i].online_rate = seen[i].share_on(end);
    scores[i].up_rate = really[i].share_on(end);
    if (scores[i].readings > 0) scores[i].mean_latency_s /= static_cast<double>(scores[i].readings);
  }
  return scores;
}

}  // namespace fengsui
