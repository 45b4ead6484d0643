#include "twin/record/describe.h"

#include <gtest/gtest.h>

#include "sim/port/messages.h"
#include "tests/twin/record/sample_record.h"

namespace fengsui {
namespace {

using sample::entry;
using K = LogKind;

const Record record = sample::leak_record();

std::string english(const LogEntry& e) { return describe_entry(record, e, Language::english); }
std::string chinese(const LogEntry& e) { return describe_entry(record, e, Language::chinese); }

TEST(Describe, SpeaksInNamesNotNumbers) {
  EXPECT_EQ(english(record.log[2]), "青湾铝业（虚构） well 9: fault starts, guide hole leak (1.72 kg/s)");
  EXPECT_EQ(chinese(record.log[2]), "青湾铝业（虚构） 9号深井：故障发生，导流孔泄漏 (1.72 kg/s)");
  EXPECT_EQ(chinese(entry(0, K::phase_started, 1, 1)), "青湾铝业（虚构） 9号深井：进入工序，稳定浇铸");
  EXPECT_EQ(english(entry(0, K::accident, 1, 0, 5, 158.2)),
            "青湾铝业（虚构） well 9: accident, steam explosion, 5 people exposed (158.2 kg)");
  EXPECT_EQ(english(entry(0, K::case_escalated, 4, 1, 1)), "case #4: escalated to, Green Bay bureau, verify");
  EXPECT_EQ(english(entry(0, K::scenario_action, 0, 0)),
            "guide hole leaks: scripted event, 青湾铝业（虚构）");
  EXPECT_EQ(english(entry(0, K::sensor_fault_started, 0, 1)),
            "青湾铝业（虚构） well 9 metal level distance (DW_LM_DIST): sensor fault starts, pinned");
}

TEST(Describe, SurvivesEveryNumber) {
  for (std::uint32_t kind = 0; kind < 700; ++kind)
    for (const std::uint32_t index : {0u, 1u, 7u, 0xFFFFFFFEu, 0xFFFFFFFFu}) {
      const LogEntry odd = entry(0, static_cast<K>(kind), index, index, index);
      EXPECT_NE(english(odd), "");
      EXPECT_NE(chinese(odd), "");
      lane_of(record, odd);
      enterprise_of(record, odd);
    }
  const Record empty;
  EXPECT_EQ(describe_entry(empty, record.log[2], Language::english), "#1: fault starts, #0");
}

TEST(Describe, PutsWorkflowIntoTheLaneOfTheOffice) {
  EXPECT_EQ(lane_of(record, entry(0, K::case_opened, 0, 0)), Lane::enterprise);
  EXPECT_EQ(lane_of(record, entry(0, K::case_opened, 0, 1)), Lane::district);
  EXPECT_EQ(lane_of(record, entry(0, K::case_opened, 0, 2)), Lane::city);
  EXPECT_EQ(lane_of(record, entry(0, K::task_started, 0, 2)), Lane::district);  // officer 2
  EXPECT_EQ(lane_of(record, entry(0, K::accident, 1)), Lane::plant);
}

TEST(Describe, KnowsTheEnterpriseOfAnEntry) {
  EXPECT_EQ(enterprise_of(record, entry(0, K::accident, 1)), EnterpriseId(0));
  EXPECT_EQ(enterprise_of(record, entry(0, K::alarm_raised, 9, 0, 0)), EnterpriseId(0));
  EXPECT_EQ(enterprise_of(record, entry(0, K::message_lost, 0, 4)), EnterpriseId(0));
  EXPECT_EQ(enterprise_of(record, entry(0, K::case_opened, 0, 0)), EnterpriseId(0));
  EXPECT_FALSE(enterprise_of(record, entry(0, K::case_opened, 0, 2)).valid());
  EXPECT_FALSE(enterprise_of(record, entry(0, K::link_down, 0)).valid());
}

TEST(Describe, GivesEveryNumberItsUnit) {
  EXPECT_EQ(english(entry(0, K::interlock_demanded, 1, 0, sample::none, 94.6)),
            "青湾铝业（虚构） well 9: interlock limit reached, level trip (94.6 mm)");
  EXPECT_EQ(english(entry(0, K::accident_averted, 1, 0, 0, 0.374)),
            "青湾铝业（虚构） well 9: accident averted, steam explosion, level trip (margin left 37.4 %)");
  EXPECT_EQ(chinese(entry(0, K::warning_raised, 0, 0, 4, 28.57)),
            "青湾铝业（虚构）：红色预警 (风险分 28.57)");
  const auto state = static_cast<std::uint32_t>(AlarmCondition::state);
  EXPECT_EQ(english(entry(0, K::alarm_raised, 0, 0, state, 0.0)),
            "青湾铝业（虚构） well 9 metal level distance (DW_LM_DIST): state alarm");
  EXPECT_EQ(english(entry(0, K::fault_started, 1, 1, sample::none, 0.0)),
            "青湾铝业（虚构） well 9: fault starts, pump trip");
}

TEST(Describe, GivesTheValueOfAnAlarmTheUnitOfItsCondition) {
  const auto value_of = [](AlarmCondition condition, double value) {
    const std::string line =
        english(entry(0, K::alarm_raised, 0, 0, static_cast<std::uint32_t>(condition), value));
    const std::size_t at = line.rfind(" alarm");
    return line.substr(at + 6);
  };
  EXPECT_EQ(value_of(AlarmCondition::high, 94.6), " (94.6 mm)");
  EXPECT_EQ(value_of(AlarmCondition::rate, 2.5), " (2.5 mm/s)");
  EXPECT_EQ(value_of(AlarmCondition::stuck, 600.0), " (00:10:00)");
  EXPECT_EQ(value_of(AlarmCondition::absent, 60.0), " (60 s)");
  EXPECT_EQ(value_of(AlarmCondition::vote, 2.0), " (2)");
  EXPECT_EQ(value_of(AlarmCondition::mismatch, 1.0), "");
}

TEST(Describe, SaysWhatADurationMeans) {
  EXPECT_EQ(english(entry(0, K::case_acknowledged, 0, 0, 0, 30.52)),
            "case #0: acknowledged, duty desk officer 1 (after 30.52 s)");
  EXPECT_EQ(chinese(entry(0, K::clock_expired, 0, 1, 2, 3600.0)),
            "事项#0：超时，青湾区应急局，反馈 (时限 01:00:00)");
}

TEST(Describe, TellsTheTimeOfTheScenario) { EXPECT_EQ(clock_time(record, sample::at_s(632)), "11:10:32"); }

TEST(Describe, TellsTheDayInARunOfDays) {
  Record month = record;
  month.run.duration = std::chrono::hours(24 * 30);
  EXPECT_EQ(clock_time(month, sample::at_s(86400 + 632)), "04-04 11:10:32");
}

TEST(Describe, AFinishedRunReachedItsPlannedEnd) {
  EXPECT_EQ(reached(record), sample::at_s(3600));
  Record interrupted = record;
  interrupted.run.outcome = Outcome::interrupted;
  EXPECT_EQ(reached(interrupted), sample::at_s(3000));
}

}  // namespace
}  // namespace fengsui
