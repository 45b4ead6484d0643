// The store of a gateway: readings in the order of their stamps, taken from the front in batches.
// push and take cost O(1) per reading; what could not be sent goes back to the front.
#pragma once

#include <algorithm>
#include <cassert>
#include <span>
#include <vector>

#include "sim/port/messages.h"

namespace fengsui {

class ReadingBuffer {
 public:
  bool empty() const { return first_ == slots_.size(); }
  std::size_t size() const { return slots_.size() - first_; }
  const Reading& oldest() const { return slots_[first_]; }
  std::span<const Reading> readings() const { return std::span(slots_).subspan(first_); }

  void push(const Reading& reading) { slots_.push_back(reading); }

  void drop_oldest(std::size_t count) {
    assert(count <= size());
    first_ += count;

    // reclaim the space in front once it is the larger part
    if (first_ * 2 >= slots_.size()) {
      slots_.erase(slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(first_));
      first_ = 0;
    }
  }

  std::vector<Reading> take(std::size_t most) {
    const auto batch = readings().first(std::min(most, size()));
    std::vector<Reading> taken(batch.begin(), batch.end());
    drop_oldest(taken.size());
    return taken;
  }

  void put_back(std::span<const Reading> returned) {
    const auto earlier = [](const Reading& a, const Reading& b) { return a.time < b.time; };
    const bool in_order = empty() || returned.empty() || !earlier(oldest(), returned.back());

    // the space that taking them left in front is usually still there
    if (first_ >= returned.size()) {
      first_ -= returned.size();
    } else {
      slots_.insert(slots_.begin(), returned.size() - first_, Reading{});
      first_ = 0;
    }
    const auto front = slots_.begin() + static_cast<std::ptrdiff_t>(first_);
    std::ranges::copy(returned, front);

    // a message that had been held back may return after a younger one
    if (!in_order) std::stable_sort(front, slots_.end(), earlier);
  }

 private:
  std::vector<Reading> slots_;
  std::size_t first_ = 0;  // slots before it are used up
};

}  // namespace fengsui
