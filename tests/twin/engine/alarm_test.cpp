#include "twin/engine/alarm.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fengsui::engine {
namespace {

using S = AlarmState;
using E = AlarmSignal;
using Words = std::vector<std::string>;

AlarmState state(int index) { return static_cast<AlarmState>(index); }
AlarmSignal signal(int index) { return static_cast<AlarmSignal>(index); }

// One row of tags per state: on, off, acknowledge, realarm, reset, suppress, release, shelve, unshelve, out
// of service, in service. Written from the standards' table, apart from the code's.
using Row = std::vector<const char*>;
struct KnownTable {
  Situation situation;
  std::vector<Row> rows;
};

KnownTable plain() {
  return {
      {},
      {{"UNACK", "NORM", "NORM", "NORM", "NORM", "DSUPR", "NORM", "SHLVD", "NORM", "OOSRV", "NORM"},
       {"UNACK", "RTNUN", "ACKED", "UNACK", "UNACK", "DSUPR", "UNACK", "SHLVD", "UNACK", "OOSRV", "UNACK"},
       {"ACKED", "NORM", "ACKED", "UNACK", "ACKED", "DSUPR", "ACKED", "SHLVD", "ACKED", "OOSRV", "ACKED"},
       {"UNACK", "RTNUN", "NORM", "RTNUN", "RTNUN", "DSUPR", "RTNUN", "SHLVD", "RTNUN", "OOSRV", "RTNUN"},
       {"UNACK", "LATCH_UNACK", "LATCH_ACK", "LATCH_UNACK", "LATCH_UNACK", "DSUPR", "LATCH_UNACK", "SHLVD",
        "LATCH_UNACK", "OOSRV", "LATCH_UNACK"},
       {"UNACK", "LATCH_ACK", "LATCH_ACK", "LATCH_ACK", "NORM", "DSUPR", "LATCH_ACK", "SHLVD", "LATCH_ACK",
        "OOSRV", "LATCH_ACK"},
       {"SHLVD", "SHLVD", "SHLVD", "SHLVD", "SHLVD", "SHLVD", "SHLVD", "SHLVD", "NORM", "OOSRV", "SHLVD"},
       {"DSUPR", "DSUPR", "DSUPR", "DSUPR", "DSUPR", "DSUPR", "NORM", "SHLVD", "DSUPR", "OOSRV", "DSUPR"},
       {"OOSRV", "OOSRV", "OOSRV", "OOSRV", "OOSRV", "OOSRV", "OOSRV", "OOSRV", "OOSRV", "OOSRV", "NORM"}}};
}

KnownTable present() {
  KnownTable table = plain();
  table.situation.present = true;
  table.rows[6][8] = table.rows[7][6] = table.rows[8][10] = "UNACK";
  return table;
}

KnownTable present_and_suppressed() {
  KnownTable table = present();
  table.situation.suppressed = true;
  table.rows[6][8] = table.rows[8][10] = "DSUPR";
  return table;
}

KnownTable latching() {
  KnownTable table = plain();
  table.situation.latching = true;
  table.rows[1][1] = "LATCH_UNACK";
  table.rows[2][1] = "LATCH_ACK";
  return table;
}

// "ACKED" and "condition 3" where a table differs from the code's.
Words differences(const KnownTable& known) {
  Words found;
  const AlarmTable table = alarm_table(known.situation);
  for (std::size_t s = 0; s < table.size(); ++s)
    for (std::size_t e = 0; e < table[s].size(); ++e)
      if (describe(table[s][e]).tag != known.rows[s][e])
        found.push_back(std::string(describe(state(static_cast<int>(s))).tag) + " " + std::to_string(e));
  return found;
}

TEST(AlarmLifeCycle, IsTheTableOfTheStandards) {
  for (const KnownTable& known : {plain(), present(), present_and_suppressed(), latching()})
    EXPECT_EQ(differences(known), Words{});
}

TEST(AlarmLifeCycle, ATableThatAcknowledgesOnReturnFromShelvingIsNotIt) {
  KnownTable wrong = present();
  wrong.rows[6][8] = "ACKED";
  EXPECT_EQ(differences(wrong), (Words{"SHLVD 8"}));
  wrong = latching();
  wrong.rows[2][1] = "NORM";
  EXPECT_EQ(differences(wrong), (Words{"ACKED 1"}));
}

TEST(AlarmLifeCycle, StatesHaveTheNamesOfTheStandards) {
  Words tags;
  for (int s = 0; s < alarm_state_count; ++s) tags.emplace_back(describe(state(s)).tag);
  EXPECT_EQ(tags, (Words{"NORM", "UNACK", "ACKED", "RTNUN", "LATCH_UNACK", "LATCH_ACK", "SHLVD", "DSUPR",
                         "OOSRV"}));
}

// "released raised"
std::string announced(AlarmState from, AlarmState to) {
  constexpr const char* names[] = {"raised",     "returned", "acknowledged",   "realarmed",
                                   "latched",    "reset",    "shelved",        "unshelved",
                                   "suppressed", "released", "out_of_service", "in_service"};
  std::string words;
  for (const AlarmEvent event : announcements(from, to))
    words += (words.empty() ? "" : " ") + std::string(names[static_cast<int>(event)]);
  return words;
}

TEST(AlarmLifeCycle, AnnouncesEachTransitionByItsName) {
  EXPECT_EQ(announced(S::normal, S::unacknowledged), "raised");
  EXPECT_EQ(announced(S::unacknowledged, S::acknowledged), "acknowledged");
  EXPECT_EQ(announced(S::unacknowledged, S::returned_unacknowledged), "returned");
  EXPECT_EQ(announced(S::acknowledged, S::normal), "returned");
  EXPECT_EQ(announced(S::returned_unacknowledged, S::normal), "acknowledged");
  EXPECT_EQ(announced(S::acknowledged, S::unacknowledged), "realarmed");
  EXPECT_EQ(announced(S::unacknowledged, S::latched_unacknowledged), "latched");
  EXPECT_EQ(announced(S::latched_unacknowledged, S::latched_acknowledged), "acknowledged");
  EXPECT_EQ(announced(S::latched_acknowledged, S::unacknowledged), "realarmed");
  EXPECT_EQ(announced(S::latched_acknowledged, S::normal), "reset");
  EXPECT_EQ(announced(S::unacknowledged, S::suppressed), "suppressed");
  EXPECT_EQ(announced(S::normal, S::suppressed), "");
  EXPECT_EQ(announced(S::normal, S::shelved), "shelved");
  EXPECT_EQ(announced(S::shelved, S::out_of_service), "out_of_service");
  EXPECT_EQ(announced(S::shelved, S::suppressed), "unshelved");
  EXPECT_EQ(announced(S::suppressed, S::unacknowledged), "released raised");
  EXPECT_EQ(announced(S::out_of_service, S::normal), "in_service");
}

TEST(AlarmLifeCycle, RaisedAndEndedAlternateOnEveryPath) {
  for (int s = 0; s < alarm_state_count; ++s)
    for (const bool present : {false, true})
      for (const bool latching : {false, true})
        for (int e = 0; e < alarm_signal_count; ++e) {
          const AlarmState next = next_state(state(s), signal(e), {present, false, latching});
          bool running = describe(state(s)).alarm_on;
          for (const AlarmEvent event : announcements(state(s), next)) {
            if (event == AlarmEvent::raised) {
              EXPECT_FALSE(running);
              running = true;
            } else if (ends_occurrence(event)) {
              running = false;
            }
          }
          EXPECT_EQ(running, describe(next).alarm_on) << describe(state(s)).tag << " " << e;
        }
}

}  // namespace
}  // namespace fengsui::engine
