#include "sim/plant/casting_well.h"
#include "sim/plant/fixed_furnace.h"
#include "sim/plant/site.h"
#include "sim/plant/tilting_furnace.h"

namespace fengsui::plant {

namespace {

// The furnace an action is about: the unit itself, or the one that feeds its line.
UnitId furnace_of(const Site& site, UnitId unit) {
  return is_furnace(site.unit_spec(unit).unit_class) ? unit : site.state.feeding[site.unit_spec(unit).line];
}

// A demand that a hidden fault spoils is what shows it.
void spoiled(const Site& site, UnitId unit, std::size_t fault, std::size_t signal) {
  if (!(site.unit(unit).witnessed >> fault & 1u))
    witness(site, unit, fault, signal_of(site.spec, unit, signal), 0.0);
}

void shut_cut_off(const Site& site, UnitId well) {
  constexpr auto stuck = static_cast<std::size_t>(casting_well::Fault::cutoff_valve_stuck);
  if (site.unit(well).has_fault(stuck))
    spoiled(site, well, stuck, static_cast<std::size_t>(casting_well::Signal::cut_off_ready));
  else
    site.unit(well).set(Flag::cut_off_closed);
}

void tilt_back(const Site& site, UnitId furnace) {
  if (!furnace.valid() || site.unit_spec(furnace).unit_class != UnitClass::tilting_furnace) return;
  constexpr auto stuck = static_cast<std::size_t>(tilting_furnace::Fault::tilt_valve_stuck);
  UnitState& unit = site.unit(furnace);
  if (unit.has_fault(stuck)) {
    // the second valve lets gravity return the furnace, unless it fails too
    const std::uint64_t draw = (std::uint64_t{2} << 32) | unit.cycle;
    if (site.ctx.stream(Draw::interlock_demand, ~furnace.index).uniform(draw) <
        site.parameter(furnace, tilting_furnace::Parameter::gravity_return_failure))
      return;
  }
  unit.set(Flag::tilted_back);
}

void plug(const Site& site, UnitId furnace) {
  if (!furnace.valid() || site.unit_spec(furnace).unit_class != UnitClass::fixed_furnace) return;
  // a run-away eye cannot be plugged by hand
  if (site.unit(furnace).has_fault(static_cast<std::size_t>(fixed_furnace::Fault::tap_hole_runaway))) return;
  site.unit(furnace).set(Flag::plugged);
}

}  // namespace

void apply(const Site& site, UnitId unit, PlantAction action) {
  const UnitId well = site.line_of(unit).well;
  const UnitId furnace = furnace_of(site, unit);
  switch (action) {
    case PlantAction::stop_cast:
      for (const PlantAction each :
           {PlantAction::cut_off, PlantAction::launder_break, PlantAction::emergency_drain,
            PlantAction::stop_platen, PlantAction::tilt_back, PlantAction::plug_tap_hole})
        apply(site, unit, each);
      return;
    case PlantAction::cut_off:
      return shut_cut_off(site, well);
    case PlantAction::launder_break:
      return site.unit(well).set(Flag::launder_broken);
    case PlantAction::emergency_drain:
      return site.unit(well).set(Flag::drain_open);
    case PlantAction::stop_platen:
      return site.unit(well).set(Flag::platen_stopped);
    case PlantAction::tilt_back:
      return tilt_back(site, furnace);
    case PlantAction::plug_tap_hole:
      return plug(site, furnace);
    case PlantAction::start_standby_pump:
      // without power the second pump does not start either
      if (!site.unit(well).has_fault(static_cast<std::size_t>(casting_well::Fault::power_loss)))
        site.unit(well).set(Flag::standby_pump);
      return;
    case PlantAction::start_standby_drain:
      return site.unit(well).set(Flag::standby_drain);
    case PlantAction::shut_burners:
      if (furnace.valid()) site.unit(furnace).set(Flag::burners_shut);
      return;
    case PlantAction::drain_furnace:
      if (furnace.valid()) site.unit(furnace).set(Flag::draining);
      if (furnace.valid()) plan_hazard_check(site, furnace, 60.0);
      return;
    case PlantAction::evacuate:
      for (const UnitId each : units_of(site.line_of(unit)))
        if (site.unit(each).evacuation_start == never) site.unit(each).evacuation_start = site.ctx.now;
      return;
    case PlantAction::repair: {
      for (std::size_t fault = 0; fault < most_faults; ++fault)
        if (site.unit(unit).has_fault(fault)) finish_fault(site, unit, fault);
      return;
    }
    case PlantAction::restart:
      // ends an inspection early; a unit lost to an accident stays out of production
      if (site.unit(well).phase == static_cast<std::uint8_t>(casting_well::Phase::stopped))
        end_phase(site, well);
      for (const UnitId each : units_of(site.line_of(unit))) site.unit(each).evacuation_start = never;
      return;
    case PlantAction::acknowledge_local:
      return;
  }
}

}  // namespace fengsui::plant
