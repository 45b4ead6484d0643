// People at seats, and the scenario that their deeds make.
#include "tests/twin/session/drill.h"

namespace fengsui::live {
namespace {

using namespace drill;

const CaseId reported{std::size_t{0}}, leak{std::size_t{1}};

// entries of a kind that an office wrote
std::size_t count_of(const Record& record, LogKind kind, SeatId seat) {
  return static_cast<std::size_t>(std::ranges::count_if(record.log, [&](const LogEntry& entry) {
    return entry.kind == kind && entry.detail == seat.office.index;
  }));
}

TEST(Seat, ATakenSeatIsNotPlayedAndAllOthersAre) {
  const Drill drill;
  LiveSession session(drill.setup(""));
  done(session, TakeSeat{district()});
  done(session, RunUntil{minutes(20)});
  Record record = record_of(session);
  EXPECT_EQ(count_of(record, LogKind::case_acknowledged, district()), 0u);
  EXPECT_GT(count_of(record, LogKind::case_acknowledged, safety_officer()), 0u);
  EXPECT_GT(count_of(record, LogKind::case_acknowledged, city()), 0u);
  done(session, ReleaseSeat{district()});
  done(session, RunUntil{minutes(30)});
  record = record_of(session);
  EXPECT_GT(count_of(record, LogKind::case_acknowledged, district()), 0u) << "released, its officers go on";

  // counter-check: without anybody at the seat the district signs by itself
  EXPECT_GT(count_of(batch(drill.folder / "drill.json"), LogKind::case_acknowledged, district()), 0u);
}

TEST(Seat, SeesItsCasesWithClocksAndWhatItMayDo) {
  const Drill drill;
  LiveSession session(drill.setup(""));
  EXPECT_TRUE(session.status().seats.empty());
  done(session, TakeSeat{safety_officer()});
  done(session, RunUntil{minutes(2.2)});
  const Status status = session.status();
  ASSERT_EQ(status.seats.size(), 1u);
  EXPECT_EQ(status.seats[0].name.english, "海螺型材（虚构） safety officer");
  EXPECT_EQ(status.seats[0].name.chinese, "海螺型材（虚构）安全管理人员");
  const auto& cases = status.seats[0].cases;
  const auto seen = std::ranges::find(cases, leak, &SeatCase::case_id);
  ASSERT_NE(seen, cases.end());
  EXPECT_EQ(seen->colour, Colour::red);
  ASSERT_FALSE(seen->clocks.empty());
  EXPECT_EQ(seen->clocks[0].clock, workflow::Clock::acknowledge);
  for (const RunningClock& clock : seen->clocks) EXPECT_EQ(clock.deadline, seen->opened + clock.limit);
  const auto may = [&](SeatAct act) {
    const auto offer = std::ranges::find(seen->offers, act, &Offer::act);
    return offer != seen->offers.end() && offer->why_not.english.empty();
  };
  EXPECT_TRUE(may(SeatAct::acknowledge));
  EXPECT_FALSE(may(SeatAct::verify_real)) << "not before it is signed";
  EXPECT_EQ(session.seats().size(), 3u * 2 + 2 + 1);
}

TEST(Seat, EveryActGoesIntoTheLogWithItsSeat) {
  const Drill drill;
  LiveSession session(drill.setup(""));
  EXPECT_NE(
      refusal(session, ActOnCase{safety_officer(), leak, SeatAct::acknowledge, ""}).find("no such case"),
      std::string::npos);
  done(session, RunUntil{minutes(2.2)});
  EXPECT_EQ(refusal(session, ActOnCase{safety_officer(), leak, SeatAct::acknowledge, ""}),
            "take the seat first");
  done(session, TakeSeat{safety_officer()});
  EXPECT_EQ(refusal(session, TakeSeat{safety_officer()}), "this seat is taken already");
  EXPECT_EQ(refusal(session, TakeSeat{{safety_officer().office, SeatRole::duty_officer}}),
            "there is no such seat");
  EXPECT_EQ(refusal(session, ActOnCase{safety_officer(), leak, SeatAct::verify_real, ""}),
            "acknowledge it first");
  for (const SeatAct act : {SeatAct::acknowledge, SeatAct::verify_real, SeatAct::evacuate, SeatAct::handle,
                            SeatAct::feedback, SeatAct::request_clear, SeatAct::escalate})
    done(session, ActOnCase{safety_officer(), leak, act, ""});
  const Record record = record_of(session);
  EXPECT_EQ(count_of(record, LogKind::seat_acted, safety_officer()), 9u) << "the refused ones as well";
  EXPECT_EQ(count_of(record, LogKind::seat_act_refused, safety_officer()), 2u);
  EXPECT_EQ(count(record, LogKind::case_escalated), 1u);
  EXPECT_GT(count(record, LogKind::plant_action_done), 0u) << "people were sent away";
  for (const LogEntry& entry : record.log)
    if (entry.kind == LogKind::seat_acted) {
      EXPECT_EQ(entry.value, 0.0) << "the safety officer";
    }
  EXPECT_EQ(session.deeds().size(), 10u);
}

// Everything an instructor and the seats can do, once.
void whole_drill(LiveSession& session) {
  done(session, RunUntil{minutes(1.5)});
  for (const SeatId seat : {safety_officer(), principal(), district(), city()}) done(session, TakeSeat{seat});
  Inject drift;
  drift.action.kind = ActionKind::sensor_fault;
  drift.action.point = PointId{std::size_t{3}};
  drift.action.fault = static_cast<std::uint32_t>(SensorFault::drift);
  drift.action.size = 0.0123456789;
  drift.lasts = std::chrono::microseconds(123456789);
  done(session, drift);
  Inject cut;
  cut.action.kind = ActionKind::link_down;
  cut.action.link = LinkId{std::size_t{0}};
  cut.at = minutes(7);
  cut.lasts = 90s;
  done(session, cut);
  done(session, RunUntil{minutes(3)});
  const auto act = [&](SeatId seat, SeatAct what, CaseId which) {
    done(session, ActOnCase{seat, which, what, "as agreed"});
  };
  act(safety_officer(), SeatAct::acknowledge, leak);
  ask(session, ActOnCase{safety_officer(), leak, SeatAct::approve, ""});  // refused, and recorded
  done(session, StepEvent{});
  act(safety_officer(), SeatAct::verify_real, leak);
  act(principal(), SeatAct::stop_production, leak);
  act(city(), SeatAct::acknowledge, leak);
  act(city(), SeatAct::supervise, leak);
  done(session, RunUntil{minutes(6)});
  act(safety_officer(), SeatAct::handle, leak);
  act(safety_officer(), SeatAct::feedback, leak);
  act(city(), SeatAct::reject, leak);
  done(session, Note{{}, {}, "the instructor says: \"go on\""});
  done(session, Note{city(), leak, "市里已知悉"});
  done(session, RunUntil{minutes(12)});
  Inject absent;
  absent.action.kind = ActionKind::officers_leave;
  absent.action.office = OfficeId{std::size_t{4}};
  done(session, absent);
  Inject silent;
  silent.action.kind = ActionKind::channel_down;
  silent.action.channel = 1;
  silent.lasts = std::chrono::minutes(2);
  done(session, silent);
  done(session, ReleaseSeat{city()});
  done(session, live::Run{});
}

// who caused an entry: the instructor, or the script of the scenario
void forget_who(Record& record) {
  for (LogEntry& entry : record.log)
    if (entry.kind == LogKind::instructor_action || entry.kind == LogKind::scenario_action)
      entry = {entry.time, LogKind::scenario_action, 0, 0, 0, 0, 0.0};
}

TEST(SavedScenario, GivesTheSameLogWhenRunInBatch) {
  const Drill drill;
  LiveSession session(drill.setup("run.h5"));
  whole_drill(session);
  done(session, SaveScenario{drill.folder / "saved.json", false});
  EXPECT_NE(refusal(session, SaveScenario{drill.folder / "saved.json", false}).find("exists"),
            std::string::npos);
  Record live = read_run(drill.folder / "run.h5"), again = batch(drill.folder / "saved.json");
  forget_who(live);
  forget_who(again);
  ASSERT_EQ(live.log.size(), again.log.size());
  for (std::size_t i = 0; i < live.log.size(); ++i)
    ASSERT_EQ(live.log[i], again.log[i])
        << "entry " << i << " " << describe(live.log[i].kind).key << " at " << to_seconds(live.log[i].time);
  EXPECT_TRUE(live.readings == again.readings);
  EXPECT_EQ(live.warnings.size(), again.warnings.size());
  EXPECT_EQ(count(live, LogKind::seat_note), 2u);
  EXPECT_NE(bytes_of(drill.folder / "saved.json").find("市里已知悉"), std::string::npos);
  EXPECT_NE(live.verdict.find("市里已知悉"), std::string::npos) << "the run file keeps the words as well";

  // counter-check: without one of the deeds it is another run
  json less = json::parse(bytes_of(drill.folder / "saved.json"));
  less["events"].erase(less["events"].size() - 5);
  Record other = batch(drill.folder.write("less.json", less.dump()));
  forget_who(other);
  EXPECT_FALSE(other.log == live.log);
}

TEST(SavedScenario, OfSeatsAloneGivesTheSameBytes) {
  const Drill drill;
  LiveSession session(drill.setup("run.h5"));
  done(session, RunUntil{minutes(1.5)});
  done(session, TakeSeat{safety_officer()});
  done(session, RunUntil{minutes(2.2)});
  done(session, ActOnCase{safety_officer(), leak, SeatAct::acknowledge, ""});
  done(session, ActOnCase{safety_officer(), leak, SeatAct::evacuate, ""});
  done(session, live::Run{});
  done(session, SaveScenario{drill.folder / "saved.json", false});
  EXPECT_EQ(batch(drill.folder / "saved.json").run.digest, read_run(drill.folder / "run.h5").run.digest);
  EXPECT_NE(batch(drill.folder / "drill.json").run.digest, read_run(drill.folder / "run.h5").run.digest);
}

TEST(SavedScenario, InAnotherFolderFindsItsFiles) {
  const Drill drill;
  std::filesystem::create_directory(drill.folder / "elsewhere");
  LiveSession session(drill.setup(""));
  done(session, TakeSeat{city()});
  done(session, SaveScenario{drill.folder / "elsewhere/saved.json", false});
  EXPECT_NO_THROW(prepare(drill.folder / "elsewhere/saved.json", FENGSUI_SOURCE_DIR));
  EXPECT_NE(
      refusal(session, SaveScenario{drill.folder / "nowhere/saved.json", false}).find("cannot be written"),
      std::string::npos);
}

TEST(Instructor, WhatTheCityDoesNotHaveIsRefused) {
  const Drill drill;
  LiveSession session(drill.setup(""));
  const auto refused = [&](auto change) {
    Inject injection;
    change(injection);
    refusal(session, injection);
  };
  refused([](Inject& i) { i.action.kind = ActionKind::start_fault; });
  refused([](Inject& i) { i.action = {}, i.action.unit = UnitId{std::size_t{0}}, i.action.fault = 9999; });
  refused(
      [](Inject& i) { i.action.kind = ActionKind::link_down, i.action.link = LinkId{std::size_t{99999}}; });
  refused([](Inject& i) {
    i.action.kind = ActionKind::duplicate_messages, i.action.gateway = GatewayId{std::size_t{0}};
    i.action.size = 1.5;
  });
  refused([](Inject& i) { i.action.kind = ActionKind::take_seat; });
  refused([](Inject& i) {
    i.action.kind = ActionKind::gateway_up, i.action.gateway = GatewayId{std::size_t{0}}, i.lasts = 5s;
  });
  refused([](Inject& i) {
    i.action.kind = ActionKind::gateway_down, i.action.gateway = GatewayId{std::size_t{0}},
    i.at = minutes(999);
  });
  refusal(session, SetSpeed{-1.0});
  refusal(session, SetSpeed{std::numeric_limits<double>::quiet_NaN()});
  refusal(session, RunUntil{minutes(41)});
  refusal(session, RunUntil{minutes(0)});
  refusal(session, TakeSnapshot{""});
  refusal(session, Forget{7});
  refusal(session, Note{{}, {}, "  "});
  EXPECT_EQ(count(record_of(session), LogKind::instructor_action), 0u);
  EXPECT_TRUE(session.deeds().empty());
}

TEST(Ended, NothingIsAcceptedButSaving) {
  const Drill drill;
  LiveSession session(drill.setup("run.h5"));
  done(session, RunUntil{minutes(3)});
  done(session, End{});
  EXPECT_EQ(session.status().state, State::ended);
  EXPECT_EQ(session.status().outcome, Outcome::interrupted);
  for (const Request& request : {Request(live::Run{}), Request(StepEvent{}), Request(TakeSeat{city()}),
                                 Request(Backtrack{1}), Request(End{})})
    EXPECT_EQ(refusal(session, request), "the drill is over");
  done(session, SaveScenario{drill.folder / "saved.json", false});
  const Record record = read_run(drill.folder / "run.h5");
  EXPECT_EQ(record.run.outcome, Outcome::interrupted);
  EXPECT_FALSE(record.verdict.empty());
}

}  // namespace
}  // namespace fengsui::live
