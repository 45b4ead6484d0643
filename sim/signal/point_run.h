// How one point runs: the parts that sampling.cpp puts together. `Point` is a point's spec and state.
#pragma once

#include "sim/signal/sample_law.h"
#include "sim/signal/sampling.h"

namespace fengsui::sensing {

enum class Kind : std::uint16_t { sample_due, fault_shows };

struct Point {
  PointId id;
  const PointSpec& spec;
  PointState& state;
  Duration clock_error{};  // of the gateway that will stamp its samples
  bool gate_open = true;

  SampleLaw law() const { return law_of(spec.sensor, state.response, state.sensor); }
  Draws draws(const Context& ctx) const {
    return {ctx.stream(Draw::sensor_excursion, id.index), state.draws};
  }
};

// every_sample.cpp: appends all samples before number `end`; sample k takes its noise from draw k.
void produce(const Context& ctx, Point point, SampleIndex end, std::vector<Reading>& out);

// by_exception.cpp: plans the next sample that can matter; takes it when it is due, which plans the next.
void plan_sample(const Context& ctx, Point point);
void take_sample(const Context& ctx, Point point, std::uint64_t detail, std::vector<Reading>& out);
// A change that comes at once may be a step from the last sample of the grid, which was not sent: this
// remembers how it would be drawn, and sends it ahead of the next one if it turns out to be needed.
struct StepBefore {
  SampleIndex index = -1;  // -1: none, or it is known already
  SampleLaw law;
};
StepBefore step_before(const Context& ctx, Point point);
void recall_step(const Context& ctx, Point point, const StepBefore& before);
// Draws the last sample before now, if it was not sent, so that it can be repeated.
void recall_last_sample(const Context& ctx, Point point);

// witness.cpp: plans the first sample that the present fault changes visibly; logs it when it comes.
void plan_witness(const Context& ctx, Point point);
void witness(const Context& ctx, Point point, std::uint64_t detail);

}  // namespace fengsui::sensing
