// Upgrades of a standing warning: overdue handling, and the same item again and again.
#include <gtest/gtest.h>

#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

constexpr double minute = 60, hour = 3600, day = 24 * hour;

Upgrade upgrade(Upgrade::Kind kind, Colour from, Colour to) {
  Upgrade u;
  u.key = "u";
  u.english = "upgraded";
  u.chinese = "升级";
  u.kind = kind;
  u.from = from;
  u.to = to;
  u.times = 3;
  u.within = seconds(30 * day);
  return u;
}

// Any high is blue, at once and while it lasts.
Rules upgraded_rules(std::vector<Upgrade> upgrades) {
  Rules rules = quiet_rules();
  rules.points = {{"", "X", "mm", {limit_rule(AlarmCondition::high, 50)}},
                  {"", "Y", "mm", {limit_rule(AlarmCondition::high, 50)}}};
  Trigger any;
  any.colour = Colour::blue;
  any.duration = Duration{};
  rules.risk.triggers = {any};
  rules.risk.upgrades = std::move(upgrades);
  return rules;
}

void come_and_go(Bench& bench, double time_s, std::size_t point = 0) {
  bench.read(time_s, 60, point);
  bench.read(time_s + minute, 10, point);
}

TEST(Upgrade, TheThirdWarningOfTheSameItemIsRaisedOneColourHigher) {
  Bench bench(upgraded_rules({upgrade(Upgrade::Kind::recurring, Colour::blue, Colour::yellow)}),
              one_unit({"X", "Y"}));
  for (const double start : {0., hour, 2 * hour, 3 * hour}) come_and_go(bench, start);
  EXPECT_EQ(colours(bench), (std::vector{Colour::blue, Colour::none, Colour::blue, Colour::none,
                                         Colour::yellow, Colour::none, Colour::yellow, Colour::none}));
  EXPECT_EQ(bench.warnings[4].event, WarningEvent::raised);
  EXPECT_NE(bench.warnings[4].reason.find("upgraded"), std::string::npos);
  EXPECT_NE(bench.warnings[4].reason.find("升级"), std::string::npos);
  EXPECT_EQ(bench.warnings[2].reason.find("upgraded"), std::string::npos);
}

TEST(Upgrade, OtherItemsAndOldWarningsDoNotCount) {
  const Rules rules = upgraded_rules({upgrade(Upgrade::Kind::recurring, Colour::blue, Colour::yellow)});
  Bench others(rules, one_unit({"X", "Y"}));
  come_and_go(others, 0, 0);
  come_and_go(others, hour, 1);
  come_and_go(others, 2 * hour, 0);
  come_and_go(others, 3 * hour, 1);
  for (const Warning& warning : others.warnings) EXPECT_LT(warning.colour, Colour::yellow);

  Bench old(rules, one_unit({"X", "Y"}));
  come_and_go(old, 0);
  come_and_go(old, hour);
  come_and_go(old, 30 * day);  // the first one is forgotten at this instant
  for (const Warning& warning : old.warnings) EXPECT_LT(warning.colour, Colour::yellow);
  Bench just(rules, one_unit({"X", "Y"}));
  come_and_go(just, 0);
  come_and_go(just, hour);
  come_and_go(just, 30 * day - 1);
  EXPECT_EQ(just.warnings[4].colour, Colour::yellow);
}

TEST(Upgrade, EndsByItselfWhenTheOldWarningsAreForgotten) {
  Bench bench(upgraded_rules({upgrade(Upgrade::Kind::recurring, Colour::blue, Colour::yellow)}),
              one_unit({"X", "Y"}));
  come_and_go(bench, 0);
  come_and_go(bench, hour);
  bench.read(2 * hour, 60);
  run_until(bench, 31 * day);
  EXPECT_EQ(bench.warnings.back().colour, Colour::blue);
  EXPECT_EQ(bench.warnings.back().event, WarningEvent::changed);
  EXPECT_EQ(bench.warnings.back().time, at(30 * day));
}

TEST(Upgrade, OverdueHandlingRaisesStepByStepAndNeverOutlivesTheCause) {
  Bench bench(upgraded_rules({upgrade(Upgrade::Kind::overdue, Colour::blue, Colour::yellow),
                              upgrade(Upgrade::Kind::overdue, Colour::yellow, Colour::orange)}),
              one_unit({"X", "Y"}));
  bench.read(0, 60);
  ASSERT_EQ(colours(bench), std::vector{Colour::blue});
  const WarningId warning = bench.warnings[0].id;
  bench.act(hour, WarningId(warning.index + 1), Act::overdue);  // of no warning that stands
  EXPECT_EQ(bench.warnings.size(), 1u);
  bench.act(2 * hour, warning, Act::overdue);
  bench.act(3 * hour, warning, Act::overdue);
  EXPECT_EQ(colours(bench), (std::vector{Colour::blue, Colour::yellow, Colour::orange}));
  EXPECT_EQ(bench.warnings.back().time, at(3 * hour));
  bench.read(4 * hour, 10);
  EXPECT_EQ(bench.warnings.back().event, WarningEvent::ended);
  bench.read(5 * hour, 60);  // a new case begins as the colour of its cause
  EXPECT_EQ(bench.warnings.back().colour, Colour::blue);
}

}  // namespace
}  // namespace fengsui::engine
