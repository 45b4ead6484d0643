// Limits that depend on the equipment a case is about: the shortest of several, the level's for all others,
// and only ever tightened.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

constexpr std::uint32_t furnace = 0, well = 2, hoist = 3;

LimitsByColour all_colours(Clock clock, Duration limit) {
  LimitsByColour limits{no_limits, no_limits, no_limits, no_limits, no_limits};
  for (Limits& of_colour : limits) of_colour[static_cast<std::size_t>(clock)] = limit;
  return limits;
}

// Nobody signs for hours; ten minutes in general, a minute for wells, an hour for furnaces.
Policy by_equipment() {
  Policy policy = instant_policy(2);
  task(policy, 0, Task::acknowledge).reaction = always(constant(hours{5}));
  limit(policy, 0, Clock::acknowledge, minutes{10});
  policy.levels[0].class_limits = {{well, all_colours(Clock::acknowledge, minutes{1})},
                                   {furnace, all_colours(Clock::acknowledge, hours{1})}};
  on_expiry(policy, Clock::acknowledge, Escalation::join);
  return policy;
}

TEST(ClassLimits, TheShortestOfSeveralHoldsAndTheLevelsForAllOthers) {
  const Policy policy = by_equipment();
  const auto limit_for = [&](EquipmentSet equipment) {
    return limit_of(policy.levels[0], Colour::red, Clock::acknowledge, equipment);
  };
  EXPECT_EQ(limit_for(0), minutes{10}) << "not known";
  EXPECT_EQ(limit_for(set_of(well)), minutes{1});
  EXPECT_EQ(limit_for(set_of(furnace)), hours{1}) << "longer than the level's";
  EXPECT_EQ(limit_for(set_of(furnace) | set_of(well)), minutes{1});
  EXPECT_EQ(limit_for(set_of(hoist)), minutes{10}) << "none of its own";
  EXPECT_EQ(limit_for(set_of(furnace) | set_of(hoist)), minutes{10});
  EXPECT_EQ(limit_of(policy.levels[1], Colour::red, Clock::acknowledge, set_of(well)), forever);
  EXPECT_TRUE(has_class_limits(policy));
  EXPECT_FALSE(has_class_limits(instant_policy(2)));
}

TEST(ClassLimits, ACaseExpiresAtTheLimitOfItsEquipment) {
  struct Example {
    EquipmentSet equipment;
    Duration expires;
  };
  for (const Example& example :
       {Example{0, minutes{10}}, Example{set_of(well), minutes{1}}, Example{set_of(furnace), hours{1}},
        Example{set_of(furnace) | set_of(well), minutes{1}}}) {
    Town warned(by_equipment());
    warned.warn(Colour::red, 0, example.equipment);
    warned.play(hours{4});
    EXPECT_EQ(warned.when(LogKind::clock_expired), Time{example.expires});
    EXPECT_EQ(warned.when(LogKind::case_escalated), Time{example.expires});
    EXPECT_EQ(warned.count(LogKind::clock_expired), 1u) << "one limit expires once";
  }
}

TEST(ClassLimits, ATelephoneReportSaysWhatItIsAbout) {
  Policy policy = by_equipment();
  policy.levels[0].when_working = {Task::verify};
  task(policy, 0, Task::verify).service = always(constant(hours{5}));
  limit(policy, 0, Clock::verify, minutes{10});
  policy.levels[0].class_limits = {{well, all_colours(Clock::verify, minutes{1})}};
  for (const auto& [equipment, expires] :
       {std::pair{set_of(well), Duration{minutes{1}}}, std::pair{EquipmentSet{0}, Duration{minutes{10}}}}) {
    Town town(policy);
    town.report(Colour::red, equipment);
    town.play(hours{4});
    EXPECT_EQ(town.when(LogKind::clock_expired), Time{expires});
  }
}

TEST(ClassLimits, FurtherEquipmentTightensAndNeverLoosens) {
  Town town(by_equipment());
  town.warn(Colour::yellow, 0, set_of(furnace));
  town.play(minutes{5});
  // the minute that a well leaves is over already
  warning_changed(town.context(), town.spec, town.state, WarningId{0u}, Colour::yellow,
                  set_of(furnace) | set_of(well));
  town.play(hours{4});
  EXPECT_EQ(town.when(LogKind::clock_expired), Time{minutes{5}});

  Town other(by_equipment());
  other.warn(Colour::yellow, 0, set_of(well));
  other.play(seconds{30});
  warning_changed(other.context(), other.spec, other.state, WarningId{0u}, Colour::yellow, set_of(furnace));
  other.play(hours{4});
  EXPECT_EQ(other.when(LogKind::clock_expired), Time{minutes{1}});
}

TEST(ClassLimits, TheLogNamesEachClassOnceSoThatOthersKnowTheLimits) {
  Town town(by_equipment());
  town.warn(Colour::yellow, 0, set_of(well));
  warning_changed(town.context(), town.spec, town.state, WarningId{0u}, Colour::yellow,
                  set_of(furnace) | set_of(well));
  std::vector<std::uint32_t> named;
  for (const LogEntry& entry : town.log)
    if (entry.kind == LogKind::case_equipment) named.push_back(entry.other);
  EXPECT_EQ(named, (std::vector<std::uint32_t>{well, furnace}));
  town.play(hours{4});
  const auto expired = std::ranges::find(town.log, LogKind::clock_expired, &LogEntry::kind);
  ASSERT_NE(expired, town.log.end());
  EXPECT_EQ(expired->value, 60.0) << "the limit that was missed [s]";
}

}  // namespace
}  // namespace fengsui::workflow
