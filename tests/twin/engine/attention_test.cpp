// A gateway that sends only what the engine said matters must lead to exactly the same alarms and warnings.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

Rules rich_rules() {
  Rules rules = quiet_rules();
  std::vector<AlarmRule> level = {
      limit_rule(AlarmCondition::low_low, 20, 3, seconds(1), seconds(2)),
      limit_rule(AlarmCondition::low, 35, 4, seconds(2.5), seconds(3)),
      limit_rule(AlarmCondition::high, 65, 0, seconds(3), seconds(0)),
      limit_rule(AlarmCondition::high_high, 80, 5, seconds(0), seconds(4)),
      limit_rule(AlarmCondition::rate, 1.5, 0.5),
  };
  level[0].armed_when = ArmedWhen{"RUN", true, seconds(7)};  // delays end when the switch moves, too
  level[4].every = seconds(6);
  AlarmRule stuck;
  stuck.condition = AlarmCondition::stuck;
  stuck.every = seconds(10);
  stuck.window = seconds(20);
  level.push_back(stuck);
  AlarmRule lost;
  lost.condition = AlarmCondition::state;
  lost.equals = false;
  lost.on_delay = seconds(30);
  rules.points = {{"", "LEVEL", "mm", level}, {"", "RUN", "bool", {lost}}};
  rules.risk.severity = {1, 3, 8};
  rules.risk.points_per_severity = 20;
  rules.risk.growth = seconds(40);
  rules.risk.decay_half_life = seconds(60);
  rules.risk.threshold = {0, 20, 40, 60, 80};
  rules.risk.hysteresis = 5;
  rules.risk.minimum_dwell = seconds(20);
  return rules;
}

Directory rich_directory() {
  Directory directory = one_unit({"LEVEL", "RUN"});
  directory.points[1].measure = "bool";
  return directory;
}

std::size_t zone_of(const Attention& attention, double value) {
  std::size_t zone = 0;
  while (zone < attention.levels.size() && attention.levels[zone].below(value)) ++zone;
  return zone;
}

// Everything the engine says about one random history, when all or only the attentive samples are sent.
Bench drive(std::uint64_t seed, bool all, double sabotage = 0.0) {
  Bench bench(rich_rules(), rich_directory());
  std::vector<Attention> attention = bench.engine.begin(rich_directory(), scenario_start);
  for (Level& level : attention[0].levels) level.value += sabotage;
  const Stream stream{seed, Draw::test, 1};
  double x = 50, run = 0;
  std::size_t sent_zone[2] = {99, 99};

  // the latest sample on the grid of steps of each point
  struct Grid {
    Reading sample;
    bool sent = false, stepped = false;
  };
  Grid grids[2];
  for (int k = 0; k < 600; ++k) {
    // a rounded random walk around the middle that sometimes sticks; the switch flips now and then
    const auto draw = static_cast<std::uint64_t>(k) * 3;
    if (stream.uniform(draw) > 0.3) x += 6 * normal_quantile(stream.uniform(draw + 1)) + 0.1 * (50 - x);
    if ((k / 100) % 3 == 2) x = 52;
    if (stream.uniform(draw + 2) < 0.03) run = 1 - run;
    const double values[2] = {std::round(x / 2.5) * 2.5, run};
    std::vector<Reading> readings;
    for (std::uint32_t p = 0; p < 2; ++p) {
      const std::size_t zone = zone_of(attention[p], values[p]);
      const bool on_grid =
          attention[p].longest_gap != forever && seconds(k).count() % attention[p].longest_gap.count() == 0;
      const Reading sample{at(k), values[p], PointId(p), Quality::good, {}};
      const Steps& steps = attention[p].steps;
      const bool on_steps = steps.gap != forever && seconds(k).count() % steps.gap.count() == 0;
      Grid& grid = grids[p];
      const bool step = on_steps && k > 0 && std::abs(values[p] - grid.sample.value) >= steps.least;
      const bool send = all || zone != sent_zone[p] || on_grid || step || (on_steps && grid.stepped);

      // the other end of a step, or the first sample of this stretch of the grid, goes with it
      if (send && !all && steps.gap != forever && k > 0 && !grid.sent && (step || !on_steps)) {
        readings.push_back(grid.sample);
        grid.sent = true;
      }
      if (on_steps) grid = {sample, send, step};
      if (send) {
        readings.push_back(sample);
        sent_zone[p] = zone;
      }
    }
    // who speaks first at one instant does not matter
    if (seed % 2 == 1)
      std::ranges::stable_sort(readings, [](const Reading& a, const Reading& b) {
        return a.time != b.time ? a.time < b.time : a.point.index > b.point.index;
      });
    bench.exchange(at(k), readings);
  }
  return bench;
}

bool same(const Bench& a, const Bench& b) {
  if (a.alarms.size() != b.alarms.size() || a.warnings.size() != b.warnings.size()) return false;
  for (std::size_t i = 0; i < a.alarms.size(); ++i) {
    const Alarm &x = a.alarms[i], &y = b.alarms[i];
    if (x.id != y.id || x.point != y.point || x.event != y.event || x.condition != y.condition ||
        x.time != y.time || x.value != y.value || x.limit != y.limit)
      return false;
  }
  for (std::size_t i = 0; i < a.warnings.size(); ++i) {
    const Warning &x = a.warnings[i], &y = b.warnings[i];
    if (x.id != y.id || x.event != y.event || x.colour != y.colour || x.time != y.time ||
        x.score != y.score || x.because != y.because || x.reason != y.reason)
      return false;
  }
  return true;
}

TEST(Attention, SendingOnlyWhatMattersChangesNothing) {
  std::size_t alarms = 0, warnings = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Bench all = drive(seed, true), few = drive(seed, false);
    ASSERT_TRUE(same(all, few)) << "seed " << seed << "\nall: " << testing::PrintToString(story(all.alarms))
                                << "\nfew: " << testing::PrintToString(story(few.alarms));
    EXPECT_LT(few.engine.counts().taken, all.engine.counts().taken);
    alarms += all.alarms.size();
    warnings += all.warnings.size();
  }
  EXPECT_GT(alarms, 10'000u);
  EXPECT_GT(warnings, 1'000u);
}

TEST(Attention, LevelsInTheWrongPlaceAreSeen) {
  int different = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    different += !same(drive(seed, true), drive(seed, false, 2.0));
  EXPECT_GT(different, 10);
}

TEST(Attention, NamesRaiseAndClearLevelsWithTheirSides) {
  Rules rules = quiet_rules();
  rules.points = {
      {"", "X", "mm", {limit_rule(AlarmCondition::low, 10, 2), limit_rule(AlarmCondition::high, 90, 3)}}};
  ReferenceEngine engine(rules);
  const auto attention = engine.begin(one_unit({"X", "UNWATCHED"}), scenario_start);
  ASSERT_EQ(attention[0].levels.size(), 4u);
  const double values[] = {10, 12, 87, 90};
  const bool equal_is_above[] = {false, false, true, true};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(attention[0].levels[i].value, values[i]);
    EXPECT_EQ(attention[0].levels[i].equal_is_above, equal_is_above[i]);
  }
  EXPECT_EQ(attention[0].longest_gap, forever);
  EXPECT_TRUE(attention[1].levels.empty());
  EXPECT_EQ(attention[1].longest_gap, forever);
  EXPECT_FALSE(attention[1].every_sample);
}

TEST(Attention, GridsAreWholeMultiplesOfThePeriod) {
  Rules rules = quiet_rules();
  AlarmRule rate = limit_rule(AlarmCondition::rate, 1.0);
  rate.every = seconds(10);
  AlarmRule stuck;
  stuck.condition = AlarmCondition::stuck;
  stuck.every = seconds(14);
  stuck.window = seconds(60);
  rules.points = {{"", "X", "mm", {rate, stuck}}};
  ReferenceEngine engine(rules);
  const auto attention = engine.begin(one_unit({"X"}, seconds(4)), scenario_start);
  EXPECT_EQ(attention[0].longest_gap, seconds(16));
  EXPECT_EQ(attention[0].steps.gap, seconds(12));
  EXPECT_EQ(attention[0].steps.least, 12.0);
}

// A gate may stand only where the rules have forgotten all that was before by the time they are armed.
TEST(Attention, GridsAreGatedByASwitchThatOutlastsTheirMemory) {
  const auto gate_when_armed_after = [](double armed_after, Duration reorder_wait = {}) {
    Rules rules = quiet_rules();
    AlarmRule stuck;
    stuck.condition = AlarmCondition::stuck;
    stuck.every = seconds(10);
    stuck.window = seconds(60);
    stuck.armed_when = ArmedWhen{"RUN", true, seconds(armed_after)};
    rules.points = {{"", "X", "mm", {stuck}}};
    Directory directory = one_unit({"X", "RUN"});
    directory.points[1].measure = "bool";
    rules.reorder_wait = reorder_wait;
    ReferenceEngine engine(rules);
    return engine.begin(directory, scenario_start)[0].gate;
  };
  EXPECT_FALSE(gate_when_armed_after(69));
  EXPECT_FALSE(gate_when_armed_after(70, seconds(1)));  // who waits acts on older news than what was sent
  const auto gate = gate_when_armed_after(70);
  ASSERT_TRUE(gate);
  EXPECT_EQ(gate->point, PointId(1));
  EXPECT_TRUE(gate->beyond && gate->level.below(1.0) && !gate->level.below(0.0));
}

}  // namespace
}  // namespace fengsui::engine
