#include "sim/signal/sampling.h"

#include <cassert>
#include <utility>

#include "sim/signal/point_run.h"

namespace fengsui::sensing {

namespace {

// Whether the samples on grids matter now: a gate is shut when its sensor says so and the platform has heard
// it.
bool gate_open(const SensingSpec& spec, const SensingState& state, PointId id) {
  const auto& gate = spec.points[id.index].attention.gate;
  if (!gate || draws_every_sample(spec, gate->point)) return true;
  const PointState& by = state.points[gate->point.index];
  const auto opens = [&](double value) { return gate->level.below(value) == gate->beyond; };
  return (by.zone >= 0 && opens(by.last_value)) || (by.heard_stamp != Time::min() && opens(by.heard_value));
}

Point point_of(const SensingSpec& spec, SensingState& state, PointId id) {
  const GatewayId gateway = spec.points[id.index].gateway;
  const Duration clock_error =
      gateway.index < state.clock_errors.size() ? state.clock_errors[gateway.index] : Duration::zero();
  return {id, spec.points[id.index], state.points[id.index], clock_error, gate_open(spec, state, id)};
}

template <class IdType>
void enlist(std::vector<std::vector<PointId>>& table, IdType owner, PointId point) {
  if (table.size() <= owner.index) table.resize(owner.index + std::size_t{1});
  table[owner.index].push_back(point);
}

// Before anything changes: samples before now belong to what was.
void settle_past(const Context& ctx, const SensingSpec& spec, Point point) {
  const SampleIndex present = first_sample(point.spec.sensor, ctx.now);
  if (draws_every_sample(spec, point.id)) {
    produce(ctx, point, present, point.state.waiting);
  } else {
    point.state.next = std::max(point.state.next, present);
  }
}

// After something has changed: what comes next must be planned anew.
void plan_future(const Context& ctx, const SensingSpec& spec, Point point) {
  if (!draws_every_sample(spec, point.id)) plan_sample(ctx, point);
  plan_witness(ctx, point);
}

// Something happens to a point: `change` is done between its past and its future.
template <class Change>
void alter(const Context& ctx, const SensingSpec& spec, Point point, Change change) {
  settle_past(ctx, spec, point);
  if (draws_every_sample(spec, point.id)) {
    change();
  } else {
    const StepBefore before = step_before(ctx, point);
    change();
    recall_step(ctx, point, before);
  }
  plan_future(ctx, spec, point);
}

// A gate may have opened or shut: the points behind it plan their next samples anew.
void plan_behind_gate(const Context& ctx, const SensingSpec& spec, SensingState& state, PointId gate) {
  if (spec.gated_by.empty()) return;
  for (const PointId id : spec.gated_by[gate.index]) {
    if (draws_every_sample(spec, id)) continue;
    const Point point = point_of(spec, state, id);
    settle_past(ctx, spec, point);
    plan_sample(ctx, point);
  }
}

void note_end(const Context& ctx, Point point) {
  const SensorFault fault = point.state.sensor.fault;
  if (fault != SensorFault::none)
    ctx.note(LogKind::sensor_fault_ended, point.id.index, static_cast<std::uint32_t>(fault));
}

}  // namespace

void connect(SensingSpec& spec) {
  spec.of_signal.clear();
  spec.of_gateway.clear();
  for (std::size_t index = 0; index < spec.points.size(); ++index) {
    enlist(spec.of_signal, spec.points[index].signal, PointId{index});
    enlist(spec.of_gateway, spec.points[index].gateway, PointId{index});
  }
}

void connect_gates(SensingSpec& spec) {
  spec.gated_by.assign(spec.points.size(), {});
  for (std::size_t index = 0; index < spec.points.size(); ++index)
    if (const auto& gate = spec.points[index].attention.gate)
      spec.gated_by[gate->point.index].push_back(PointId{index});
}

bool draws_every_sample(const SensingSpec& spec, PointId point) {
  return spec.mode == SensingSpec::Mode::every || spec.points[point.index].attention.every_sample;
}

void start(const Context& ctx, const SensingSpec& spec, SensingState& state,
           const std::vector<Segment>& signals, std::vector<Duration> clock_errors) {
  assert(spec.points.empty() || (!spec.of_signal.empty() && !spec.of_gateway.empty()));
  state.points.assign(spec.points.size(), {});
  state.clock_errors = std::move(clock_errors);
  for (std::size_t index = 0; index < spec.points.size(); ++index) {
    const Point point = point_of(spec, state, PointId{index});
    const SensorSpec& sensor = point.spec.sensor;
    assert(sensor.period > Duration::zero() && sensor.offset >= Duration::zero());
    assert(sensor.range_low <= sensor.range_high && sensor.noise_sigma >= 0.0 && sensor.lag_s >= 0.0);
    point.state.response = settled_response(signals[point.spec.signal.index], sensor.lag_s, ctx.now);
    point.state.next = first_sample(sensor, ctx.now);
    plan_future(ctx, spec, point);
  }
}

void set_clock_error(const Context& ctx, const SensingSpec& spec, SensingState& state, GatewayId gateway,
                     Duration error) {
  if (state.clock_errors.size() <= gateway.index) state.clock_errors.resize(gateway.index + std::size_t{1});
  const Duration set_back = state.clock_errors[gateway.index] - error;
  if (set_back == Duration::zero()) return;
  state.clock_errors[gateway.index] = error;
  if (gateway.index >= spec.of_gateway.size()) return;
  for (const PointId id : spec.of_gateway[gateway.index]) {
    if (draws_every_sample(spec, id)) continue;
    const Point point = point_of(spec, state, id);
    settle_past(ctx, spec, point);
    // a clock that was set back repeats stamps for a while, and what bears them is not believed
    point.state.restamped =
        first_sample(point.spec.sensor, after(ctx.now, std::max(set_back, Duration::zero())));
    plan_sample(ctx, point);
  }
}

void signal_changed(const Context& ctx, const SensingSpec& spec, SensingState& state, SignalId signal,
                    const Segment& now) {
  // a signal without points is measured by nobody
  if (signal.index >= spec.of_signal.size()) return;
  for (const PointId id : spec.of_signal[signal.index]) {
    const Point point = point_of(spec, state, id);
    alter(ctx, spec, point, [&] { point.state.response = follow(point.state.response, now, ctx.now); });
  }
}

void set_fault(const Context& ctx, const SensingSpec& spec, SensingState& state, PointId id,
               SensorFault fault, double value) {
  assert(fault != SensorFault::none);
  const Point point = point_of(spec, state, id);
  alter(ctx, spec, point, [&] {
    if (!draws_every_sample(spec, id)) recall_last_sample(ctx, point);
    note_end(ctx, point);

    // a sensor that is stuck before its first sample repeats what it would have said first
    if (fault == SensorFault::stuck) {
      const SensorSpec& sensor = point.spec.sensor;
      value = point.state.last >= 0
                  ? point.state.last_value
                  : draw_reading(sensor, healthy_law(sensor, point.state.response),
                                 sample_time(sensor, point.state.next),
                                 ctx.stream(Draw::sensor_noise, id.index)
                                     .uniform(static_cast<std::uint64_t>(point.state.next)));
    }
    point.state.sensor = {fault, value, ctx.now};
    point.state.witnessed = false;
    ctx.note(LogKind::sensor_fault_started, id.index, static_cast<std::uint32_t>(fault));
  });
}

void repair(const Context& ctx, const SensingSpec& spec, SensingState& state, PointId id) {
  const Point point = point_of(spec, state, id);
  if (point.state.sensor.fault == SensorFault::none) return;
  alter(ctx, spec, point, [&] {
    note_end(ctx, point);
    point.state.sensor = {};
  });
}

void collect(const Context& ctx, const SensingSpec& spec, SensingState& state, PointId id,
             std::vector<Reading>& out) {
  if (!draws_every_sample(spec, id)) return;
  const Point point = point_of(spec, state, id);
  out.insert(out.end(), point.state.waiting.begin(), point.state.waiting.end());
  point.state.waiting.clear();
  produce(ctx, point, first_sample(point.spec.sensor, ctx.now + Duration{1}), out);
}

void collect_gateway(const Context& ctx, const SensingSpec& spec, SensingState& state, GatewayId gateway,
                     std::vector<Reading>& out) {
  if (gateway.index >= spec.of_gateway.size()) return;
  for (const PointId point : spec.of_gateway[gateway.index]) collect(ctx, spec, state, point, out);
}

void heard(const Context& ctx, const SensingSpec& spec, SensingState& state,
           std::span<const Reading> readings) {
  if (spec.gated_by.empty()) return;
  for (const Reading& reading : readings) {
    if (spec.gated_by[reading.point.index].empty()) continue;

    // what arrives after a younger reading tells nothing any more
    PointState& gate = state.points[reading.point.index];
    if (reading.quality == Quality::bad || reading.time <= gate.heard_stamp) continue;
    gate.heard_stamp = reading.time;
    if (std::exchange(gate.heard_value, reading.value) != reading.value)
      plan_behind_gate(ctx, spec, state, reading.point);
  }
}

void handle(const Context& ctx, const SensingSpec& spec, SensingState& state, const Event& event,
            std::vector<Reading>& out) {
  assert(event.room == Room::sensing);
  const Point point = point_of(spec, state, PointId{event.subject});
  switch (static_cast<Kind>(event.kind)) {
    case Kind::sample_due: {
      const int zone = point.state.zone;
      take_sample(ctx, point, event.detail, out);
      if (point.state.zone != zone) plan_behind_gate(ctx, spec, state, point.id);
      break;
    }
    case Kind::fault_shows:
      witness(ctx, point, event.detail);
      break;
  }
}

}  // namespace fengsui::sensing
