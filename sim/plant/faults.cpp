#include "sim/base/inversion.h"
#include "sim/plant/casting_well.h"
#include "sim/plant/furnace.h"
#include "sim/plant/rope_hoist.h"
#include "sim/plant/site.h"

namespace fengsui::plant {

namespace {

// What follows a hoist's fault by itself, unless somebody stops the cast before.
void begin_chain(const Site& site, UnitId hoist, std::size_t fault) {
  using Parameter = rope_hoist::Parameter;
  const UnitState& unit = site.unit(hoist);
  const std::uint64_t stamp = static_cast<std::uint64_t>(unit.chain_stamp) << 8;
  if (fault == static_cast<std::size_t>(rope_hoist::Fault::rope_break)) {
    const double luck = site.ctx.stream(Draw::fault_duration, hoist.index).uniform(unit.fault_count[fault]);
    const double low_s = site.parameter(hoist, Parameter::strip_earliest);
    const double high_s = site.parameter(hoist, Parameter::strip_latest);
    site.plan_after(low_s + luck * (high_s - low_s), PlantEvent::chain, hoist,
                    stamp | static_cast<std::uint64_t>(Flag::stripped));
  } else {
    site.plan_after(site.parameter(hoist, Parameter::free_fall_time), PlantEvent::chain, hoist,
                    stamp | static_cast<std::uint64_t>(Flag::dropped));
  }
}

}  // namespace

void witness(const Site& site, UnitId unit, std::size_t fault, SignalId signal, double change) {
  UnitState& state = site.unit(unit);
  const PlantFault& row = site.spec.faults[site.fault_number(unit, fault)];
  state.witnessed |= 1u << fault;
  site.ctx.note(LogKind::fault_witnessed, unit.index, site.fault_number(unit, fault), signal.index, change);
  const bool lining = row.leads_to_class && is_furnace(*row.leads_to_class) &&
                      row.leads_to == static_cast<std::size_t>(FurnaceAccident::furnace_breakout);
  // without metal in the mould only a leaking lining endangers anybody
  if (row.leads_to_class &&
      (lining || casting_well::metal_in_mould(scene_of(site, site.line_of(unit).well).well))) {
    UnitState& endangered = site.unit(hazard_unit(site, unit, *row.leads_to_class));
    endangered.hazard = static_cast<std::uint8_t>(row.leads_to);
    endangered.hazard_interlock = {};
  }
  if (state.self_mending >> fault & 1u) {
    const Stream stream =
        site.ctx.stream(Draw::fault_duration, unit.index * 64 + static_cast<std::uint32_t>(fault));
    site.plan(after(site.ctx.now,
                    row.repair.sample(stream.uniform((std::uint64_t{1} << 32) | state.fault_count[fault]))),
              PlantEvent::fault_repair, unit.index, occurrence(state, fault));
  }
  if (site.unit_spec(unit).unit_class == UnitClass::rope_hoist) begin_chain(site, unit, fault);
  plan_notice(site, unit, fault);
}

void begin_fault(const Site& site, UnitId unit, std::size_t fault, double size, bool self_mending) {
  UnitState& state = site.unit(unit);
  const std::uint32_t bit = 1u << fault;
  state.faults |= bit;
  state.witnessed &= ~bit;
  state.noticed &= ~bit;
  state.self_mending = self_mending ? state.self_mending | bit : state.self_mending & ~bit;
  state.fault_size[fault] = size;
  ++state.fault_count[fault];
  site.ctx.note(LogKind::fault_started, unit.index, site.fault_number(unit, fault), nothing, size);
}

void finish_fault(const Site& site, UnitId unit, std::size_t fault) {
  UnitState& state = site.unit(unit);
  const std::uint32_t bit = 1u << fault;
  state.faults &= ~bit;
  state.self_mending &= ~bit;
  site.ctx.note(LogKind::fault_ended, unit.index, site.fault_number(unit, fault));
  const PlantFault& row = site.spec.faults[site.fault_number(unit, fault)];
  if (row.leads_to_class) {
    const UnitId endangered = hazard_unit(site, unit, *row.leads_to_class);
    site.unit(endangered).forced_threshold = -1.0;
    if (site.unit(endangered).hazard != no_accident) plan_hazard_check(site, endangered, 0.0);
  }
}

void plan_onset(const Site& site, UnitId unit, std::size_t fault) {
  const PlantFault& row = site.spec.faults[site.fault_number(unit, fault)];
  if (row.rate_per_s <= 0.0) return;
  const Stream stream =
      site.ctx.stream(Draw::fault_onset, unit.index * 64 + static_cast<std::uint32_t>(fault));
  const double wait_s =
      exponential_quantile(stream.uniform(site.unit(unit).fault_onsets[fault]++), 1.0 / row.rate_per_s);
  site.plan_after(wait_s, PlantEvent::fault_onset, unit, fault);
}

void fault_onset(const Site& site, UnitId unit, std::size_t fault) {
  plan_onset(site, unit, fault);
  // equipment that is lost or already broken in this way cannot break so again
  if (!in_service(site, unit) || site.unit(unit).has_fault(fault)) return;
  begin_fault(site, unit, fault, site.spec.faults[site.fault_number(unit, fault)].size, true);
}

}  // namespace fengsui::plant
