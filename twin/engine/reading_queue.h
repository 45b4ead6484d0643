// Readings that wait until nothing stamped before them can still come, in the order of their stamps.
//
// Inputs: readings in any order. Outputs: readings by stamp; at one instant those of points that arm others
// last; then by point, then by arrival. Memory: what arrived within the wait, 40 bytes a reading.
#pragma once

#include <algorithm>
#include <vector>

#include "sim/port/messages.h"

namespace fengsui::engine {

class ReadingQueue {
 public:
  void push(const Reading& reading, bool arms) {
    heap_.push_back({reading, arrived_++, arms});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  bool empty() const { return heap_.empty(); }
  Time next() const { return heap_.empty() ? never : heap_.front().reading.time; }
  Reading pop() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Reading reading = heap_.back().reading;
    heap_.pop_back();
    return reading;
  }

 private:
  struct Entry {
    Reading reading;
    std::uint64_t arrival = 0;
    bool arms = false;
  };
  static bool later(const Entry& a, const Entry& b) {
    if (a.reading.time != b.reading.time) return a.reading.time > b.reading.time;
    if (a.arms != b.arms) return a.arms;
    if (a.reading.point != b.reading.point) return a.reading.point.index > b.reading.point.index;
    return a.arrival > b.arrival;
  }

  std::vector<Entry> heap_;
  std::uint64_t arrived_ = 0;
};

}  // namespace fengsui::engine
