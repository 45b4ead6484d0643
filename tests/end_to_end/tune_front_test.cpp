// `tune` with several objectives, with limits and by other methods, with real runs; and that --resume goes on
// from what is done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/program.h"

namespace fengsui::end_to_end {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// A short leak that only the level alarm can find: the longer it waits, the fewer the alarms, and the more
// leaks are missed.
json leak_study(const Desk& desk, const char* duration = "00:05:00") {
  json scenario = small_scenario();
  scenario["duration"] = duration;
  json& well = scenario["enterprises"].begin().value()["units"][1];
  well["absent_points"] = {"DW_LK", "DW_FR", "DW_OP"};
  well["interlocks"] = {{"leak_trip", "absent"}, {"feed_residual_trip", "absent"}, {"level_trip", "absent"}};
  well["parameters"] = {{"table_area", "2 m2"}};
  desk.write("leak.json", scenario.dump());
  return {{"version", 1},
          {"id", "leaks"},
          {"title", {{"en", "Leaks"}, {"zh", "泄漏"}}},
          {"scenario", "leak.json"},
          {"factors",
           {{{"key", "on_delay"},
             {"file", "rules"},
             {"at", "/kinds/metal_level/trip_on_delay/value"},
             {"values", {"9 s", "60 s", "400 s"}}}}},
          {"design", {{"points", {{{"on_delay", "9 s"}}, {{"on_delay", "60 s"}}}}}},
          {"replications", 2},
          {"responses", {{{"kpi", "missed_faults"}}, {{"kpi", "alarms"}}}},
          {"tune",
           {{"objectives",
             {{{"minimise", "missed_faults"}, {"indifference", 0.3}, {"weight", 0}},
              {{"minimise", "alarms"}, {"indifference", 1}}}},
            {"search", {{"population", 8}, {"generations", 1}, {"replications", 4}}},
            {"budget", 8},
            {"confidence", 0.5},
            {"at_most", 50}}}};
}

std::string written(const Desk& desk, const json& study) {
  return desk.write("study.json", study.dump()).string();
}

TEST(TuneFront, GivesTheSameBytesForOneAndTwoJobsAndAfterAnInterruptionAndFilesThatRun) {
  const Desk desk;
  const std::string study = written(desk, leak_study(desk));
  const Ended one = desk.fengsui({"tune", study, "--jobs", "1", "--out", "one"});
  ASSERT_TRUE(one.exit_code == 0 || one.exit_code == 3) << one.out << one.err;
  EXPECT_THAT(one.out, HasSubstr("front of "));
  EXPECT_THAT(one.out, HasSubstr("an estimate and no guarantee"));
  EXPECT_THAT(one.out, HasSubstr("instead of 0.5 s (rules /kinds/metal_level/trip_on_delay/value)"));
  EXPECT_THAT(one.out, HasSubstr("compared with today: "));
  const Ended two = desk.fengsui({"tune", study, "--jobs", "2", "--out", "two", "--lang", "zh"});
  EXPECT_EQ(two.exit_code, one.exit_code) << two.err;
  EXPECT_THAT(two.out, HasSubstr("前沿方案"));
  EXPECT_THAT(two.out, HasSubstr("与现行相比："));
  for (const char* name :
       {"leaks_tuned.h5", "leaks_tuned_front.csv", "leaks_tuned_points.csv", "leaks_tuned_runs.csv"}) {
    EXPECT_FALSE(text_of(desk / "one" / name).empty()) << name;
    EXPECT_EQ(text_of(desk / "one" / name), text_of(desk / "two" / name)) << name;
  }
  EXPECT_THAT(text_of(desk / "one/leaks_tuned.html"), HasSubstr("Pareto front"));
  EXPECT_THAT(text_of(desk / "two/leaks_tuned.html"), HasSubstr("帕累托前沿"));
  EXPECT_EQ(desk.fengsui({"validate", "one/leaks_tuned_inputs/scenario.json"}).exit_code, 0);
  EXPECT_THAT(text_of(desk / "one/leaks_tuned_front.csv"), HasSubstr(",recommended,"));
  EXPECT_EQ(desk.fengsui({"run", "--replay", "one/leaks_tuned.h5#5", "--out", "again"}).exit_code, 0);
  EXPECT_TRUE(desk.half_written().empty());

  // cut off in the middle, it goes on from what is done
  const Ended cut = desk.fengsui({"tune", study, "--jobs", "1", "--out", "cut"}, {.file_bytes = 4000});
  ASSERT_EQ(cut.exit_code, 2) << cut.out;
  EXPECT_THAT(cut.err, HasSubstr("--resume"));
  const std::string journal = text_of(desk / "cut/leaks_tuned.journal");
  ASSERT_GT(lines_of(journal).size(), 10u);
  const Ended resumed = desk.fengsui({"tune", study, "--out", "cut", "--resume"});
  EXPECT_EQ(resumed.exit_code, one.exit_code) << resumed.err;
  EXPECT_EQ(text_of(desk / "cut/leaks_tuned.h5"), text_of(desk / "one/leaks_tuned.h5"));
  EXPECT_EQ(text_of(desk / "cut/leaks_tuned_front.csv"), text_of(desk / "one/leaks_tuned_front.csv"));

  // what is in the journal is taken from there, not done again: a number that no run would give comes through
  std::string forged = journal;
  const auto at = forged.find("\"values\":[");
  ASSERT_NE(at, std::string::npos);
  forged.replace(at, forged.find(']', at) - at, "\"values\":[123.25,77");
  fs::create_directory(desk / "forged");
  std::ofstream(desk / "forged/leaks_tuned.journal") << forged;
  const Ended taken = desk.fengsui({"tune", study, "--out", "forged", "--resume"});
  EXPECT_TRUE(taken.exit_code == 0 || taken.exit_code == 3) << taken.err;
  EXPECT_THAT(text_of(desk / "forged/leaks_tuned_runs.csv"), HasSubstr(",123.25,77"));
}

TEST(Tune, ARunThatWasKilledIsDoneAgainByResumeAndTheOthersAreNot) {
  const Desk desk;
  // long enough to be killed
  json study = leak_study(desk, "06:00:00");
  study["tune"] = {{"minimise", "alarms"}, {"indifference", 30}, {"at_most", 10}};
  const std::string file = written(desk, study);
  Process process(desk, {"tune", file, "--jobs", "1", "--out", "cut"});
  ASSERT_TRUE(process.wait_for_file(desk / "cut/leaks_tuned.journal"));
  const auto worker = child_of(process.pid());
  ASSERT_TRUE(worker.has_value());
  kill(*worker, SIGKILL);
  const Ended cut = process.wait();
  ASSERT_EQ(cut.exit_code, 2) << cut.out;
  EXPECT_THAT(cut.err, HasSubstr("--resume does it again"));
  const Ended resumed = desk.fengsui({"tune", file, "--out", "cut", "--resume"});
  const Ended whole = desk.fengsui({"tune", file, "--out", "whole"});
  EXPECT_EQ(resumed.exit_code, whole.exit_code) << resumed.out << resumed.err;
  EXPECT_EQ(text_of(desk / "cut/leaks_tuned.h5"), text_of(desk / "whole/leaks_tuned.h5"));
}

TEST(Tune, WithLimitsAndOtherMethodsSaysWhatItPromises) {
  const Desk desk;
  json study = leak_study(desk);
  study["tune"] = {{"minimise", "alarms"},
                   {"indifference", 3},
                   {"at_most", 60},
                   {"constraints", {{{"kpi", "missed_faults"}, {"at_most", 0.5}, {"tolerance", 0.3}}}}};
  const Ended limited = desk.fengsui({"tune", written(desk, study), "--out", "limited"});
  EXPECT_TRUE(limited.exit_code == 0 || limited.exit_code == 3)
      << limited.exit_code << limited.out << limited.err;
  EXPECT_THAT(limited.out, HasSubstr("at most 0.5: "));
  EXPECT_THAT(limited.out, HasSubstr("of 3 points keep it"));
  EXPECT_THAT(text_of(desk / "limited/leaks_tuned.html"), HasSubstr("Mean and interval of each point"));

  // fewer than none cannot be missed
  study["tune"]["constraints"][0]["at_most"] = -2;
  const Ended none = desk.fengsui({"tune", written(desk, study), "--out", "none"});
  EXPECT_EQ(none.exit_code, 1) << none.out << none.err;
  EXPECT_THAT(none.out, HasSubstr("none of 3 points keeps every limit"));
  EXPECT_FALSE(fs::exists(desk / "none/leaks_tuned_inputs"));
  EXPECT_TRUE(fs::exists(desk / "none/leaks_tuned.h5"));

  study["tune"] = {{"method", "ocba"}, {"minimise", "missed_faults"}, {"budget", 40}};
  const Ended ocba = desk.fengsui({"tune", written(desk, study), "--out", "ocba"});
  EXPECT_TRUE(ocba.exit_code == 0 || ocba.exit_code == 3) << ocba.err;
  EXPECT_THAT(ocba.out, HasSubstr("an estimate and no guarantee"));
  study["tune"] = {
      {"method", "rinott"}, {"minimise", "missed_faults"}, {"indifference", 0.5}, {"at_most", 40}};
  const Ended rinott = desk.fengsui({"tune", written(desk, study), "--out", "rinott"});
  EXPECT_TRUE(rinott.exit_code == 0 || rinott.exit_code == 3) << rinott.err;
  EXPECT_THAT(rinott.out, HasSubstr("(Rinott)"));
}

}  // namespace
}  // namespace fengsui::end_to_end
