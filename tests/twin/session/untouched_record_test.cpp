// Pausing, pacing, stepping and looking change no byte of the record.
#include <thread>

#include "tests/twin/session/drill.h"

namespace fengsui::live {
namespace {

using namespace drill;

std::string straight_through(const Drill& drill, const std::string& name) {
  LiveSession session(drill.setup(name));
  done(session, live::Run{});
  EXPECT_EQ(session.status().state, State::ended);
  EXPECT_EQ(session.status().outcome, Outcome::finished);
  return bytes_of(drill.folder / name);
}

TEST(LiveRecord, IsThatOfABatchRun) {
  const Drill drill;
  straight_through(drill, "run.h5");
  const Record live = read_run(drill.folder / "run.h5"), whole = batch(drill.folder / "drill.json");
  EXPECT_TRUE(live.log == whole.log);
  EXPECT_EQ(live.run.digest, whole.run.digest);
  EXPECT_GT(count(live, LogKind::case_acknowledged), 0u);
}

TEST(LiveRecord, IsTheSameHoweverItIsPausedPacedSteppedAndLookedAt) {
  const Drill drill;
  const std::string straight = straight_through(drill, "straight.h5");
  LiveSession session(drill.setup("halting.h5"));
  Mirror mirror = session.mirror();
  for (int i = 0; i < 50; ++i) {
    done(session, StepEvent{});
    session.follow(mirror);
  }
  done(session, StepToNote{});
  done(session, RunUntil{minutes(3)});
  done(session, TakeSnapshot{"three minutes"});
  done(session, SetSpeed{1000.0});
  done(session, RunUntil{minutes(5)});
  session.post(SetSpeed{200.0});
  session.post(live::Run{});
  std::this_thread::sleep_for(100ms);
  for (int i = 0; i < 20; ++i) static_cast<void>(session.status());
  done(session, Freeze{});
  EXPECT_EQ(session.status().state, State::frozen);
  EXPECT_GT(session.status().snapshots.size(), 2u);
  done(session, SetSpeed{0.0});
  done(session, live::Run{});
  session.follow(mirror);
  EXPECT_EQ(bytes_of(drill.folder / "halting.h5"), straight);
  EXPECT_EQ(mirror.record.run.digest, read_run(drill.folder / "straight.h5").run.digest);
  EXPECT_TRUE(mirror.closed);
}

TEST(LiveRecord, ShowsWhatSomebodyDid) {
  const Drill drill;
  const std::string straight = straight_through(drill, "straight.h5");
  LiveSession session(drill.setup("touched.h5"));
  done(session, RunUntil{minutes(3)});
  done(session, Note{{}, {}, "here something is done"});
  done(session, live::Run{});
  EXPECT_NE(bytes_of(drill.folder / "touched.h5"), straight);
  EXPECT_NE(read_run(drill.folder / "touched.h5").run.digest,
            read_run(drill.folder / "straight.h5").run.digest);
}

TEST(LiveRecord, IsOnDiskAsItHappens) {
  const Drill drill;
  LiveSession session(drill.setup("run.h5"));
  done(session, RunUntil{minutes(4)});
  done(session, TakeSeat{district()});
  const Record partial = read_run(drill.folder / "run.h5.partial");
  EXPECT_EQ(count(partial, LogKind::seat_taken), 1u);
  EXPECT_EQ(partial.log, record_of(session).log) << "nothing that happened is missing on disk";
  EXPECT_NE(bytes_of(drill.folder / "run.h5.deeds.jsonl").find("take_seat"), std::string::npos);
}

TEST(LiveRecord, FollowsThePace) {
  const Drill drill;
  LiveSession session(drill.setup(""));
  done(session, SetSpeed{100.0});
  const auto began = std::chrono::steady_clock::now();
  done(session, RunUntil{minutes(0.5)});
  EXPECT_GE(std::chrono::steady_clock::now() - began, 290ms) << "thirty seconds at a hundred times";
  EXPECT_EQ(session.status().now, minutes(0.5));
}

TEST(LiveRecord, LeavingARunningSessionEndsItAsInterrupted) {
  const Drill drill(scenario("240:00:00"));
  for (const double speed : {0.0, 1.0}) {
    const std::string name = speed > 0.0 ? "slow.h5" : "fast.h5";
    {
      LiveSession session(drill.setup(name));
      session.post(SetSpeed{speed});
      session.post(live::Run{});
      std::this_thread::sleep_for(50ms);
    }
    EXPECT_EQ(read_run(drill.folder / name).run.outcome, Outcome::interrupted);
  }
}

}  // namespace
}  // namespace fengsui::live
