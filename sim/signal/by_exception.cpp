#include <cassert>

#include "sim/signal/point_run.h"

namespace fengsui::sensing {

namespace {

// The first sample from `begin` on that is the first one after a multiple of the longest gap; `end` if none
// is.
SampleIndex next_gap_sample(const PointSpec& spec, SampleIndex begin, SampleIndex end) {
  const Duration gap = spec.attention.longest_gap;
  if (gap == forever) return end;
  const Duration since = sample_time(spec.sensor, begin).time_since_epoch() % gap;
  if (since < spec.sensor.period) return begin;
  const Time multiple = after(sample_time(spec.sensor, begin), gap - since);
  return multiple == never ? end : first_sample(spec.sensor, multiple);
}

void remember(Point point, SampleIndex index, double value) {
  point.state.last = index;
  point.state.last_value = value;
  point.state.zone = zone_number(point.spec.attention.levels, value);
}

}  // namespace

void plan_sample(const Context& ctx, Point point) {
  PointState& state = point.state;
  const SensorSpec& sensor = point.spec.sensor;
  ++state.sample_stamp;
  const SampleLaw law = point.law();
  if (law.kind == SampleLaw::Kind::silent) return;

  // the first sample always matters; after it, whichever comes first: a gap sample or one that leaves the
  // zone
  const SampleIndex end = first_sample(sensor, never);
  SampleIndex due = state.next;
  bool leaves = false;
  if (state.zone >= 0) {
    const SampleIndex gap = next_gap_sample(point.spec, state.next, end);
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
  remember(point, index, value);
  state.next = index + 1;
  out.push_back({ctx.now, value, point.id});
  plan_sample(ctx, point);
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
