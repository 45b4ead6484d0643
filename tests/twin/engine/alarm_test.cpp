#include "twin/engine/alarm.h"

#include <gtest/gtest.h>

#include <set>

namespace fengsui::engine {
namespace {

using S = AlarmState;
using E = AlarmSignal;

AlarmState state(int index) { return static_cast<AlarmState>(index); }
AlarmSignal signal(int index) { return static_cast<AlarmSignal>(index); }

TEST(AlarmLifeCycle, EveryStateAndEventHasOneNextState) {
  for (int s = 0; s < alarm_state_count; ++s)
    for (int e = 0; e < alarm_signal_count; ++e)
      EXPECT_LT(static_cast<int>(next_state(state(s), signal(e))), alarm_state_count);
}

TEST(AlarmLifeCycle, FollowsTheStandardsForUnsuppressedAlarms) {
  EXPECT_EQ(next_state(S::normal, E::condition_on), S::unacknowledged);
  EXPECT_EQ(next_state(S::unacknowledged, E::acknowledge), S::acknowledged);
  EXPECT_EQ(next_state(S::unacknowledged, E::condition_off), S::returned_unacknowledged);
  EXPECT_EQ(next_state(S::acknowledged, E::condition_off), S::normal);
  EXPECT_EQ(next_state(S::returned_unacknowledged, E::acknowledge), S::normal);
  EXPECT_EQ(next_state(S::returned_unacknowledged, E::condition_on), S::unacknowledged);
  EXPECT_EQ(describe(S::returned_unacknowledged).tag, "RTNUN");
}

TEST(AlarmLifeCycle, NormalIsReachableFromEveryState) {
  for (int s = 0; s < alarm_state_count; ++s) {
    AlarmState now = state(s);
    for (const AlarmSignal e : {E::condition_off, E::release_off, E::acknowledge}) now = next_state(now, e);
    EXPECT_EQ(now, S::normal) << describe(state(s)).tag;
  }
}

TEST(AlarmLifeCycle, AcknowledgingTwiceIsAcknowledgingOnce) {
  for (int s = 0; s < alarm_state_count; ++s) {
    const AlarmState once = next_state(state(s), E::acknowledge);
    EXPECT_EQ(next_state(once, E::acknowledge), once);
    EXPECT_FALSE(announcement(once, next_state(once, E::acknowledge)));
  }
}

TEST(AlarmLifeCycle, SuppressedIsSilentAndLeavingItReevaluates) {
  EXPECT_FALSE(describe(S::suppressed).annunciated);
  for (const AlarmSignal e : {E::condition_on, E::condition_off, E::acknowledge, E::suppress})
    EXPECT_EQ(next_state(S::suppressed, e), S::suppressed);
  EXPECT_EQ(next_state(S::suppressed, E::release_on), S::unacknowledged);
  EXPECT_EQ(next_state(S::suppressed, E::release_off), S::normal);
}

TEST(AlarmLifeCycle, RaisedIsAnnouncedExactlyOnEntryToUnacknowledged) {
  for (int s = 0; s < alarm_state_count; ++s)
    for (int e = 0; e < alarm_signal_count; ++e) {
      const AlarmState next = next_state(state(s), signal(e));
      const bool enters = next == S::unacknowledged && state(s) != S::unacknowledged;
      EXPECT_EQ(announcement(state(s), next) == AlarmEvent::raised, enters);
    }
}

TEST(AlarmLifeCycle, ReturnedIsNeverReachedAcknowledged) {
  for (int s = 0; s < alarm_state_count; ++s)
    for (int e = 0; e < alarm_signal_count; ++e)
      if (next_state(state(s), signal(e)) == S::returned_unacknowledged) {
        EXPECT_FALSE(describe(state(s)).acknowledged) << describe(state(s)).tag;
      }
}

}  // namespace
}  // namespace fengsui::engine
