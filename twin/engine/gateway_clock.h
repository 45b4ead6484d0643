// What the stamps of one gateway say about its clock.
//
// Fast: a stamp from the future cannot be true. Slow: messages can be late, so one old stamp proves nothing;
// but when not one beat within a whole window was younger than the tolerance, either the clock is slow or
// nothing of this gateway comes in time. Inputs: stamps and arrivals. Outputs: by how much the stamps are to
// be moved back (fast clocks only: moving a slow one forward would invent readings), and the worst error seen
// each way.
#pragma once

#include <algorithm>

#include "sim/base/time.h"

namespace fengsui::engine {

class GatewayClock {
 public:
  // The stamp as it should have been.
  Time corrected(Time stamped, Time received, Duration tolerance) {
    if (stamped - ahead_ > after(received, tolerance)) {
      ahead_ = stamped - received;
      worst_ahead_ = std::max(worst_ahead_, ahead_);
    }
    return stamped - ahead_;
  }

  // A beat is stamped when it is sent.
  void beat(Time stamped, Time received, Duration tolerance, Duration window) {
    if (stamped <= after(received, tolerance)) ahead_ = Duration::zero();
    corrected(stamped, received, tolerance);
    if (beats_ == 0) window_from_ = received;
    least_behind_ = beats_ == 0 ? received - stamped : std::min(least_behind_, received - stamped);
    ++beats_;
    if (received - window_from_ < window || beats_ < 2) return;
    if (least_behind_ > tolerance) worst_behind_ = std::max(worst_behind_, least_behind_);
    beats_ = 0;
  }

  Duration worst_ahead() const { return worst_ahead_; }
  Duration worst_behind() const { return worst_behind_; }

 private:
  Duration ahead_{}, worst_ahead_{}, worst_behind_{}, least_behind_{};
  Time window_from_{};
  std::uint32_t beats_ = 0;
};

}  // namespace fengsui::engine
