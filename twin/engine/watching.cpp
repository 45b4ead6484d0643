// How the reference engine looks at its conditions: one sample at a time, at several points of a unit, and on
// its own clock.
#include <algorithm>
#include <cmath>
#include <utility>

#include "twin/engine/reference_engine.h"

namespace fengsui::engine {

void ReferenceEngine::observe_condition(std::uint32_t index, Time time, Time now, double value) {
  const ConditionSpec& spec = compiled_->conditions[index];
  handled_ = now;
  switch (spec.watch) {
    case Watch::range: {
      const PointEntry& point = compiled_->directory.points[spec.point.index];
      value = std::max(point.range_low - value, value - point.range_high);
      break;
    }
    case Watch::silence:
      report(index, time, now, value);
      return;
    case Watch::formula:  // looked at when all readings of the instant are in
    case Watch::onsets:   // counts another condition
      return;
    case Watch::value:
    case Watch::rate:
    case Watch::unmoved:
      break;
  }
  compare(index, time, now, value);
}

void ReferenceEngine::compare(std::uint32_t index, Time time, Time now, double value) {
  const ConditionSpec& spec = compiled_->conditions[index];
  LimitState& limit = conditions_[index].limit;
  if (const auto change = elapse(limit, time)) apply(index, *change);
  if (on_grid(spec.watch)) {
    const auto watched = look(grids_[spec.grid], spec.watch, spec.every, time, value);
    if (!watched) return;
    value = *watched;
  }
  if (spec.smoothing != no_index)
    value = smooth(compiled_->smoothings[spec.smoothing], smoothings_[spec.smoothing], time, value);
  if (spec.combination != no_index && compiled_->combinations[spec.combination].either_sign)
    value = std::abs(value);

  const bool was_running = limit.due != never;
  if (const auto change = observe(spec.limit, limit, time, value)) apply(index, *change);
  if (limit.due != never && !was_running) plan_clock(index, after(now, limit.due - time));
}

void ReferenceEngine::plan_clock(std::uint32_t index, Time due) {
  conditions_[index].clock_due = after(due, rules_.wait_for_data);
  timers_.plan(index, conditions_[index].clock_due);
}

void ReferenceEngine::note_readers(PointId point, Time time, Time now) {
  for (std::uint32_t i = compiled_->first_reader[point.index]; i < compiled_->first_reader[point.index + 1];
       ++i) {
    const std::uint32_t reader = compiled_->readers[i];
    if (std::ranges::find(unread_.combinations, reader) == unread_.combinations.end())
      unread_.combinations.push_back(reader);
    unread_.time = time;
    unread_.now = now;
  }
}

void ReferenceEngine::look_at_combinations() {
  // in one order, however the readings of the instant came
  std::ranges::sort(unread_.combinations);
  const auto combinations = std::exchange(unread_.combinations, {});
  if (!combinations.empty()) handled_ = unread_.now;
  for (const std::uint32_t number : combinations) {
    const CombinationSpec& spec = compiled_->combinations[number];
    std::vector<double> values;
    bool complete = true;
    for (const CombinationSpec::Input& input : spec.inputs) {
      complete = complete && (!input.point.valid() || latest_[input.point.index] != Time::min());
      values.push_back(input.point.valid() ? latest_value_[input.point.index] * input.scale : input.value);
    }
    if (!complete) continue;

    // readings of other gateways may be older than what was looked at already
    Time& looked = looked_[number];
    looked = std::max(looked, unread_.time);
    if (const auto value = formulas_[number].value(values))
      compare(spec.condition, looked, unread_.now, *value * spec.scale);
  }
}

void ReferenceEngine::count_onset(std::uint32_t index, Time time) {
  const ConditionSpec& spec = compiled_->conditions[index];
  LimitState& limit = conditions_[index].limit;
  if (const auto change = elapse(limit, time)) apply(index, *change);
  auto& onsets = onsets_[index];
  onsets.push_back(time);
  if (onsets.size() > spec.count) onsets.pop_front();
  if (onsets.size() < spec.count || time - onsets.front() >= spec.window) return;

  // until the oldest of them is no longer within the window
  const auto number = static_cast<double>(spec.count);
  const bool begins = !limit.on;
  limit.on = true;
  limit.due = after(onsets.front(), spec.window);
  limit.deciding_value = number;
  plan_clock(index, after(std::max(handled_, time), limit.due - time));
  if (begins) apply(index, {time, number, true});
}

void ReferenceEngine::report(std::uint32_t index, Time time, Time now, double value) {
  const ConditionSpec& spec = compiled_->conditions[index];
  constexpr double half = 0.5;
  if (spec.reports && *spec.reports != (value > half)) return;
  LimitState& limit = conditions_[index].limit;
  if (const auto change = elapse(limit, time)) apply(index, *change);
  if (limit.on) {
    limit.on = false;
    apply(index, {time, 0.0, false});
  }
  expect_report(index, time, now);
}

void ReferenceEngine::expect_report(std::uint32_t index, Time time, Time now) {
  const ConditionSpec& spec = compiled_->conditions[index];
  LimitState& limit = conditions_[index].limit;
  limit.due = after(time, spec.window);
  limit.deciding_value = to_seconds(spec.window);
  plan_clock(index, after(now, spec.window));
}

}  // namespace fengsui::engine
