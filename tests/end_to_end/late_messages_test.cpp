// A gateway whose messages come late and twice gives the alarms of one that is in time, if the rules wait for
// it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

#include "scenarios/files.h"
#include "tests/end_to_end/program.h"
#include "twin/record/run_file.h"

namespace fengsui::end_to_end {
namespace {

using Told = std::tuple<std::uint32_t, AlarmCondition, AlarmEvent, Time>;

// The alarms of points, in the order of their times.
std::vector<Told> alarms_of(const std::string& reorder_wait, bool late) {
  const Desk desk;
  std::string rules = read_file(FENGSUI_SOURCE_DIR "/data/rules/aluminium.json");
  const std::string before = "\"longest_shelving\"";
  rules.insert(rules.find(before), "\"reorder_wait\": {\"value\": \"" + reorder_wait +
                                       "\", \"source\": \"estimate: longer than any message is late\"}, ");
  desk.write("waiting.json", rules);

  nlohmann::json scenario = small_scenario();
  scenario["rules"] = "waiting.json";
  if (late) {
    const nlohmann::json enterprise = scenario["events"][1]["enterprise"];
    scenario["events"].push_back(
        {{"at", "0s"}, {"do", "late"}, {"enterprise", enterprise}, {"probability", 0.5}, {"delay", "90 s"}});
    scenario["events"].push_back(
        {{"at", "0s"}, {"do", "duplicates"}, {"enterprise", enterprise}, {"probability", 0.5}});
  }
  const Ended ended =
      desk.fengsui({"run", desk.write("leak.json", scenario.dump()).string(), "--network", "direct"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const Record record = read_run(desk / record_of(ended));
  std::vector<Told> told;
  for (const Alarm& alarm : record.alarms)
    if (alarm.point.valid()) told.emplace_back(alarm.point.index, alarm.condition, alarm.event, alarm.time);
  std::ranges::sort(told, {}, [](const Told& entry) {
    return std::tuple(std::get<3>(entry), std::get<0>(entry), std::get<1>(entry), std::get<2>(entry));
  });
  return told;
}

TEST(LateMessages, ChangeNoAlarmWhenTheRulesWaitForThem) {
  const auto in_time = alarms_of("3 min", false);
  EXPECT_FALSE(in_time.empty());
  EXPECT_EQ(alarms_of("3 min", true), in_time);
}

TEST(LateMessages, ChangeAlarmsWhenTheRulesDoNotWait) {
  EXPECT_NE(alarms_of("0 s", true), alarms_of("0 s", false));
}

}  // namespace
}  // namespace fengsui::end_to_end
