// The plant room: what happens in the shops of all enterprises.
//
// Between two calls nothing steps: signals follow their segments, and every crossing that something waits
// for is an event of Room::plant on the agenda. What happened goes to the log; signals that got a new
// segment are in state.changed, units lost to an accident in state.destroyed.
#pragma once

#include "sim/base/context.h"
#include "sim/plant/plant_state.h"

namespace fengsui::plant {

// Places every unit in its cycle and plans its first events; `random_faults` lets equipment fail by itself.
void start(const Context& ctx, const PlantSpec& spec, PlantState& state, bool random_faults);

void handle(const Context& ctx, const PlantSpec& spec, PlantState& state, const Event& event);

// `fault` is a number of PlantSpec::faults and must belong to the unit's class. `size` in the fault's unit;
// `accident_threshold` in the unit of the accident it leads to (both else as in the catalogue, or drawn).
void start_fault(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit,
                 std::uint32_t fault, std::optional<double> size, std::optional<double> accident_threshold);
void end_fault(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit,
               std::uint32_t fault);

// What people decide: applies to the unit's whole line where the action does.
void act(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit, PlantAction action);

// The operator who watches a casting well; for other units, that of their line's well.
void set_operator(const Context& ctx, const PlantSpec& spec, PlantState& state, UnitId unit, bool present);

void set_bypass(const Context& ctx, const PlantSpec& spec, PlantState& state, InterlockId interlock,
                bool bypassed);
void set_instrument_blind(const Context& ctx, const PlantSpec& spec, PlantState& state, InterlockId interlock,
                          bool blind);

double signal_value(const PlantState& state, SignalId signal, Time time);

// People near a unit now [persons], after whatever evacuation has had time to do.
unsigned people_exposed(const PlantSpec& spec, const PlantState& state, UnitId unit, Time time);

// Force class of a molten metal explosion by the mass of metal in the water: 1, 2 or 3.
unsigned force_class(double mass_kg);

}  // namespace fengsui::plant
