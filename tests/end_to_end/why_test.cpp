// `why` on a recorded run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/end_to_end/program.h"
#include "twin/record/run_file.h"

namespace fengsui::end_to_end {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Recorded {
  Desk desk;
  fs::path run;
  Record record;

  Recorded() {
    const fs::path scenario = desk.write("leak.json", small_scenario().dump());
    const Ended ended = desk.fengsui({"run", scenario.string(), "--network", "direct"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    run = desk / record_of(ended);
    record = read_run(run);
  }
  Ended why(std::vector<std::string> more) const {
    std::vector<std::string> words = {"why", run.string()};
    words.insert(words.end(), more.begin(), more.end());
    return desk.fengsui(words);
  }
  Ended why_not(const std::string& at) const {
    return why({"--unit", "casting_well 9", "--point", "DW_LM_DIST", "--condition", "low_low", "--at", at});
  }
};

TEST(Why, ExplainsAlarmsWarningsAndSilence) {
  const Recorded recorded;
  const auto& alarms = recorded.record.alarms;
  const auto low_low = std::ranges::find_if(alarms, [](const Alarm& alarm) {
    return alarm.event == AlarmEvent::raised && alarm.condition == AlarmCondition::low_low;
  });
  ASSERT_NE(low_low, alarms.end());
  const Ended alarm = recorded.why({"--alarm", std::to_string(low_low->id.index)});
  EXPECT_EQ(alarm.exit_code, 0) << alarm.err;
  EXPECT_THAT(alarm.out,
              AllOf(HasSubstr("low-low of"), HasSubstr("limit 95 mm"), HasSubstr("armed while DW_RUN")));
  const Ended chinese = recorded.why({"--alarm", std::to_string(low_low->id.index), "--lang", "zh"});
  EXPECT_THAT(chinese.out, HasSubstr("低低限"));

  ASSERT_FALSE(recorded.record.warnings.empty());
  const Ended warning = recorded.why({"--warning", "0"});
  EXPECT_THAT(warning.out, AllOf(HasSubstr("score"), HasSubstr("inherent")));

  // before the cast is under way the alarm is not armed; once the reading has come, nothing is missing
  EXPECT_THAT(recorded.why_not("00:01:59").out, HasSubstr("it is not armed"));
  EXPECT_THAT(recorded.why_not("00:02:40").out, HasSubstr("from the reading to the limit"));
  const auto& readings = recorded.record.readings;
  const auto decided = std::ranges::find_if(readings, [&](const ReadingEntry& entry) {
    return entry.reading.point == low_low->point && entry.reading.value == low_low->value;
  });
  ASSERT_NE(decided, readings.end());
  const Duration heard = decided->received - scenario_start + std::chrono::milliseconds{1500};
  EXPECT_THAT(recorded.why_not(std::to_string(to_seconds(heard)) + " s").out,
              HasSubstr("nothing is missing"));
}

TEST(Why, WrongQuestionsAreExplained) {
  const Recorded recorded;
  EXPECT_EQ(recorded.why({}).exit_code, 2);
  EXPECT_EQ(recorded.why({"--alarm", "99999"}).exit_code, 2);
  EXPECT_EQ(recorded.why({"--alarm", "0", "--warning", "0"}).exit_code, 2);
  const Ended point =
      recorded.why({"--unit", "casting_well 9", "--point", "NO_SUCH", "--condition", "low", "--at", "1 min"});
  EXPECT_EQ(point.exit_code, 2);
  EXPECT_THAT(point.err, HasSubstr("DW_LM_DIST"));
  EXPECT_EQ(recorded.why_not("noon").exit_code, 2);
}

}  // namespace
}  // namespace fengsui::end_to_end
