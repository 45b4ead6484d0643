#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/twin/judge/sample_judgement.h"

namespace fengsui {
namespace {

using namespace sample;
using testing::HasSubstr;
using K = LogKind;

TEST(Detection, TellsDelaysAndLeadTimesOfTheLeak) {
  const auto rows = judge(sample::leak_record(), {}).detections;
  ASSERT_EQ(rows.size(), 1u);
  const Detection& row = rows[0];
  EXPECT_EQ(row.onset, at_s(600));
  EXPECT_EQ(row.alarm_delay(), from_seconds(27));
  EXPECT_EQ(row.warning_delay(), from_seconds(40));
  EXPECT_EQ(row.first_colour, Colour::red);
  EXPECT_EQ(row.limit_reached, at_s(630));
  EXPECT_EQ(row.lead_to_no_return(), from_seconds(20));
  EXPECT_EQ(row.lead_to_accident(), from_seconds(52));
  EXPECT_EQ(row.exposed, 5u);
  EXPECT_EQ(row.first_acknowledged, at_s(760));
  EXPECT_FALSE(row.missed);
  EXPECT_FALSE(row.averted);
}

TEST(Detection, AWarningAfterTheAccidentIsAMiss) {
  Record record = sample::leak_record();
  std::erase_if(record.log, [](const LogEntry& e) { return e.kind == K::warning_raised; });
  insert(record, entry(692, K::warning_raised, 3, 0, 4));  // the same instant is too late
  const Detection row = judge(record, {}).detections.at(0);
  EXPECT_TRUE(row.missed);
  EXPECT_EQ(row.lead_to_accident(), Duration::zero());
  EXPECT_LT(*row.lead_to_no_return(), Duration::zero());
}

TEST(Detection, OlderAlarmsOtherUnitsAndMilderColoursDoNotCount) {
  Record record = sample::leak_record();
  std::erase_if(record.log, [](const LogEntry& e) {
    return e.kind == K::warning_raised || e.kind == K::alarm_raised || e.kind == K::case_opened;
  });
  record.names.points[1].unit = UnitId(sample::furnace);
  insert(record, entry(599, K::alarm_raised, 1, sample::distance, 0));
  insert(record, entry(605, K::alarm_raised, 2, sample::level, 0));
  insert(record, entry(500, K::warning_raised, 3, 0, 3));
  insert(record, entry(610, K::warning_changed, 3, 0, 2));
  Detection row = judge(record, {}).detections.at(0);
  EXPECT_FALSE(row.first_alarm);
  EXPECT_FALSE(row.first_warning);
  EXPECT_TRUE(row.missed);
  // a worse colour does
  insert(record, entry(620, K::warning_changed, 3, 0, 3));
  row = judge(record, {}).detections.at(0);
  EXPECT_EQ(row.first_warning, at_s(620));
  EXPECT_EQ(row.first_colour, Colour::orange);
}

TEST(Detection, KnowsWhatAvertedTheAccident) {
  Record record = sample::leak_record();
  for (LogEntry& e : record.log)
    if (e.kind == K::accident) e = entry(692, K::accident_averted, sample::well, 0, 0, 0.4);
  std::erase_if(record.log, [](const LogEntry& e) { return e.kind == K::point_of_no_return; });
  const Detection row = judge(record, {}).detections.at(0);
  EXPECT_FALSE(row.accident);
  EXPECT_EQ(row.averted, at_s(692));
  EXPECT_EQ(row.averted_by, InterlockId(0));
  EXPECT_DOUBLE_EQ(row.margin, 0.4);
}

TEST(Detection, FaultsThatCannotCauseAccidentsAreLeftOut) {
  Record record = sample::leak_record();
  insert(record, entry(50, K::fault_started, sample::furnace, sample::pump_trip));
  insert(record, entry(51, K::fault_ended, sample::furnace, sample::pump_trip));
  EXPECT_EQ(judge(record, {}).detections.size(), 1u);
}

class FalseAlarmTest : public testing::Test {
 protected:
  FalseAlarmTest() : record(sample::leak_record()) {
    record.log.clear();
    record.segments = {{at_s(0), SignalId(0), hold(at_s(0), 110.0)},
                       {at_s(0), SignalId(1), hold(at_s(0), 3.0)}};
    record.alarms = {sample::alarm(1000, 7, AlarmEvent::raised)};
    record.warnings = {sample::warning(1001, 3, WarningEvent::raised, Colour::red, {AlarmId(7)}, "")};
  }
  FalseAlarms found() const { return judge(record, {}).false_alarms; }

  Record record;
};

TEST_F(FalseAlarmTest, AnAlarmOutOfNothingIsFalseAndSoIsItsWarning) {
  EXPECT_EQ(found().alarms.size(), 1u);
  EXPECT_EQ(found().warnings.size(), 1u);
}

TEST_F(FalseAlarmTest, TheTruthBeyondTheLimitExplainsIt) {
  record.segments.push_back({at_s(500), SignalId(0), ramp(at_s(500), 110.0, -0.1, 99.0)});  // 100 mm at 600 s
  EXPECT_TRUE(found().alarms.empty());
  EXPECT_TRUE(found().warnings.empty());
  record.alarms[0].condition = AlarmCondition::high;  // the other side of the limit 100 was true all the time
  EXPECT_TRUE(found().alarms.empty());
  record.alarms[0].limit = 111.0;
  EXPECT_EQ(found().alarms.size(), 1u);
}

TEST_F(FalseAlarmTest, TheTruthBeyondTheLimitLongAgoDoesNot) {
  record.segments.push_back({at_s(100), SignalId(0), hold(at_s(100), 99.0)});
  record.segments.push_back({at_s(399), SignalId(0), hold(at_s(399), 110.0)});
  EXPECT_EQ(found().alarms.size(), 1u);
  record.segments[3] = {at_s(401), SignalId(0), hold(at_s(401), 110.0)};  // a second within ten minutes
  EXPECT_TRUE(found().alarms.empty());
}

TEST_F(FalseAlarmTest, AFaultOnTheLineExplainsItUntilTenMinutesAfterItsEnd) {
  record.log = {entry(100, K::fault_started, sample::furnace, sample::pump_trip),
                entry(400, K::fault_ended, sample::furnace, sample::pump_trip)};
  EXPECT_TRUE(found().alarms.empty());
  record.alarms[0].time += Duration{1};
  record.warnings[0].because.clear();
  EXPECT_EQ(found().alarms.size(), 1u);
  record.names.units[sample::furnace].line = sample::none;
  record.alarms[0].time = at_s(400);
  EXPECT_EQ(found().alarms.size(), 1u);
}

TEST_F(FalseAlarmTest, ALyingSensorMakesFalseProcessAlarmsButTrueDeviceAlarms) {
  record.log = {entry(900, K::sensor_fault_started, sample::distance, 1)};
  EXPECT_EQ(found().alarms.size(), 1u);
  record.alarms[0].condition = AlarmCondition::stuck;
  EXPECT_TRUE(found().alarms.empty());
}

TEST_F(FalseAlarmTest, AnOutageExplainsOfflineAlarmsOnly) {
  record.alarms[0].condition = AlarmCondition::offline;
  record.alarms[0].point = {};
  record.alarms[0].gateway = GatewayId(0);
  EXPECT_EQ(found().alarms.size(), 1u);
  record.log = {entry(900, K::link_down, 0)};
  EXPECT_TRUE(found().alarms.empty());
  record.alarms[0] = sample::alarm(1000, 7, AlarmEvent::raised);
  EXPECT_EQ(found().alarms.size(), 1u);
}

// whatever validate() lets through must be judged without touching what is not there
}  // namespace
}  // namespace fengsui
