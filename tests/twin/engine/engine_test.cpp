#include <gtest/gtest.h>

#include "sim/base/error.h"
#include "sim/base/random.h"
#include "tests/twin/engine/plant_of_one.h"
#include "twin/engine/lint.h"
#include "twin/engine/reference_engine.h"

namespace fengsui::engine {
namespace {

AlarmRule armed_low(Duration after = {}) {
  AlarmRule rule = limit_rule(AlarmCondition::low, 20);
  rule.armed_when = ArmedWhen{"RUN", true, after};
  return rule;
}

TEST(Suppression, NothingIsRaisedBeforeTheSwitchSaysSoAndArmingReevaluates) {
  Bench bench(watching({armed_low()}), one_unit({"X", "RUN"}));
  bench.read(0, 5);
  bench.read(1, 0, 1);
  EXPECT_TRUE(bench.alarms.empty());
  bench.read(2, 1, 1);
  EXPECT_EQ(story(bench.alarms), (Story{"raised low at 2"}));
  bench.read(3, 0, 1);
  EXPECT_EQ(story(bench.alarms).back(), "suppressed low at 3");
  bench.read(4, 50);
  bench.read(5, 1, 1);
  EXPECT_EQ(story(bench.alarms), (Story{"raised low at 2", "suppressed low at 3", "released low at 5"}));
  EXPECT_EQ(bench.engine.state_of(PointId(0), AlarmCondition::low), AlarmState::normal);
}

// The limit's delay ends at the very second at which the switch opens: whoever speaks first, it still counts.
TEST(Suppression, AtOneInstantTheLimitSpeaksBeforeItsSwitch) {
  AlarmRule rule = armed_low();
  rule.on_delay = seconds(5);
  for (const double reorder_wait : {0.0, 2.0})
    for (const bool switch_first : {true, false})
      for (const bool sample_at_the_end : {true, false}) {
        Rules rules = watching({rule});
        rules.reorder_wait = seconds(reorder_wait);
        Bench bench(rules, one_unit({"X", "RUN"}));
        const auto send = [&](double second, std::vector<std::pair<std::uint32_t, double>> samples) {
          if (switch_first) std::ranges::reverse(samples);
          std::vector<Reading> readings;
          for (const auto& [point, value] : samples)
            readings.push_back({at(second), value, PointId(point), Quality::good, {}});
          bench.exchange(at(second), readings);
        };
        send(0, {{0, 50}, {1, 1}});
        send(1, {{0, 10}});
        if (sample_at_the_end)
          send(6, {{0, 10}, {1, 0}});
        else
          send(6, {{1, 0}});
        bench.wait_until(20);
        EXPECT_EQ(story(bench.alarms), (Story{"raised low at 6", "suppressed low at 6"}))
            << reorder_wait << switch_first << sample_at_the_end;
      }
}

// A sample that is back inside at that instant takes the delay back.
TEST(Suppression, AtOneInstantASampleInsideEndsTheDelayBeforeTheSwitchMoves) {
  AlarmRule rule = armed_low();
  rule.on_delay = seconds(5);
  Bench bench(watching({rule}), one_unit({"X", "RUN"}));
  bench.exchange(at(0), std::vector<Reading>{{at(0), 50, PointId(0), Quality::good, {}},
                                             {at(0), 1, PointId(1), Quality::good, {}}});
  bench.read(1, 10);
  bench.exchange(at(6), std::vector<Reading>{{at(6), 0, PointId(1), Quality::good, {}},
                                             {at(6), 50, PointId(0), Quality::good, {}}});
  EXPECT_TRUE(bench.alarms.empty());
}

TEST(Suppression, ArmsOnlyAfterTheSwitchHasStoodLongEnough) {
  Bench bench(watching({armed_low(seconds(240))}), one_unit({"X", "RUN"}));
  bench.read(0, 5);
  bench.read(1, 1, 1);
  EXPECT_EQ(bench.output.wake, at(241));
  bench.read(100, 0, 1);
  bench.read(101, 1, 1);
  bench.wait_until(340);
  EXPECT_TRUE(bench.alarms.empty());
  bench.wait_until(341);
  EXPECT_EQ(story(bench.alarms), (Story{"raised low at 341"}));
}

TEST(Suppression, OfAUnitWithoutTheSwitchIsNoSuppression) {
  Bench bench(watching({armed_low()}), one_unit({"X"}));
  bench.read(0, 5);
  EXPECT_EQ(story(bench.alarms), (Story{"raised low at 0"}));
  EXPECT_EQ(lint(watching({armed_low()}), one_unit({"X"})).size(), 1u);
}

TEST(Rate, IsTheChangeBetweenGridSamplesOnly) {
  AlarmRule rule = limit_rule(AlarmCondition::rate, 2.0, 0.5);
  rule.every = seconds(10);
  Bench bench(watching({rule}), one_unit({"X"}));
  bench.read(0, 50);
  bench.read(3, 95);  // a spike between two looks does not count
  bench.read(10, 60);
  EXPECT_TRUE(bench.alarms.empty());
  bench.read(20, 40);  // exactly the limit, falling
  EXPECT_EQ(story(bench.alarms), (Story{"raised rate at 20"}));
  EXPECT_EQ(bench.alarms[0].value, 2.0);
  bench.read(30, 55);  // 1.5/s: at the edge of the deadband
  EXPECT_EQ(bench.alarms.size(), 1u);
  bench.read(40, 56);
  EXPECT_EQ(story(bench.alarms).back(), "returned rate at 40");
}

TEST(Stuck, IsRaisedWhenNoLookInTheWindowDiffers) {
  AlarmRule rule;
  rule.condition = AlarmCondition::stuck;
  rule.every = seconds(10);
  rule.window = seconds(30);
  Bench bench(watching({rule}), one_unit({"X"}));
  bench.read(0, 49);
  for (const double time : {10., 20., 30.}) bench.read(time, 50);
  EXPECT_TRUE(bench.alarms.empty());
  bench.read(40, 50);
  EXPECT_EQ(story(bench.alarms), (Story{"raised stuck at 40"}));
  bench.read(44, 51);  // not on the grid
  EXPECT_EQ(bench.alarms.size(), 1u);
  bench.read(50, 51);
  EXPECT_EQ(story(bench.alarms).back(), "returned stuck at 50");
}

TEST(Offline, IsRaisedFiveMinutesAfterTheLastBeatAndReturnsOnTheNext) {
  Rules rules = quiet_rules();
  rules.offline_after = seconds(300);
  Bench bench(rules, one_unit({"X"}));
  EXPECT_EQ((bench.wait_until(1), bench.output.wake), at(300));
  bench.exchange(at(60), {}, {{GatewayId(0), at(60), at(60)}});
  bench.wait_until(359.9);
  EXPECT_TRUE(bench.alarms.empty());
  bench.wait_until(360);
  bench.wait_until(900);
  EXPECT_EQ(story(bench.alarms), (Story{"raised offline at 360"}));
  EXPECT_EQ(bench.alarms[0].gateway, GatewayId(0));
  EXPECT_FALSE(bench.alarms[0].point.valid());
  bench.read(1000, 1);  // a reading is a sign of life, too
  EXPECT_EQ(story(bench.alarms).back(), "returned offline at 1000");
  bench.exchange(at(2000), {}, {{GatewayId(0), at(1900), at(1900)}});
  EXPECT_EQ(story(bench.alarms).back(), "returned offline at 1900");
  EXPECT_EQ(bench.alarms.size(), 4u);
}

TEST(Readings, DuplicatesAndLateOnesAreCountedAndChangeNothing) {
  Bench bench(watching({limit_rule(AlarmCondition::high, 90)}), one_unit({"X"}));
  bench.read(1000, 50);
  bench.exchange(at(1001), {{at(1000), 99, PointId(0), Quality::good, {}},
                            {at(900), 99, PointId(0), Quality::good, {}},
                            {at(10), 99, PointId(0), Quality::good, {}},
                            {at(1001), 99, PointId(0), Quality::bad, {}}});
  EXPECT_TRUE(bench.alarms.empty());
  const ReadingCounts& counts = bench.engine.counts();
  EXPECT_EQ(counts.taken, 1u);
  EXPECT_EQ(counts.duplicate, 1u);
  EXPECT_EQ(counts.late, 1u);
  EXPECT_EQ(counts.too_late, 1u);
  EXPECT_EQ(counts.bad_quality, 1u);
}

TEST(Clock, AFastGatewayIsReportedAndDoesNotRaiseAlarmsInTheFuture) {
  Rules rules = watching({limit_rule(AlarmCondition::high, 90, 0, seconds(2))});
  rules.clock_tolerance = seconds(30);
  Bench bench(rules, one_unit({"X"}));
  for (int k = 0; k < 5; ++k) bench.exchange(at(k), {{at(k + 600), 95, PointId(0), Quality::good, {}}});
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 2"}));
  ASSERT_EQ(bench.engine.findings().size(), 1u);
  EXPECT_EQ(bench.engine.findings()[0].place, "gateway 0");
  EXPECT_EQ(bench.engine.counts().ahead_of_time, 5u);

  // once its clock is right its stamps are believed again
  bench.exchange(at(60), {{at(60), 50, PointId(0), Quality::good, {}}}, {{GatewayId(0), at(60), at(60)}});
  EXPECT_EQ(story(bench.alarms).back(), "returned high at 60");
}

TEST(Clock, ASlowGatewayStillNeedsAllSamplesOfTheDelay) {
  Bench bench(watching({limit_rule(AlarmCondition::high, 90, 0, seconds(10))}), one_unit({"X"}));
  bench.exchange(at(600), {{at(300), 95, PointId(0), Quality::good, {}}});
  EXPECT_EQ(bench.output.wake, at(610));
  bench.exchange(at(605), {{at(305), 50, PointId(0), Quality::good, {}}});
  bench.wait_until(700);
  EXPECT_TRUE(bench.alarms.empty());
}

TEST(Copy, OfAnEngineBranchesIdenticallyAndIndependently) {
  Rules rules =
      watching({limit_rule(AlarmCondition::high, 90, 5, seconds(2), seconds(3)), armed_low(seconds(4))});
  Bench original(rules, one_unit({"X", "RUN"}));
  const auto feed = [](Bench& bench, int from, int to) {
    for (int k = from; k < to; ++k) {
      bench.read(k, 100 * Stream{3, Draw::test, 1}.uniform(static_cast<std::uint64_t>(k)), 0);
      bench.read(k, k % 20 < 12, 1);
    }
  };
  feed(original, 0, 100);
  Bench copy = original;
  feed(original, 100, 300);
  const auto first = story(original.alarms);
  copy.engine = ReferenceEngine(copy.engine);
  feed(copy, 100, 300);
  EXPECT_EQ(story(copy.alarms), first);
  EXPECT_GT(first.size(), 20u);
}

TEST(Numbering, OneOccurrenceKeepsOneNumber) {
  Bench bench(watching({limit_rule(AlarmCondition::high, 80), limit_rule(AlarmCondition::high_high, 90)}),
              one_unit({"X"}));
  bench.exchange(at(10), {{at(1), 95, PointId(0), Quality::good, {}},
                          {at(2), 50, PointId(0), Quality::good, {}},
                          {at(3), 85, PointId(0), Quality::good, {}}});
  bench.read(11, 50);
  const std::vector<std::uint32_t> expected = {0, 1, 0, 1, 2, 2};
  ASSERT_EQ(bench.alarms.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(bench.alarms[i].id, AlarmId(expected[i])) << i;
}

TEST(Limits, ComeFromTheEnterpriseUnlessTheRuleOverridesThem) {
  AlarmRule own = limit_rule(AlarmCondition::high, 0);
  own.limit.reset();
  Directory directory = one_unit({"X"});
  directory.points[0].limits.high = 60;
  Bench bench(watching({own, limit_rule(AlarmCondition::high_high, 70)}), directory);
  bench.read(0, 60);
  bench.read(1, 70);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 0", "raised high_high at 1"}));
}

TEST(Limits, OfARuleAreConvertedToTheUnitOfThePoint) {
  Rules rules = watching({limit_rule(AlarmCondition::high, 6)});
  rules.points[0].measure = "cm";
  Bench bench(rules, one_unit({"X"}));
  bench.read(0, 60);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 0"}));
}

TEST(Begin, RefusesADirectoryThatContradictsItself) {
  Directory directory = one_unit({"X"});
  directory.points[0].gateway = GatewayId(9);
  ReferenceEngine engine(quiet_rules());
  EXPECT_THROW(engine.begin(directory, scenario_start), InputError);
}

}  // namespace
}  // namespace fengsui::engine
