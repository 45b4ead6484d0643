#include "viz/model/condition_book.h"

#include <map>
#include <optional>
#include <tuple>

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

ConditionBook::ConditionBook(const Record& record) {
  std::map<std::tuple<LogKind, std::uint32_t, std::uint32_t>, std::size_t> open;
  for (std::uint32_t i = 0; i < record.log.size(); ++i) {
    const LogEntry& entry = record.log[i];
    if (begins(entry.kind)) {
      const auto key = std::tuple(entry.kind, entry.subject, part_of(entry));
      if (const auto found = open.find(key); found != open.end()) {
        conditions_[found->second].during.to = entry.time;
        open.erase(found);
      }
      open.emplace(key, conditions_.size());
      conditions_.push_back({entry.kind, i, entry.subject, entry.detail, {entry.time, never}});
    } else if (const auto beginning = beginning_of(entry.kind)) {
      const auto found = open.find(std::tuple(*beginning, entry.subject, part_of(entry)));
      if (found == open.end()) continue;
      conditions_[found->second].during.to = entry.time;
      open.erase(found);
    }
  }
  std::vector<Stretch> stretches;
  for (const Condition& condition : conditions_) stretches.push_back(condition.during);
  index_ = IntervalIndex(std::move(stretches));
}

}  // namespace fengsui::viz
