// The score of a drill: every step against its limit and against simulated officers.
#include "scenarios/policy_reader.h"
#include "tests/twin/session/drill.h"
#include "twin/judge/drill_score.h"
#include "twin/session/live_peers.h"

namespace fengsui::live {
namespace {

using namespace drill;

const CaseId leak{std::size_t{1}};

Policy policy_of(const Record& record) {
  const auto file = std::ranges::find(record.run.inputs, "policy", &EmbeddedFile::role);
  return read_policy(file->text, file->path);
}

const SeatScore* score_of(const DrillScore& score, SeatId seat) {
  const auto found = std::ranges::find(score.seats, seat, &SeatScore::seat);
  return found == score.seats.end() ? nullptr : &*found;
}

// Signs and verifies the leak at the enterprise, or only watches it.
Record played(const Drill& drill, bool works) {
  LiveSession session(drill.setup(""));
  done(session, RunUntil{minutes(1.5)});
  done(session, TakeSeat{safety_officer()});
  done(session, RunUntil{minutes(2.1)});
  if (works) {
    done(session, ActOnCase{safety_officer(), leak, SeatAct::acknowledge, ""});
    ask(session, ActOnCase{safety_officer(), leak, SeatAct::feedback, ""});  // refused: not handled yet
    done(session, RunUntil{minutes(3)});
    done(session, ActOnCase{safety_officer(), leak, SeatAct::verify_real, ""});
    done(session, Note{safety_officer(), leak, "seen"});
  }
  done(session, live::Run{});
  return record_of(session);
}

TEST(DrillScore, TellsDiligenceFromIdling) {
  const Drill drill;
  const Peers peers = play_without_people(drill.setup(""), {}, 20, [] { return true; });
  EXPECT_EQ(peers.replications, 20u);

  const Record busy = played(drill, true);
  const DrillScore good = score_drill(busy, policy_of(busy), peers.times, peers.replications);
  ASSERT_EQ(good.seats.size(), 1u);
  const SeatScore& worked = good.seats[0];
  EXPECT_EQ(worked.seat, safety_officer());
  EXPECT_EQ(worked.acts, 3u);
  EXPECT_EQ(worked.refused, 1u);
  EXPECT_EQ(worked.notes, 1u);
  const auto signing = std::ranges::find_if(worked.steps, [](const DrillStep& step) {
    return step.case_id == leak && step.kind == DrillStepKind::acknowledge;
  });
  ASSERT_NE(signing, worked.steps.end());
  EXPECT_TRUE(signing->in_time);
  EXPECT_EQ(signing->limit, Duration(10min));
  EXPECT_LT(to_seconds(*signing->done - signing->from), 10.0);
  ASSERT_TRUE(signing->rank);
  EXPECT_GE(*signing->rank, 0.9) << "hardly any simulated officer signs within six seconds";
  EXPECT_GE(signing->compared, 20u);

  const Record idle = played(drill, false);
  const DrillScore bad = score_drill(idle, policy_of(idle), peers.times, peers.replications);
  const SeatScore* watched = score_of(bad, safety_officer());
  ASSERT_TRUE(watched);
  EXPECT_EQ(watched->acts, 0u);
  EXPECT_GT(watched->late, 0u);
  EXPECT_GT(watched->overdue, worked.overdue);
  EXPECT_GT(watched->escalated, 0u);
  ASSERT_TRUE(watched->median_rank);
  EXPECT_LT(*watched->median_rank, 0.5);
  EXPECT_TRUE(std::ranges::none_of(watched->steps, [](const DrillStep& step) { return step.in_time; }));

  const auto text = to_json(good, busy.names);
  EXPECT_EQ(text["replications"], 20);
  EXPECT_EQ(text["seats"][0]["seat"], "safety_officer");
  EXPECT_EQ(text["seats"][0]["steps"].size(), worked.steps.size());
}

TEST(DrillScore, GoesByTheLimitOfTheEquipmentThatACaseIsAbout) {
  json text = scenario();
  text["policy"] = "shanghai_2024_by_equipment";
  const Drill drill(text);
  const Record record = played(drill, true);
  const DrillScore score = score_drill(record, policy_of(record), {}, 0);
  ASSERT_EQ(score.seats.size(), 1u);
  const auto signing = std::ranges::find_if(score.seats[0].steps, [](const DrillStep& step) {
    return step.case_id == leak && step.kind == DrillStepKind::acknowledge;
  });
  ASSERT_NE(signing, score.seats[0].steps.end());
  EXPECT_EQ(signing->limit, Duration(2min)) << "of a casting well, not the ten minutes of the level";
  const auto about = std::ranges::find_if(record.log, [](const LogEntry& entry) {
    return entry.kind == LogKind::case_equipment && entry.subject == leak.index;
  });
  ASSERT_NE(about, record.log.end());
  EXPECT_EQ(record.names.unit_classes[about->other].key, "casting_well");
  EXPECT_EQ(record.names.unit_classes[about->other].name.chinese, "深井")
      << "not 号深井, which wants a number";
}

TEST(DrillScore, WithoutPeopleThereIsNone) {
  const Drill drill;
  const Record record = batch(drill.folder / "drill.json");
  EXPECT_TRUE(score_drill(record, policy_of(record), {}, 0).seats.empty());
}

TEST(DrillScore, ComparingStopsWhenAskedTo) {
  const Drill drill;
  int asked = 0;
  const Peers peers = play_without_people(drill.setup(""), {}, 1000, [&] { return ++asked < 3; });
  EXPECT_LE(peers.replications, 2u);
}

}  // namespace
}  // namespace fengsui::live
