// Which of many stretches of time cover an instant, found in O(log n) steps per stretch found.
//
// A stretch is [from, to): `to` is `never` for what has not ended. A balanced tree over the starts keeps the
// latest end below each node, so whole branches that ended earlier are passed over.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/time.h"

namespace fengsui::viz {

struct Stretch {
  Time from{}, to = never;
};

class IntervalIndex {
 public:
  IntervalIndex() = default;
  // The stretches have to be in the order of their starts; positions in this list are what is found.
  explicit IntervalIndex(std::vector<Stretch> stretches);

  // One more, which starts no earlier than all others; and the end of one becomes known.
  void add(Stretch stretch);
  void end(std::size_t position, Time to);

  // Positions of the stretches that cover `time`, ascending. Replaces what `found` held.
  void covering(Time time, std::vector<std::uint32_t>& found) const;
  // Positions of those that share an instant with [from, to].
  void overlapping(Time from, Time to, std::vector<std::uint32_t>& found) const;

 private:
  void collect(std::size_t node, std::size_t first, std::size_t last, std::size_t end, Time after_this,
               std::vector<std::uint32_t>& found) const;
  void build();

  std::vector<Stretch> stretches_;
  std::vector<Time> latest_end_;  // node k has the children 2k and 2k + 1; 1 is the root
  std::size_t leaves_ = 0;        // a power of two
};

}  // namespace fengsui::viz
