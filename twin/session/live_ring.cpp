#include "twin/session/live_ring.h"

#include <algorithm>

namespace fengsui::live {

std::uint64_t SnapshotRing::add(Snapshot snapshot) {
  snapshot.info.number = ++last_number_;
  const bool of_ring = snapshot.info.name.empty();
  if (of_ring) next_ = after(snapshot.info.time, every_);
  snapshots_.push_back(std::move(snapshot));
  if (of_ring) thin_out();
  return last_number_;
}

const Snapshot* SnapshotRing::find(std::uint64_t number) const {
  const auto found = std::ranges::find(snapshots_, number, [](const Snapshot& s) { return s.info.number; });
  return found == snapshots_.end() ? nullptr : &*found;
}

void SnapshotRing::forget_after(std::uint64_t number) {
  // numbers and times grow together along a branch
  std::erase_if(snapshots_, [number](const Snapshot& s) { return s.info.number > number; });
  if (const Snapshot* last = find(number)) next_ = after(last->info.time, every_);
}

std::vector<SnapshotInfo> SnapshotRing::list() const {
  std::vector<SnapshotInfo> infos;
  for (const Snapshot& snapshot : snapshots_) infos.push_back(snapshot.info);
  return infos;
}

void SnapshotRing::thin_out() {
  const auto of_ring = [](const Snapshot& snapshot) { return snapshot.info.name.empty(); };
  const auto too_much = [&] {
    std::size_t count = 0, bytes = 0;
    for (const Snapshot& snapshot : snapshots_)
      if (of_ring(snapshot)) ++count, bytes += snapshot.info.bytes;
    return count > 1 && (count > limits_.most || bytes > limits_.most_bytes);
  };
  while (too_much()) {
    // the first stays, the second goes, and so on
    std::size_t position = 0;
    std::erase_if(snapshots_,
                  [&](const Snapshot& snapshot) { return of_ring(snapshot) && position++ % 2 == 1; });
    every_ *= 2;
    for (const Snapshot& snapshot : snapshots_)
      if (of_ring(snapshot)) next_ = after(snapshot.info.time, every_);
  }
}

}  // namespace fengsui::live
