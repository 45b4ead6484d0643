// Inside the plant room: what its functions share. Nothing here is for other rooms.
#pragma once

#include "sim/base/context.h"
#include "sim/plant/plant.h"

namespace fengsui::plant {

// The kinds of Room::plant events. `subject` is a unit unless said otherwise.
enum class PlantEvent : std::uint16_t {
  phase_end,        // detail: stamp of the phase
  crossing,         // subject: guard; detail: its stamp
  interlock_timer,  // subject: interlock; detail: its stamp
  interlock_act,    // subject: interlock; detail: its stamp
  fault_onset,      // detail: fault of the class
  fault_repair,     // detail: fault and its occurrence
  notice,           // detail: fault and its occurrence
  operator_stop,    // detail: fault and its occurrence
  chain,            // detail: flag to be set and stamp
  hazard_check,
  domino
};

// One call's view of the plants: context, tables, state.
struct Site {
  const Context& ctx;
  const PlantSpec& spec;
  PlantState& state;

  UnitState& unit(UnitId id) const { return state.units[id.index]; }
  const UnitSpec& unit_spec(UnitId id) const { return spec.units[id.index]; }
  const LineSpec& line_of(UnitId id) const { return spec.lines[unit_spec(id).line]; }
  double now_value(SignalId signal) const { return value(state.segments[signal.index], ctx.now); }

  void plan(Time time, PlantEvent kind, std::uint32_t subject, std::uint64_t detail = 0) const {
    ctx.agenda.schedule(time, Room::plant, static_cast<std::uint16_t>(kind), subject, detail);
  }
  void plan_after(double seconds, PlantEvent kind, UnitId subject, std::uint64_t detail = 0) const {
    plan(after(ctx.now, from_seconds(seconds)), kind, subject.index, detail);
  }
  template <class Parameter>
  double parameter(UnitId id, Parameter name) const {
    return unit_spec(id).parameters[static_cast<std::size_t>(name)];
  }
  // Number of a class's own fault, phase or accident in the tables of all classes.
  std::uint32_t fault_number(UnitId id, std::size_t fault) const {
    return spec.first_fault[class_place(id)] + static_cast<std::uint32_t>(fault);
  }
  std::uint32_t phase_number(UnitId id, std::size_t phase) const {
    return spec.first_phase[class_place(id)] + static_cast<std::uint32_t>(phase);
  }
  std::uint32_t accident_number(UnitId id, std::size_t accident) const {
    return spec.first_accident[class_place(id)] + static_cast<std::uint32_t>(accident);
  }
  std::size_t class_place(UnitId id) const { return static_cast<std::size_t>(unit_spec(id).unit_class); }
};

inline constexpr std::uint32_t nothing = UnitId::none_index;

// An occurrence of a fault as an event's detail: void when the fault has ended or begun anew.
inline std::uint64_t occurrence(const UnitState& unit, std::size_t fault) {
  return static_cast<std::uint64_t>(unit.fault_count[fault]) << 8 | fault;
}
inline bool current(const UnitState& unit, std::uint64_t detail) {
  const std::size_t fault = detail & 0xff;
  return unit.has_fault(fault) && occurrence(unit, fault) == detail;
}

// line.cpp: laws, witnesses and guards of one line after any discrete change
std::vector<UnitId> units_of(const LineSpec& line);  // furnaces, well, hoist: the fixed order
Scene scene_of(const Site& site, UnitId unit);
void update_line(const Site& site, std::uint32_t line);
void plan_guards(const Site& site, std::uint32_t line);

// phases.cpp
bool is_furnace(UnitClass unit_class);
bool in_service(const Site& site, UnitId unit);
double draw_phase_seconds(const Site& site, UnitId unit, std::size_t phase);
void enter_phase(const Site& site, UnitId unit, std::size_t phase);
void end_phase(const Site& site, UnitId unit);
void draw_thresholds(const Site& site, UnitId unit);
void begin_waiting_cast(const Site& site, std::uint32_t line);
void break_off_if_starved(const Site& site, std::uint32_t line);

// interlocks.cpp
void demand(const Site& site, std::uint32_t guard);
void interlock_timer(const Site& site, InterlockId interlock);
void interlock_act(const Site& site, InterlockId interlock);
bool effective(const Site& site, InterlockId interlock);

// devices.cpp
void apply(const Site& site, UnitId unit, PlantAction action);

// faults.cpp
void witness(const Site& site, UnitId unit, std::size_t fault, SignalId signal, double change);
void begin_fault(const Site& site, UnitId unit, std::size_t fault, double size, bool self_mending);
void finish_fault(const Site& site, UnitId unit, std::size_t fault);
void plan_onset(const Site& site, UnitId unit, std::size_t fault);
void fault_onset(const Site& site, UnitId unit, std::size_t fault);

// people.cpp
void plan_notice(const Site& site, UnitId unit, std::size_t fault);
void notice(const Site& site, UnitId unit, std::size_t fault);
void operator_stop(const Site& site, UnitId unit, std::size_t fault);

// accidents.cpp
UnitId hazard_unit(const Site& site, UnitId unit, UnitClass accident_class);
void force_threshold(const Site& site, UnitId unit, std::size_t accident, double level);
std::uint32_t accident_guard(const Site& site, UnitId unit, std::size_t accident, GuardKind kind);
void happen(const Site& site, UnitId unit, std::size_t accident, double mass_kg, bool primary);
void plan_hazard_check(const Site& site, UnitId unit, double seconds);
void hazard_check(const Site& site, UnitId unit);
void chain(const Site& site, UnitId unit, Flag flag);
void domino(const Site& site, UnitId unit);

}  // namespace fengsui::plant
