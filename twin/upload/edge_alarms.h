// The limit alarms that a gateway itself raises for one point, before any platform sees the values.
//
// In:  samples of the point in the order of their stamps [unit of the point]; between two of them the value
//      stays between the same two of `levels`. Out: a level is reached after so many samples one after
//      another, and left at once when the value is back beyond the hysteresis.
// Throws nothing.
#pragma once

#include <optional>
#include <vector>

#include "sim/port/directory.h"
#include "twin/upload/messages.h"
#include "twin/upload/settings.h"

namespace fengsui::upload {

struct LevelChange {
  Time stamp{};        // on the gateway's clock
  double value = 0.0;  // the latest sample
  LimitLevel level = LimitLevel::cleared;
  double threshold = 0.0;
};

class EdgeAlarms {
 public:
  EdgeAlarms(const PointEntry& point, const EdgeSettings& settings);

  // The values at which something may change: the sampler must send the samples that cross one of them.
  const std::vector<Level>& levels() const { return levels_; }

  // How many of the levels a value is above.
  int zone(double value) const;

  // A sample; `stamp` increases.
  std::optional<LevelChange> sample(Time stamp, double value);

  // No sample up to and including `stamp` is still to come.
  std::optional<LevelChange> nothing_until(Time stamp);

  // When the level that waits for its last sample is reached, unless a sample says otherwise; or `never`.
  Time due() const { return waiting_ ? waiting_->due : never; }

  LimitLevel level() const { return level_; }

 private:
  struct Waiting {
    LimitLevel level;
    Time due{};
  };

  LimitLevel level_for(double value) const;
  double limit_of(LimitLevel level) const;
  LevelChange change_to(LimitLevel level, Time stamp);

  Limits limits_;
  double hysteresis_ = 0.0;  // [unit of the point]
  Duration confirmation_{};  // from the first to the last of the samples that must agree
  std::vector<Level> levels_;
  LimitLevel level_ = LimitLevel::cleared;
  std::optional<Waiting> waiting_;
  double latest_ = 0.0;
};

}  // namespace fengsui::upload
