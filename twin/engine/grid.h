// Quantities that need two samples: rate of change, and how long a value has not moved.
//
// They look at a point on a grid only: the first sample in each cell [k·every, (k+1)·every). A gateway that
// sends by exception must therefore send those samples: all of them for a stuck value
// (Attention::longest_gap), for a rate those that differ by as much as it asks (Attention::steps). All others
// do not matter. Inputs: samples in time order. Outputs: |change| per second [unit of the point / s]; time
// unmoved [s].
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "sim/base/time.h"

namespace fengsui::engine {

// What of a point is compared with a limit.
enum class Watch : std::uint8_t {
  value,
  rate,     // of change, on a grid
  unmoved,  // for how long, on a grid
  range,    // by how much it is beyond the nearer end of its range
  formula,  // over several points of its unit
  onsets,   // how often another alarm of it began within a window
  silence   // for how long it has not reported
};

constexpr bool on_grid(Watch watch) { return watch == Watch::rate || watch == Watch::unmoved; }

struct GridState {
  std::int64_t cell = std::numeric_limits<std::int64_t>::min();
  Time looked{};  // the latest sample looked at
  Time moved{};   // the first sample of the present unbroken run of equal values
  double value = 0.0;
};

// The index of the cell a time lies in, also before the start of the scenario.
constexpr std::int64_t cell_of(Time time, Duration every) {
  const std::int64_t t = time.time_since_epoch().count(), width = every.count();
  return t >= 0 ? t / width : -((-t + width - 1) / width);
}

// What the sample says about `watch`; nothing when it is not on the grid or is the first one.
inline std::optional<double> look(GridState& state, Watch watch, Duration every, Time time, double value) {
  const std::int64_t cell = cell_of(time, every);
  if (cell == state.cell) return {};
  if (state.cell == GridState{}.cell) {
    state = {cell, time, time, value};
    return {};
  }
  state.cell = cell;
  // neighbouring cells may hold samples that follow almost at once (after a repair, by a wandering clock):
  // too close for a rate
  if (time - state.looked < every / 2) return {};

  const double rate = std::abs(value - state.value) / to_seconds(time - state.looked);
  if (value != state.value) state.moved = time;
  state.looked = time;
  state.value = value;
  return watch == Watch::rate ? rate : to_seconds(time - state.moved);
}

}  // namespace fengsui::engine
