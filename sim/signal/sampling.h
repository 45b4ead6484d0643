// Sensing: all points of the city, and the readings their sensors send to the gateways.
//
// Two ways to run a point, equal in distribution:
//   every         all samples are drawn, when the gateway collects them; no events
//   by exception  only samples that can matter are drawn, each by one planned event: the first sample, those
//                 whose zone differs from the zone of the sample before (zone: number of attention levels
//                 below it), and while the gate is open the first at or after each multiple of the longest
//                 gap and the steps, as the gateway's clock stamps them; a step is missed with a chance below
//                 1e-15 per pair of samples. After a clock was set, the first sample that the engine can take
//                 for new is sent too
//
// In:  signals [unit of the point] as segments, faults. Out: readings in true time, in time order per point.
// Log: sensor_fault_started, sensor_fault_witnessed, sensor_fault_ended (detail = SensorFault). The witness
// is the first sample that is missing or differs from what a healthy sensor would have said, noise included,
// by more than max(3 sigma, resolution). Throws nothing.
#pragma once

#include <span>
#include <vector>

#include "sim/base/context.h"
#include "sim/port/directory.h"
#include "sim/port/messages.h"
#include "sim/signal/response.h"
#include "sim/signal/sensor.h"

namespace fengsui {

struct PointSpec {
  SensorSpec sensor;
  SignalId signal;
  GatewayId gateway;
  Attention attention;
};

struct SensingSpec {
  enum class Mode : std::uint8_t { every, by_exception };

  std::vector<PointSpec> points;  // PointId is the index
  Mode mode = Mode::by_exception;
  std::vector<std::vector<PointId>> of_signal, of_gateway;  // filled by sensing::connect
  std::vector<std::vector<PointId>> gated_by;               // filled by sensing::connect_gates
};

struct PointState {
  Response response;
  SensorState sensor;
  bool witnessed = false;           // of the present fault
  bool stepped = false;             // the latest sample on the grid of steps was one
  double grid_value = 0.0;          // its reading [unit of the point]
  std::int32_t zone = -1;           // of the last sample; -1: none yet
  std::uint32_t sample_stamp = 0;   // of the planned sample
  std::uint32_t witness_stamp = 0;  // of the planned witness
  SampleIndex next = 0;             // first sample not decided yet
  SampleIndex last = -1;            // last sample whose value is known; -1: none yet
  SampleIndex restamped = -1;  // first sample that is new to the engine after its clock was set; -1: none
  double last_value = 0.0;     // its reading [unit of the point]
  Time heard_stamp =
      Time::min();               // of a gate: the youngest reading that arrived; the earliest time: none yet
  double heard_value = 0.0;      // that reading [unit of the point]
  std::uint64_t draws = 0;       // taken from Draw::sensor_excursion
  std::vector<Reading> waiting;  // drawn under earlier signals, not collected or sent yet
};

struct SensingState {
  std::vector<PointState> points;
  std::vector<Duration> clock_errors;  // by gateway; positive: its clock is ahead
};

namespace sensing {

// Fills of_signal and of_gateway; to be called once, when all points are there.
void connect(SensingSpec& spec);
// Fills gated_by; to be called once more when the attention of the points is known.
void connect_gates(SensingSpec& spec);

// Whether a point runs in mode `every`: collect() gives its samples, handle() never does.
bool draws_every_sample(const SensingSpec& spec, PointId point);

// `clock_errors`: how far the clock of each gateway is ahead; those that are not listed are right.
void start(const Context& ctx, const SensingSpec& spec, SensingState& state,
           const std::vector<Segment>& signals, std::vector<Duration> clock_errors = {});

// From now on the gateway stamps with another error.
void set_clock_error(const Context& ctx, const SensingSpec& spec, SensingState& state, GatewayId gateway,
                     Duration error);

// From now on the signal follows another segment. Samples before now still belong to the old one.
void signal_changed(const Context& ctx, const SensingSpec& spec, SensingState& state, SignalId signal,
                    const Segment& now);

// A fault replaces the one before it. `value` as SensorFault says.
void set_fault(const Context& ctx, const SensingSpec& spec, SensingState& state, PointId point,
               SensorFault fault, double value);
// Does nothing to a healthy sensor.
void repair(const Context& ctx, const SensingSpec& spec, SensingState& state, PointId point);

// Appends all samples up to and including now that were not collected before; points by exception have none.
void collect(const Context& ctx, const SensingSpec& spec, SensingState& state, PointId point,
             std::vector<Reading>& out);
// The same for all points of a gateway, point after point.
void collect_gateway(const Context& ctx, const SensingSpec& spec, SensingState& state, GatewayId gateway,
                     std::vector<Reading>& out);

// The platform has these readings now: gates follow what it knows, not what was sent.
void heard(const Context& ctx, const SensingSpec& spec, SensingState& state,
           std::span<const Reading> readings);

// Takes an event of Room::sensing; appends the reading that was planned for now, if it still is.
void handle(const Context& ctx, const SensingSpec& spec, SensingState& state, const Event& event,
            std::vector<Reading>& out);

}  // namespace sensing

template <class Archive>
void visit(Archive& archive, const PointState& state) {
  visit(archive, state.response);
  visit(archive, state.sensor);
  archive(state.witnessed);
  archive(state.stepped);
  archive(state.grid_value);
  archive(state.zone);
  archive(state.sample_stamp);
  archive(state.witness_stamp);
  archive(state.next);
  archive(state.last);
  archive(state.last_value);
  archive(state.restamped);
  archive(state.heard_stamp);
  archive(state.heard_value);
  archive(state.draws);
  archive(state.waiting.size());
  for (const Reading& reading : state.waiting) {
    archive(reading.time);
    archive(reading.value);
    archive(reading.point);
    archive(reading.quality);
  }
}

template <class Archive>
void visit(Archive& archive, const SensingState& state) {
  archive(state.points.size());
  for (const PointState& point : state.points) visit(archive, point);
  archive(state.clock_errors.size());
  for (const Duration error : state.clock_errors) archive(error);
}

}  // namespace fengsui
