// What lasts in plants and networks: active faults, sensor faults, empty posts, links and gateways that are
// down, interlocks that acted. Truth, from the log: for the instructor's view, not the operator's.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "twin/record/record.h"
#include "viz/model/interval_index.h"

namespace fengsui::viz {

struct Condition {
  LogKind kind = LogKind::fault_started;  // the entry that began it
  std::uint32_t entry = 0;                // in the log
  std::uint32_t subject = 0, detail = 0;  // as log_kind.h says for `kind`
  Stretch during;
};

class ConditionBook {
 public:
  ConditionBook() = default;
  explicit ConditionBook(const Record& record) { grow(record); }

  // Takes in what has been added to the record since the last time.
  void grow(const Record& record);

  const std::vector<Condition>& all() const { return conditions_; }  // by beginning
  void at(Time time, std::vector<std::uint32_t>& found) const { index_.covering(time, found); }
  void within(Time from, Time to, std::vector<std::uint32_t>& found) const {
    index_.overlapping(from, to, found);
  }

 private:
  std::vector<Condition> conditions_;
  std::map<std::tuple<LogKind, std::uint32_t, std::uint32_t>, std::size_t> open_;  // what still lasts
  IntervalIndex index_;
  std::size_t entries_seen_ = 0;

  void end(const std::tuple<LogKind, std::uint32_t, std::uint32_t>& what, Time time);
};

}  // namespace fengsui::viz
