// Each kind of finding: a policy that has the fault, and the nearest one that has not.
#include "scenarios/policy_lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "scenarios/policy_reader.h"

namespace fengsui {
namespace {

using namespace workflow;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto blue = static_cast<std::size_t>(Colour::blue),
               orange = static_cast<std::size_t>(Colour::orange), red = static_cast<std::size_t>(Colour::red);

Policy policy_in(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::stringstream text;
  text << stream.rdbuf();
  return read_policy(text.str(), file.string());
}

Policy shanghai() { return policy_in(FENGSUI_SOURCE_DIR "/data/policies/shanghai_2024.json"); }

// Shanghai's policy after a change.
std::vector<PolicyFinding> found_after(const std::function<void(Policy&)>& change) {
  Policy policy = shanghai();
  change(policy);
  return lint_policy(policy);
}

std::vector<std::string> pointers_after(const std::function<void(Policy&)>& change) {
  std::vector<std::string> pointers;
  for (const PolicyFinding& finding : found_after(change)) pointers.push_back(finding.pointer);
  return pointers;
}

Limits& limits(Policy& policy, std::size_t level, std::size_t colour) {
  return policy.levels[level].limits[colour];
}
Duration& limit(Policy& policy, std::size_t level, std::size_t colour, Clock clock) {
  return limits(policy, level, colour)[static_cast<std::size_t>(clock)];
}
Escalation& expiry(Policy& policy, Clock clock) { return policy.escalation[static_cast<std::size_t>(clock)]; }

TEST(PolicyLint, ShippedPoliciesAreClean) {
  int policies = 0;
  for (const auto& entry : std::filesystem::directory_iterator(FENGSUI_SOURCE_DIR "/data/policies")) {
    ++policies;
    for (const PolicyFinding& finding : lint_policy(policy_in(entry.path())))
      ADD_FAILURE() << entry.path() << ": " << finding.pointer << ": " << finding.english;
  }
  EXPECT_GE(policies, 1);
}

// The limits of a class at the enterprise, which begin as the level's.
LimitsByColour& of_class(Policy& policy, std::uint32_t unit_class) {
  auto& classes = policy.levels[0].class_limits;
  classes.push_back({unit_class, policy.levels[0].limits});
  return classes.back().limits;
}

TEST(PolicyLint, ALimitOfAClassThatCanNeverExpireIsFoundAtItsPlace) {
  constexpr auto feedback = static_cast<std::size_t>(Clock::feedback);
  const auto with_limit = [](Duration limit) {
    return pointers_after([limit](Policy& policy) {
      expiry(policy, Clock::clear) = Escalation::hand_over;
      of_class(policy, 2)[blue][feedback] = limit;
    });
  };
  EXPECT_THAT(with_limit(hours{200}),
              ElementsAre("/levels/0/clocks_by_equipment/casting_well/feedback/blue"));
  EXPECT_THAT(with_limit(hours{20}), IsEmpty());
}

TEST(PolicyLint, WhatHappensForOneClassIsNotCalledImpossible) {
  const auto without_acknowledge = [](Policy& policy) {
    for (auto& level : policy.levels)
      for (Limits& of_colour : level.limits)
        of_colour[static_cast<std::size_t>(Clock::acknowledge)] = forever;
  };
  const auto general = found_after(without_acknowledge);
  ASSERT_FALSE(general.empty()) << "what follows an unsigned warning never happens";
  const auto with_class = found_after([&](Policy& policy) {
    without_acknowledge(policy);
    auto& own = of_class(policy, 2);
    for (std::size_t colour = 1; colour < colour_count; ++colour)
      own[colour][static_cast<std::size_t>(Clock::acknowledge)] = minutes{10};
  });
  EXPECT_LT(with_class.size(), general.size());
}

TEST(PolicyLint, EveryFindingSpeaksBothLanguagesAndSaysWhatToDo) {
  const auto findings = found_after([](Policy& policy) { policy.reject = 1; });
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_THAT(findings[0].english, HasSubstr("give \"reject\" a value below 1"));
  EXPECT_THAT(findings[0].chinese, HasSubstr("请将reject设为小于1"));
}

// ---- cover

TEST(PolicyLint, ALevelWithoutNightShiftHasNoCoverAtNight) {
  const auto findings = found_after([](Policy& policy) { policy.levels[1].shifts.pop_back(); });
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].pointer, "/levels/1/shifts");
  EXPECT_THAT(findings[0].english,
              HasSubstr("no cover at night: nobody of the district is on duty from Monday 20:00 "
                        "to Tuesday 08:00, 84 h a week in all"));
}

TEST(PolicyLint, AGapByDayIsNoNight) {
  const auto findings = found_after([](Policy& policy) {
    policy.levels[1].shifts[0].to = hours{17};
    policy.levels[1].shifts[2].from = hours{19};
  });
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_THAT(findings[0].english, testing::StartsWith("no cover: "));
  EXPECT_THAT(findings[0].english, HasSubstr("Monday 17:00 to Monday 19:00, 10 h a week"));
  // an hour of handing over twice is no gap
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.levels[1].shifts[2].from = hours{19}; }), IsEmpty());
}

TEST(PolicyLint, ANightWithoutWeekendIsSeen) {
  const auto findings = found_after([](Policy& policy) { policy.levels[0].shifts[2].weekend = false; });
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_THAT(findings[0].english,
              HasSubstr("no cover at night: nobody of the enterprise is on duty from Saturday "
                        "20:00 to Sunday 08:00, 24 h"));
}

// ---- people never told

TEST(PolicyLint, ALevelThatNothingReachesIsNeverTold) {
  const auto nothing_for_the_city = [](Policy& policy) {
    for (ColourPolicy& colour : policy.colours) {
      colour.informed = {0, 1};
      colour.responsible = std::min<std::uint8_t>(colour.responsible, 1);
    }
    for (std::size_t clock = 0; clock < clock_count; ++clock) policy.escalation[clock] = Escalation::none;
    policy.measures.clear();
  };
  EXPECT_THAT(pointers_after(nothing_for_the_city), testing::Contains("/levels/2"));
  // one expiry of the district suffices
  EXPECT_THAT(pointers_after([&](Policy& policy) {
                nothing_for_the_city(policy);
                expiry(policy, Clock::follow_up) = Escalation::join;
                limit(policy, 1, red, Clock::follow_up) = hours{1};
              }),
              testing::Not(testing::Contains("/levels/2")));
}

TEST(PolicyLint, ChannelsThatNeverDeliverByNightAreSeen) {
  const auto lost_at_night = [](Policy& policy, std::size_t channel) {
    for (DelayBranch& branch : policy.channels[channel].latency.night.branches) branch.probability = 0;
  };
  // the city is told of red over console and duty telephone, of yellow and blue over the console
  EXPECT_THAT(pointers_after([&](Policy& policy) { lost_at_night(policy, 0); }),
              ElementsAre("/levels/2/notify/yellow", "/levels/2/notify/blue"));
  EXPECT_THAT(pointers_after([&](Policy& policy) { lost_at_night(policy, 1); }), IsEmpty());
}

TEST(PolicyLint, AChannelNobodyUsesIsSeen) {
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.channels.push_back(policy.channels[0]); }),
              ElementsAre("/channels/5"));
}

// ---- steps

TEST(PolicyLint, AStepDoneTwiceIsUnreachable) {
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.levels[0].when_working.push_back(Task::verify); }),
              ElementsAre("/levels/0/steps/working/4"));
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.levels[2].when_working.push_back(Task::verify); }),
              IsEmpty());
}

TEST(PolicyLint, StepsOfALevelThatNeverWorksAreUnreachable) {
  // with nobody below escalating, the city is told and responsible, but never works
  const auto pointers = pointers_after([](Policy& policy) {
    for (std::size_t colour = 1; colour < colour_count; ++colour) limits(policy, 1, colour) = no_limits;
  });
  EXPECT_THAT(pointers, testing::Contains("/levels/2/steps/working"));
  EXPECT_THAT(pointers, testing::Not(testing::Contains("/levels/2/steps/responsible")));
}

TEST(PolicyLint, ATaskThatNothingBeginsIsSeen) {
  const auto a_city_that_calls = [](Policy& policy) {
    policy.levels[2].tasks[static_cast<std::size_t>(Task::call)].service = {Delay::constant(60),
                                                                            Delay::constant(60)};
  };
  EXPECT_THAT(pointers_after(a_city_that_calls), ElementsAre("/levels/2/tasks/call"));
  // the district's duty call makes the city call it
  EXPECT_THAT(pointers_after([&](Policy& policy) {
                a_city_that_calls(policy);
                limit(policy, 1, red, Clock::duty_call) = minutes{10};
              }),
              IsEmpty());
}

// ---- clocks

TEST(PolicyLint, AClockBehindAHandOverCanNeverExpire) {
  const auto clear_hands_over_after = [](Duration time) {
    return [time](Policy& policy) {
      expiry(policy, Clock::clear) = Escalation::hand_over;
      limit(policy, 0, blue, Clock::clear) = time;
    };
  };
  EXPECT_THAT(pointers_after(clear_hands_over_after(hours{12})),
              testing::Contains("/levels/0/clocks/feedback/blue"));
  // at the same moment both expire
  EXPECT_THAT(pointers_after(clear_hands_over_after(hours{24})),
              testing::Not(testing::Contains("/levels/0/clocks/feedback/blue")));
  // joining takes nothing away
  EXPECT_THAT(pointers_after([](Policy& policy) { limit(policy, 0, blue, Clock::clear) = hours{12}; }),
              IsEmpty());
}

TEST(PolicyLint, AnUpgradeMayBringAShorterLimitInTime) {
  // a yellow case of ten hours that turns orange has both limits of orange behind it
  const auto short_orange = [](Policy& policy) {
    expiry(policy, Clock::clear) = Escalation::hand_over;
    limit(policy, 0, orange, Clock::clear) = hours{1};
  };
  EXPECT_THAT(pointers_after(short_orange),
              testing::Not(testing::Contains("/levels/0/clocks/feedback/orange")));
  EXPECT_THAT(pointers_after([&](Policy& policy) {
                short_orange(policy);
                policy.upgrades.clear();
              }),
              testing::Contains("/levels/0/clocks/feedback/orange"));
}

TEST(PolicyLint, AClockOfALevelThatIsNotThereNeverStarts) {
  EXPECT_THAT(pointers_after([](Policy& policy) {
                // the city is told of orange, and works only when the district is late with it
                limits(policy, 1, orange) = no_limits;
                policy.upgrades.clear();
              }),
              ElementsAre("/levels/2/clocks/follow_up/orange"));
}

TEST(PolicyLint, AClockThatNobodyStopsAlwaysExpires) {
  const auto pointers = pointers_after([](Policy& policy) {
    std::erase(policy.levels[2].when_working, Task::follow_up);
    std::erase(policy.levels[2].when_responsible, Task::follow_up);
  });
  EXPECT_THAT(pointers, ElementsAre("/levels/2/tasks/follow_up", "/levels/2/clocks/follow_up/red",
                                    "/levels/2/clocks/follow_up/orange"));
}

// ---- what nothing sets off

TEST(PolicyLint, ARuleWhoseEventCannotHappenIsSeen) {
  const auto no_duty_call = [](Policy& policy) {
    for (std::size_t colour = 1; colour < colour_count; ++colour)
      limit(policy, 0, colour, Clock::duty_call) = forever;
  };
  EXPECT_THAT(pointers_after(no_duty_call), ElementsAre("/measures/2"));
  EXPECT_THAT(
      pointers_after([](Policy& policy) { policy.false_feedback = policy.false_feedback_overdue = 0; }),
      ElementsAre("/upgrades/4", "/upgrades/5", "/upgrades/6", "/measures/8", "/measures/9"));
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.false_feedback = 0; }), IsEmpty());
  EXPECT_THAT(pointers_after([](Policy& policy) { expiry(policy, Clock::duty_call) = Escalation::join; }),
              IsEmpty());
  EXPECT_THAT(pointers_after([&](Policy& policy) {
                no_duty_call(policy);
                expiry(policy, Clock::duty_call) = Escalation::join;
              }),
              ElementsAre("/expiry/duty_call", "/measures/2"));
}

TEST(PolicyLint, TheSecondUpgradeOnTheSameEventNeverApplies) {
  EXPECT_THAT(pointers_after([](Policy& policy) {
                policy.upgrades.push_back({Colour::blue, Colour::orange, Trigger::clear_overdue});
              }),
              ElementsAre("/upgrades/7"));
}

// ---- loops

TEST(PolicyLint, LoopsWithoutAWayOutAreSeen) {
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.reject = 1; }), ElementsAre("/review/reject"));
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.reject = 0.99; }), IsEmpty());
  EXPECT_THAT(
      pointers_after([](Policy& policy) { policy.false_feedback = policy.false_feedback_overdue = 1; }),
      ElementsAre("/false_feedback"));
  EXPECT_THAT(pointers_after([](Policy& policy) { policy.false_feedback = 1; }), IsEmpty());
  EXPECT_THAT(pointers_after([](Policy& policy) {
                for (DayNight<Delay>* latency : {&policy.channels[policy.call_channel].latency})
                  for (Delay* delay : {&latency->day, &latency->night})
                    for (DelayBranch& branch : delay->branches) branch.probability = 0;
              }),
              ElementsAre("/call/channel"));
}

TEST(PolicyLint, NobodyHandlesOrGivesFeedback) {
  const auto without = [](Task task) {
    return [task](Policy& policy) {
      for (LevelPolicy& level : policy.levels) std::erase(level.when_working, task);
    };
  };
  const auto handle = found_after(without(Task::handle));
  ASSERT_FALSE(handle.empty());
  EXPECT_EQ(handle.back().pointer, "/levels/0/steps/working");
  EXPECT_THAT(handle.back().english,
              HasSubstr("a loop without end: nobody handles a real danger on a red, orange, "
                        "yellow, blue case"));
  const auto feedback = found_after(without(Task::feedback));
  ASSERT_FALSE(feedback.empty());
  EXPECT_THAT(feedback.back().english, testing::StartsWith("a dead end: nobody gives feedback"));
}

}  // namespace
}  // namespace fengsui
