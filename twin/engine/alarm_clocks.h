// Due times of the few alarms that are shelved or wait for their re-alarm: at most one per alarm, any of
// which can be moved or taken back. Inputs: alarm conditions by number. Outputs: who is due, earliest first,
// ties by number.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "sim/base/time.h"

namespace fengsui::engine {

class AlarmClocks {
 public:
  void set(std::uint32_t condition, Time due) {
    clear(condition);
    due_[condition] = due;
    order_.emplace(due, condition);
  }
  void clear(std::uint32_t condition) {
    const auto found = due_.find(condition);
    if (found == due_.end()) return;
    order_.erase({found->second, condition});
    due_.erase(found);
  }
  Time due_of(std::uint32_t condition) const {
    const auto found = due_.find(condition);
    return found == due_.end() ? never : found->second;
  }
  Time next() const { return order_.empty() ? never : order_.begin()->first; }
  // The condition that is due earliest, if it is due up to `now`. It stays until it is cleared or moved.
  std::optional<std::uint32_t> due(Time now) const {
    return next() <= now && !order_.empty() ? std::optional(order_.begin()->second) : std::nullopt;
  }

 private:
  std::map<std::uint32_t, Time> due_;
  std::set<std::pair<Time, std::uint32_t>> order_;
};

}  // namespace fengsui::engine
