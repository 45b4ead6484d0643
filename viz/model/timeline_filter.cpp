#include "viz/model/timeline_filter.h"

#include <algorithm>

#include "twin/record/describe.h"
#include "viz/model/search.h"

namespace fengsui::viz {

namespace {

bool wanted(const Record& record, const LogEntry& entry, const TimelineWish& wish) {
  if (describe(entry.kind).severity < wish.at_least) return false;
  if (!wish.lanes[static_cast<std::size_t>(lane_of(record, entry))]) return false;
  if (wish.only.valid() && enterprise_of(record, entry) != wish.only) return false;
  return wish.words.empty() || contains_words(describe_entry(record, entry, wish.language), wish.words);
}

}  // namespace

void TimelineFilter::work(const Record& record, const TimelineWish& wish, std::size_t most) {
  if (wish != wish_ || looked_at_ > record.log.size()) {
    wish_ = wish;
    looked_at_ = 0;
    entries_.clear();
  }
  const std::size_t end = std::min(record.log.size(), looked_at_ + most);
  for (; looked_at_ < end; ++looked_at_)
    if (wanted(record, record.log[looked_at_], wish_))
      entries_.push_back(static_cast<std::uint32_t>(looked_at_));
}

std::size_t TimelineFilter::until(const Record& record, Time time) const {
  const auto later = std::ranges::upper_bound(
      entries_, time, {}, [&](std::uint32_t position) { return record.log[position].time; });
  return static_cast<std::size_t>(later - entries_.begin());
}

}  // namespace fengsui::viz
