#include <gtest/gtest.h>

#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

// the enterprise handles in an hour, the district reviews in ten minutes
Policy reviewed_by_district() {
  Policy policy = instant_policy(2);
  task(policy, 0, Task::handle).reaction = always(constant(hours{1}));
  task(policy, 1, Task::review).reaction = {};
  task(policy, 1, Task::review).service = always(constant(minutes{10}));
  responsible(policy, 1);
  for (ColourPolicy& colour : policy.colours) {
    colour.when_verified = {PlantAct::evacuate};
    colour.when_handled = {PlantAct::repair};
  }
  return policy;
}

std::vector<PlantAct> requests(const Town& town) {
  std::vector<PlantAct> acts;
  for (const PlantRequest& request : town.state.plant_requests) acts.push_back(request.kind);
  return acts;
}

TEST(Review, ClearsOnceTheConditionIsGone) {
  Town town(reviewed_by_district());
  town.warn();
  town.play(minutes{30});
  town.end();
  EXPECT_EQ(town.count(LogKind::case_cleared), 0u) << "clearing is people's work";
  town.play(hours{5});
  EXPECT_EQ(town.when(LogKind::case_cleared), Time{minutes{70}});
  EXPECT_EQ(requests(town), (std::vector{PlantAct::evacuate, PlantAct::repair}));
}

TEST(Review, SendsBackWhileTheConditionPersists) {
  Town town(reviewed_by_district());
  town.warn();
  town.play(hours{2});
  EXPECT_EQ(town.when(LogKind::case_rejected), Time{minutes{70}});
  EXPECT_EQ(town.state.cases[0].stage, Stage::reopened);
  town.end();
  town.play(hours{5});
  EXPECT_EQ(town.when(LogKind::case_cleared), Time{minutes{140}});
  EXPECT_EQ(town.state.cases[0].rounds, 1);
}

TEST(Review, FalseFeedbackIsSentBackAndNothingWasRepaired) {
  Policy policy = reviewed_by_district();
  policy.false_feedback = 1.0;
  policy.measures = {{Measure::interview, Trigger::false_feedback, {}, 1, forever, Colour::blue}};
  Town town(policy);
  town.warn();
  town.play(hours{1} + minutes{30});
  EXPECT_EQ(town.count(LogKind::case_feedback_false), 1u);
  EXPECT_EQ(town.count(LogKind::case_rejected), 1u);
  EXPECT_EQ(town.count(LogKind::measure_taken), 1u);
  EXPECT_EQ(requests(town), (std::vector{PlantAct::evacuate})) << "no repair was asked for";
}

TEST(Review, AFalseTelephoneReportIsNotClearedByPretending) {
  Policy policy = reviewed_by_district();
  policy.false_feedback = 1.0;
  Town town(policy);
  town.report();
  town.play(hours{10});
  EXPECT_EQ(town.count(LogKind::case_cleared), 0u);
  EXPECT_GE(town.count(LogKind::case_rejected), 2u);
}

TEST(Review, AVerifiedFalseAlarmIsClearedAlthoughTheReadingStays) {
  Policy policy = reviewed_by_district();
  policy.verdict_real = 0.0;
  Town town(policy);
  town.warn();
  town.play(hours{5});
  EXPECT_EQ(town.when(LogKind::case_cleared), Time{minutes{10}});
  EXPECT_TRUE(requests(town).empty());
  EXPECT_EQ(town.state.actions.at(1).act, Act::verify_false);
}

TEST(Review, VerificationFindsTheCauseThatTheWorldKnows) {
  Policy policy = instant_policy(1);
  task(policy, 0, Task::verify).reaction = always(constant(minutes{1}));
  Town town(policy);
  town.warn();
  tell_cause(town.state, WarningId{0u}, Verdict::equipment_fault);
  town.play(minutes{2});
  EXPECT_EQ(town.state.cases[0].verdict, Verdict::equipment_fault);
}

TEST(Review, ARejectedCaseNeedsFeedbackAnewInTime) {
  Policy policy = reviewed_by_district();
  limit(policy, 0, Clock::feedback, minutes{65});
  policy.levels[0].limits[4][3] = hours{3};
  Town town(policy);
  town.warn();
  town.play(hours{8});
  // first feedback after 60 of 65 min; sent back at 70, again in time; the limit to clear goes on
  std::vector<Clock> expired;
  for (const LogEntry& entry : town.log)
    if (entry.kind == LogKind::clock_expired) expired.push_back(static_cast<Clock>(entry.other));
  EXPECT_EQ(expired, std::vector{Clock::clear});
  EXPECT_EQ(town.when(LogKind::clock_expired), Time{hours{3}});
}

TEST(Review, TheEngineHearsWhatPeopleDid) {
  Town town(reviewed_by_district());
  town.warn();
  town.play(minutes{30});
  town.end();
  town.play(hours{5});
  std::vector<Act> acts;
  for (const OperatorAction& action : town.state.actions) acts.push_back(action.act);
  EXPECT_EQ(acts, (std::vector{Act::acknowledge, Act::verify_true, Act::handle, Act::feedback, Act::clear}));
}

TEST(Review, WarningsWithoutAnOpenCaseAreIgnored) {
  Town town(reviewed_by_district());
  town.end(7);
  warning_changed(town.context(), town.spec, town.state, WarningId{7u}, Colour::red);
  EXPECT_TRUE(town.log.empty());
}

}  // namespace
}  // namespace fengsui::workflow
