#include "twin/upload/edge_alarms.h"

#include <algorithm>

#include "twin/upload/levels.h"

namespace fengsui::upload {

namespace {

bool high_side(LimitLevel level) { return level == LimitLevel::high || level == LimitLevel::high_high; }
bool low_side(LimitLevel level) { return level == LimitLevel::low || level == LimitLevel::low_low; }

// From one level to another on the same side that is less severe.
bool easier(LimitLevel from, LimitLevel to) {
  return to == LimitLevel::cleared || (from == LimitLevel::high_high && to == LimitLevel::high) ||
         (from == LimitLevel::low_low && to == LimitLevel::low);
}

}  // namespace

EdgeAlarms::EdgeAlarms(const PointEntry& point, const EdgeSettings& settings)
    : limits_(point.limits),
      hysteresis_(settings.hysteresis * (point.range_high - point.range_low)),
      confirmation_((settings.confirm_samples - 1) * point.period) {
  // reached at the limit itself, kept up to the limit plus hysteresis
  for (const auto& limit : {limits_.high, limits_.high_high})
    if (limit) levels_.insert(levels_.end(), {{*limit, true}, {*limit - hysteresis_, true}});
  for (const auto& limit : {limits_.low, limits_.low_low})
    if (limit) levels_.insert(levels_.end(), {{*limit, false}, {*limit + hysteresis_, false}});
  put_in_order(levels_);
}

int EdgeAlarms::zone(double value) const {
  return static_cast<int>(
      std::ranges::count_if(levels_, [&](const Level& level) { return level.below(value); }));
}

LimitLevel EdgeAlarms::level_for(double value) const {
  const auto above = [&](const std::optional<double>& limit, bool kept) {
    return limit && value >= *limit - (kept ? hysteresis_ : 0.0);
  };
  const auto below = [&](const std::optional<double>& limit, bool kept) {
    return limit && value <= *limit + (kept ? hysteresis_ : 0.0);
  };
  if (above(limits_.high_high, level_ == LimitLevel::high_high)) return LimitLevel::high_high;
  if (below(limits_.low_low, level_ == LimitLevel::low_low)) return LimitLevel::low_low;
  if (above(limits_.high, high_side(level_))) return LimitLevel::high;
  if (below(limits_.low, low_side(level_))) return LimitLevel::low;
  return LimitLevel::cleared;
}

double EdgeAlarms::limit_of(LimitLevel level) const {
  switch (level) {
    case LimitLevel::low_low:
      return limits_.low_low.value_or(0.0);
    case LimitLevel::low:
      return limits_.low.value_or(0.0);
    case LimitLevel::high:
      return limits_.high.value_or(0.0);
    case LimitLevel::high_high:
      return limits_.high_high.value_or(0.0);
    case LimitLevel::cleared:
      break;
  }
  return 0.0;
}

LevelChange EdgeAlarms::change_to(LimitLevel level, Time stamp) {
  const double threshold = limit_of(level == LimitLevel::cleared ? level_ : level);
  level_ = level;
  waiting_.reset();
  return {stamp, latest_, level, threshold};
}

std::optional<LevelChange> EdgeAlarms::sample(Time stamp, double value) {
  latest_ = value;
  const LimitLevel meant = level_for(value);
  if (meant == level_) {
    waiting_.reset();
    return {};
  }
  if (easier(level_, meant)) return change_to(meant, stamp);
  if (!waiting_ || waiting_->level != meant) waiting_ = Waiting{meant, after(stamp, confirmation_)};
  return waiting_->due <= stamp ? std::optional(change_to(meant, stamp)) : std::nullopt;
}

std::optional<LevelChange> EdgeAlarms::nothing_until(Time stamp) {
  if (!waiting_ || waiting_->due > stamp) return {};
  return change_to(waiting_->level, waiting_->due);
}

}  // namespace fengsui::upload
