#include "viz/model/interval_index.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace fengsui::viz {

IntervalIndex::IntervalIndex(std::vector<Stretch> stretches) : stretches_(std::move(stretches)) {
  assert(std::ranges::is_sorted(stretches_, {}, &Stretch::from));
  build();
}

void IntervalIndex::build() {
  leaves_ = std::bit_ceil(std::max<std::size_t>(1, stretches_.size()));
  latest_end_.assign(2 * leaves_, Time::min());
  for (std::size_t i = 0; i < stretches_.size(); ++i) latest_end_[leaves_ + i] = stretches_[i].to;
  for (std::size_t node = leaves_ - 1; node > 0; --node)
    latest_end_[node] = std::max(latest_end_[2 * node], latest_end_[2 * node + 1]);
}

void IntervalIndex::add(Stretch stretch) {
  assert(stretches_.empty() || stretches_.back().from <= stretch.from);
  stretches_.push_back(stretch);
  if (stretches_.size() > leaves_) return build();  // twice as many leaves each time
  end(stretches_.size() - 1, stretch.to);
}

void IntervalIndex::end(std::size_t position, Time to) {
  stretches_[position].to = to;
  std::size_t node = leaves_ + position;
  latest_end_[node] = to;
  while (node /= 2) latest_end_[node] = std::max(latest_end_[2 * node], latest_end_[2 * node + 1]);
}

void IntervalIndex::covering(Time time, std::vector<std::uint32_t>& found) const {
  overlapping(time, time, found);
}

void IntervalIndex::overlapping(Time from, Time to, std::vector<std::uint32_t>& found) const {
  found.clear();
  const auto end = std::ranges::upper_bound(stretches_, to, {}, &Stretch::from) - stretches_.begin();
  if (end > 0) collect(1, 0, leaves_, static_cast<std::size_t>(end), from, found);
}

void IntervalIndex::collect(std::size_t node, std::size_t first, std::size_t last, std::size_t end,
                            Time after_this, std::vector<std::uint32_t>& found) const {
  if (first >= end || latest_end_[node] <= after_this) return;
  if (last - first == 1) {
    found.push_back(static_cast<std::uint32_t>(first));
    return;
  }
  const std::size_t middle = first + (last - first) / 2;
  collect(2 * node, first, middle, end, after_this, found);
  collect(2 * node + 1, middle, last, end, after_this, found);
}

}  // namespace fengsui::viz
