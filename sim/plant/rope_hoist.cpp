#include "sim/plant/rope_hoist.h"

#include "sim/plant/casting_well.h"

namespace fengsui::plant::rope_hoist {

namespace {

constexpr std::array phases = {Word{"in_service"}, Word{"out_of_service"}};
constexpr std::array signals = {
    Word{"tension_1", "kN"},          Word{"tension_2", "kN"}, Word{"tension_3", "kN"},
    Word{"tension_4", "kN"},          Word{"imbalance", "%"},  Word{"platform_tilt", "mm/m"},
    Word{"lowering_speed", "mm/min"}, Word{"brake", "1"},      Word{"rope_age", "d"},
    Word{"broken_wires", "n/lay"},    Word{"lowering", "1"}};
static_assert(signals.size() == static_cast<std::size_t>(Signal::count));
constexpr std::array parameters = {
    Word{"platform_tension", "kN"}, Word{"tension_rate", "kN/s"}, Word{"imbalance", "%"},
    Word{"platform_tilt", "mm/m"},  Word{"neighbour_step", "kN"}, Word{"opposite_step", "kN"},
    Word{"broken_imbalance", "%"},  Word{"tilt_lag", "s"},        Word{"rope_age", "d"},
    Word{"broken_wires", "n/lay"},  Word{"strip_earliest", "s"},  Word{"strip_latest", "s"},
    Word{"free_fall_time", "s"}};
static_assert(parameters.size() == static_cast<std::size_t>(Parameter::count));
constexpr std::array faults = {Word{"rope_break", "mm/m"}, Word{"brake_failure", "mm/min"}};

}  // namespace

Vocabulary vocabulary() {
  return {UnitClass::rope_hoist,
          "rope_hoist",
          "rope hoist",
          "钢丝绳式提升装置",
          signals,
          parameters,
          phases,
          faults,
          {}};
}

void laws(const Scene& scene, std::span<Law> laws) {
  using P = Parameter;
  using S = Signal;
  const UnitView& hoist = scene.hoist;
  const auto law = [&](S signal) -> Law& { return laws[static_cast<std::size_t>(signal)]; };
  if (hoist.in(Phase::out_of_service)) {
    for (Law& each : laws) each = keep();
    return;
  }
  const bool moving = casting_well::platen_moves(scene);
  const bool empty = scene.well.in(casting_well::Phase::idle) || scene.well.in(casting_well::Phase::preset);
  const bool broken = hoist.has(Fault::rope_break);

  // four ropes share platform and growing billets; a broken one sheds its load to the others
  const Law shared = empty    ? relax(hoist[P::platform_tension], 30.0)
                     : moving ? ramp(unlimited, hoist[P::tension_rate])
                              : keep();
  law(S::tension_1) = broken ? relax(0.0, 0.05) : shared;
  law(S::tension_2) = broken ? settle(hoist[P::neighbour_step], 0.1) : shared;
  law(S::tension_4) = law(S::tension_2);
  law(S::tension_3) = broken ? settle(hoist[P::opposite_step], 0.1) : shared;
  law(S::imbalance) = relax(broken ? hoist[P::broken_imbalance] : hoist[P::imbalance], 0.3);
  law(S::platform_tilt) =
      broken ? relax(hoist.size(Fault::rope_break), hoist[P::tilt_lag]) : relax(hoist[P::platform_tilt], 5.0);

  law(S::lowering_speed) = casting_well::speed_law(scene);
  law(S::brake) = hold(!hoist.has(Fault::brake_failure));
  law(S::rope_age) = ramp_from(hoist[P::rope_age], unlimited, 1.0 / 86400.0);
  law(S::broken_wires) = hold(hoist[P::broken_wires]);
  law(S::lowering) =
      hold(scene.well.in(casting_well::Phase::start) || scene.well.in(casting_well::Phase::steady));
}

}  // namespace fengsui::plant::rope_hoist
