// Going back to a snapshot: the same requests give the same bytes, and nothing recorded is lost.
#include "tests/twin/session/drill.h"

namespace fengsui::live {
namespace {

using namespace drill;

std::uint64_t number_of(const LiveSession& session, const std::string& name) {
  for (const SnapshotInfo& info : session.status().snapshots)
    if (info.name == name) return info.number;
  ADD_FAILURE() << "no snapshot " << name;
  return 0;
}

void play(LiveSession& session, double note_at) {
  done(session, TakeSeat{district()});
  done(session, RunUntil{minutes(4.5)});
  done(session, ActOnCase{district(), CaseId{std::size_t{1}}, SeatAct::acknowledge, ""});
  done(session, RunUntil{minutes(note_at)});
  done(session, Note{district(), {}, "noted"});
}

TEST(GoingBack, TheSameRequestsGiveTheSameBytes) {
  const Drill drill;
  LiveSession session(drill.setup("run.h5"));
  Mirror mirror = session.mirror();
  done(session, RunUntil{minutes(4)});
  done(session, TakeSnapshot{"before"});
  play(session, 10);
  const Record first = record_of(session);
  session.follow(mirror);

  done(session, Backtrack{number_of(session, "before")});
  EXPECT_EQ(session.status().now, minutes(4));
  EXPECT_EQ(session.status().branch, 2u);
  EXPECT_TRUE(session.status().seats.empty()) << "nobody sat there then";
  EXPECT_LT(record_of(session).log.size(), first.log.size());
  play(session, 10);
  EXPECT_TRUE(record_of(session).log == first.log);
  session.follow(mirror);
  EXPECT_TRUE(mirror.record.log == first.log);
  EXPECT_TRUE(mirror.record.readings == first.readings);

  done(session, Backtrack{number_of(session, "before")});
  play(session, 11);
  EXPECT_FALSE(record_of(session).log == first.log) << "something else was done";
  done(session, live::Run{});

  // the futures that were left stay on disk, as far as they went
  const Record left = read_run(drill.folder / "run.h5"), second = read_run(drill.folder / "run.branch-2.h5"),
               last = read_run(drill.folder / "run.branch-3.h5");
  EXPECT_EQ(left.run.outcome, Outcome::interrupted);
  EXPECT_TRUE(left.log == first.log);
  EXPECT_TRUE(second.log == left.log);
  EXPECT_EQ(left.run.digest, second.run.digest);
  EXPECT_EQ(last.run.outcome, Outcome::finished);
  EXPECT_EQ(session.status().run_file, drill.folder / "run.branch-3.h5");
}

TEST(GoingBack, WhatWasPlannedThenIsPlannedAgain) {
  const Drill drill;
  LiveSession session(drill.setup(""));
  Inject injection;
  injection.action.kind = ActionKind::gateway_down;
  injection.action.gateway = GatewayId{std::size_t{1}};
  injection.at = minutes(6);
  injection.lasts = 2min;
  done(session, injection);
  done(session, TakeSnapshot{"planned"});
  done(session, RunUntil{minutes(9)});
  EXPECT_EQ(count(record_of(session), LogKind::gateway_down), 1u);
  EXPECT_EQ(count(record_of(session), LogKind::gateway_up), 1u);
  done(session, Backtrack{number_of(session, "planned")});
  ASSERT_EQ(session.status().planned.size(), 1u);
  done(session, Forget{session.status().planned[0].number});
  done(session, RunUntil{minutes(9)});
  EXPECT_EQ(count(record_of(session), LogKind::gateway_down), 0u);
}

TEST(GoingBack, TheRingIsBounded) {
  const Drill drill;
  live::Setup setup = drill.setup("");
  setup.ring = {8, std::size_t{1} << 40, 10s};
  LiveSession session(setup);
  done(session, TakeSnapshot{"kept"});
  done(session, RunUntil{minutes(39)});
  const auto all = session.status().snapshots;
  const auto of_ring = std::ranges::count(all, std::string(), &SnapshotInfo::name);
  EXPECT_LE(of_ring, 8);
  EXPECT_GE(of_ring, 4);
  EXPECT_EQ(all.front().time, scenario_start) << "the whole run stays within reach";
  EXPECT_GT(all.back().time, minutes(25));
  number_of(session, "kept");

  // bounded by bytes as well
  setup.ring = {1000, 3 * all.back().bytes, 10s};
  LiveSession narrow(setup);
  done(narrow, RunUntil{minutes(39)});
  std::size_t bytes = 0;
  for (const SnapshotInfo& info : narrow.status().snapshots) bytes += info.bytes;
  EXPECT_LE(bytes, setup.ring.most_bytes);
  setup.ring.most_bytes = std::size_t{1} << 40;
  LiveSession wide(setup);
  done(wide, RunUntil{minutes(39)});
  EXPECT_GT(wide.status().snapshots.size(), 100u) << "without the bound there are many";
}

TEST(GoingBack, IsRefusedInWordsWhereItIsImpossible) {
  const Drill drill;
  LiveSession session(drill.setup(""));
  EXPECT_NE(refusal(session, Backtrack{999}).find("no such snapshot"), std::string::npos);

  live::Setup setup = drill.setup("");
  const auto engine = std::filesystem::path(FENGSUI_BINARY).parent_path() / "limits_engine";
  setup.engine = "process:" + engine.string();
  LiveSession foreign(setup);
  done(foreign, RunUntil{minutes(3)});
  EXPECT_FALSE(foreign.status().can_go_back);
  EXPECT_NE(refusal(foreign, TakeSnapshot{"here"}).find("cannot be copied"), std::string::npos);
  EXPECT_NE(refusal(foreign, Backtrack{1}).find("cannot be copied"), std::string::npos);
  done(foreign, live::Run{});
  EXPECT_EQ(foreign.status().outcome, Outcome::finished) << "all the rest works";
}

}  // namespace
}  // namespace fengsui::live
