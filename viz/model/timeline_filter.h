// Which entries of the log a timeline shows. Words are searched a slice per call, so that a long log never
// holds up a frame.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "twin/record/record.h"

namespace fengsui::viz {

inline constexpr std::size_t lane_count = 9;

struct TimelineWish {
  Severity at_least = Severity::info;
  std::array<bool, lane_count> lanes{true, true, true, true, true, true, true, true, true};
  EnterpriseId only;  // none: all
  std::string words;  // part of the entry in words; empty: all
  Language language = Language::english;

  friend bool operator==(const TimelineWish&, const TimelineWish&) = default;
};

class TimelineFilter {
 public:
  // Goes on with the work for this wish, over at most `most` entries; begins anew when it has changed.
  // A record that has grown is read on.
  void work(const Record& record, const TimelineWish& wish, std::size_t most);

  bool complete(const Record& record) const { return looked_at_ == record.log.size(); }
  const std::vector<std::uint32_t>& entries() const { return entries_; }  // positions in the log
  // How many of the entries are at or before `time`.
  std::size_t until(const Record& record, Time time) const;

 private:
  TimelineWish wish_;
  std::size_t looked_at_ = 0;
  std::vector<std::uint32_t> entries_;
};

}  // namespace fengsui::viz
