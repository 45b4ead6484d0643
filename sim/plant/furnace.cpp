#include "sim/plant/furnace.h"

#include "sim/plant/casting_well.h"

namespace fengsui::plant {

using P = FurnaceParameter;
using S = FurnaceSignal;

bool pouring(const Scene& scene) {
  return scene.connected && scene.furnace.in(FurnacePhase::cast) && casting_well::metal_in_mould(scene.well);
}

void furnace_laws(const Scene& scene, double excess_kg_s, double shell_heating_k_s, std::span<Law> laws) {
  const UnitView& furnace = scene.furnace;
  const auto law = [&](S signal) -> Law& { return laws[static_cast<std::size_t>(signal)]; };
  if (furnace.in(FurnacePhase::out_of_service)) {
    for (Law& each : laws) each = keep();
    return;
  }
  const bool pours = pouring(scene);
  const bool spilling_stopped =
      scene.well.is(Flag::drain_open) || furnace.is(Flag::plugged) || furnace.is(Flag::tilted_back);
  const bool running_over = furnace.is(Flag::overflowing) && excess_kg_s > 0.0;
  const bool power_lost = scene.well.has(casting_well::Fault::power_loss);
  const bool burners = !power_lost && !furnace.is(Flag::burners_shut);
  const double outflow_kg_s = pours ? scene.well[casting_well::Parameter::casting_rate] + excess_kg_s : 0.0;

  // bath: cold charge, then up to holding temperature; level follows charging and casting
  const bool charging = furnace.in(FurnacePhase::charge);
  law(S::metal_temperature) = charging ? relax(furnace[P::charging_temperature], furnace[P::bath_lag])
                              : furnace.in(FurnacePhase::melt)
                                  ? ramp(furnace[P::holding_temperature], furnace[P::heating_rate])
                                  : relax(furnace[P::holding_temperature], furnace[P::bath_lag]);
  law(S::bath_level) =
      furnace.is(Flag::draining)
          ? ramp(0.0, -furnace[P::draining_flow] * furnace[P::level_per_tonne] / 1000.0)
      : pours ? ramp(furnace[P::heel_level], -outflow_kg_s * furnace[P::level_per_tonne] / 1000.0)
      : charging || furnace.in(FurnacePhase::melt) ? ramp(furnace[P::full_level], furnace[P::filling_rate])
                                                   : keep();

  // burners keep the chamber hot in every phase; without them it cools towards the bath
  law(S::chamber_temperature) = burners
                                    ? relax(furnace[P::chamber_temperature], furnace[P::chamber_lag])
                                    : relax(furnace[P::holding_temperature], 3.0 * furnace[P::chamber_lag]);
  law(S::flame) = hold(burners);
  law(S::gas_pressure) = hold(furnace[P::gas_pressure]);
  law(S::combustible_gas) = hold(0.0);
  law(S::shell_temperature) = shell_heating_k_s > 0 && !furnace.is(Flag::draining)
                                  ? ramp(unlimited, shell_heating_k_s)
                                  : relax(furnace[P::shell_temperature], 3600.0);
  law(S::emergency_pit_dry) = hold(!scene.well.is(Flag::drain_open) && !furnace.is(Flag::draining));

  // launder: closed loop while pouring; a surplus fills it to the rim and then runs over
  law(S::pouring) = hold(pours && !scene.well.in(casting_well::Phase::fill));
  law(S::metal_outflow) = relax(outflow_kg_s, 1.5);
  law(S::launder_level) =
      running_over && !spilling_stopped ? keep()
      : pours && excess_kg_s > 0 && !scene.well.in(casting_well::Phase::fill)
          ? ramp(2.0 * furnace[P::launder_rim],
                 level_rate_mm_s(excess_kg_s, furnace[P::launder_area], furnace[P::metal_density]))
      : pours ? relax(furnace[P::launder_level], furnace[P::launder_lag])
              : relax(0.0, 6.0 * furnace[P::launder_lag]);

  // part of what runs over finds the return-water pit, until the metal is led elsewhere
  const double into_water_kg_s = excess_kg_s * furnace[P::spill_share_into_water];
  law(S::metal_in_water) =
      !running_over      ? (charging ? hold(0.0) : keep())
      : spilling_stopped ? settle(into_water_kg_s * furnace[P::spill_stop_lag], furnace[P::spill_stop_lag])
                         : ramp(unlimited, into_water_kg_s);
}

std::vector<Condition> furnace_conditions(std::span<const double> parameters) {
  return {{static_cast<std::size_t>(S::launder_level), Direction::up,
           parameters[static_cast<std::size_t>(P::launder_rim)], Flag::overflowing, true}};
}

}  // namespace fengsui::plant
