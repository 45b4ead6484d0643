// The built-in engine with the shipped rules over a city of 100,000 points: readings per second, its memory,
// and a burst of 10,000 alarms within ten seconds of the plant's time.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>

#include "tests/bench/city_of_points.h"
#include "twin/engine/reference_engine.h"

namespace {

using namespace fengsui;
using namespace fengsui::bench;
using namespace fengsui::engine;
using namespace std::chrono_literals;

const CityOfPoints& city() {
  static const CityOfPoints the_city = city_of_points(100'000);
  return the_city;
}

// Twenty minutes of the plant's time, in steps of ten seconds: every switch has spoken and has armed its
// rules, nobody is silent.
Time warm_up(ReferenceEngine& engine) {
  engine.begin(city().directory, scenario_start);
  EngineOutput output;
  Time now = scenario_start;
  for (std::size_t step = 0; step < 120; ++step) {
    now += 10s;
    const auto second = delivered(city(), step, now);
    engine.exchange({now, second.readings, second.beats, {}}, output);
  }
  return now;
}

// One exchange is one second of the whole city. Only the engine is timed.
void city_through_the_engine(benchmark::State& state) {
  ReferenceEngine engine(city().rules);
  Time now = warm_up(engine);
  EngineOutput output;
  std::size_t second = 0;
  std::int64_t readings = 0, alarms = 0;
  for (auto _ : state) {
    state.PauseTiming();
    now += 1s;
    const auto all = delivered(city(), second++, now);
    state.ResumeTiming();
    engine.exchange({now, all.readings, all.beats, {}}, output);
    readings += static_cast<std::int64_t>(all.readings.size());
    alarms += static_cast<std::int64_t>(output.alarms.size());
  }
  state.SetItemsProcessed(readings);
  const auto seconds = static_cast<double>(state.iterations());
  state.counters["readings_per_second_of_plant"] = static_cast<double>(readings) / seconds;
  state.counters["alarm_events_per_second_of_plant"] = static_cast<double>(alarms) / seconds;
}
BENCHMARK(city_through_the_engine)->Unit(benchmark::kMillisecond);

// The least that could be done with the same readings: keep the latest of each point and compare it with two
// limits. What delays, arming, stuck values and rates cost is seen against this.
void bare_limits_of_the_city(benchmark::State& state) {
  struct Point {
    Time latest = Time::min();
    double value = 0.0, low = 0.0, high = 0.0;
  };
  std::vector<Point> points;
  for (const PointEntry& point : city().directory.points)
    points.push_back({Time::min(), 0.0, point.limits.low.value_or(point.range_low),
                      point.limits.high.value_or(point.range_high)});
  Time now = scenario_start;
  std::size_t second = 0;
  std::int64_t readings = 0, beyond = 0;
  for (auto _ : state) {
    state.PauseTiming();
    now += 1s;
    const auto all = delivered(city(), second++, now);
    state.ResumeTiming();
    for (const Reading& reading : all.readings) {
      Point& point = points[reading.point.index];
      if (reading.time <= point.latest) continue;
      point.latest = reading.time;
      point.value = reading.value;
      beyond += reading.value >= point.high || reading.value <= point.low;
    }
    benchmark::DoNotOptimize(beyond);
    readings += static_cast<std::int64_t>(all.readings.size());
  }
  state.SetItemsProcessed(readings);
}
BENCHMARK(bare_limits_of_the_city)->Unit(benchmark::kMillisecond);

std::size_t allocated() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// What the allocator hands out while an engine is built, and while it is copied: a copy shares the compiled
// rules and the directory, so that it is the state alone. Items are copied points.
void memory_of_the_engine(benchmark::State& state) {
  const std::size_t before = allocated();
  ReferenceEngine engine(city().rules);
  warm_up(engine);
  const std::size_t built = allocated() - before;
  std::size_t copied = 0;
  for (auto _ : state) {
    const std::size_t until = allocated();
    const ReferenceEngine copy(engine);
    copied = allocated() - until;
  }
  const auto points = static_cast<double>(city().directory.points.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(points));
  state.counters["bytes_per_point"] = static_cast<double>(copied) / points;
  state.counters["with_rules_and_directory"] = static_cast<double>(built) / points;
  state.counters["conditions_per_point"] = static_cast<double>(engine.compiled().conditions.size()) / points;
}
BENCHMARK(memory_of_the_engine)->Unit(benchmark::kMillisecond);

// 10,000 points with a high limit go beyond it within ten seconds, one each millisecond, stay there for two
// minutes and come back as they went; all others say nothing. The engine is asked once a second, so that
// delays end on its own clock. Items are announced alarm events; grading is included.
void burst_through_the_engine(benchmark::State& state) {
  constexpr std::size_t burst = 10'000;
  constexpr auto beyond = 2min, asked_for = 4min;
  ReferenceEngine at_rest(city().rules);
  const Time start = warm_up(at_rest);
  std::vector<PointId> limited;
  for (const ConditionSpec& spec : at_rest.compiled().conditions)
    if (spec.condition == AlarmCondition::high) limited.push_back(spec.point);
  if (limited.size() < burst) return state.SkipWithError("the city has too few points with a high limit");

  std::vector<std::vector<Reading>> seconds(asked_for / 1s);
  for (std::size_t i = 0; i < burst; ++i) {
    // spread over the whole city
    const PointId chosen = limited[i * limited.size() / burst];
    const PointEntry& point = city().directory.points[chosen.index];
    const auto place = static_cast<std::size_t>(i * 1ms / 1s);
    const Time time = start + i * 1ms;
    seconds[place].push_back({time, point.range_high, chosen, Quality::good, {}});
    seconds[place + beyond / 1s].push_back({time + beyond, point.range_low, chosen, Quality::good, {}});
  }
  std::int64_t events = 0, raised = 0;
  EngineOutput output;
  for (auto _ : state) {
    state.PauseTiming();
    auto engine = std::make_unique<ReferenceEngine>(at_rest);
    state.ResumeTiming();
    Time now = start;
    for (const std::vector<Reading>& second : seconds) {
      now += 1s;
      engine->exchange({now, second, {}, {}}, output);
      events += static_cast<std::int64_t>(output.alarms.size());
      raised += std::ranges::count(output.alarms, AlarmEvent::raised, &Alarm::event);
    }
    state.PauseTiming();
    engine.reset();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(events);
  state.counters["raised"] = static_cast<double>(raised) / static_cast<double>(state.iterations());
}
BENCHMARK(burst_through_the_engine)->Unit(benchmark::kMillisecond);

}  // namespace
