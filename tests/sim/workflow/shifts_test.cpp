#include <gtest/gtest.h>

#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

// days of two on workdays and one at week ends, 08:00 to 20:00; nights of one that begin on workdays only
Policy shifts() {
  Policy policy = instant_policy(1);
  policy.day_from = hours{8};
  policy.day_to = hours{20};
  policy.levels[0].shifts = {{{}, 2, hours{8}, hours{20}, true, false},
                             {{}, 1, hours{8}, hours{20}, false, true},
                             {{}, 1, hours{20}, hours{8}, true, false}};
  return policy;
}

TEST(Shifts, FollowTheClockAcrossMidnightAndTheWeekEnd) {
  const LevelPolicy level = shifts().levels[0];
  const Duration tick{1};
  EXPECT_EQ(on_duty(level, hours{0}), 0u) << "Sunday's night has no shift";
  EXPECT_EQ(on_duty(level, hours{8} - tick), 0u);
  EXPECT_EQ(on_duty(level, hours{8}), 2u);
  EXPECT_EQ(on_duty(level, hours{20}), 1u);
  EXPECT_EQ(on_duty(level, hours{24} - tick), 1u);
  EXPECT_EQ(on_duty(level, hours{24}), 1u) << "the same night goes on after midnight";
  EXPECT_EQ(on_duty(level, hours{5 * 24 + 7}), 1u) << "Friday's night ends on Saturday";
  EXPECT_EQ(on_duty(level, hours{5 * 24 + 8}), 1u);
  EXPECT_EQ(on_duty(level, hours{6 * 24 + 21}), 0u);
  EXPECT_EQ(most_on_duty(level), 2u);
  EXPECT_EQ(until_shift_change(level, hours{8}), hours{12});
  EXPECT_EQ(until_shift_change(level, hours{6 * 24 + 20}), hours{12}) << "until Monday morning";
}

TEST(Shifts, TheWallClockGivesTheDayOfTheWeek) {
  // 2022-04-03 was a Sunday
  EXPECT_EQ(since_monday(*parse_wall_time("2022-04-03T11:10:00+08:00")), hours{6 * 24 + 11} + minutes{10});
  EXPECT_EQ(since_monday(*parse_wall_time("2022-04-04T00:00:00+08:00")), Duration::zero());
  EXPECT_EQ(since_monday(*parse_wall_time("1969-12-29T01:00:00+00:00")), hours{1});
}

TEST(Shifts, WorkWaitsForTheNextShift) {
  Policy policy = shifts();
  task(policy, 0, Task::acknowledge).service = always(constant(minutes{5}));
  Town town(policy, 1, hours{6 * 24 + 19});  // Sunday, 19:00
  town.play(hours{2});
  town.warn();
  town.play(hours{12});
  EXPECT_EQ(town.count(LogKind::case_acknowledged), 0u);
  town.play(hours{20});
  EXPECT_EQ(town.when(LogKind::case_acknowledged), Time{hours{13}}) << "Monday, 08:00";
}

TEST(Shifts, AnOfficerFinishesTheWorkInHandAndNobodyFollows) {
  Policy policy = shifts();
  task(policy, 0, Task::acknowledge).service = always(constant(hours{2}));
  policy.levels[0].when_working = {Task::acknowledge};
  Town town(policy, 1, hours{19});  // Monday, 19:00: two on duty, from 20:00 one
  for (int i = 0; i < 4; ++i) town.warn();
  town.play(hours{24});
  std::vector<Time> started;
  for (const LogEntry& entry : town.log)
    if (entry.kind == LogKind::task_started) started.push_back(entry.time);
  EXPECT_EQ(started, (std::vector{Time{}, Time{}, Time{hours{2}}, Time{hours{4}}}));
}

TEST(Shifts, NightIsSlowerAndBeginsOnTheTick) {
  Policy policy = shifts();
  task(policy, 0, Task::verify).reaction = {constant(minutes{1}), constant(minutes{7})};
  for (const Duration early : {Duration{1}, Duration{0}}) {
    Town town(policy, 1, hours{20} - early);
    town.warn();
    town.play(hours{1});
    EXPECT_EQ(town.when(LogKind::case_verified), Time{early > Duration::zero() ? minutes{1} : minutes{7}});
  }
  EXPECT_FALSE(is_night(policy, hours{24 + 8}));
  EXPECT_TRUE(is_night(policy, hours{24}));
}

}  // namespace
}  // namespace fengsui::workflow
