// Alarm actions of a scenario reach the engine, and what came of them is in the record.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/program.h"
#include "twin/record/run_file.h"

namespace fengsui::end_to_end {
namespace {

using nlohmann::json;

// The small scenario with these events added for the level of its leaking well.
std::vector<AlarmEvent> heard_after(const std::vector<json>& added) {
  const Desk desk;
  json scenario = small_scenario();
  const json leak = scenario["events"][1];
  for (json event : added) {
    event["enterprise"] = leak["enterprise"];
    event["unit"] = leak["unit"];
    event["point"] = "DW_LM_DIST";
    event["condition"] = "low_low";
    scenario["events"].push_back(event);
  }
  const fs::path file = desk.write("actions.json", scenario.dump());
  const Ended ended = desk.fengsui({"run", file.string(), "--network", "direct"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const Record record = read_run(desk / record_of(ended));
  std::vector<AlarmEvent> events;
  for (const Alarm& alarm : record.alarms)
    if (alarm.condition == AlarmCondition::low_low && alarm.point.valid() &&
        record.names.points[alarm.point.index].tag == "DW_LM_DIST")
      events.push_back(alarm.event);
  return events;
}

TEST(AlarmActions, AreDoneInTheRun) {
  using testing::Contains;
  using testing::ElementsAre;
  const auto untouched = heard_after({});
  EXPECT_THAT(untouched, Contains(AlarmEvent::raised));
  const auto out_of_service = heard_after({{{"at", "0s"}, {"do", "alarm_out_of_service"}}});
  EXPECT_THAT(out_of_service, ElementsAre(AlarmEvent::out_of_service));
  EXPECT_THAT(heard_after({{{"at", "0s"}, {"do", "shelve_alarm"}, {"for", "1 s"}}}),
              testing::AllOf(Contains(AlarmEvent::shelved), Contains(AlarmEvent::unshelved),
                             Contains(AlarmEvent::raised)));
}

TEST(AlarmActions, ThatLackTheLengthOfAShelvingAreRefused) {
  const Desk desk;
  json scenario = small_scenario();
  const json leak = scenario["events"][1];
  scenario["events"].push_back({{"at", "0s"},
                                {"do", "shelve_alarm"},
                                {"enterprise", leak["enterprise"]},
                                {"unit", leak["unit"]},
                                {"point", "DW_LM_DIST"},
                                {"condition", "high"}});
  const Ended ended = desk.fengsui({"validate", desk.write("actions.json", scenario.dump()).string()});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.out + ended.err, testing::HasSubstr("for"));
}

}  // namespace
}  // namespace fengsui::end_to_end
