// Late, repeated and out-of-order readings give the alarms that they give in order.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/twin/engine/plant_of_one.h"
#include "twin/conform/property.h"

namespace fengsui::engine {
namespace {

using conform::judge;
using conform::Verdict;

constexpr int history_length = 120;  // [s]
constexpr int wait = 10;             // [s]

Rules rules_with(Duration reorder_wait) {
  Rules rules = quiet_rules();
  rules.reorder_wait = reorder_wait;
  AlarmRule high = limit_rule(AlarmCondition::high, 60, 2, seconds(3), seconds(2));
  high.armed_when = ArmedWhen{"RUN", true, seconds(2)};
  AlarmRule rate = limit_rule(AlarmCondition::rate, 8);
  rate.every = seconds(5);
  AlarmRule stuck;
  stuck.condition = AlarmCondition::stuck;
  stuck.every = seconds(2);
  stuck.window = seconds(6);
  rules.points = {{"", "X", "mm", {high, limit_rule(AlarmCondition::high_high, 80), rate, stuck}}};
  return rules;
}

struct Sample {
  int stamp = 0, late = 0, value = 0;
  std::size_t point = 0;
  int copies = 1;
};

// The level and the switch, every second; lateness up to `latest`.
std::vector<Sample> drawn_history(int latest) {
  const auto levels = *rc::gen::container<std::vector<int>>(history_length, rc::gen::inRange(0, 10));
  const auto lates =
      *rc::gen::container<std::vector<int>>(2 * history_length, rc::gen::inRange(0, latest + 1));
  const auto copies = *rc::gen::container<std::vector<int>>(2 * history_length, rc::gen::inRange(1, 3));
  std::vector<Sample> samples;
  int level = 50;
  for (int i = 0; i < history_length; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (levels[at] < 6) level = std::clamp(level + 12 * (levels[at] - 2) - 6, 0, 100);
    samples.push_back({i, lates[2 * at], level, 0, copies[2 * at]});
    samples.push_back({i, lates[2 * at + 1], levels[at] == 9 ? 0 : 1, 1, copies[2 * at + 1]});
  }
  return samples;
}

// One exchange a second, whatever has arrived.
Bench run(const Rules& rules, const std::vector<Sample>& samples, bool in_order) {
  Bench bench(rules, one_unit({"X", "RUN"}));
  for (int now = 0; now < history_length + 100; ++now) {
    std::vector<Reading> readings;
    for (auto sample = samples.rbegin(); sample != samples.rend(); ++sample)
      for (int copy = 0; copy < (in_order ? 1 : sample->copies); ++copy)
        if (sample->stamp + (in_order ? 0 : sample->late) == now)
          readings.push_back({at(sample->stamp),
                              static_cast<double>(sample->value),
                              PointId(sample->point),
                              Quality::good,
                              {}});
    if (in_order) std::ranges::reverse(readings);  // at one instant by point
    bench.exchange(at(now), readings);
  }
  return bench;
}

using Told = std::tuple<std::uint32_t, Time, AlarmEvent, AlarmCondition, double>;

std::vector<Told> told(const Bench& bench) {
  std::vector<Told> list;
  for (const Alarm& alarm : bench.alarms)
    list.emplace_back(alarm.id.index, alarm.time, alarm.event, alarm.condition, alarm.value);
  return list;
}

Verdict same_as_in_order(const Rules& rules, int latest) {
  return judge(
      [&] {
        const auto samples = drawn_history(latest);
        const Bench shuffled = run(rules, samples, false), in_order = run(rules, samples, true);
        RC_ASSERT(!in_order.alarms.empty());
        RC_ASSERT(told(shuffled) == told(in_order));
      },
      60);
}

TEST(Order, ReadingsWithinTheWaitGiveTheSameAlarmsInAnyOrder) {
  const Verdict verdict = same_as_in_order(rules_with(seconds(wait)), wait);
  EXPECT_TRUE(verdict.holds) << verdict.text;
}

TEST(Order, WithoutTheWaitOrBeyondItTheyNeedNot) {
  EXPECT_FALSE(same_as_in_order(rules_with({}), wait).holds);
  EXPECT_FALSE(same_as_in_order(rules_with(seconds(wait)), 3 * wait).holds);
}

TEST(Order, WaitingChangesNoEventTimeOfWhatComesInOrder) {
  const Verdict verdict = judge(
      [&] {
        const auto samples = drawn_history(0);
        auto waited = told(run(rules_with(seconds(wait)), samples, true)),
             at_once = told(run(rules_with({}), samples, true));
        for (auto* list : {&waited, &at_once}) {
          for (Told& entry : *list) std::get<0>(entry) = 0;
          std::ranges::sort(*list);
        }
        RC_ASSERT(waited == at_once);
      },
      60);
  EXPECT_TRUE(verdict.holds) << verdict.text;
}

TEST(Order, WhatIsDecidedIsToldAtTheWatermarkAndTheEngineAsksToBeWoken) {
  Bench bench(rules_with(seconds(wait)), one_unit({"X"}));
  bench.read(0, 85);
  EXPECT_TRUE(bench.alarms.empty());
  EXPECT_EQ(bench.output.wake, at(10));
  bench.wait_until(10);
  ASSERT_FALSE(bench.alarms.empty());
  EXPECT_EQ(bench.alarms[0].time, at(0));
}

TEST(Order, WhatIsLaterThanTheWaitIsCountedAndABacklogInOrderIsTaken) {
  Bench bench(rules_with(seconds(wait)), one_unit({"X"}));
  bench.read(100, 50);
  bench.wait_until(110);
  bench.exchange(at(111), {{at(99), 99, PointId(0), Quality::good, {}}});
  EXPECT_EQ(bench.engine.counts().late, 1u);
  EXPECT_TRUE(bench.alarms.empty());
  bench.exchange(
      at(900), {{at(300), 50, PointId(0), Quality::good, {}}, {at(200), 85, PointId(0), Quality::good, {}}});
  ASSERT_FALSE(bench.alarms.empty());
  EXPECT_EQ(bench.alarms[0].time, at(200));
  EXPECT_EQ(bench.engine.counts().taken, 3u);
}

// Beats of a gateway whose clock is wrong by `error`, each `late` after it was sent; every third at once.
std::vector<Finding> findings_after(double error, double late, bool all_late) {
  Rules rules = quiet_rules();
  rules.clock_tolerance = seconds(30);
  rules.offline_after = seconds(300);
  Bench bench(rules, one_unit({"X"}));
  for (int i = 0; i < 20; ++i) {
    const double sent = 60.0 * i, arrives = sent + (all_late || i % 3 ? late : 0.0);
    bench.exchange(at(arrives), {}, {{GatewayId(0), at(sent + error), at(arrives)}});
  }
  return bench.engine.findings();
}

TEST(Skew, AFastAndASlowClockAreNoticedAndALateMessageIsNeither) {
  const auto fast = findings_after(90, 0, false), slow = findings_after(-90, 0, false);
  ASSERT_EQ(fast.size(), 1u);
  EXPECT_NE(fast[0].text.find("fast by"), std::string::npos);
  ASSERT_EQ(slow.size(), 1u);
  EXPECT_NE(slow[0].text.find("slow"), std::string::npos);
  EXPECT_TRUE(findings_after(0, 45, false).empty());
  EXPECT_TRUE(findings_after(-20, 5, false).empty());
  EXPECT_EQ(findings_after(0, 45, true).size(), 1u);  // all of them late: no clock can be told from that
}

}  // namespace
}  // namespace fengsui::engine
