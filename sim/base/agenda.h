// The agenda: a heap of events, earliest first, ties by order of scheduling.
// Each event has four children: half as many levels as with two, and the four lie side by side in memory.
// schedule and pop cost O(log pending). Copyable like every other part of the world.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

#include "sim/base/event.h"

namespace fengsui {

class Agenda {
 public:
  // Events planned for `never` are not kept: they would not happen.
  void schedule(Time time, Room room, std::uint16_t kind, std::uint32_t subject, std::uint64_t detail = 0) {
    if (time == never) return;
    heap_.push_back({time, next_order_++, room, kind, subject, detail});
    rise(heap_.size() - 1, heap_.back());
  }

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  Time next_time() const { return heap_.empty() ? never : heap_.front().time; }

  Event pop() {
    assert(!heap_.empty());
    const Event first = heap_.front(), last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sink(last);
    return first;
  }

  // The pending events in heap order, for hashing and inspection.
  const std::vector<Event>& pending() const { return heap_; }
  std::uint64_t next_order() const { return next_order_; }

 private:
  static constexpr std::size_t children = 4;

  static bool before(const Event& a, const Event& b) {
    return a.time != b.time ? a.time < b.time : a.order < b.order;
  }

  // Moves a hole up until the event fits into it.
  void rise(std::size_t hole, Event event) {
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / children;
      if (!before(event, heap_[parent])) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = event;
  }

  // Fills the hole at the top: the earliest child moves up until the event fits.
  void sink(const Event& event) {
    std::size_t hole = 0;
    for (;;) {
      const std::size_t begin = hole * children + 1, end = std::min(begin + children, heap_.size());
      if (begin >= end) break;
      std::size_t earliest = begin;
      for (std::size_t child = begin + 1; child < end; ++child)
        if (before(heap_[child], heap_[earliest])) earliest = child;
      if (!before(heap_[earliest], event)) break;
      heap_[hole] = heap_[earliest];
      hole = earliest;
    }
    heap_[hole] = event;
  }

  std::vector<Event> heap_;
  std::uint64_t next_order_ = 0;
};

}  // namespace fengsui
