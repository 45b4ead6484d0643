// What a person at a seat may do with a case at every stage, and what it does.
#include <gtest/gtest.h>

#include <set>

#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

using Acts = std::set<SeatAct>;

const Acts on_the_plant{SeatAct::stop_production, SeatAct::evacuate, SeatAct::repair};
const Acts verdicts{SeatAct::verify_real, SeatAct::verify_equipment_fault, SeatAct::verify_false_alarm};

Acts operator+(Acts one, const Acts& other) {
  one.insert(other.begin(), other.end());
  return one;
}

// The enterprise works, the district reviews, the city is not told; people sit in all of them.
struct Seats : Town {
  explicit Seats(bool principal_too = false, Policy with = policy()) : Town(std::move(with)) {
    sit(enterprise());
    if (principal_too) sit(principal());
    sit(above(1));
    sit(above(2));
    warn();
    play(minutes{1});
  }
  static Policy policy() {
    Policy policy = instant_policy(3);
    responsible(policy, 1);
    for (auto& sends : policy.levels[0].sends) sends = {{0, {}}};
    return policy;
  }
  SeatId enterprise() const { return {office(0), SeatRole::safety_officer}; }
  SeatId principal() const { return {office(0), SeatRole::principal}; }
  SeatId above(std::size_t level) const { return {office(level), SeatRole::duty_officer}; }

  void sit(SeatId seat, bool down = true) { take_seat(context(), spec, state, seat, down); }
  std::optional<Refusal> act(SeatId seat, SeatAct what) {
    return act_from_seat(context(), spec, state, CaseId{0u}, seat, what);
  }
  void must(SeatId seat, SeatAct what) {
    const auto why = act(seat, what);
    EXPECT_FALSE(why) << seat_act_words()[static_cast<std::size_t>(what)].key << ": "
                      << describe(*why).english;
  }
  Acts legal(SeatId seat) const {
    Acts acts;
    for (std::size_t i = 0; i < seat_act_count; ++i)
      if (!seat_refusal(spec, state, CaseId{0u}, seat, static_cast<SeatAct>(i)))
        acts.insert(static_cast<SeatAct>(i));
    return acts;
  }
};

TEST(SeatActs, OnlyTheLegalOnesAreGrantedAtEveryStage) {
  Seats town;
  const SeatId one = town.enterprise(), two = town.above(1);
  const Acts always = on_the_plant + Acts{SeatAct::escalate};
  const Acts of_district = on_the_plant + Acts{SeatAct::dispatch, SeatAct::supervise, SeatAct::escalate};
  EXPECT_EQ(town.legal(one), Acts{SeatAct::acknowledge});
  EXPECT_EQ(town.legal(two), Acts{SeatAct::acknowledge});
  EXPECT_EQ(town.legal(town.above(2)), Acts{}) << "the city was not told";

  town.must(one, SeatAct::acknowledge);
  EXPECT_EQ(town.legal(one), verdicts + always);
  town.must(two, SeatAct::acknowledge);
  EXPECT_EQ(town.legal(two), of_district);
  town.must(one, SeatAct::verify_real);
  EXPECT_EQ(town.legal(one), always + Acts{SeatAct::handle});
  town.must(one, SeatAct::handle);
  EXPECT_EQ(town.legal(one), always + Acts{SeatAct::feedback});
  town.must(one, SeatAct::feedback);
  EXPECT_EQ(town.legal(one), always + Acts{SeatAct::request_clear});
  EXPECT_EQ(town.legal(two), of_district + Acts{SeatAct::reject}) << "the condition persists";

  town.must(two, SeatAct::reject);
  EXPECT_EQ(town.legal(one), always + Acts{SeatAct::handle});
  town.must(one, SeatAct::handle);
  town.must(one, SeatAct::feedback);
  town.end();
  EXPECT_EQ(town.legal(two), (of_district + Acts{SeatAct::reject, SeatAct::approve}));
  town.must(two, SeatAct::approve);
  for (const SeatId seat : {one, two, town.above(2)}) EXPECT_EQ(town.legal(seat), Acts{});
}

TEST(SeatActs, BelongToTheirSeatWhileBothOfAnEnterpriseAreTaken) {
  Seats town(/*principal_too=*/true);
  town.must(town.principal(), SeatAct::acknowledge);
  EXPECT_EQ(town.legal(town.enterprise()), verdicts + on_the_plant);
  EXPECT_EQ(town.legal(town.principal()), on_the_plant + Acts{SeatAct::escalate});
  EXPECT_EQ(town.act(town.principal(), SeatAct::verify_real), Refusal::other_seat);
  // whoever sits there alone does all of it
  town.sit(town.enterprise(), false);
  EXPECT_EQ(town.legal(town.principal()), verdicts + on_the_plant + Acts{SeatAct::escalate});
  EXPECT_EQ(town.act(town.enterprise(), SeatAct::verify_real), Refusal::seat_not_taken);
}

TEST(SeatActs, ARefusalSaysWhyAndChangesNothing) {
  Seats town;
  const auto why = [&](SeatId seat, SeatAct what, std::size_t number = 0) {
    const std::size_t entries = town.log.size();
    const auto answer = act_from_seat(town.context(), town.spec, town.state, CaseId{number}, seat, what);
    EXPECT_EQ(town.log.size(), entries);
    EXPECT_TRUE(town.state.plant_requests.empty());
    return answer.value_or(Refusal::already_given);
  };
  EXPECT_EQ(why({town.office(0), SeatRole::duty_officer}, SeatAct::acknowledge), Refusal::no_such_seat);
  EXPECT_EQ(why({town.office(1), SeatRole::principal}, SeatAct::acknowledge), Refusal::no_such_seat);
  EXPECT_EQ(why({OfficeId{}, SeatRole::principal}, SeatAct::acknowledge), Refusal::no_such_seat);
  EXPECT_EQ(why(town.principal(), SeatAct::acknowledge), Refusal::seat_not_taken);
  EXPECT_EQ(why(town.enterprise(), SeatAct::acknowledge, 7), Refusal::no_such_case);
  EXPECT_EQ(why(town.above(2), SeatAct::dispatch), Refusal::not_involved);
  EXPECT_EQ(why(town.enterprise(), SeatAct::evacuate), Refusal::not_acknowledged);
  town.must(town.enterprise(), SeatAct::acknowledge);
  EXPECT_EQ(why(town.enterprise(), SeatAct::dispatch), Refusal::nobody_below);
  EXPECT_EQ(why(town.enterprise(), SeatAct::request_clear), Refusal::no_feedback);
  town.must(town.enterprise(), SeatAct::escalate);
  EXPECT_EQ(why(town.enterprise(), SeatAct::escalate), Refusal::already_above);
}

TEST(SeatActs, EscalatingBringsInTheLevelAbove) {
  Seats town;
  town.must(town.enterprise(), SeatAct::acknowledge);
  town.must(town.enterprise(), SeatAct::escalate);
  EXPECT_EQ(town.when(LogKind::case_escalated, town.office(1)), town.now);
  town.must(town.above(1), SeatAct::acknowledge);
  town.must(town.above(1), SeatAct::escalate);
  town.must(town.above(2), SeatAct::acknowledge);
  EXPECT_EQ(town.act(town.above(2), SeatAct::escalate), Refusal::nobody_above);
  town.must(town.above(2), SeatAct::verify_false_alarm);
  EXPECT_EQ(town.state.cases[0].verdict, Verdict::false_alarm);
}

TEST(SeatActs, SupervisingFollowsUpInTime) {
  const auto overdue = [](bool supervises) {
    Policy policy = Seats::policy();
    limit(policy, 1, Clock::follow_up, minutes{30});
    policy.levels[1].when_responsible = {Task::acknowledge, Task::follow_up};
    Seats town(false, policy);
    town.must(town.above(1), SeatAct::acknowledge);
    if (supervises) town.must(town.above(1), SeatAct::supervise);
    EXPECT_EQ(town.count(LogKind::measure_taken), supervises ? 1u : 0u);
    town.play(hours{2});
    return town.count(LogKind::clock_expired);
  };
  EXPECT_EQ(overdue(true), 0u);
  EXPECT_EQ(overdue(false), 1u);
}

TEST(SeatActs, DispatchingSendsTheNoticesOnceMore) {
  Seats town;
  town.must(town.above(1), SeatAct::acknowledge);
  const std::size_t before = town.count(LogKind::case_notified);
  town.must(town.above(1), SeatAct::dispatch);
  town.play(minutes{2});
  EXPECT_EQ(town.count(LogKind::case_notified), before + 1);
}

TEST(SeatActs, OnThePlantAreOrderedAtOnce) {
  Seats town;
  town.must(town.enterprise(), SeatAct::acknowledge);
  for (const auto& [what, order] :
       {std::pair{SeatAct::evacuate, PlantAct::evacuate}, std::pair{SeatAct::stop_production, PlantAct::stop},
        std::pair{SeatAct::repair, PlantAct::repair}}) {
    town.state.plant_requests.clear();
    town.must(town.enterprise(), what);
    ASSERT_EQ(town.state.plant_requests.size(), 1u);
    EXPECT_EQ(town.state.plant_requests[0].kind, order);
  }
}

TEST(SeatActs, ReleasedSeatsAreTakenUpByTheOfficers) {
  Seats town;
  town.must(town.enterprise(), SeatAct::acknowledge);
  town.must(town.enterprise(), SeatAct::verify_real);
  town.play(hours{5});
  EXPECT_EQ(town.state.cases[0].stage, Stage::verified);
  town.sit(town.enterprise(), false);
  EXPECT_EQ(town.state.cases[0].stage, Stage::feedback);
}

}  // namespace
}  // namespace fengsui::workflow
