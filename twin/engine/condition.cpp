#include "twin/engine/condition.h"

#include <cassert>

namespace fengsui::engine {

LimitSpec upper_limit(double limit, double deadband, Duration on_delay, Duration off_delay) {
  assert(deadband >= 0);
  return {1.0, limit, limit - deadband, on_delay, off_delay};
}

LimitSpec lower_limit(double limit, double deadband, Duration on_delay, Duration off_delay) {
  assert(deadband >= 0);
  return {-1.0, -limit, -(limit + deadband), on_delay, off_delay};
}

std::optional<LimitChange> complete(LimitState& state) {
  if (state.due == never) return {};
  state.on = !state.on;
  const LimitChange change{state.due, state.deciding_value, state.on};
  state.due = never;
  return change;
}

std::optional<LimitChange> elapse(LimitState& state, Time time) {
  return state.due < time ? complete(state) : std::nullopt;
}

std::optional<LimitChange> observe(const LimitSpec& spec, LimitState& state, Time time, double value) {
  const double x = spec.direction * value;
  const bool wants_on = state.on ? !(x < spec.clear) : x >= spec.raise;
  if (wants_on == state.on) {
    state.due = never;
    return {};
  }

  // the first contradicting sample starts the delay; a delay of zero ends with it
  if (state.due == never) {
    state.due = after(time, wants_on ? spec.on_delay : spec.off_delay);
    state.deciding_value = value;
  }
  return state.due <= time ? complete(state) : std::nullopt;
}

}  // namespace fengsui::engine
