// How fast points run: samples drawn per second, quiet samples covered per second, crossings per second.
#include <benchmark/benchmark.h>

#include "sim/signal/sampling.h"

namespace {

using namespace fengsui;
using namespace std::chrono_literals;

SensingSpec hundred_points(SensingSpec::Mode mode, double lag_s) {
  SensingSpec spec;
  spec.mode = mode;
  for (std::size_t i = 0; i < 100; ++i) {
    PointSpec point{{0.0, 200.0, 0.1, 0.5, lag_s, 1s, 0s}, SignalId{i}, GatewayId{0}, {}};
    point.attention.levels = {{90.0, true}, {110.0, true}};
    spec.points.push_back(point);
  }
  sensing::connect(spec);
  return spec;
}

void every_sample(benchmark::State& run, const Segment& signal, double lag_s) {
  const SensingSpec spec = hundred_points(SensingSpec::Mode::every, lag_s);
  SensingState state;
  Agenda agenda;
  Log log;
  Context ctx{scenario_start, 7, agenda, log};
  sensing::start(ctx, spec, state, std::vector<Segment>(100, signal));
  std::vector<Reading> readings;
  std::size_t drawn = 0;
  for (auto _ : run) {
    ctx.now += 100s;
    readings.clear();
    sensing::collect_gateway(ctx, spec, state, GatewayId{0}, readings);
    benchmark::DoNotOptimize(readings.data());
    drawn += readings.size();
  }
  run.SetItemsProcessed(static_cast<std::int64_t>(drawn));
}

void every_sample_of_a_steady_signal(benchmark::State& run) {
  every_sample(run, hold(scenario_start, 100.0), 0.0);
}
void every_sample_behind_two_lags(benchmark::State& run) {
  every_sample(run, lag(scenario_start, 50.0, 100.0, 1e9), 20.0);
}
BENCHMARK(every_sample_of_a_steady_signal);
BENCHMARK(every_sample_behind_two_lags);

// A hundred points whose signals change once an hour, 20 sigma from any level: items are samples covered.
void by_exception_quiet(benchmark::State& run) {
  const SensingSpec spec = hundred_points(SensingSpec::Mode::by_exception, 20.0);
  SensingState state;
  Agenda agenda;
  Log log;
  Context ctx{scenario_start, 7, agenda, log};
  sensing::start(ctx, spec, state, std::vector<Segment>(100, hold(scenario_start, 100.0)));
  std::vector<Reading> readings;
  double from = 100.0;
  for (auto _ : run) {
    const Time end = ctx.now + 1h;
    while (agenda.next_time() < end) {
      const Event event = agenda.pop();
      ctx.now = event.time;
      sensing::handle(ctx, spec, state, event, readings);
    }
    ctx.now = end;
    const double target = from == 100.0 ? 101.0 : 100.0;
    for (std::size_t i = 0; i < 100; ++i)
      sensing::signal_changed(ctx, spec, state, SignalId{i}, lag(ctx.now, from, target, 300.0));
    from = target;
  }
  run.SetItemsProcessed(run.iterations() * 100 * 3600);
}
BENCHMARK(by_exception_quiet);

// One point whose ramps lead through both levels and back: items are samples covered.
void by_exception_through_levels(benchmark::State& run) {
  const SensingSpec spec = hundred_points(SensingSpec::Mode::by_exception, 20.0);
  SensingState state;
  Agenda agenda;
  Log log;
  Context ctx{scenario_start, 7, agenda, log};
  sensing::start(ctx, spec, state, std::vector<Segment>(100, hold(scenario_start, 80.0)));
  std::vector<Reading> readings;
  double from = 80.0;
  for (auto _ : run) {
    const double target = 200.0 - from;
    sensing::signal_changed(ctx, spec, state, SignalId{0},
                            ramp(ctx.now, from, (target - from) / 3600.0, target));
    const Time end = ctx.now + 2h;
    while (agenda.next_time() < end) {
      const Event event = agenda.pop();
      ctx.now = event.time;
      sensing::handle(ctx, spec, state, event, readings);
    }
    readings.clear();
    ctx.now = end;
    from = target;
  }
  run.SetItemsProcessed(run.iterations() * 7200);
}
BENCHMARK(by_exception_through_levels);

void segment_crossing(benchmark::State& run) {
  double level = 10.0;
  for (auto _ : run) {
    level = level < 90.0 ? level + 0.1 : 10.0;
    benchmark::DoNotOptimize(
        next_crossing(lag(scenario_start, 0.0, 100.0, 60.0), scenario_start, level, Direction::up));
  }
  run.SetItemsProcessed(run.iterations());
}
BENCHMARK(segment_crossing);

void response_crossing(benchmark::State& run) {
  const Response response = settled_response(lag(scenario_start, 0.0, 100.0, 60.0), 20.0, scenario_start);
  double level = 10.0;
  for (auto _ : run) {
    level = level < 90.0 ? level + 0.1 : 10.0;
    benchmark::DoNotOptimize(next_crossing(response, scenario_start, level, Direction::up));
  }
  run.SetItemsProcessed(run.iterations());
}
BENCHMARK(response_crossing);

}  // namespace
