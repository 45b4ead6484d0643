#include <algorithm>

#include "sim/base/inversion.h"
#include "sim/plant/casting_well.h"
#include "sim/plant/furnace.h"
#include "sim/plant/site.h"

namespace fengsui::plant {

namespace {

using Parameter = casting_well::Parameter;

bool is_well_fault(const Site& site, UnitId unit, std::size_t fault, casting_well::Fault kind) {
  return site.unit_spec(unit).unit_class == UnitClass::casting_well &&
         fault == static_cast<std::size_t>(kind);
}

// Where the gap is measured and trips, nobody reaches for a bar.
bool gap_interlock_works(const Site& site, UnitId well) {
  const SignalId gap = signal_of(site.spec, well, static_cast<std::size_t>(casting_well::Signal::head_gap));
  for (std::size_t i = 0; i < site.spec.interlocks.size(); ++i)
    if (site.spec.interlocks[i].signal == gap && effective(site, InterlockId{i})) return true;
  return false;
}

bool crew_pries(const Site& site, UnitId well) {
  UnitState& unit = site.unit(well);
  if (gap_interlock_works(site, well)) return false;
  const double luck = site.ctx.stream(Draw::operator_notice, well.index).uniform(unit.notices++);
  return luck < site.parameter(well, Parameter::prying_probability);
}

// The crew works on the stuck head with bars; when it comes free it falls.
void pry(const Site& site, UnitId well) {
  UnitState& unit = site.unit(well);
  unit.set(Flag::prying);
  const double luck = site.ctx.stream(Draw::operator_notice, well.index).uniform(unit.notices++);
  const double seconds = lognormal_quantile(luck, site.parameter(well, Parameter::prying_time),
                                            site.parameter(well, Parameter::prying_spread));
  site.plan_after(
      seconds, PlantEvent::chain, well,
      static_cast<std::uint64_t>(unit.chain_stamp) << 8 | static_cast<std::uint64_t>(Flag::prying));
}

}  // namespace

void plan_notice(const Site& site, UnitId unit, std::size_t fault) {
  const PlantFault& row = site.spec.faults[site.fault_number(unit, fault)];
  const UnitId well = site.line_of(unit).well;
  if (!row.notice || !site.unit(well).operator_present) return;
  UnitState& state = site.unit(unit);
  const double luck = site.ctx.stream(Draw::operator_notice, unit.index).uniform(state.notices++);
  site.plan(after(site.ctx.now, row.notice->sample(luck)), PlantEvent::notice, unit.index,
            occurrence(state, fault));
}

void notice(const Site& site, UnitId unit, std::size_t fault) {
  UnitState& state = site.unit(unit);
  const UnitId well = site.line_of(unit).well;
  if (!site.unit(well).operator_present || (state.noticed >> fault & 1u) || !in_service(site, unit)) return;
  state.noticed |= 1u << fault;
  site.ctx.note(LogKind::operator_noticed, unit.index, site.fault_number(unit, fault));
  if (is_well_fault(site, unit, fault, casting_well::Fault::start_up_hang_up) && crew_pries(site, unit))
    return pry(site, unit);
  site.plan_after(site.parameter(well, Parameter::stop_time), PlantEvent::operator_stop, unit,
                  occurrence(state, fault));
}

void operator_stop(const Site& site, UnitId unit, std::size_t fault) {
  const LineSpec& line = site.line_of(unit);
  if (!site.unit(line.well).operator_present || !in_service(site, unit)) return;
  const PlantFault& row = site.spec.faults[site.fault_number(unit, fault)];
  const bool lining_leaks = row.leads_to_class && is_furnace(*row.leads_to_class) &&
                            row.leads_to == static_cast<std::size_t>(FurnaceAccident::furnace_breakout);
  const bool casting = casting_well::metal_in_mould(scene_of(site, line.well).well);
  const bool pit_fills = is_well_fault(site, unit, fault, casting_well::Fault::pit_pump_failure);
  if (!lining_leaks && !pit_fills && !casting) return;
  site.ctx.note(LogKind::operator_acted, unit.index, site.fault_number(unit, fault));
  if (pit_fills) apply(site, unit, PlantAction::start_standby_drain);
  if (lining_leaks) {
    apply(site, unit, PlantAction::shut_burners);
    apply(site, unit, PlantAction::drain_furnace);
  } else if (casting) {
    apply(site, unit, PlantAction::stop_cast);
  }
  break_off_if_starved(site, site.unit_spec(unit).line);
}

}  // namespace fengsui::plant
