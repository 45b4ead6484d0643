#include <gtest/gtest.h>

#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

// a push at once, then two calls, to an enterprise that verifies only after an hour
Policy push_then_call(const Delay& push, const Delay& voice) {
  Policy policy = instant_policy(2);
  policy.channels[0].latency = always(push);
  policy.channels[1].latency = always(voice);
  for (auto& sends : policy.levels[0].sends) sends = {{0, {}}, {1, minutes{2}}, {1, minutes{7}}};
  task(policy, 0, Task::verify).reaction = always(constant(hours{1}));
  return policy;
}

TEST(Notices, ALostPushLeadsToACall) {
  Town town(push_then_call(lost(), constant(seconds{12})));
  town.warn();
  town.play(minutes{30});
  EXPECT_EQ(town.when(LogKind::notice_lost), Time{});
  EXPECT_EQ(town.when(LogKind::notice_delivered), Time{minutes{2} + seconds{12}});
  EXPECT_EQ(town.when(LogKind::case_acknowledged), Time{minutes{2} + seconds{12}});
  EXPECT_EQ(town.count(LogKind::case_notified), 2u) << "the second call is not made after signing";
}

TEST(Notices, CallsAreRepeatedUntilSomebodySigns) {
  Town town(push_then_call(lost(), lost()));
  town.warn();
  town.play(minutes{30});
  EXPECT_EQ(town.count(LogKind::notice_lost), 3u);
  EXPECT_EQ(town.count(LogKind::case_acknowledged), 0u);
}

TEST(Notices, OnlyWhatIsSentWhileAChannelIsDownIsLost) {
  Town town(push_then_call(constant(minutes{1}), constant(seconds{12})));
  town.warn();
  town.play(seconds{30});
  set_channel(town.state, 0, false);
  town.play(minutes{1});
  EXPECT_EQ(town.when(LogKind::case_acknowledged), Time{minutes{1}}) << "it was under way";

  Town cut(push_then_call(constant(minutes{1}), constant(seconds{12})));
  set_channel(cut.state, 0, false);
  set_channel(cut.state, 0, false);
  set_channel(cut.state, 1, false);
  cut.warn();
  cut.play(minutes{5});
  EXPECT_EQ(cut.count(LogKind::notice_lost), 2u) << "the push and the first call";
  set_channel(cut.state, 1, true);
  cut.play(minutes{30});
  EXPECT_EQ(cut.when(LogKind::case_acknowledged), Time{minutes{7} + seconds{12}}) << "by the second call";
  EXPECT_EQ(cut.count(LogKind::notice_lost), 2u);
}

TEST(Notices, AVoiceReachesWhoeverHasNotReadYet) {
  Policy policy = push_then_call(constant(seconds{1}), constant(seconds{12}));
  task(policy, 0, Task::acknowledge).reaction = always(constant(hours{2}));
  Town town(policy);
  town.warn();
  town.play(hours{3});
  EXPECT_EQ(town.when(LogKind::case_acknowledged), Time{minutes{2} + seconds{12}});
}

TEST(Notices, ALapseWaitsForTheNextNotice) {
  Policy policy = push_then_call(constant(seconds{1}), constant(seconds{12}));
  task(policy, 0, Task::acknowledge).lapse = {1.0, 1.0};
  Town town(policy);
  town.warn();
  town.play(minutes{1});
  EXPECT_EQ(town.count(LogKind::officer_lapsed), 1u);
  EXPECT_EQ(town.count(LogKind::case_acknowledged), 0u);
  town.play(minutes{30});
  EXPECT_EQ(town.when(LogKind::case_acknowledged), Time{minutes{2} + seconds{12}}) << "a voice is not missed";
}

TEST(Notices, LapsesHappenAsOftenAsThePolicySays) {
  Policy policy = instant_policy(1);
  task(policy, 0, Task::acknowledge).lapse = {0.25, 0.25};
  Town town(policy, 5);
  for (int i = 0; i < 20000; ++i) town.report(), town.warn();
  // reports are heard by voice and never lapse
  Estimate lapsed;
  for (const Case& item : town.state.cases)
    if (item.warning.valid()) lapsed.add(item.stage == Stage::dispatched || item.stage == Stage::delivered);
  EXPECT_LT(std::abs(lapsed.z(0.25)), 4.5) << lapsed.mean();
  EXPECT_GT(std::abs(lapsed.z(0.28)), 4.5);
}

TEST(Notices, TheDutyOfficerCallsUntilAHumanAnswers) {
  Policy policy = push_then_call(lost(), lost());
  for (auto& sends : policy.levels[0].sends) sends = {{0, {}}};
  policy.channels[1].latency = always({{{0.5, DelayBranch::Shape::constant, 12, 0, 0}}});
  task(policy, 1, Task::call).service = always(constant(minutes{2}));
  limit(policy, 0, Clock::duty_call, minutes{10});
  policy.measures = {{Measure::call_and_answer, Trigger::duty_call_due, {}, 1, forever, Colour::blue}};
  bool several_calls = false;
  for (std::uint64_t seed = 1; seed < 20; ++seed) {
    Town town(policy, seed);
    town.warn();
    town.end();
    town.play(hours{12});
    ASSERT_NE(town.when(LogKind::case_acknowledged), never);
    // first call from minute 10 to 12, another seven minutes after each that nobody answered
    const auto lost_calls = static_cast<std::int64_t>(town.count(LogKind::notice_lost)) - 1;
    EXPECT_EQ(town.when(LogKind::case_acknowledged), Time{minutes{12 + 7 * lost_calls} + seconds{12}});
    EXPECT_EQ(town.count(LogKind::clock_expired), 0u) << "a duty call is no failure";
    several_calls = several_calls || lost_calls > 1;
  }
  EXPECT_TRUE(several_calls);
}

}  // namespace
}  // namespace fengsui::workflow
