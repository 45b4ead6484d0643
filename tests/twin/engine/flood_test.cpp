#include "twin/engine/flood.h"

#include <gtest/gtest.h>

#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

FloodRules ten_in_ten_minutes(std::uint32_t begins_above = 10) {
  FloodRules flood;
  flood.window = seconds(600);
  flood.begins_above = begins_above;
  flood.ends_below = 5;
  flood.burst_quiet = seconds(600);
  return flood;
}

// Two units of one firm: points 0 and 1 of unit 0, 2 and 3 of unit 1; point 3 has a trip-level alarm.
Compiled two_units(const FloodRules& flood) {
  Rules rules = quiet_rules();
  rules.flood = flood;
  AlarmRule trip = limit_rule(AlarmCondition::high_high, 95);
  trip.priority = 1;
  rules.points = {{"", "X", "mm", {limit_rule(AlarmCondition::high, 90)}}, {"", "Y", "mm", {trip}}};
  Directory directory = one_unit({"X", "X", "X", "Y"});
  directory.points[2].unit = directory.points[3].unit = UnitId(1);
  return compile(rules, directory);
}

Alarm alarm(double time, std::uint32_t id, std::uint32_t point, AlarmEvent event = AlarmEvent::raised) {
  Alarm alarm;
  alarm.id = AlarmId(id);
  alarm.point = PointId(point);
  alarm.enterprise = EnterpriseId(0);
  alarm.event = event;
  alarm.time = at(time);
  return alarm;
}

// How many of the instants are in a flood, when alarms come at them.
int instants_in_flood(const std::vector<double>& times, std::uint32_t begins_above) {
  const FloodRules flood = ten_in_ten_minutes(begins_above);
  const Compiled compiled = two_units(flood);
  FloodBook book;
  int instants = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    book.take(compiled, alarm(times[i], static_cast<std::uint32_t>(i), 0), 0);
    instants += book.in_flood(flood, EnterpriseId(0), at(times[i]));
  }
  return instants;
}

TEST(Flood, OneAlarmAMinuteIsAFloodForTenOrMoreAndNoneForMoreThanTen) {
  std::vector<double> day;
  for (int i = 0; i < 1440; ++i) day.push_back(60.0 * i);
  EXPECT_EQ(instants_in_flood(day, 10), 0);
  EXPECT_EQ(instants_in_flood(day, 9), 1440 - 9);  // more than nine are ten or more
}

TEST(Flood, TheWindowSlides) {
  std::vector<double> burst;
  for (int i = 0; i < 12; ++i) burst.push_back(594.0 + i);
  EXPECT_EQ(instants_in_flood(burst, 10), 2);  // a fixed grid would count six and six
}

TEST(Flood, EndsBelowItsOwnLimit) {
  const FloodRules flood = ten_in_ten_minutes();
  const Compiled compiled = two_units(flood);
  FloodBook book;
  for (std::uint32_t i = 0; i < 11; ++i) book.take(compiled, alarm(i, i, 0), 0);
  EXPECT_TRUE(book.in_flood(flood, EnterpriseId(0), at(605.5)));   // five are left
  EXPECT_FALSE(book.in_flood(flood, EnterpriseId(0), at(606.5)));  // four
  book.take(compiled, alarm(607, 11, 0), 0);
  EXPECT_FALSE(book.in_flood(flood, EnterpriseId(0), at(607)));
}

TEST(Burst, TheFirstAlarmOfAUnitIsMarkedUntilTheUnitIsQuietAgain) {
  const FloodRules flood = ten_in_ten_minutes();
  const Compiled compiled = two_units(flood);
  FloodBook book;
  EXPECT_EQ(book.burst_of(UnitId(0)), nullptr);
  book.take(compiled, alarm(0, 0, 1), 1);
  book.take(compiled, alarm(1, 1, 2), 2);
  book.take(compiled, alarm(5, 2, 0), 0);
  EXPECT_EQ(book.burst_of(UnitId(0))->first_out, AlarmId(0));
  EXPECT_EQ(book.burst_of(UnitId(0))->count, 2u);
  EXPECT_EQ(book.burst_of(UnitId(1))->first_out, AlarmId(1));
  book.take(compiled, alarm(9, 0, 1, AlarmEvent::returned), 1);
  book.take(compiled, alarm(2000, 3, 1), 1);  // another alarm of the unit still stands
  EXPECT_EQ(book.burst_of(UnitId(0))->first_out, AlarmId(0));
  for (const std::uint32_t id : {2u, 3u}) book.take(compiled, alarm(2001, id, 0, AlarmEvent::returned), 0);
  book.take(compiled, alarm(2500, 4, 0), 0);  // not quiet for long enough
  EXPECT_EQ(book.burst_of(UnitId(0))->first_out, AlarmId(0));
  book.take(compiled, alarm(2501, 4, 0, AlarmEvent::suppressed), 0);
  book.take(compiled, alarm(3101, 5, 0), 0);
  EXPECT_EQ(book.burst_of(UnitId(0))->first_out, AlarmId(5));
}

TEST(Grouping, GivesAUnitOneLineInAFloodAndTripLevelAlarmsTheirOwn) {
  FloodRules flood = ten_in_ten_minutes(2);
  flood.ends_below = 2;
  const Compiled compiled = two_units(flood);
  FloodBook book;
  const auto lines = [&](bool red) { return book.lines(flood, EnterpriseId(0), at(10), red); };
  book.take(compiled, alarm(0, 0, 0), 0);
  book.take(compiled, alarm(1, 1, 1), 1);
  EXPECT_EQ(lines(false).size(), 2u);  // no flood yet
  book.take(compiled, alarm(2, 2, 2), 2);
  book.take(compiled, alarm(3, 3, 3), 3);
  ASSERT_EQ(lines(false).size(), 3u);
  EXPECT_EQ(lines(false)[0].alarm, AlarmId(0));
  EXPECT_EQ(lines(false)[0].count, 2u);
  EXPECT_EQ(lines(false)[2].alarm, AlarmId(3));
  EXPECT_EQ(lines(true).size(), 4u);
}

Rules chattering(std::uint8_t priority = 3, std::uint8_t level = 1) {
  Rules rules = quiet_rules();
  AlarmRule rule = limit_rule(AlarmCondition::high, 90);
  rule.priority = priority;
  rule.level = level;
  rules.points = {{"", "X", "mm", {rule}}};
  rules.flood.chatter_count = 3;
  rules.flood.chatter_within = seconds(60);
  rules.flood.chatter_shelving = seconds(900);
  return rules;
}

// Raised at 0, gap, 2 gap, ...
Bench rattle(const Rules& rules, double gap, int raises) {
  Bench bench(rules, one_unit({"X"}));
  for (int i = 0; i < raises; ++i) {
    bench.read(gap * i, 95);
    bench.read(gap * i + 1, 50);
  }
  return bench;
}

std::ptrdiff_t count(const Bench& bench, AlarmEvent event) {
  return std::ranges::count(bench.alarms, event, &Alarm::event);
}

TEST(Chattering, ThreeRaisesWithinAMinuteAreShelvedAndComeBack) {
  Bench bench = rattle(chattering(), 30, 3);  // exactly a minute from the first to the third
  EXPECT_EQ(story(bench.alarms).back(), "shelved high at 60");
  bench.read(100, 95);
  EXPECT_EQ(story(bench.alarms).back(), "shelved high at 60");
  bench.wait_until(960);
  EXPECT_EQ(story(bench.alarms).back(), "raised high at 960");

  EXPECT_EQ(count(rattle(chattering(), 30.5, 20), AlarmEvent::shelved), 0);  // three in 61 s do not chatter
  Rules unruled = chattering();
  unruled.flood.chatter_count = 0;
  EXPECT_EQ(count(rattle(unruled, 2, 20), AlarmEvent::shelved), 0);
}

TEST(Chattering, IsNeverShelvedAtPriorityOneOrTripLevel) {
  EXPECT_EQ(count(rattle(chattering(1, 1), 2, 20), AlarmEvent::shelved), 0);
  EXPECT_EQ(count(rattle(chattering(3, 2), 2, 20), AlarmEvent::shelved), 0);
  EXPECT_GT(count(rattle(chattering(2, 1), 2, 20), AlarmEvent::shelved), 0);
}

// Red from the first alarm of a second point on.
Rules turning_red() {
  Rules rules = chattering();
  rules.points.push_back({"", "LEAK", "mm", {limit_rule(AlarmCondition::high, 90)}});
  rules.risk.elements = {{"LEAK", AlarmCondition::high}};
  Trigger trigger;
  trigger.kind = Trigger::Kind::pattern;
  trigger.colour = Colour::red;
  trigger.bits = 1;
  rules.risk.triggers = {trigger};
  return rules;
}

TEST(Chattering, BehindARedWarningIsNotShelvedAndWhatWasIsSeenAgain) {
  Bench bench(turning_red(), one_unit({"X", "LEAK"}));
  for (int i = 0; i < 3; ++i) {
    bench.read(2 * i, 50);
    bench.read(2 * i + 1, 95);
  }
  EXPECT_EQ(story(bench.alarms).back(), "shelved high at 5");
  bench.read(20, 95, 1);
  EXPECT_EQ(bench.warnings.back().colour, Colour::red);
  const Story told = story(bench.alarms);
  EXPECT_EQ((Story{told.end() - 3, told.end()}),
            (Story{"raised high at 20", "unshelved high at 20", "raised high at 20"}));
  for (int i = 20; i < 40; ++i) {
    bench.read(2 * i, 50);
    bench.read(2 * i + 1, 95);
  }
  EXPECT_EQ(count(bench, AlarmEvent::shelved), 1);

  // without the red warning it stays shelved
  Rules calm = turning_red();
  calm.risk.triggers.clear();
  Bench other(calm, one_unit({"X", "LEAK"}));
  for (int i = 0; i < 3; ++i) {
    other.read(2 * i, 50);
    other.read(2 * i + 1, 95);
  }
  other.read(20, 95, 1);
  EXPECT_EQ(count(other, AlarmEvent::unshelved), 0);
}

}  // namespace
}  // namespace fengsui::engine
