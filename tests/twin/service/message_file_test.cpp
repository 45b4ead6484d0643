// One line for each alarm and warning, with names, marked, numbered from 1 without gaps.
#include "twin/service/message_file.h"

#include <gmock/gmock.h>

#include "tests/twin/service/small_run.h"

namespace fengsui {
namespace {

using testing::HasSubstr;
using testing::Not;

Directory one_point() { return json_lines::read_hello(small_hello, "test"); }

EngineOutput an_alarm_of_each_kind_and_a_warning() {
  Alarm alarm;
  alarm.id = AlarmId(3u);
  alarm.point = PointId(0u);
  alarm.enterprise = EnterpriseId(0u);
  alarm.condition = AlarmCondition::low_low;
  alarm.priority = 1;
  alarm.time = Time{std::chrono::milliseconds(61'500)};
  alarm.value = 94.5;
  alarm.limit = 95;
  Alarm silent;
  silent.id = AlarmId(4u);
  silent.gateway = GatewayId(0u);
  silent.enterprise = EnterpriseId(0u);
  silent.condition = AlarmCondition::offline;
  silent.value = std::numeric_limits<double>::quiet_NaN();
  Warning warning;
  warning.id = WarningId(0u);
  warning.enterprise = EnterpriseId(1u);
  warning.colour = Colour::red;
  warning.score = 12.5;
  warning.because = {AlarmId(3u)};
  warning.reason = "为何 / why";
  EngineOutput output;
  output.alarms = {alarm, silent};
  output.warnings = {warning};
  return output;
}

TEST(MessageFile, NamesWhatHappened) {
  const Folder folder;
  MessageFile file(folder / "m.jsonl", AlertStatus::test, parse_wall_time("2026-03-02T10:00:00+08:00"));
  file.begin(one_point(), "run", false);
  file.publish(an_alarm_of_each_kind_and_a_warning(), true);
  EXPECT_EQ(
      text_of(folder / "m.jsonl"),
      R"({"number":1,"run":"run","status":"Test","kind":"alarm","time":"2026-03-02T10:01:01+08:00","since_start_us":61500000,)"
      R"("id":3,"event":"raised","event_zh":"报警","enterprise":"甲厂（虚构）<&>","unit":"well 9","unit_class":"casting_well",)"
      R"("point":"DW_LM_DIST","condition":"low_low","condition_zh":"低低限","priority":1,"value":94.5,"limit":95.0,"measure":"mm"})"
      "\n"
      R"({"number":2,"run":"run","status":"Test","kind":"alarm","time":"2026-03-02T10:00:00+08:00","since_start_us":0,)"
      R"("id":4,"event":"raised","event_zh":"报警","enterprise":"甲厂（虚构）<&>","gateway":0,)"
      R"("condition":"offline","condition_zh":"离线","priority":3,"value":null,"limit":0.0})"
      "\n"
      R"({"number":3,"run":"run","status":"Test","kind":"warning","time":"2026-03-02T10:00:00+08:00","since_start_us":0,)"
      R"("id":0,"event":"raised","event_zh":"发布","enterprise":"乙厂（虚构）","colour":"red","colour_zh":"红色",)"
      R"("score":12.5,"reason":"为何 / why","because":[3]})"
      "\n");
}

TEST(MessageFile, WithoutAStartKnowsNoTimeOfDay) {
  const Folder folder;
  MessageFile file(folder / "m.jsonl", AlertStatus::exercise, std::nullopt);
  file.begin(one_point(), "run", false);
  file.publish(an_alarm_of_each_kind_and_a_warning(), true);
  EXPECT_THAT(text_of(folder / "m.jsonl"), Not(HasSubstr("\"time\"")));
  EXPECT_THAT(text_of(folder / "m.jsonl"), HasSubstr("\"status\":\"Exercise\""));
}

TEST(MessageFile, CountsWhatIsThereButDoesNotRepeatIt) {
  const Folder folder;
  const EngineOutput output = an_alarm_of_each_kind_and_a_warning();
  std::string once;
  {
    MessageFile file(folder / "m.jsonl", AlertStatus::exercise, std::nullopt);
    file.begin(one_point(), "run", true);
    file.publish(output, true);
    once = text_of(folder / "m.jsonl");
  }
  // killed in the middle of the next line
  std::ofstream(folder / "m.jsonl", std::ios::app) << "{\"number\":4,\"ru";
  MessageFile file(folder / "m.jsonl", AlertStatus::exercise, std::nullopt);
  file.begin(one_point(), "run", true);
  file.publish(output, true);  // not noted as published, but in the file
  file.caught_up();
  EXPECT_EQ(text_of(folder / "m.jsonl"), once);
  file.publish(output, false);  // noted
  EXPECT_EQ(text_of(folder / "m.jsonl"), once);
  file.publish(output, true);
  EXPECT_THAT(text_of(folder / "m.jsonl"), HasSubstr("\n{\"number\":7,"));
}

TEST(MessageFile, MoreThanTheJournalKnowsIsSeen) {
  const Folder folder;
  std::ofstream(folder / "m.jsonl") << "{\"number\":9,\"run\":\"run\"}\n";
  MessageFile file(folder / "m.jsonl", AlertStatus::exercise, std::nullopt);
  file.begin(one_point(), "run", true);
  file.publish(an_alarm_of_each_kind_and_a_warning(), false);
  EXPECT_THAT(complaint([&] { file.caught_up(); }), HasSubstr("found message 9, expected at most 3"));
}

}  // namespace
}  // namespace fengsui
