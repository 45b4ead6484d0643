// The discrete state of one unit, and the scene that its laws see: itself and its neighbours on the line.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/id.h"
#include "sim/base/time.h"
#include "sim/plant/law.h"
#include "sim/plant/vocabulary.h"

namespace fengsui::plant {

inline constexpr std::size_t most_faults = 8;  // per unit class
inline constexpr std::uint8_t no_accident = 0xff;

// Devices that have moved and conditions that hold on a unit. Furnace, well and hoist each use their own.
enum class Flag : std::uint8_t {
  cut_off_closed,
  launder_broken,
  drain_open,
  platen_stopped,
  standby_pump,
  standby_drain,
  tilted_back,
  plugged,
  burners_shut,
  draining,
  overflowing,     // launder or table runs over
  water_short,     // mould water below what keeps the shell solid
  bleeding,        // shells have remelted
  head_tank_open,  // emergency head tank feeds the mould
  hung,            // starting head stuck to the table, platen gone on
  prying,          // crew works on a stuck starting head
  dropped,         // block or platen fell with the moulds full
  stripped,        // billets slid off the heads
  leaked,          // metal has reached the pit in this cast
  self_test_failed
};

struct UnitState {
  std::uint8_t phase = 0;
  std::uint8_t hazard = no_accident;  // the accident this unit is on the way to
  bool operator_present = true;
  std::uint32_t cycle = 0;
  std::uint32_t flags = 0;         // bits of Flag
  std::uint32_t faults = 0;        // bits of the class's faults
  std::uint32_t witnessed = 0;     // of the active faults: those that changed something
  std::uint32_t noticed = 0;       // of the active faults: those the operator saw
  std::uint32_t self_mending = 0;  // of the active faults: repaired after a drawn time
  std::uint32_t phase_stamp = 0;
  std::uint32_t chain_stamp = 0;
  std::uint32_t notices = 0;  // draws taken so far
  InterlockId hazard_interlock;
  Time phase_start{};
  double phase_seconds = 0.0;  // planned length of the phase [s]
  double people = 0.0;         // near the unit before any evacuation
  Time evacuation_start = never;
  double forced_threshold = -1.0;  // accident threshold set by a scenario; negative: drawn
  std::array<double, most_faults> fault_size{};
  std::array<std::uint32_t, most_faults> fault_count{};   // occurrences so far
  std::array<std::uint32_t, most_faults> fault_onsets{};  // onset times drawn so far

  bool is(Flag flag) const { return flags >> static_cast<unsigned>(flag) & 1u; }
  void set(Flag flag, bool on = true) {
    const std::uint32_t bit = 1u << static_cast<unsigned>(flag);
    flags = on ? flags | bit : flags & ~bit;
  }
  bool has_fault(std::size_t fault) const { return faults >> fault & 1u; }
};

template <class Archive>
void visit(Archive& archive, const UnitState& state) {
  archive(state.phase);
  archive(state.hazard);
  archive(state.operator_present);
  for (const std::uint32_t bits : {state.cycle, state.flags, state.faults, state.witnessed, state.noticed,
                                   state.self_mending, state.phase_stamp, state.chain_stamp, state.notices})
    archive(bits);
  archive(state.hazard_interlock);
  archive(state.phase_start);
  archive(state.phase_seconds);
  archive(state.people);
  archive(state.evacuation_start);
  archive(state.forced_threshold);
  for (const double size : state.fault_size) archive(size);
  for (const std::uint32_t count : state.fault_count) archive(count);
  for (const std::uint32_t count : state.fault_onsets) archive(count);
}

// One unit as a law sees it: its discrete state and its parameters, addressed by the class's enums.
struct UnitView {
  bool present = false;
  UnitClass unit_class{};
  UnitState state;
  std::span<const double> parameters;

  template <class Parameter>
  double operator[](Parameter parameter) const {
    return parameters[static_cast<std::size_t>(parameter)];
  }
  template <class Phase>
  bool in(Phase phase) const {
    return present && state.phase == static_cast<std::uint8_t>(phase);
  }
  template <class Fault>
  bool has(Fault fault) const {
    return present && state.has_fault(static_cast<std::size_t>(fault));
  }
  template <class Fault>
  double size(Fault fault) const {
    return state.fault_size[static_cast<std::size_t>(fault)];
  }
  bool is(Flag flag) const { return present && state.is(flag); }
};

// A well with the furnace that feeds it (or, for a furnace's own laws, that furnace) and its hoist.
struct Scene {
  UnitView furnace, well, hoist;
  bool connected = false;  // this furnace feeds this well now
};

using Laws = std::vector<Law>;

// A crossing that sets or clears a flag of the unit by itself: overflow, loss of cooling.
struct Condition {
  std::size_t signal;
  Direction direction;
  double level;  // [unit of the signal]
  Flag flag;
  bool sets;
};

}  // namespace fengsui::plant
