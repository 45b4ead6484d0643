// A world of one point for tests: its signal, its sensor, an agenda and a log.
#pragma once

#include <cmath>
#include <vector>

#include "sim/signal/sampling.h"

namespace fengsui::testing {

using namespace std::chrono_literals;

constexpr Time at(double seconds) { return Time{Duration{static_cast<std::int64_t>(seconds * 1e6)}}; }

// A thermometer of range 0..200 that samples every second.
inline PointSpec thermometer(double sigma, double resolution, std::vector<Level> levels) {
  PointSpec point{{0.0, 200.0, resolution, sigma, 0.0, 1s, 0s}, SignalId{0}, GatewayId{0}, {}};
  point.attention.levels = std::move(levels);
  return point;
}

struct OnePoint {
  SensingSpec spec;
  SensingState state;
  Agenda agenda;
  Log log;
  std::uint64_t seed = 1;
  Time now{};
  std::vector<Reading> readings;
  std::size_t events = 0;

  OnePoint(PointSpec point, SensingSpec::Mode mode, std::uint64_t a_seed, const Segment& signal)
      : seed(a_seed) {
    spec.points = {std::move(point)};
    spec.mode = mode;
    sensing::connect(spec);
    sensing::start(context(), spec, state, {signal});
  }

  Context context() { return {now, seed, agenda, log}; }

  // Everything that happens before `end`; and at it, if asked.
  void run_until(Time end, bool including = false) {
    while (!agenda.empty() && (agenda.next_time() < end || (including && agenda.next_time() == end))) {
      const Event event = agenda.pop();
      now = event.time;
      ++events;
      sensing::handle(context(), spec, state, event, readings);
    }
    now = end;
    if (including) sensing::collect(context(), spec, state, PointId{0}, readings);
  }
  void change(Time time, const Segment& signal) {
    run_until(time);
    sensing::signal_changed(context(), spec, state, SignalId{0}, signal);
  }
  void fail(Time time, SensorFault fault, double value = 0.0) {
    run_until(time);
    sensing::set_fault(context(), spec, state, PointId{0}, fault, value);
  }
  void mend(Time time) {
    run_until(time);
    sensing::repair(context(), spec, state, PointId{0});
  }
  std::vector<LogEntry> logged(LogKind kind) const {
    std::vector<LogEntry> found;
    for (const LogEntry& entry : log)
      if (entry.kind == kind) found.push_back(entry);
    return found;
  }
};

// Mean and standard error of independent observations.
struct Sample {
  double count = 0.0, sum = 0.0, squares = 0.0;

  void add(double x) {
    count += 1.0;
    sum += x;
    squares += x * x;
  }
  double mean() const { return sum / count; }
  double standard_error() const {
    return std::sqrt(std::max(squares / count - mean() * mean(), 1e-300) / (count - 1.0));
  }
  double z(double expected) const { return (mean() - expected) / standard_error(); }
};

inline double z_between(const Sample& a, const Sample& b) {
  return (a.mean() - b.mean()) / std::hypot(a.standard_error(), b.standard_error());
}

}  // namespace fengsui::testing
