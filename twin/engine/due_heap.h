// Due times of numbered subjects, earliest first; ties by subject number.
//
// A subject has at most one current due time, the earliest planned. Whoever moved a due time later leaves the
// early entry, is called at it and plans again: moving later (the common case: "heard again") costs nothing.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "sim/base/time.h"

namespace fengsui::engine {

class DueHeap {
 public:
  explicit DueHeap(std::size_t subjects = 0) : planned_(subjects, never) {}

  void plan(std::uint32_t subject, Time time) {
    if (time >= planned_[subject]) return;
    planned_[subject] = time;
    heap_.push_back({time, subject});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  Time next() {
    while (!heap_.empty() && planned_[heap_.front().subject] != heap_.front().time) drop();
    return heap_.empty() ? never : heap_.front().time;
  }

  // The subject that is due earliest, if it is due up to `now`; it has no due time afterwards.
  std::optional<std::uint32_t> pop(Time now) {
    if (heap_.empty() || next() > now || heap_.empty()) return {};
    const std::uint32_t subject = heap_.front().subject;
    planned_[subject] = never;
    drop();
    return subject;
  }

 private:
  struct Entry {
    Time time{};
    std::uint32_t subject = 0;
  };

  static bool later(const Entry& a, const Entry& b) {
    return a.time != b.time ? a.time > b.time : a.subject > b.subject;
  }
  void drop() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
  }

  std::vector<Entry> heap_;
  std::vector<Time> planned_;
};

}  // namespace fengsui::engine
