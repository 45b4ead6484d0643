#include "viz/model/alarm_book.h"

#include <algorithm>

#include "twin/judge/settings.h"

namespace fengsui::viz {

namespace {

bool tells_of_an_alarm(LogKind kind) { return describe(kind).subject == Refers::alarm; }

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
  grow(record);
  // a run that was cut off may have the column ahead of the log
  while (alarms_seen_ < record.alarms.size()) {
    const Alarm& alarm = record.alarms[alarms_seen_++];
    take(record, alarm, std::max(alarm.time, latest_));
  }
}

void AlarmBook::grow(const Record& record) {
  // the log has the alarms in the order of their column, at the time the platform heard them
  for (; entries_seen_ < record.log.size() && alarms_seen_ < record.alarms.size(); ++entries_seen_)
    if (tells_of_an_alarm(record.log[entries_seen_].kind))
      take(record, record.alarms[alarms_seen_++], record.log[entries_seen_].time);
}

void AlarmBook::take(const Record& record, const Alarm& alarm, Time now) {
  latest_ = now;
  const auto key = std::tuple(alarm.point, alarm.gateway, alarm.condition);
  const auto found = open_.find(key);
  const auto before = found == open_.end() ? std::nullopt : std::optional(rows_[found->second].state);
  const auto state = state_after(alarm.event, before);
  if (alarm.event == AlarmEvent::raised) raised_.emplace_back(now, alarm.enterprise);
  if (state && state == before && alarm.event != AlarmEvent::raised) return;

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
  if (found != open_.end()) {
    AlarmRow& previous = rows_[found->second];
    previous.during.to = now;
    index_.end(found->second, now);
    if (alarm.event != AlarmEvent::raised) row.raised = previous.raised;
    open_.erase(found);
  }
  if (!state) return;
  open_.emplace(key, rows_.size());
  first_of_.try_emplace(row.id, static_cast<std::uint32_t>(rows_.size()));
  rows_.push_back(row);
  index_.add(row.during);
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
  const auto found = first_of_.find(id);
  return found != first_of_.end() ? &rows_[found->second] : nullptr;
}

}  // namespace fengsui::viz
