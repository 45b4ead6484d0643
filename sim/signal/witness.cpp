#include <algorithm>
#include <cmath>

#include "sim/base/inversion.h"
#include "sim/signal/point_run.h"
#include "sim/signal/truncated_normal.h"

namespace fengsui::sensing {

namespace {

// Beyond the noise, and at least another step of what the instrument shows: of a state, the other one.
double visible_difference(const SensorSpec& sensor) {
  return std::max(3.0 * sensor.noise_sigma, 0.5 * sensor.resolution);
}

// The chance (0 or 1) that a shifted mean makes a reading that differs visibly, range limits included.
struct ShiftChance {
  const SensorSpec& sensor;
  const SampleLaw& law;

  double clamped(double raw) const { return std::clamp(raw, sensor.range_low, sensor.range_high); }
  double effect(double truth, double shift) const {
    return std::abs(clamped(truth + shift) - clamped(truth));
  }

  Odds within(SampleIndex begin, SampleIndex end) const {
    const Time first = sample_time(sensor, begin), last = sample_time(sensor, end - 1);
    const Bounds truth = bounds(law.response, first, last);
    const double small = error_of_mean(law, first), large = error_of_mean(law, last);

    // the effect is the shift, cut off where either reading meets an end of the range
    const double towards_low = large > 0 ? truth.high + large : truth.high;
    const double towards_high = large > 0 ? truth.low : truth.low + large;
    const double most = std::min({std::abs(large), clamped(towards_low) - sensor.range_low,
                                  sensor.range_high - clamped(towards_high)});
    const double least = std::min(effect(truth.low, small), effect(truth.high, small));
    const double visible = visible_difference(sensor);
    return {least > visible ? 1.0 : 0.0, most > visible ? 1.0 : 0.0};
  }
  double at(SampleIndex index) const {
    const Time time = sample_time(sensor, index);
    return effect(value(law.response, time), error_of_mean(law, time)) > visible_difference(sensor) ? 1.0
                                                                                                    : 0.0;
  }
};

// The chance that multiplied noise differs visibly from the noise it was made of.
double noise_limit(const SensorSpec& sensor, double factor) {
  const double added_sigma = std::abs(factor - 1.0) * sensor.noise_sigma;
  return added_sigma > 0.0 ? visible_difference(sensor) / added_sigma
                           : std::numeric_limits<double>::infinity();
}
struct NoiseChance {
  double chance;

  Odds within(SampleIndex, SampleIndex) const { return {chance, chance}; }
  double at(SampleIndex) const { return chance; }
};

}  // namespace

void plan_witness(const Context& ctx, Point point) {
  PointState& state = point.state;
  const SensorSpec& sensor = point.spec.sensor;
  ++state.witness_stamp;
  if (state.sensor.fault == SensorFault::none || state.witnessed) return;

  const SampleIndex begin = std::max(state.next, first_sample(sensor, ctx.now)),
                    end = first_sample(sensor, never);
  const SampleLaw law = point.law();
  const Draws draws = point.draws(ctx);
  SampleIndex shows = begin;
  if (law.kind == SampleLaw::Kind::constant) {
    // what a healthy sensor says must leave the surroundings of the constant
    const double margin = visible_difference(sensor);
    const Zone around =
        make_zone(sensor, {law.constant_reading - margin, true}, {law.constant_reading + margin, false});
    shows = first_hit(LeavingChance{sensor, healthy_law(sensor, state.response), around}, begin, end, draws);
  } else if (state.sensor.fault == SensorFault::noisy) {
    shows = first_hit(NoiseChance{2.0 * normal_cdf(-noise_limit(sensor, state.sensor.fault_value))}, begin,
                      end, draws);
  } else if (law.kind == SampleLaw::Kind::normal) {
    shows = first_hit(ShiftChance{sensor, law}, begin, end, draws);
  }
  if (shows >= end) return;
  ctx.agenda.schedule(sample_time(sensor, shows), Room::sensing,
                      static_cast<std::uint16_t>(Kind::fault_shows), point.id.index, state.witness_stamp);
}

void witness(const Context& ctx, Point point, std::uint64_t detail) {
  PointState& state = point.state;
  if (detail != state.witness_stamp) return;
  state.witnessed = true;

  const SampleLaw law = point.law();
  const double truth = value(state.response.input, ctx.now);
  double difference = 0.0;
  if (law.kind == SampleLaw::Kind::constant) difference = law.constant_reading - truth;
  if (law.kind == SampleLaw::Kind::normal) difference = mean(law, ctx.now) - truth;
  if (state.sensor.fault == SensorFault::noisy) {
    const double limit = noise_limit(point.spec.sensor, state.sensor.fault_value);
    difference += law.sigma * normal_outside(point.draws(ctx).next(), -limit, limit);
  }
  ctx.note(LogKind::sensor_fault_witnessed, point.id.index, static_cast<std::uint32_t>(state.sensor.fault), 0,
           difference);
}

}  // namespace fengsui::sensing
