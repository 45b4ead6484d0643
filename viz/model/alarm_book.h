// The alarm list as ISA-18.2 has it: what an operator would see at any time of a run.
//
// An alarm is one condition of one point (or of a gateway). It has one row at a time; each change of its
// state begins a new stretch. Times are those at which the platform heard of the change.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "twin/record/record.h"
#include "viz/model/interval_index.h"

namespace fengsui::viz {

enum class AlarmState : std::uint8_t {
  unacknowledged,
  acknowledged,
  returned,  // to normal, but nobody has acknowledged it
  latched,
  shelved,
  suppressed,
  out_of_service
};
inline constexpr std::size_t alarm_state_count = 7;

// The condition is there and somebody could act on it.
constexpr bool present(AlarmState state) {
  return state == AlarmState::unacknowledged || state == AlarmState::acknowledged ||
         state == AlarmState::latched;
}

struct AlarmRow {
  AlarmId id;
  PointId point;      // none for a gateway's alarm
  GatewayId gateway;  // none for a point's alarm
  UnitId unit;
  EnterpriseId enterprise;
  AlarmCondition condition = AlarmCondition::high;
  AlarmState state = AlarmState::unacknowledged;
  std::uint8_t priority = 3;  // 1 highest .. 4 lowest
  Time raised{};              // when this occurrence began
  Stretch during;             // of this state
  double value = 0.0, limit = 0.0;
};

// More alarms of one enterprise than a person can take in.
struct Flood {
  EnterpriseId enterprise;
  std::size_t alarms = 0;  // raised within the window
};

class AlarmBook {
 public:
  AlarmBook() = default;
  explicit AlarmBook(const Record& record);

  // Takes in what has been added to the record since the last time.
  void grow(const Record& record);

  std::span<const AlarmRow> rows() const { return rows_; }
  // Positions in rows() of what the list shows at `time`.
  void at(Time time, std::vector<std::uint32_t>& found) const { index_.covering(time, found); }
  // The rows during which something happened in [from, to].
  void within(Time from, Time to, std::vector<std::uint32_t>& found) const {
    index_.overlapping(from, to, found);
  }
  // The enterprise with the most alarms in the window before `time`, if they are a flood.
  std::optional<Flood> flood(Time time) const;
  // The first row of an alarm; nothing for a number that was never given.
  const AlarmRow* find(AlarmId id) const;

 private:
  void take(const Record& record, const Alarm& alarm, Time heard);

  std::vector<AlarmRow> rows_;                         // by the start of their stretch
  std::vector<std::pair<Time, EnterpriseId>> raised_;  // by time
  std::unordered_map<AlarmId, std::uint32_t> first_of_;
  std::map<std::tuple<PointId, GatewayId, AlarmCondition>, std::size_t> open_;  // row of each listed alarm
  IntervalIndex index_;
  std::size_t entries_seen_ = 0, alarms_seen_ = 0;
  Time latest_ = scenario_start;  // when the platform heard the last one
};

}  // namespace fengsui::viz
