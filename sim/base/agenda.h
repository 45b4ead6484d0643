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
    const Event event{time, next_order_++, room, kind, subject, detail};
    heap_.emplace_back();
    rise(event);
  }

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  Time next_time() const { return heap_.empty() ? never : heap_.front().time; }

  Event pop() {
    assert(!heap_.empty());
    const Event first = heap_.front();
    sink();
    heap_.pop_back();
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
  void rise(const Event& event) {
    std::size_t hole = heap_.size() - 1;
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / children;
      if (!before(event, heap_[parent])) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = event;
  }

  // Fills the hole at the top with the last event: the earliest child moves up until it fits.
  void sink() {
    const std::size_t size = heap_.size() - 1;
    const Event& last = heap_[size];
    std::size_t hole = 0;
    for (std::size_t begin = 1; begin < size; begin = hole * children + 1) {
      const std::size_t end = std::min(begin + children, size);
      std::size_t earliest = begin;
      for (std::size_t child = begin + 1; child < end; ++child)
        if (before(heap_[child], heap_[earliest])) earliest = child;
      if (!before(heap_[earliest], last)) break;
      heap_[hole] = heap_[earliest];
      hole = earliest;
    }
    heap_[hole] = last;
  }

  std::vector<Event> heap_;
  std::uint64_t next_order_ = 0;
};

}  // namespace fengsui
