// Runs that do not come to their end: stopped by a person, killed, or out of disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/program.h"
#include "twin/record/run_file.h"

using namespace fengsui;
using namespace fengsui::end_to_end;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

// A year in the life of twenty enterprises: long enough to be disturbed at leisure.
fs::path long_scenario(const Desk& desk) {
  nlohmann::json scenario = nlohmann::json::parse(text_of(library("ordinary_month")), nullptr, true, true);
  scenario["duration"] = "365 d";
  return desk.write("year.json", scenario.dump());
}

std::vector<std::string> long_run(const Desk& desk) {
  return {"run", long_scenario(desk), "--network", "direct", "--force"};
}

TEST(Interruption, CtrlCKeepsAReadableRecordMarkedInterrupted) {
  const Desk desk;
  Process process(desk, long_run(desk));
  ASSERT_TRUE(process.wait_for_entries(desk / "out/year/run.h5.partial")) << process.wait().err;
  process.send(SIGINT);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.signal, 0) << "the program ends by itself";

  const Record record = read_run(desk / "out/year/run.h5");
  EXPECT_EQ(record.run.outcome, Outcome::interrupted);
  EXPECT_FALSE(record.log.empty());
  EXPECT_EQ(digest_of(ended), record.run.digest);
  EXPECT_THAT(desk.half_written(), IsEmpty());
  const Ended shown = desk.fengsui({"show", "out/year/run.h5", "--severity", "danger"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("interrupt"));
}

TEST(Interruption, KillLeavesTheOldFileAndAPartialOneThatCanBeShown) {
  const Desk desk;
  const fs::path old = desk.write("out/year/run.h5", "the record of an earlier run");
  Process process(desk, long_run(desk));
  ASSERT_TRUE(process.wait_for_entries(desk / "out/year/run.h5.partial")) << process.wait().err;
  process.send(SIGKILL);
  EXPECT_EQ(process.wait().signal, SIGKILL);

  EXPECT_EQ(text_of(old), "the record of an earlier run");
  const Ended shown = desk.fengsui({"show", "out/year/run.h5.partial", "--severity", "danger"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  const Record record = read_run(desk / "out/year/run.h5.partial");
  EXPECT_EQ(record.run.outcome, Outcome::interrupted);
  EXPECT_FALSE(record.log.empty());
}

TEST(Interruption, KilledAtOnceNothingLooksLikeARun) {
  const Desk desk;
  Process process(desk, long_run(desk));
  ASSERT_TRUE(process.wait_for_file(desk / "out/year/run.h5.partial"));
  process.send(SIGKILL);
  process.wait();
  EXPECT_FALSE(fs::exists(desk / "out/year/run.h5"));
  const Ended shown = desk.fengsui({"show", "out/year/run.h5.partial"});
  EXPECT_TRUE(shown.exit_code == 0 || shown.exit_code == 2) << shown.exit_code;
  EXPECT_LE(lines_of(shown.err).size(), 1u) << shown.err;

  // the next run is not in the way of what the killed one left
  nlohmann::json scenario = small_scenario();
  const fs::path again = desk.write("again/year.json", scenario.dump());
  EXPECT_EQ(desk.fengsui({"run", again, "--network", "direct"}).exit_code, 0);
  EXPECT_EQ(read_run(desk / "out/year/run.h5").run.outcome, Outcome::finished);
}

TEST(Interruption, TwoRunsAtOnceOnOneFileAreRefused) {
  const Desk desk;
  Process first(desk, long_run(desk));
  ASSERT_TRUE(first.wait_for_entries(desk / "out/year/run.h5.partial"));
  const Ended second = desk.fengsui(long_run(desk));
  EXPECT_TRUE(first.running()) << "the test would prove nothing";
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_THAT(second.err, HasSubstr("run.h5"));
}

TEST(Interruption, AFullDiskAtTheStartLeavesNothing) {
  const Desk desk;
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  const Ended ended = desk.fengsui({"run", scenario, "--network", "direct"}, {.file_bytes = 20'000});
  EXPECT_EQ(ended.exit_code, 2) << ended.out << ended.err;
  EXPECT_EQ(lines_of(ended.err).size(), 1u) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("out/small/run.h5"));
  EXPECT_FALSE(fs::exists(desk / "out/small/run.h5"));
  EXPECT_THAT(desk.half_written(), IsEmpty());
}

TEST(Interruption, AFullDiskMidRunKeepsTheOldFileAndWhatWasWritten) {
  const Desk desk;
  const fs::path old = desk.write("out/year/run.h5", "the record of an earlier run");
  const Ended ended = desk.fengsui(long_run(desk), {.file_bytes = 2'000'000});
  EXPECT_EQ(ended.exit_code, 2) << ended.out << ended.err;
  EXPECT_EQ(lines_of(ended.err).size(), 1u) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("run.h5"));
  EXPECT_EQ(text_of(old), "the record of an earlier run");
  ASSERT_EQ(desk.half_written().size(), 1u) << "the disk was full before anything happened";
  for (const fs::path& partial : desk.half_written()) {
    const Ended shown = desk.fengsui({"show", partial, "--severity", "danger"});
    EXPECT_EQ(shown.exit_code, 0) << "what stays must be readable: " << shown.err;
  }
}

}  // namespace
