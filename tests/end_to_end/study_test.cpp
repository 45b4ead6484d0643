// `study` and `run --replay` with real runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/leak_study.h"

namespace fengsui::end_to_end {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

TEST(Study, GivesTheSameBytesForOneAndTwoJobsAndReplaysARun) {
  const Desk desk;
  const std::string study = written(desk, leak_study(desk, 4)).string();
  const Ended one = desk.fengsui({"study", study, "--jobs", "1", "--out", "one"});
  const Ended two = desk.fengsui({"study", study, "--jobs", "2", "--out", "two"});
  ASSERT_EQ(one.exit_code, 0) << one.err;
  ASSERT_EQ(two.exit_code, 0) << two.err;
  EXPECT_THAT(one.out, HasSubstr("3 points, 12 runs, 0 without a result"));
  for (const char* name : {"leaks.h5", "leaks_points.csv", "leaks_runs.csv"}) {
    EXPECT_FALSE(text_of(desk / "one" / name).empty());
    EXPECT_EQ(text_of(desk / "one" / name), text_of(desk / "two" / name)) << name;
  }
  EXPECT_FALSE(fs::exists(desk / "one" / "leaks.journal"));

  // a longer delay of the alarm is a longer delay of the warning, under the same luck
  const auto rows = lines_of(text_of(desk / "one" / "leaks_points.csv"));
  ASSERT_EQ(rows.size(), 4u);
  const auto mean = [&](std::size_t row) {
    const std::string& line = rows[row];
    return std::stod(line.substr(line.find(',', line.find(',') + 1) + 1));
  };
  EXPECT_GT(mean(2), mean(1) + 5.0);
  EXPECT_GT(mean(3), mean(2) + 5.0);

  // the last run alone, with its inputs beside it
  const Ended replay = desk.fengsui({"run", "--replay", "one/leaks.h5#11", "--out", "again"});
  EXPECT_EQ(replay.exit_code, 0) << replay.out << replay.err;
  EXPECT_TRUE(fs::exists(desk / "again/leaks-11/run.h5"));
  EXPECT_THAT(text_of(desk / "again/leaks-11/inputs/rules.json"), HasSubstr("\"20 s\""));
  for (const char* wrong : {"one/leaks.h5#12", "one/leaks.h5", "one/leaks.h5#x", "nowhere.h5#1"})
    EXPECT_EQ(desk.fengsui({"run", "--replay", wrong}).exit_code, 2) << wrong;

  // a result is not written over unasked
  EXPECT_EQ(desk.fengsui({"study", study, "--out", "one"}).exit_code, 2);
}

TEST(Study, InterruptedGoesOnToTheSameBytes) {
  const Desk desk;
  const std::string study = written(desk, leak_study(desk, 40)).string();
  Process process(desk, {"study", study, "--jobs", "1", "--out", "cut"});
  ASSERT_TRUE(process.wait_for_file(desk / "cut/leaks.journal"));
  process.send(SIGINT);
  const Ended cut = process.wait();
  // a fast machine may have been faster than the signal
  if (cut.exit_code == 3) {
    EXPECT_THAT(cut.err, HasSubstr("--resume"));
    EXPECT_FALSE(fs::exists(desk / "cut/leaks.h5"));
    EXPECT_EQ(desk.fengsui({"study", study, "--out", "cut"}).exit_code, 2)
        << "an unfinished study is not lost unasked";
    EXPECT_EQ(desk.fengsui({"study", study, "--out", "cut", "--resume"}).exit_code, 0);
  }
  ASSERT_EQ(desk.fengsui({"study", study, "--out", "whole"}).exit_code, 0);
  EXPECT_EQ(text_of(desk / "cut/leaks.h5"), text_of(desk / "whole/leaks.h5"));
}

TEST(Study, AKilledWorkerIsRecordedWithItsSeedAndItsRunGoesWellAlone) {
  const Desk desk;
  json long_study = leak_study(desk, 4);
  json scenario = json::parse(text_of(desk / "leak.json"));
  scenario["duration"] = "12:00:00";  // long enough to be killed
  desk.write("leak.json", scenario.dump());
  Process process(desk, {"study", written(desk, long_study), "--jobs", "1"});
  ASSERT_TRUE(process.wait_for_file(desk / "out/leaks.journal"));
  const auto worker = child_of(process.pid());
  ASSERT_TRUE(worker.has_value());
  kill(*worker, SIGKILL);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.exit_code, 1) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("3 points, 12 runs, 1 without a result"));
  const auto at = ended.out.find("out/leaks.h5#");
  ASSERT_NE(at, std::string::npos) << ended.out;
  const std::string run = ended.out.substr(at, ended.out.find('\n', at) - at);
  EXPECT_THAT(text_of(desk / "out/leaks_runs.csv"), HasSubstr(",crashed,"));
  const Ended replay = desk.fengsui({"run", "--replay", run});
  EXPECT_EQ(replay.exit_code, 0) << replay.out << replay.err;
}

TEST(Study, AFullDiskIsAnErrorAndWithRoomTheStudyGoesOnToTheSameBytes) {
  const Desk desk;
  const std::string study = written(desk, leak_study(desk, 40)).string();
  // room for some rows of the journal
  const Ended full = desk.fengsui({"study", study, "--jobs", "1"}, {.file_bytes = 6000});
  EXPECT_EQ(full.exit_code, 2) << full.out;
  EXPECT_THAT(full.err, HasSubstr("leaks.journal"));
  EXPECT_THAT(full.err, HasSubstr("--resume"));
  EXPECT_FALSE(fs::exists(desk / "out/leaks.h5"));
  // room for the journal, not for the result
  const Ended fuller = desk.fengsui({"study", study, "--resume"}, {.file_bytes = 30000});
  EXPECT_EQ(fuller.exit_code, 2) << fuller.out;
  EXPECT_THAT(fuller.err, HasSubstr("leaks.h5"));
  EXPECT_FALSE(fs::exists(desk / "out/leaks.h5"));
  EXPECT_FALSE(fs::exists(desk / "out/leaks.h5.writing"));

  const Ended resumed = desk.fengsui({"study", study, "--resume"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
  ASSERT_EQ(desk.fengsui({"study", study, "--out", "whole"}).exit_code, 0);
  EXPECT_EQ(text_of(desk / "out/leaks.h5"), text_of(desk / "whole/leaks.h5"));
}

TEST(Study, AChangedStudyIsNotResumed) {
  const Desk desk;
  json study = leak_study(desk, 40);
  EXPECT_EQ(desk.fengsui({"study", written(desk, study), "--jobs", "1"}, {.file_bytes = 6000}).exit_code, 2);
  study["seed"] = 2;
  const Ended changed = desk.fengsui({"study", written(desk, study), "--resume"});
  EXPECT_EQ(changed.exit_code, 2);
  EXPECT_THAT(changed.err, HasSubstr("another study"));
}

TEST(Tune, FindsTheDelayAtWhichTheAlarmStaysAwayAndWritesFilesThatRun) {
  const Desk desk;
  json study = leak_study(desk, 2);
  // the run ends before 400 s have passed
  study["factors"][0]["values"] = {"9 s", "400 s"};
  study["tune"] = {{"minimise", "alarms"}, {"indifference", 0.5}, {"at_most", 60}};
  const std::string file = written(desk, study).string();
  const Ended one = desk.fengsui({"tune", file, "--jobs", "1", "--out", "one"});
  ASSERT_EQ(one.exit_code, 0) << one.out << one.err;
  // today's delay competes too
  EXPECT_THAT(one.out, HasSubstr("is the best of 3"));
  EXPECT_THAT(one.out, HasSubstr("on_delay: 400 s instead of 0.5 s"));
  EXPECT_THAT(one.out, HasSubstr("compared with today: -"));
  EXPECT_THAT(text_of(desk / "one/leaks_tuned_inputs/rules.json"), HasSubstr("\"400 s\""));
  EXPECT_EQ(desk.fengsui({"validate", "one/leaks_tuned_inputs/scenario.json"}).exit_code, 0);
  const Ended two = desk.fengsui({"tune", file, "--jobs", "2", "--out", "two"});
  EXPECT_EQ(two.exit_code, 0) << two.err;
  EXPECT_EQ(text_of(desk / "one/leaks_tuned.h5"), text_of(desk / "two/leaks_tuned.h5"));

  // the other way round it is one of the others
  study["tune"].erase("minimise");
  study["tune"]["maximise"] = "alarms";
  const Ended most = desk.fengsui({"tune", written(desk, study).string(), "--out", "most"});
  EXPECT_EQ(most.exit_code, 0) << most.out << most.err;
  EXPECT_THAT(most.out, Not(HasSubstr("400 s")));

  // a run without a warning has no delay of it
  study["tune"]["maximise"] = "warning_delay";
  study["tune"]["indifference"] = "2 s";
  const Ended missing = desk.fengsui({"tune", written(desk, study).string(), "--out", "missing"});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("without warning_delay"));

  study.erase("tune");
  const Ended none = desk.fengsui({"tune", written(desk, study).string()});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, HasSubstr("no \"tune\""));
}

TEST(Study, BadInputIsNamedBeforeAnyRun) {
  const Desk desk;
  json study = leak_study(desk, 2);
  study["factors"][0]["values"] = {"0.5 s", "-3 s"};
  const Ended refused = desk.fengsui({"study", written(desk, study).string()});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("/design: found point 1"));
  EXPECT_FALSE(fs::exists(desk / "out/leaks.journal"));

  study = leak_study(desk, 2);
  study["scenario"] = "nowhere.json";
  EXPECT_EQ(desk.fengsui({"study", written(desk, study).string()}).exit_code, 2);
}

}  // namespace
}  // namespace fengsui::end_to_end
