// Readings per second through the reference engine: 10,000 points with four limits each, quiet and busy.
#include <benchmark/benchmark.h>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "twin/engine/reference_engine.h"

namespace {

using namespace fengsui;
using namespace fengsui::engine;

constexpr std::uint32_t point_count = 10'000, points_per_unit = 20, points_per_gateway = 50,
                        points_per_enterprise = 100;

Rules rules_of_four_limits() {
  Rules rules;
  rules.lateness = std::chrono::minutes{10};
  rules.offline_after = std::chrono::minutes{5};
  rules.clock_tolerance = std::chrono::seconds{30};
  rules.risk.weight_alarms = 1.0;
  rules.risk.severity = {1, 3, 8};
  rules.risk.points_per_severity = 5;
  rules.risk.growth = std::chrono::minutes{30};
  rules.risk.decay_half_life = rules.risk.handling_half_life = std::chrono::hours{12};
  rules.risk.forget_below = 0.05;
  rules.risk.threshold = {0, 35, 50, 65, 80};
  rules.risk.hysteresis = 5;
  rules.risk.minimum_dwell = std::chrono::minutes{30};
  rules.risk.recompute = std::chrono::seconds{60};
  PointRule point{"", "X", "mm", {}};
  for (const AlarmCondition condition :
       {AlarmCondition::low_low, AlarmCondition::low, AlarmCondition::high, AlarmCondition::high_high}) {
    AlarmRule rule;
    rule.condition = condition;
    rule.on_delay = std::chrono::seconds{2};
    rule.off_delay = std::chrono::seconds{5};
    rule.deadband_of_span = 0.02;
    point.alarms.push_back(rule);
  }
  rules.points = {point};
  return rules;
}

Directory city_of_points() {
  Directory directory;
  for (std::uint32_t i = 0; i < point_count; ++i) {
    if (i % points_per_enterprise == 0) directory.enterprises.emplace_back();
    const EnterpriseId enterprise(directory.enterprises.size() - 1);
    if (i % points_per_gateway == 0) directory.gateways.push_back({enterprise, std::chrono::seconds{60}});
    PointEntry point;
    point.tag = "X";
    point.measure = "mm";
    point.enterprise = enterprise;
    point.unit = UnitId(i / points_per_unit);
    point.gateway = GatewayId(directory.gateways.size() - 1);
    point.range_high = 100;
    point.limits = {10, 20, 80, 90};
    point.period = std::chrono::seconds{1};
    directory.points.push_back(point);
  }
  return directory;
}

// One exchange is one second of all points; sigma decides how often limits are touched.
void readings_through_the_engine(benchmark::State& state) {
  constexpr std::uint32_t seconds_prepared = 16;
  const double sigma = static_cast<double>(state.range(0));
  std::vector<Reading> readings[seconds_prepared];
  for (std::uint32_t s = 0; s < seconds_prepared; ++s)
    for (std::uint32_t p = 0; p < point_count; ++p) {
      const double noise = normal_quantile(Stream{1, Draw::test, p}.uniform(s));
      readings[s].push_back({{}, 50 + sigma * noise, PointId(p), Quality::good, {}});
    }
  ReferenceEngine engine(rules_of_four_limits());
  engine.begin(city_of_points(), scenario_start);
  EngineOutput output;
  std::int64_t second = 0;
  std::size_t alarms = 0;
  for (auto _ : state) {
    const Time now = scenario_start + std::chrono::seconds{++second};
    auto& batch = readings[second % seconds_prepared];
    for (Reading& reading : batch) reading.time = now;
    engine.exchange({now, batch, {}, {}}, output);
    alarms += output.alarms.size();
  }
  state.SetItemsProcessed(state.iterations() * point_count);
  state.counters["alarms_per_second_of_plant"] =
      static_cast<double>(alarms) / static_cast<double>(state.iterations());
}
BENCHMARK(readings_through_the_engine)->ArgName("sigma")->Arg(3)->Arg(12)->Arg(20);

void copy_of_the_engine(benchmark::State& state) {
  ReferenceEngine engine(rules_of_four_limits());
  engine.begin(city_of_points(), scenario_start);
  for (auto _ : state) {
    ReferenceEngine copy(engine);
    benchmark::DoNotOptimize(copy);
  }
}
BENCHMARK(copy_of_the_engine);

}  // namespace
