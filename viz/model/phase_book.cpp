#include "viz/model/phase_book.h"

#include <algorithm>

namespace fengsui::viz {

PhaseBook::PhaseBook(const Record& record) : phases_(record.names.units.size()) { grow(record); }

void PhaseBook::grow(const Record& record) {
  for (; entries_seen_ < record.log.size(); ++entries_seen_) {
    const LogEntry& entry = record.log[entries_seen_];
    if (entry.kind == LogKind::phase_started && entry.subject < phases_.size())
      phases_[entry.subject].emplace_back(entry.time, entry.detail);
  }
}

std::optional<std::uint32_t> PhaseBook::at(UnitId unit, Time time) const {
  if (unit.index >= phases_.size()) return {};
  const auto& phases = phases_[unit.index];
  const auto after_it = std::ranges::upper_bound(phases, time, {}, &std::pair<Time, std::uint32_t>::first);
  return after_it == phases.begin() ? std::nullopt : std::optional((after_it - 1)->second);
}

}  // namespace fengsui::viz
