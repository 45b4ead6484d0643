#include "sim/plant/tilting_furnace.h"

#include "sim/plant/casting_well.h"

namespace fengsui::plant::tilting_furnace {

namespace {

template <std::size_t Total, std::size_t Shared, std::size_t Own>
constexpr std::array<Word, Total> joined(const std::array<Word, Shared>& shared,
                                         const std::array<Word, Own>& own) {
  static_assert(Shared + Own == Total);
  std::array<Word, Total> words{};
  std::copy(own.begin(), own.end(), std::copy(shared.begin(), shared.end(), words.begin()));
  return words;
}

constexpr auto signals = joined<static_cast<std::size_t>(Signal::count)>(
    furnace_signals,
    std::array{Word{"tilt_angle", "deg"}, Word{"tilt_rate", "deg/s"}, Word{"hydraulic_pressure", "MPa"},
               Word{"oil_temperature", "degC"}, Word{"overflow_switch", "1"}});
constexpr auto parameters = joined<static_cast<std::size_t>(Parameter::count)>(
    furnace_parameters, std::array{Word{"outflow_per_degree", "kg/deg"}, Word{"full_tilt", "deg"},
                                   Word{"tilt_back_rate", "deg/s"}, Word{"hydraulic_pressure", "MPa"},
                                   Word{"oil_temperature", "degC"}, Word{"gravity_return_failure", "1"}});
constexpr std::array faults = {Word{"tilt_valve_stuck", "deg/s"}, Word{"refractory_leak", "K/s"},
                               Word{"hydraulic_leak", "MPa/s"}};

}  // namespace

Vocabulary vocabulary() {
  return {UnitClass::tilting_furnace,
          "tilting_furnace",
          "tilting furnace",
          "倾动式熔炼炉",
          signals,
          parameters,
          furnace_phases,
          faults,
          furnace_accidents};
}

void laws(const Scene& scene, std::span<Law> laws) {
  using P = Parameter;
  const UnitView& furnace = scene.furnace;
  const auto law = [&](Signal signal) -> Law& { return laws[static_cast<std::size_t>(signal)]; };
  const bool back = furnace.is(Flag::tilted_back);
  const double surplus_deg_s =
      furnace.has(Fault::tilt_valve_stuck) && !back ? furnace.size(Fault::tilt_valve_stuck) : 0.0;
  const double shell_heating_k_s =
      furnace.has(Fault::refractory_leak) ? furnace.size(Fault::refractory_leak) : 0.0;
  furnace_laws(scene, surplus_deg_s * furnace[P::outflow_per_degree], shell_heating_k_s, laws);
  if (furnace.in(FurnacePhase::out_of_service)) return;

  // casting needs a slow forward tilt; everything else brings the furnace home
  const bool pours = pouring(scene) && !back;
  const double rate_deg_s =
      pours
          ? scene.well[casting_well::Parameter::casting_rate] / furnace[P::outflow_per_degree] + surplus_deg_s
          : -furnace[P::tilt_back_rate];
  law(Signal::tilt_angle) = pours ? ramp(furnace[P::full_tilt], rate_deg_s) : ramp(0.0, rate_deg_s);
  law(Signal::tilt_rate) = relax(pours ? rate_deg_s : 0.0, 0.5);
  law(Signal::hydraulic_pressure) = furnace.has(Fault::hydraulic_leak)
                                        ? ramp(0.0, -furnace.size(Fault::hydraulic_leak))
                                        : relax(furnace[P::hydraulic_pressure], 10.0);
  law(Signal::oil_temperature) = relax(furnace[P::oil_temperature], 1800.0);
  law(Signal::overflow_switch) = hold(furnace.is(Flag::overflowing));
}

}  // namespace fengsui::plant::tilting_furnace
