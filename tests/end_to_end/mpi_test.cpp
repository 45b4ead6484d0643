// Studies of several ranks under the real mpirun, some of which are killed; and without MPI.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "tests/count_of.h"
#include "tests/end_to_end/leak_study.h"

namespace fengsui::end_to_end {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

constexpr const char* mpirun = FENGSUI_MPIRUN;  // empty: built without MPI

Words on_ranks(int ranks, const Words& more = {}) {
  // what MPI never gives back is not ours
  Words words = {mpirun,
                 "-x",
                 "ASAN_OPTIONS=detect_leaks=0",
                 "--allow-run-as-root",
                 "--oversubscribe",
                 "-n",
                 std::to_string(ranks)};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// Some seconds of work, however many do it.
fs::path long_study(const Desk& desk) {
  const json study = leak_study(desk, 40);
  json scenario = json::parse(text_of(desk / "leak.json"));
  scenario["duration"] = "03:00:00";
  desk.write("leak.json", scenario.dump());
  return written(desk, study);
}

// The process of a rank, or its workshop (the only child it has); waits until it is there.
pid_t rank_of(pid_t starter, int rank) {
  const std::string wanted = std::string("OMPI_COMM_WORLD_RANK=") + std::to_string(rank) + '\0';
  for (int waited = 0; waited < 5000; ++waited) {
    for (const pid_t child : children_of(starter))
      if (text_of("/proc/" + std::to_string(child) + "/environ").find(wanted) != std::string::npos &&
          !children_of(child).empty())
        return child;
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  return -1;
}

// Waits until the runs of a rank are under way: its workshop has a child.
bool works(pid_t rank) {
  for (int waited = 0; waited < 5000; ++waited) {
    for (const pid_t shop : children_of(rank))
      if (!children_of(shop).empty()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  return false;
}

class Mpi : public testing::Test {
 protected:
  void SetUp() override {
    if (*mpirun == '\0') GTEST_SKIP() << "built without MPI (libopenmpi-dev, openmpi-bin)";
  }

  Desk desk;
};

TEST_F(Mpi, TheResultHasTheSameBytesForOneTwoAndFourRanksAndTheFirstAlonePrints) {
  const std::string study = written(desk, leak_study(desk, 4)).string();
  const Ended alone = desk.fengsui({"study", study, "--jobs", "2", "--out", "alone"});
  ASSERT_EQ(alone.exit_code, 0) << alone.err;
  for (const int ranks : {1, 2, 4}) {
    const std::string out = "ranks" + std::to_string(ranks);
    const Ended ended = Process(desk, {"study", study, "--out", out}, {}, on_ranks(ranks)).wait();
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_EQ(count_of(ended.out, "3 points, 12 runs, 0 without a result"), 1u) << ended.out;
    for (const char* name : {"leaks.h5", "leaks_points.csv", "leaks_runs.csv", "leaks.html"})
      EXPECT_EQ(text_of(desk / "alone" / name), text_of(desk / out / name)) << ranks << " ranks: " << name;
    EXPECT_FALSE(fs::exists(desk / out / "leaks.journal"));
  }
}

TEST_F(Mpi, TuningToo) {
  json study = leak_study(desk, 2);
  study["factors"][0]["values"] = {"9 s", "400 s"};
  study["tune"] = {{"minimise", "alarms"}, {"indifference", 0.5}, {"at_most", 60}};
  const std::string file = written(desk, study).string();
  ASSERT_EQ(desk.fengsui({"tune", file, "--out", "alone"}).exit_code, 0);
  const Ended ended = Process(desk, {"tune", file, "--out", "ranks"}, {}, on_ranks(2)).wait();
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(text_of(desk / "alone/leaks_tuned.h5"), text_of(desk / "ranks/leaks_tuned.h5"));
}

TEST_F(Mpi, SensitivityToo) {
  json study = leak_study(desk, 1);
  study.erase("design");
  study.erase("replications");
  study["factors"][0].erase("values");
  study["factors"][0].update({{"from", "0.5 s"}, {"to", "20 s"}});
  study["factors"].push_back({{"key", "signing"},
                              {"file", "policy"},
                              {"at", "/levels/0/clocks/acknowledge/yellow"},
                              {"from", "10 min"},
                              {"to", "60 min"}});
  study["sensitivity"] = {{"method", "morris"}, {"trajectories", 6}, {"replications", 2}};
  const std::string file = written(desk, study).string();
  const Ended alone = desk.fengsui({"sensitivity", file, "--out", "alone"});
  ASSERT_EQ(alone.exit_code, 0) << alone.out << alone.err;
  for (const int ranks : {2, 4}) {
    const std::string out = "ranks" + std::to_string(ranks);
    const Ended ended = Process(desk, {"sensitivity", file, "--out", out}, {}, on_ranks(ranks)).wait();
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    for (const char* name : {"leaks.h5", "leaks_factors.csv", "leaks_runs.csv", "leaks.html"})
      EXPECT_EQ(text_of(desk / "alone" / name), text_of(desk / out / name)) << ranks << " ranks: " << name;
    EXPECT_EQ(count_of(ended.out, "on_delay: "), count_of(alone.out, "on_delay: "));
  }
}

TEST_F(Mpi, SplittingToo) {
  json study =
      json::parse(text_of(FENGSUI_SOURCE_DIR "/scenarios/studies/leak_explosion.json"), nullptr, true,
                  /*ignore_comments=*/true);
  study["scenario"] = FENGSUI_SOURCE_DIR "/scenarios/studies/guarded_leak.json";
  study["effort"] = 20;
  study["replications"] = 6;
  study["plain_runs"] = 150;
  const std::string file = written(desk, study).string();
  const Ended alone = desk.fengsui({"rare", file, "--out", "alone"});
  for (const int ranks : {1, 2, 4}) {
    const std::string out = "ranks" + std::to_string(ranks);
    const Ended ended = Process(desk, {"rare", file, "--out", out}, {}, on_ranks(ranks)).wait();
    EXPECT_EQ(ended.exit_code, alone.exit_code) << ended.err;
    for (const char* name : {"rare.h5", "rare.csv", "rare.html"}) {
      EXPECT_FALSE(text_of(desk / "alone/leak_explosion" / name).empty());
      EXPECT_EQ(text_of(desk / "alone/leak_explosion" / name), text_of(desk / out / "leak_explosion" / name))
          << ranks << " ranks: " << name;
    }
    EXPECT_EQ(count_of(ended.out, "plain runs"), 1u) << ended.out;
  }
}

TEST_F(Mpi, ABadStudyIsNamedOnce) {
  json study = leak_study(desk, 4);
  study["design"] = {{"points", json::array()}};
  const Ended ended = Process(desk, {"study", written(desk, study).string()}, {}, on_ranks(2)).wait();
  EXPECT_EQ(ended.exit_code, 2) << ended.err;
  EXPECT_EQ(count_of(ended.err, "no point"), 1u) << ended.err;
}

TEST_F(Mpi, AKilledRankCostsNothingWhereMpirunGoesOn) {
  const std::string study = long_study(desk).string();
  Process process(desk, {"study", study, "--silence", "3"}, {}, on_ranks(3, {"--enable-recovery"}));
  const pid_t rank = rank_of(process.pid(), 2);
  ASSERT_GT(rank, 0);
  ASSERT_TRUE(works(rank));
  kill(rank, SIGKILL);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("worker 2"));
  EXPECT_THAT(ended.err, HasSubstr("the others do its work"));
  EXPECT_THAT(ended.out, HasSubstr("3 points, 120 runs, 0 without a result"));
  ASSERT_EQ(desk.fengsui({"study", study, "--out", "alone"}).exit_code, 0);
  EXPECT_EQ(text_of(desk / "out/leaks.h5"), text_of(desk / "alone/leaks.h5"));
}

TEST_F(Mpi, AKilledRankEndsTheOthersWhereMpirunDoesNotGoOnAndResumeFinishesToTheSameBytes) {
  const std::string study = long_study(desk).string();
  Process process(desk, {"study", study}, {}, on_ranks(2));
  const pid_t rank = rank_of(process.pid(), 1);
  ASSERT_GT(rank, 0);
  ASSERT_TRUE(works(rank));
  kill(rank, SIGKILL);
  const Ended ended = process.wait();
  EXPECT_NE(ended.exit_code, 0);
  EXPECT_FALSE(fs::exists(desk / "out/leaks.h5"));
  const Ended unasked = desk.fengsui({"study", study});
  EXPECT_EQ(unasked.exit_code, 2);
  EXPECT_THAT(unasked.err, HasSubstr("--resume"));
  const Ended resumed = Process(desk, {"study", study, "--resume"}, {}, on_ranks(2)).wait();
  EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
  ASSERT_EQ(desk.fengsui({"study", study, "--out", "alone"}).exit_code, 0);
  EXPECT_EQ(text_of(desk / "out/leaks.h5"), text_of(desk / "alone/leaks.h5"));
}

// its runs, and whoever starts them, are not the process that talks to MPI
TEST_F(Mpi, AKilledWorkshopCostsNothingEvenSo) {
  const std::string study = long_study(desk).string();
  Process process(desk, {"study", study}, {}, on_ranks(2));
  const pid_t rank = rank_of(process.pid(), 1);
  ASSERT_GT(rank, 0);
  ASSERT_TRUE(works(rank));
  kill(children_of(rank).front(), SIGKILL);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("Killed"));
  EXPECT_THAT(ended.out, HasSubstr("3 points, 120 runs, 0 without a result"));
}

// As a starter would that is no MPI of ours: the copies do not see one another.
TEST(Copies, ThatCannotJoinWriteNothingAndOneOfThemSaysWhy) {
  const Desk desk;
  const std::string study = written(desk, leak_study(desk, 2)).string();
  const auto copy = [&](const char* rank, const Words& more) {
    Words words = {"study", study};
    words.insert(words.end(), more.begin(), more.end());
    const std::string number = std::string("SLURM_PROCID=") + rank;
    return Process(desk, words, {},
                   {"/usr/bin/env", number, "SLURM_STEP_NUM_TASKS=2", "ASAN_OPTIONS=detect_leaks=0"})
        .wait();
  };
  const Ended first = copy("0", {}), second = copy("1", {});
  EXPECT_EQ(first.exit_code, 2) << first.out << first.err;
  EXPECT_THAT(first.err, HasSubstr("srun with 2 copies that cannot join"));
  EXPECT_EQ(second.exit_code, 2) << second.out << second.err;
  EXPECT_THAT(second.err, Not(HasSubstr("cannot join")));
  EXPECT_FALSE(fs::exists(desk / "out"));
  EXPECT_EQ(copy("1", {"--alone"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(desk / "out/leaks.h5"));
}

}  // namespace
}  // namespace fengsui::end_to_end
