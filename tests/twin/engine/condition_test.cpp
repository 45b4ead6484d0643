#include "twin/engine/condition.h"

#include <gtest/gtest.h>

#include "tests/twin/engine/plant_of_one.h"
#include "twin/engine/due_heap.h"
#include "twin/engine/grid.h"

namespace fengsui::engine {
namespace {

using Story = std::vector<std::string>;

Bench bench_of(const AlarmRule& rule) {
  Rules rules = quiet_rules();
  rules.points = {{"", "X", "mm", {rule}}};
  return {rules, one_unit({"X"})};
}

TEST(Limit, EqualityRaisesHighAndLow) {
  Bench high = bench_of(limit_rule(AlarmCondition::high, 90));
  high.read(0, 89.999);
  high.read(1, 90);
  EXPECT_EQ(story(high.alarms), (Story{"raised high at 1"}));
  Bench low = bench_of(limit_rule(AlarmCondition::low, 10));
  low.read(0, 10.001);
  low.read(1, 10);
  EXPECT_EQ(story(low.alarms), (Story{"raised low at 1"}));
}

TEST(Limit, DeadbandLiesOnTheClearSideOnly) {
  Bench high = bench_of(limit_rule(AlarmCondition::high, 90, 5));
  high.read(0, 90);  // not 95
  high.read(1, 85);  // equality does not clear
  high.read(2, 84.9);
  EXPECT_EQ(story(high.alarms), (Story{"raised high at 0", "returned high at 2"}));
  Bench low = bench_of(limit_rule(AlarmCondition::low, 10, 5));
  low.read(0, 10);
  low.read(1, 15);
  low.read(2, 15.1);
  EXPECT_EQ(story(low.alarms), (Story{"raised low at 0", "returned low at 2"}));
}

TEST(Limit, WithoutDeadbandEqualityNeitherClearsNorFlickers) {
  Bench bench = bench_of(limit_rule(AlarmCondition::high, 90));
  for (int k = 0; k < 5; ++k) bench.read(k, 90);
  bench.read(5, 89.99);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 0", "returned high at 5"}));
}

TEST(Limit, DelayCountsFromTheFirstSampleBeyondAndTheLastSampleStillDecides) {
  Bench raised = bench_of(limit_rule(AlarmCondition::high, 90, 0, seconds(2)));
  for (int k = 0; k < 3; ++k) raised.read(k, 91);
  EXPECT_EQ(story(raised.alarms), (Story{"raised high at 2"}));
  Bench saved = bench_of(limit_rule(AlarmCondition::high, 90, 0, seconds(2)));
  saved.read(0, 91);
  saved.read(1, 91);
  saved.read(2, 80);
  saved.wait_until(10);
  EXPECT_TRUE(saved.alarms.empty());
}

TEST(Limit, LastValueHoldsAndTheEngineAsksToBeWoken) {
  Bench bench = bench_of(limit_rule(AlarmCondition::high, 90, 0, seconds(60)));
  bench.read(5, 95);
  EXPECT_EQ(bench.output.wake, at(65));
  bench.wait_until(64);
  EXPECT_TRUE(bench.alarms.empty());
  bench.wait_until(70);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 65"}));
  EXPECT_EQ(bench.alarms[0].value, 95);
  EXPECT_EQ(bench.alarms[0].limit, 90);
}

TEST(Limit, WaitsForDataUnderWayButStampsTheEventTime) {
  Rules rules = quiet_rules();
  rules.wait_for_data = seconds(1);
  rules.points = {{"", "X", "mm", {limit_rule(AlarmCondition::high, 90, 0, seconds(10))}}};
  Bench bench(rules, one_unit({"X"}));
  bench.read(0, 95);
  EXPECT_EQ(bench.output.wake, at(11));
  bench.wait_until(10.5);
  EXPECT_TRUE(bench.alarms.empty());
  bench.wait_until(11);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 10"}));
}

TEST(Limit, OneLateDeliveryOfManySamplesIsJudgedInEventTime) {
  Bench bench = bench_of(limit_rule(AlarmCondition::high, 90, 0, seconds(3)));
  std::vector<Reading> backlog;
  for (int k = 0; k < 20; ++k)
    backlog.push_back({at(k), k >= 5 && k < 12 ? 95.0 : 50.0, PointId(0), Quality::good, {}});
  bench.exchange(at(3600), backlog);
  EXPECT_EQ(story(bench.alarms), (Story{"raised high at 8", "returned high at 12"}));
}

TEST(Grid, CellsAreFloorsAlsoBeforeTheStart) {
  EXPECT_EQ(cell_of(at(9.9), seconds(10)), 0);
  EXPECT_EQ(cell_of(at(10), seconds(10)), 1);
  EXPECT_EQ(cell_of(at(-0.1), seconds(10)), -1);
  EXPECT_EQ(cell_of(at(-10), seconds(10)), -1);
  EXPECT_EQ(cell_of(at(-10.1), seconds(10)), -2);
}

TEST(DueHeap, ASubjectIsDueOnceAtItsEarliestPlan) {
  DueHeap heap(3);
  heap.plan(1, at(5));
  heap.plan(1, at(9));  // later: the early call comes first
  heap.plan(2, at(5));
  heap.plan(1, at(4));
  heap.plan(0, never);
  EXPECT_EQ(heap.next(), at(4));
  EXPECT_FALSE(heap.pop(at(3)));
  EXPECT_EQ(heap.pop(at(5)), 1u);
  EXPECT_EQ(heap.pop(at(5)), 2u);
  EXPECT_FALSE(heap.pop(never));
  EXPECT_EQ(heap.next(), never);
}

}  // namespace
}  // namespace fengsui::engine
