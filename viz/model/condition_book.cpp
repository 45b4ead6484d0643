#include "viz/model/condition_book.h"

#include <optional>

namespace fengsui::viz {

namespace {

// What an entry begins, and what an entry ends.
bool begins(LogKind kind) {
  switch (kind) {
    case LogKind::fault_started:
    case LogKind::sensor_fault_started:
    case LogKind::operator_left:
    case LogKind::link_down:
    case LogKind::gateway_down:
    case LogKind::gateway_reported_offline:
    case LogKind::interlock_tripped:
    case LogKind::interlock_failed_on_demand:
    case LogKind::interlock_blind:
    case LogKind::accident:
      return true;
    default:
      return false;
  }
}

std::optional<LogKind> beginning_of(LogKind end) {
  switch (end) {
    case LogKind::fault_ended:
      return LogKind::fault_started;
    case LogKind::sensor_fault_ended:
      return LogKind::sensor_fault_started;
    case LogKind::operator_returned:
      return LogKind::operator_left;
    case LogKind::link_up:
      return LogKind::link_down;
    case LogKind::gateway_up:
      return LogKind::gateway_down;
    case LogKind::gateway_reported_online:
      return LogKind::gateway_reported_offline;
    default:
      return {};
  }
}

// A post, a link or a gateway is one thing; faults and interlocks are told apart by their number.
std::uint32_t part_of(const LogEntry& entry) {
  const Refers detail = describe(entry.kind).detail;
  const bool numbered = detail == Refers::fault || detail == Refers::interlock || detail == Refers::accident;
  return numbered ? entry.detail : 0;
}

}  // namespace

void ConditionBook::end(const std::tuple<LogKind, std::uint32_t, std::uint32_t>& what, Time time) {
  const auto found = open_.find(what);
  if (found == open_.end()) return;
  conditions_[found->second].during.to = time;
  index_.end(found->second, time);
  open_.erase(found);
}

void ConditionBook::grow(const Record& record) {
  for (; entries_seen_ < record.log.size(); ++entries_seen_) {
    const LogEntry& entry = record.log[entries_seen_];
    if (begins(entry.kind)) {
      const auto key = std::tuple(entry.kind, entry.subject, part_of(entry));
      end(key, entry.time);
      open_.emplace(key, conditions_.size());
      conditions_.push_back({entry.kind,
                             static_cast<std::uint32_t>(entries_seen_),
                             entry.subject,
                             entry.detail,
                             {entry.time, never}});
      index_.add(conditions_.back().during);
    } else if (const auto beginning = beginning_of(entry.kind)) {
      end(std::tuple(*beginning, entry.subject, part_of(entry)), entry.time);
    }
  }
}

}  // namespace fengsui::viz
