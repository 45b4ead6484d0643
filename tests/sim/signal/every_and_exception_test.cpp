// A point by exception must be, in distribution, the same point with every sample drawn and the
// uninteresting ones left out.
#include <gtest/gtest.h>

#include <functional>

#include "tests/sim/signal/one_point.h"

namespace fengsui {
namespace {

using testing::at;
using testing::OnePoint;
using testing::Sample;
using testing::thermometer;
using testing::z_between;
using namespace std::chrono_literals;
using Mode = SensingSpec::Mode;

int zone_of(const Attention& attention, double reading) {
  int zone = 0;
  for (const Level& level : attention.levels) zone += level.below(reading);
  return zone;
}

// What a gateway that sees every sample would keep.
std::vector<Reading> interesting(const PointSpec& point, const std::vector<Reading>& all) {
  std::vector<Reading> kept;
  int zone = -1;
  for (const Reading& one : all) {
    const Duration gap = point.attention.longest_gap;
    const bool after_multiple = gap != forever && one.time.time_since_epoch() % gap < point.sensor.period;
    const int present = zone_of(point.attention, one.value);
    if (present != zone || after_multiple) kept.push_back(one);
    zone = present;
  }
  return kept;
}

// Of these, what a rule about steps looks at: both ends of each step, the sample after it, and the first of
// each cell from which something is kept. Nothing is known of cells whose first sample is missing.
std::vector<Reading> with_steps(const PointSpec& point, const std::vector<Reading>& all) {
  const Steps& steps = point.attention.steps;
  const auto cell = [&](const Reading& one) { return one.time.time_since_epoch() / steps.gap; };
  const auto on_grid = [&](const Reading& one) {
    return one.time.time_since_epoch() % steps.gap < point.sensor.period;
  };
  std::vector<Reading> kept = interesting(point, all);
  std::vector<Reading> grid;
  for (const Reading& one : all)
    if (on_grid(one)) grid.push_back(one);
  std::vector<Reading> looked;
  for (std::size_t i = 1; i < grid.size(); ++i) {
    if (cell(grid[i]) != cell(grid[i - 1]) + 1) continue;
    if (std::abs(grid[i].value - grid[i - 1].value) < steps.least) continue;
    looked.insert(looked.end(), {grid[i - 1], grid[i]});
    if (i + 1 < grid.size()) looked.push_back(grid[i + 1]);
  }
  for (const Reading& one : grid)
    for (const Reading& other : kept)
      if (cell(one) == cell(other)) looked.push_back(one);
  kept.insert(kept.end(), looked.begin(), looked.end());
  std::ranges::sort(kept, {}, &Reading::time);
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  return kept;
}

// One experiment: a point, its signal, and what happens to it before the end.
struct Experiment {
  PointSpec point;
  Segment signal;
  std::function<void(OnePoint&)> events;
  double end_s = 120.0;
};

std::vector<Reading> run(const Experiment& experiment, Mode mode, std::uint64_t seed) {
  OnePoint world{experiment.point, mode, seed, experiment.signal};
  if (experiment.events) experiment.events(world);
  world.run_until(at(experiment.end_s), true);
  if (experiment.point.attention.steps.gap != forever) return with_steps(experiment.point, world.readings);
  return mode == Mode::every ? interesting(experiment.point, world.readings) : world.readings;
}

// Features of what was sent: their means over seeds must agree between the two ways.
constexpr std::size_t features = 7;
struct Statistics {
  std::array<Sample, features> of;
  std::array<double, 40> first_change{};  // histogram of the time of the first change of zone

  void add(const std::vector<Reading>& sent, const Experiment& experiment) {
    double changes = 0, sum = 0, squares = 0, high_time = 0, product = 0, first = experiment.end_s;
    int zone = -1;
    Time since{};
    for (const Reading& one : sent) {
      const int present = zone_of(experiment.point.attention, one.value);
      if (zone >= 0 && present != zone) {
        if (changes == 0) first = to_seconds(one.time);
        ++changes;
        product += to_seconds(one.time - since) * present;
        if (zone > 0) high_time += to_seconds(one.time - since);
        since = one.time;
      }
      zone = present;
      sum += one.value;
      squares += one.value * one.value;
    }
    const auto count = static_cast<double>(sent.size());
    const std::array values = {count, changes, sum / count, squares / count, high_time, product, first};
    for (std::size_t i = 0; i < features; ++i) of[i].add(values[i]);
    const auto bin = static_cast<std::size_t>(40.0 * first / (experiment.end_s + 1.0));
    ++first_change[bin];
  }
};

Statistics statistics(const Experiment& experiment, Mode mode, std::uint64_t first_seed) {
  Statistics result;
  for (std::uint64_t seed = first_seed; seed < first_seed + 10000; ++seed)
    result.add(run(experiment, mode, seed), experiment);
  return result;
}

double worst_z(const Statistics& a, const Statistics& b) {
  double worst = 0.0;
  for (std::size_t i = 0; i < features; ++i) worst = std::max(worst, std::abs(z_between(a.of[i], b.of[i])));

  // chi-square of two histograms, as a normal number (Wilson-Hilferty)
  double chi = 0.0, bins = -1.0, pooled_a = 0.0, pooled_b = 0.0;
  for (std::size_t i = 0; i < a.first_change.size(); ++i) {
    pooled_a += a.first_change[i];
    pooled_b += b.first_change[i];
    if (pooled_a + pooled_b < 40.0 && i + 1 < a.first_change.size()) continue;
    if (pooled_a + pooled_b > 0.0) {
      chi += (pooled_a - pooled_b) * (pooled_a - pooled_b) / (pooled_a + pooled_b);
      ++bins;
    }
    pooled_a = pooled_b = 0.0;
  }
  if (bins > 0.0) {
    const double spread = 2.0 / (9.0 * bins);
    worst = std::max(worst, (std::cbrt(chi / bins) - (1.0 - spread)) / std::sqrt(spread));
  }
  return worst;
}

// Different seeds in the two ways: the comparison is honest, nothing is shared.
double difference(const Experiment& every, const Experiment& by_exception) {
  return worst_z(statistics(every, Mode::every, 1), statistics(by_exception, Mode::by_exception, 100001));
}

const std::vector<Level> alarm_with_deadband = {{96.0, true}, {98.0, false}, {102.0, true}};

TEST(ByException, ConstantMeanWithDeadbandLevels) {
  const Experiment experiment{thermometer(1.0, 0.5, alarm_with_deadband), hold(at(0), 99.6), {}};
  EXPECT_LT(difference(experiment, experiment), 4.5);
}

TEST(ByException, RampThroughAllLevels) {
  const Experiment experiment{thermometer(1.0, 0.5, alarm_with_deadband), ramp(at(0), 90.0, 0.15), {}};
  EXPECT_LT(difference(experiment, experiment), 4.5);
}

TEST(ByException, LagBehindALagThatTurns) {
  Experiment experiment{thermometer(0.7, 0.1, alarm_with_deadband), lag(at(0), 90.0, 108.0, 15.0), {}};
  experiment.point.sensor.lag_s = 12.0;
  experiment.events = [](OnePoint& world) { world.change(at(33.4), lag(at(33.4), 106.06, 93.0, 20.0)); };
  EXPECT_LT(difference(experiment, experiment), 4.5);
}

TEST(ByException, GapSamplesAndOffsetsThatMissTheirMultiples) {
  Experiment experiment{thermometer(1.0, 0.0, alarm_with_deadband), ramp(at(0), 94.0, 0.05), {}};
  experiment.point.sensor.offset = 300ms;
  experiment.point.attention.longest_gap = 7500ms;
  EXPECT_LT(difference(experiment, experiment), 4.5);
}

TEST(ByException, ClampedAtTheEndOfTheRange) {
  Experiment experiment{thermometer(1.0, 0.4, {{98.0, true}, {100.0, true}}), ramp(at(0), 96.0, 0.05), {}};
  experiment.point.sensor.range_high = 100.1;
  EXPECT_LT(difference(experiment, experiment), 4.5);
}

TEST(ByException, FaultsAndRepairsOnTheWay) {
  Experiment experiment{thermometer(1.0, 0.5, alarm_with_deadband), ramp(at(0), 97.0, 0.05), {}};
  experiment.point.attention.longest_gap = 15s;
  for (const auto& [fault, size] : {std::pair{SensorFault::stuck, 0.0},
                                    {SensorFault::drift, 0.1},
                                    {SensorFault::noisy, 3.0},
                                    {SensorFault::bias, -2.0},
                                    {SensorFault::offline, 0.0},
                                    {SensorFault::zero, 0.0}}) {
    experiment.events = [fault = fault, size = size](OnePoint& world) {
      world.fail(at(20.5), fault, size);
      world.mend(at(80.0));
    };
    EXPECT_LT(difference(experiment, experiment), 4.5) << describe(fault).key;
  }
}

// Jumps, ramps and faults that are steps, inside one zone and through levels.
Experiment experiment_with_steps(double sigma) {
  Experiment experiment{thermometer(sigma, 0.1, {{96.0, true}, {106.0, true}}), hold(at(0), 98.0), {}};
  experiment.point.attention.steps = {10s, 4.0};
  experiment.events = [](OnePoint& world) {
    world.change(at(33.4), lag(at(33.4), 98.0, 105.0, 1.5));
    world.change(at(57.0), ramp(at(57.0), 105.0, -0.45, 98.0));
    world.fail(at(84.7), SensorFault::bias, 6.0);
    world.mend(at(108.2));
    world.change(at(131.0), lag(at(131.0), 98.0, 94.0, 4.0));
  };
  experiment.end_s = 150.0;
  return experiment;
}

TEST(ByException, StepsOfAGridAndTheSamplesAroundThem) {
  const Experiment quiet = experiment_with_steps(0.2), noisy = experiment_with_steps(1.5);
  EXPECT_LT(difference(quiet, quiet), 4.5);
  EXPECT_LT(difference(noisy, noisy), 4.5);
}

TEST(ByException, WithoutNoiseTheSameStepsExactly) {
  const Experiment experiment = experiment_with_steps(0.0);
  const std::vector<Reading> sent = run(experiment, Mode::by_exception, 1);
  EXPECT_EQ(run(experiment, Mode::every, 1), sent);
  EXPECT_GT(sent.size(), 8u);
}

TEST(ByException, ComparisonSeesStepsThatAreNotSent) {
  const Experiment experiment = experiment_with_steps(0.2);
  Experiment wrong = experiment;
  wrong.point.attention.steps.least = 6.5;
  EXPECT_GT(difference(experiment, wrong), 4.5);
}

TEST(ByException, PointsWithoutStepsCostNothingOnTheirGrid) {
  PointSpec point = thermometer(0.2, 0.1, {{110.0, true}});
  point.attention.steps = {10s, 4.0};
  OnePoint world{point, Mode::by_exception, 3, hold(at(0), 100.0)};
  world.change(at(1000), lag(at(1000), 100.0, 101.0, 600.0));
  world.run_until(at(86400.0 * 365), true);
  EXPECT_EQ(world.events, 1u);  // the first sample
}

// Two points: the first one is the gate of the second one's grid; it is open from 105.5 s to 151.5 s. Times
// at which the second one sends when readings of the gate arrive after `delay_s`, but for the one that shuts
// it if `lost`.
std::vector<double> sent_behind_a_gate(double delay_s, bool lost) {
  SensingSpec spec;
  PointSpec gate = thermometer(0.0, 0.0, {{0.5, true}}), gated = thermometer(1.0, 0.1, {});
  gated.signal = SignalId{1};
  gated.attention.longest_gap = 10s;
  gated.attention.gate = Gate{PointId{0}, {0.5, true}, true};
  spec.points = {gate, gated};
  sensing::connect(spec);
  sensing::connect_gates(spec);
  SensingState state;
  Agenda agenda;
  Log log;
  std::vector<Reading> readings;
  std::vector<std::pair<Time, Reading>> under_way;
  Context ctx{scenario_start, 1, agenda, log};
  sensing::start(ctx, spec, state, {hold(at(0), 0.0), hold(at(0), 100.0)});
  const auto run_to = [&](Time end) {
    for (;;) {
      const Time arrival = under_way.empty() ? never : under_way.front().first;
      const Time next = std::min(arrival, agenda.next_time());
      if (next >= end) break;
      ctx.now = next;
      if (arrival <= agenda.next_time()) {
        sensing::heard(ctx, spec, state, {&under_way.front().second, 1});
        under_way.erase(under_way.begin());
        continue;
      }
      const std::size_t before = readings.size();
      sensing::handle(ctx, spec, state, agenda.pop(), readings);
      for (std::size_t i = before; i < readings.size(); ++i) {
        const Reading& one = readings[i];
        if (one.point != PointId{0} || (lost && one.value == 0.0 && one.time > at(150))) continue;
        under_way.emplace_back(after(ctx.now, from_seconds(delay_s)), one);
      }
    }
    ctx.now = end;
  };
  run_to(at(105.5));
  sensing::signal_changed(ctx, spec, state, SignalId{0}, hold(ctx.now, 1.0));
  run_to(at(151.5));
  sensing::signal_changed(ctx, spec, state, SignalId{0}, hold(ctx.now, 0.0));
  run_to(at(200));
  std::vector<double> times;
  for (const Reading& one : readings)
    if (one.point == PointId{1}) times.push_back(to_seconds(one.time));
  return times;
}

TEST(ByException, GridSamplesAreSentOnlyWhileTheGateIsOpen) {
  EXPECT_EQ(sent_behind_a_gate(0.5, false), (std::vector<double>{0, 110, 120, 130, 140, 150}));
}

// The platform believes that the gate is open until it hears otherwise: what it would have seen must go on
// coming.
TEST(ByException, AGateStaysOpenWhileItsClosingIsUnderWayOrLost) {
  EXPECT_EQ(sent_behind_a_gate(25.0, false), (std::vector<double>{0, 110, 120, 130, 140, 150, 160, 170}));
  EXPECT_EQ(sent_behind_a_gate(0.5, true),
            (std::vector<double>{0, 110, 120, 130, 140, 150, 160, 170, 180, 190}));
}

// Wrong variants: each must be told from the truth.
TEST(ByException, ComparisonSeesAForgottenQuantisation) {
  const Experiment experiment{thermometer(1.0, 2.0, {{101.0, true}}), hold(at(0), 99.5), {}};
  Experiment wrong = experiment;
  wrong.point.sensor.resolution = 0.0;
  EXPECT_GT(difference(experiment, wrong), 4.5);
}

TEST(ByException, ComparisonSeesTheWrongSideOfALevel) {
  const Experiment experiment{thermometer(1.0, 0.5, {{101.0, true}}), hold(at(0), 99.5), {}};
  Experiment wrong = experiment;
  wrong.point.attention.levels[0].equal_is_above = false;
  EXPECT_GT(difference(experiment, wrong), 4.5);
}

TEST(ByException, ComparisonSeesASensorWithoutItsLag) {
  Experiment experiment{thermometer(1.0, 0.5, alarm_with_deadband), ramp(at(0), 90.0, 0.15), {}};
  experiment.point.sensor.lag_s = 5.0;
  Experiment wrong = experiment;
  wrong.point.sensor.lag_s = 0.0;
  EXPECT_GT(difference(experiment, wrong), 4.5);
}

// Without noise there is nothing random left: the two ways must agree exactly.
TEST(ByException, WithoutNoiseTheSameReadingsExactly) {
  const Stream stream{31, Draw::test, 0};
  for (std::uint64_t i = 0; i < 300; ++i) {
    const auto u = [&](std::uint64_t k) { return stream.uniform(8 * i + k); };
    Experiment experiment{thermometer(0.0, u(0) < 0.5 ? 0.0 : 0.3, alarm_with_deadband),
                          u(1) < 0.5 ? ramp(at(0), 90.0 + 20.0 * u(2), 2.0 * u(3) - 1.0)
                                     : lag(at(0), 90.0 + 20.0 * u(2), 90.0 + 20.0 * u(3), 60.0 * u(4)),
                          {}};
    experiment.point.sensor.lag_s = u(5) < 0.5 ? 0.0 : 20.0 * u(6);
    EXPECT_EQ(run(experiment, Mode::every, 1), run(experiment, Mode::by_exception, 1));
  }
}

TEST(ByException, QuietPointsCostOneEventInAYear) {
  PointSpec point = thermometer(1.0, 0.1, {{110.0, true}});
  OnePoint world{point, Mode::by_exception, 3, hold(at(0), 100.0)};
  world.change(at(1000), lag(at(1000), 100.0, 99.0, 600.0));
  world.change(at(5000), ramp(at(5000), 99.0, 1e-3, 100.0));
  world.run_until(at(86400.0 * 365), true);
  EXPECT_EQ(world.events, 1u);  // the first sample
  EXPECT_LE(world.state.points[0].draws, 4u);
}

// A slow ramp through fifty levels: work follows the readings sent, not the million samples passed.
TEST(ByException, SlowRampThroughManyZonesDoesNotVisitEverySample) {
  std::vector<Level> levels;
  for (int i = 1; i <= 50; ++i) levels.push_back({2.0 * i, true});
  OnePoint world{thermometer(1e-4, 0.0, levels), Mode::by_exception, 4, ramp(at(0), 0.0, 1e-4, 101.0)};
  world.run_until(at(2e6), true);
  EXPECT_GE(world.readings.size(), 51u);
  EXPECT_LT(world.readings.size(), 1000u);
  EXPECT_LT(world.state.points[0].draws, 100u * world.readings.size());
}

TEST(ByException, APointOfEverySampleSendsAllOfThem) {
  PointSpec point = thermometer(1.0, 0.1, {{110.0, true}});
  point.attention.every_sample = true;
  OnePoint world{point, Mode::by_exception, 3, hold(at(0), 100.0)};
  world.run_until(at(60), true);
  EXPECT_EQ(world.readings.size(), 61u);
  EXPECT_EQ(world.events, 0u);
}

}  // namespace
}  // namespace fengsui
