#include "sim/plant/fixed_furnace.h"

#include "sim/plant/casting_well.h"

namespace fengsui::plant::fixed_furnace {

namespace {

constexpr auto signals = [] {
  std::array<Word, static_cast<std::size_t>(Signal::count)> words{};
  std::copy(furnace_signals.begin(), furnace_signals.end(), words.begin());
  words[static_cast<std::size_t>(Signal::tap_hole_lock)] = {"tap_hole_lock", "1"};
  return words;
}();
constexpr std::array faults = {Word{"tap_hole_runaway", "kg/s"}, Word{"refractory_leak", "K/s"}};

}  // namespace

Vocabulary vocabulary() {
  return {UnitClass::fixed_furnace, "fixed_furnace", "fixed furnace", "固定式熔炼炉",   signals,
          furnace_parameters,       furnace_phases,  faults,          furnace_accidents};
}

void laws(const Scene& scene, std::span<Law> laws) {
  const UnitView& furnace = scene.furnace;
  const double excess_kg_s = furnace.has(Fault::tap_hole_runaway) && !furnace.is(Flag::plugged)
                                 ? furnace.size(Fault::tap_hole_runaway)
                                 : 0.0;
  const double shell_heating_k_s =
      furnace.has(Fault::refractory_leak) ? furnace.size(Fault::refractory_leak) : 0.0;
  furnace_laws(scene, excess_kg_s, shell_heating_k_s, laws);
  if (!furnace.in(FurnacePhase::out_of_service))
    laws[static_cast<std::size_t>(Signal::tap_hole_lock)] = hold(!pouring(scene));
}

double tap_hole_flow_kg_s(double diameter_mm, double head_m) {
  return casting_well::leak_through_hole_kg_s(diameter_mm, head_m * 1000.0);
}

}  // namespace fengsui::plant::fixed_furnace
