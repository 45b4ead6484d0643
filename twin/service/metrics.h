// What the service does, as metrics in Prometheus' text format, for the textfile collector of its node
// exporter.
//
// Counters begin at 0 with the run, not with the process: a run that goes on from its journal counts on.
// Every value is of the run's own clock; nothing here comes from the clock on the wall.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "twin/service/engine_service.h"
#include "twin/service/publisher.h"

namespace fengsui {

class Metrics final : public Publisher {
 public:
  std::string name() const override { return {}; }
  void begin(const Directory& directory, const std::string& run, bool continued) override;
  void publish(const EngineOutput& output, bool fresh) override;

  // With HELP and TYPE lines, in a fixed order.
  std::string text(const ServiceFigures& figures) const;

 private:
  // An alarm as an operator sees it.
  enum class State { unacknowledged, acknowledged, latched, shelved, suppressed, out_of_service };
  static constexpr std::array<const char*, 6> state_words = {
      "unacknowledged", "acknowledged", "latched", "shelved", "suppressed", "out_of_service"};
  void take(const Alarm& alarm);

  using Subject = std::tuple<PointId, GatewayId, AlarmCondition>;
  std::map<Subject, State> alarms_;  // those that are not normal
  std::map<std::pair<AlarmCondition, AlarmEvent>, std::int64_t> alarm_events_;
  std::map<std::pair<AlarmCondition, State>, std::int64_t> seen_;  // pairs that ever were: they stay, with 0
  std::map<WarningId, Colour> warnings_;
  std::map<WarningEvent, std::int64_t> warning_events_;
};

// The file that a collector reads, written at most once a second of real time, and at the end.
class MetricsFile {
 public:
  explicit MetricsFile(std::filesystem::path file) : file_(std::move(file)) {}

  bool due() const { return std::chrono::steady_clock::now() >= next_; }
  void write(const Metrics& metrics, const ServiceFigures& figures);

 private:
  std::filesystem::path file_;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace fengsui
