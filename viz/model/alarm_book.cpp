#include "viz/model/alarm_book.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "twin/judge/settings.h"

namespace fengsui::viz {

namespace {

bool tells_of_an_alarm(LogKind kind) { return describe(kind).subject == Refers::alarm; }

// When the platform heard each entry of the alarm column; the log has them in the same order.
std::vector<Time> heard_times(const Record& record) {
  std::vector<Time> times;
  times.reserve(record.alarms.size());
  for (const LogEntry& entry : record.log)
    if (tells_of_an_alarm(entry.kind)) times.push_back(entry.time);
  // a run that was cut off may have one column ahead of the other
  for (std::size_t i = times.size(); i < record.alarms.size(); ++i)
    times.push_back(std::max(record.alarms[i].time, times.empty() ? scenario_start : times.back()));
  return times;
}

// The state that an event leads to; nothing when the alarm leaves the list.
std::optional<AlarmState> state_after(AlarmEvent event, std::optional<AlarmState> before) {
  switch (event) {
    case AlarmEvent::raised:
    case AlarmEvent::realarmed:
      return AlarmState::unacknowledged;
    case AlarmEvent::acknowledged:
      if (before == AlarmState::returned || !before) return std::nullopt;
      return before == AlarmState::unacknowledged ? AlarmState::acknowledged : before;
    case AlarmEvent::returned:
      if (before == AlarmState::unacknowledged) return AlarmState::returned;
      return std::nullopt;
    case AlarmEvent::latched:
      return AlarmState::latched;
    case AlarmEvent::shelved:
      return AlarmState::shelved;
    case AlarmEvent::suppressed:
      return AlarmState::suppressed;
    case AlarmEvent::out_of_service:
      return AlarmState::out_of_service;
    case AlarmEvent::reset:
    case AlarmEvent::unshelved:
    case AlarmEvent::released:
    case AlarmEvent::in_service:
      return std::nullopt;
  }
  return std::nullopt;
}

UnitId unit_of(const Names& names, PointId point) {
  return point.index < names.points.size() ? names.points[point.index].unit : UnitId{};
}

}  // namespace

AlarmBook::AlarmBook(const Record& record) {
  const std::vector<Time> heard = heard_times(record);
  std::map<std::tuple<PointId, GatewayId, AlarmCondition>, std::size_t> open;  // row of each listed alarm
  for (std::size_t i = 0; i < record.alarms.size(); ++i) {
    const Alarm& alarm = record.alarms[i];
    const Time now = heard[i];
    const auto key = std::tuple(alarm.point, alarm.gateway, alarm.condition);
    const auto found = open.find(key);
    const auto before = found == open.end() ? std::nullopt : std::optional(rows_[found->second].state);
    const auto state = state_after(alarm.event, before);
    if (alarm.event == AlarmEvent::raised) raised_.emplace_back(now, alarm.enterprise);
    if (state && state == before && alarm.event != AlarmEvent::raised) continue;

    // an occurrence keeps its beginning and the value that began it
    AlarmRow row{alarm.id,
                 alarm.point,
                 alarm.gateway,
                 unit_of(record.names, alarm.point),
                 alarm.enterprise,
                 alarm.condition,
                 state.value_or(AlarmState::unacknowledged),
                 alarm.priority,
                 now,
                 {now, never},
                 alarm.value,
                 alarm.limit};
    if (found != open.end()) {
      AlarmRow& previous = rows_[found->second];
      previous.during.to = now;
      if (alarm.event != AlarmEvent::raised) row.raised = previous.raised;
      open.erase(found);
    }
    if (!state) continue;
    open.emplace(key, rows_.size());
    rows_.push_back(row);
  }

  std::vector<Stretch> stretches;
  stretches.reserve(rows_.size());
  for (const AlarmRow& row : rows_) stretches.push_back(row.during);
  index_ = IntervalIndex(std::move(stretches));
  for (std::uint32_t i = 0; i < rows_.size(); ++i) first_of_.emplace_back(rows_[i].id, i);
  std::ranges::sort(first_of_);
}

std::optional<Flood> AlarmBook::flood(Time time) const {
  const FloodDefinition definition;
  const auto time_of = [](const auto& entry) { return entry.first; };
  const auto first = std::ranges::upper_bound(raised_, time - definition.window, {}, time_of);
  const auto last = std::ranges::upper_bound(raised_, time, {}, time_of);
  if (!definition.over(static_cast<std::uint64_t>(last - first))) return {};
  std::unordered_map<EnterpriseId, std::size_t> counts;
  Flood worst;
  for (auto entry = first; entry != last; ++entry)
    if (const std::size_t count = ++counts[entry->second]; count > worst.alarms)
      worst = {entry->second, count};
  return definition.over(worst.alarms) ? std::optional(worst) : std::nullopt;
}

const AlarmRow* AlarmBook::find(AlarmId id) const {
  const auto found = std::ranges::lower_bound(first_of_, std::pair(id, std::uint32_t{0}));
  return found != first_of_.end() && found->first == id ? &rows_[found->second] : nullptr;
}

}  // namespace fengsui::viz
