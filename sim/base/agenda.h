// The agenda: a binary heap of events, earliest first, ties by order of scheduling.
// push and pop cost O(log pending). Copyable like every other part of the world.
#pragma once

#include <algorithm>
#include <cassert>
#include <vector>

#include "sim/base/event.h"

namespace fengsui {

class Agenda {
 public:
  // Events planned for `never` are not kept: they would not happen.
  void schedule(Time time, Room room, std::uint16_t kind, std::uint32_t subject, std::uint64_t detail = 0) {
    if (time == never) return;
    heap_.push_back({time, next_order_++, room, kind, subject, detail});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  Time next_time() const { return heap_.empty() ? never : heap_.front().time; }

  Event pop() {
    assert(!heap_.empty());
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Event event = heap_.back();
    heap_.pop_back();
    return event;
  }

  // The pending events in heap order, for hashing and inspection.
  const std::vector<Event>& pending() const { return heap_; }
  std::uint64_t next_order() const { return next_order_; }

 private:
  static bool later(const Event& a, const Event& b) {
    return a.time != b.time ? a.time > b.time : a.order > b.order;
  }

  std::vector<Event> heap_;
  std::uint64_t next_order_ = 0;
};

}  // namespace fengsui
