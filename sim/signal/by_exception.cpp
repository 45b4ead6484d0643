#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/signal/point_run.h"

namespace fengsui::sensing {

namespace {

// Two readings whose means are equal differ by more than this many standard deviations of one with a chance
// below 1e-15.
constexpr double noise_of_a_step = 12.0;

// How long a sample comes after a multiple of the gap. The multiples are those of the stamps: the engine
// knows no other time.
Duration since_multiple(Point point, SampleIndex index, Duration gap) {
  const Duration stamp = sample_time(point.spec.sensor, index).time_since_epoch() + point.clock_error;
  return (stamp % gap + gap) % gap;
}

// The first sample from `begin` on that is the first one after a multiple of the gap; `end` if none is.
SampleIndex next_on_grid(Point point, Duration gap, SampleIndex begin, SampleIndex end) {
  if (gap == forever) return end;
  const SensorSpec& sensor = point.spec.sensor;
  const Duration since = since_multiple(point, begin, gap);
  if (since < sensor.period) return begin;
  const Time multiple = after(sample_time(sensor, begin), gap - since);
  return multiple == never ? end : first_sample(sensor, multiple);
}

// The last sample of the grid before sample `end`; -1 if none is.
SampleIndex last_on_grid(Point point, Duration gap, SampleIndex end) {
  if (end <= 0) return -1;
  const SensorSpec& sensor = point.spec.sensor;
  const Time multiple = sample_time(sensor, end - 1) - since_multiple(point, end - 1, gap);
  const SampleIndex found = first_sample(sensor, multiple);
  return found < end ? found : first_sample(sensor, multiple - gap);
}

// Whether a reading from now on may differ by a step from `reference`, or from another one.
bool may_step(const PointSpec& spec, const SampleLaw& law, Time now, double reference) {
  const bool constant = law.kind == SampleLaw::Kind::constant;
  const Bounds means =
      constant ? Bounds{law.constant_reading, law.constant_reading} : mean_bounds(law, now, never);
  const double noise = constant ? 0.0 : noise_of_a_step * law.sigma;
  const double most = std::max({means.high - means.low, means.high - reference, reference - means.low});
  return !(most + noise + spec.sensor.resolution < spec.attention.steps.least);
}

// The next sample of the grid of steps that matters, `end` if none does.
SampleIndex next_step_sample(Point point, const SampleLaw& law, SampleIndex end) {
  const Duration gap = point.spec.attention.steps.gap;
  if (gap == forever) return end;
  const PointState& state = point.state;
  const SensorSpec& sensor = point.spec.sensor;
  const SampleIndex before = last_on_grid(point, gap, state.next);
  const double reference =
      state.last >= before ? state.last_value : reading(sensor, mean(law, sample_time(sensor, before)));
  if (!state.stepped && !may_step(point.spec, law, sample_time(sensor, state.next), reference)) return end;
  return next_on_grid(point, gap, state.next, end);
}

void remember(Point point, SampleIndex index, double value) {
  PointState& state = point.state;
  const Steps& steps = point.spec.attention.steps;
  if (next_on_grid(point, steps.gap, index, index + 1) == index) {
    state.stepped = state.zone >= 0 && std::abs(value - state.grid_value) >= steps.least;
    state.grid_value = value;
  }
  state.last = index;
  state.last_value = value;
  state.zone = zone_number(point.spec.attention.levels, value);
}

// Sends sample `index`, of the zone where the point has been, ahead of the next one.
void send_with(Point point, const SampleLaw& law, SampleIndex index, const Draws& draws) {
  PointState& state = point.state;
  const SensorSpec& sensor = point.spec.sensor;
  const Time time = sample_time(sensor, index);
  double value = state.last_value;
  if (index != state.last) {
    // if the signal has jumped since, nothing is known of it
    const Zone zone = numbered_zone(sensor, point.spec.attention.levels, state.zone);
    if (LeavingChance{sensor, law, zone}.within(index, index + 1).low > 1.0 - 1e-9) return;
    value = draw_reading_inside(sensor, law, time, zone, draws);
  }
  state.waiting.push_back({time, value, point.id});
  if (index > state.last) remember(point, index, value);
}

}  // namespace

void plan_sample(const Context& ctx, Point point) {
  PointState& state = point.state;
  const SensorSpec& sensor = point.spec.sensor;
  ++state.sample_stamp;
  const SampleLaw law = point.law();
  if (law.kind == SampleLaw::Kind::silent) return;

  // the first sample always matters; after it, whichever comes first: one on a grid or one that leaves the
  // zone
  const SampleIndex end = first_sample(sensor, never);
  SampleIndex due = state.next;
  bool leaves = false;
  if (state.zone >= 0) {
    SampleIndex gap = point.gate_open
                          ? std::min(next_on_grid(point, point.spec.attention.longest_gap, state.next, end),
                                     next_step_sample(point, law, end))
                          : end;
    if (state.restamped >= state.next) gap = std::min(gap, state.restamped);
    const Zone zone = numbered_zone(sensor, point.spec.attention.levels, state.zone);
    due = first_hit(LeavingChance{sensor, law, zone}, state.next, gap, point.draws(ctx));
    leaves = due < gap;
  }
  if (due >= end) return;
  const std::uint64_t detail = std::uint64_t{state.sample_stamp} << 1 | (leaves ? 1 : 0);
  ctx.agenda.schedule(sample_time(sensor, due), Room::sensing, static_cast<std::uint16_t>(Kind::sample_due),
                      point.id.index, detail);
}

void take_sample(const Context& ctx, Point point, std::uint64_t detail, std::vector<Reading>& out) {
  PointState& state = point.state;
  const SensorSpec& sensor = point.spec.sensor;
  if (detail >> 1 != state.sample_stamp) return;

  const SampleLaw law = point.law();
  const Draws draws = point.draws(ctx);
  const bool leaves = detail & 1;
  const Zone zone = numbered_zone(sensor, point.spec.attention.levels, state.zone);
  const double value = leaves ? draw_reading_outside(sensor, law, ctx.now, zone, draws)
                              : draw_reading(sensor, law, ctx.now, draws.next());
  const SampleIndex index = first_sample(sensor, ctx.now);
  assert(sample_time(sensor, index) == ctx.now);
  const Steps& steps = point.spec.attention.steps;
  if (leaves && point.gate_open && steps.gap != forever) {
    const SampleIndex first = last_on_grid(point, steps.gap, index + 1);
    if (first > state.last && first < index) send_with(point, law, first, draws);
  }
  remember(point, index, value);
  state.next = index + 1;
  out.insert(out.end(), state.waiting.begin(), state.waiting.end());
  state.waiting.clear();
  out.push_back({ctx.now, value, point.id});
  plan_sample(ctx, point);
}

StepBefore step_before(const Context& ctx, Point point) {
  const Duration gap = point.spec.attention.steps.gap;
  if (gap == forever || !point.gate_open || point.state.zone < 0) return {};
  const SampleIndex index = last_on_grid(point, gap, first_sample(point.spec.sensor, ctx.now));
  if (index <= point.state.last) return {};
  return {index, point.law()};
}

void recall_step(const Context& ctx, Point point, const StepBefore& before) {
  const SampleLaw law = point.law();
  if (before.index < 0 || before.law.kind == SampleLaw::Kind::silent || law.kind == SampleLaw::Kind::silent)
    return;
  const SensorSpec& sensor = point.spec.sensor;
  const Time time = sample_time(sensor, before.index);
  const double reference = before.law.kind == SampleLaw::Kind::constant
                               ? before.law.constant_reading
                               : reading(sensor, mean(before.law, time));
  if (may_step(point.spec, law, ctx.now, reference))
    send_with(point, before.law, before.index, point.draws(ctx));
}

void recall_last_sample(const Context& ctx, Point point) {
  PointState& state = point.state;
  const SensorSpec& sensor = point.spec.sensor;
  const SampleIndex last = first_sample(sensor, ctx.now) - 1;
  const SampleLaw law = point.law();
  if (last <= state.last || state.zone < 0 || law.kind == SampleLaw::Kind::silent) return;

  // it was not sent, so it lay in the zone of the one before; if the signal has jumped since, that one must
  // do
  const Zone zone = numbered_zone(sensor, point.spec.attention.levels, state.zone);
  if (LeavingChance{sensor, law, zone}.within(last, last + 1).low > 1.0 - 1e-9) return;
  remember(point, last, draw_reading_inside(sensor, law, sample_time(sensor, last), zone, point.draws(ctx)));
}

}  // namespace fengsui::sensing
