// What a person at a seat may do with a case, and what it does.
#include <algorithm>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

// the acts that a person shares with simulated officers
std::optional<Act> plain_act(SeatAct act) {
  switch (act) {
    case SeatAct::acknowledge:
      return Act::acknowledge;
    case SeatAct::verify_real:
      return Act::verify_true;
    case SeatAct::verify_equipment_fault:
      return Act::verify_equipment_fault;
    case SeatAct::verify_false_alarm:
      return Act::verify_false;
    case SeatAct::handle:
      return Act::handle;
    case SeatAct::feedback:
      return Act::feedback;
    case SeatAct::approve:
      return Act::clear;
    case SeatAct::reject:
      return Act::reject;
    default:
      return {};
  }
}

const Involvement& part_of(const WorkflowSpec& spec, const WorkflowState& state, CaseId id,
                           std::size_t level) {
  return state.involvements[id.index * spec.policy.levels.size() + level];
}

// the nearest level below that works on the case
std::optional<std::size_t> working_below(const WorkflowSpec& spec, const WorkflowState& state, CaseId id,
                                         std::size_t level) {
  while (level-- > 0)
    if (part_of(spec, state, id, level).role == Role::working) return level;
  return {};
}

// acts of people only, of a level that has a part in an open case
std::optional<Refusal> refusal_of_person(const WorkflowSpec& spec, const WorkflowState& state, CaseId id,
                                         std::size_t level, SeatAct act) {
  const Case& item = state.cases[id.index];
  const Involvement& part = part_of(spec, state, id, level);
  if (part.role == Role::none || part.role == Role::withdrawn) return Refusal::not_involved;
  if (!part.acknowledged) return Refusal::not_acknowledged;
  switch (act) {
    case SeatAct::stop_production:
    case SeatAct::evacuate:
    case SeatAct::repair:
      return part.role == Role::informed ? std::optional{Refusal::not_involved} : std::nullopt;
    case SeatAct::request_clear:
      if (part.role != Role::working) return Refusal::not_involved;
      return item.feedback ? std::nullopt : std::optional{Refusal::no_feedback};
    case SeatAct::escalate:
      if (level + 1 >= spec.policy.levels.size()) return Refusal::nobody_above;
      return part_of(spec, state, id, level + 1).role == Role::working ? std::optional{Refusal::already_above}
                                                                       : std::nullopt;
    case SeatAct::dispatch:
    case SeatAct::supervise:
      return working_below(spec, state, id, level) ? std::nullopt : std::optional{Refusal::nobody_below};
    default:
      return Refusal::not_an_act_of_people;
  }
}

void order_plant(const Turn& turn, std::uint32_t c, PlantAct act) {
  turn.state.plant_requests.push_back({turn.item(c).enterprise, act, CaseId{c}, turn.now()});
}

// notices go out once more; a call that waits for this desk is made
void dispatch(const Turn& turn, std::uint32_t c, std::size_t level, std::size_t below) {
  push(turn, c, below);
  if (turn.job(c, level, Lane::call).state == JobState::none) return;
  cancel(turn, c, level, Lane::call);
  call_finished(turn, c, level);
}

// whoever follows up speaks with the levels below and orders in writing
void supervise(const Turn& turn, std::uint32_t c, std::size_t level, std::size_t below) {
  Involvement& part = turn.part(c, level);
  stop_clock(turn, c, level, Clock::follow_up);
  part.followed_up = true;
  part.on_site_due = false;
  turn.note(LogKind::measure_taken, c, level, static_cast<std::uint32_t>(Measure::supervise));
  push(turn, c, below);
  tell_below(turn, c, level);
}

// as at the end of a limit, but no limit has ended
void escalate(const Turn& turn, std::uint32_t c, std::size_t level) {
  turn.note(LogKind::case_escalated, c, level + 1, OfficeId::none_index);
  inform(turn, c, level + 1, Role::working);
}

void request_clear(const Turn& turn, std::uint32_t c) {
  begin_review(turn, c);
  const std::size_t reviewing = reviewer(turn.spec, turn.state, c);
  if (turn.open(c) && turn.job(c, reviewing, Lane::review).state == JobState::idle) push(turn, c, reviewing);
}

void act_as_person(const Turn& turn, std::uint32_t c, std::size_t level, SeatAct act) {
  switch (act) {
    case SeatAct::stop_production:
      return order_plant(turn, c, PlantAct::stop);
    case SeatAct::evacuate:
      return order_plant(turn, c, PlantAct::evacuate);
    case SeatAct::repair:
      return order_plant(turn, c, PlantAct::repair);
    case SeatAct::request_clear:
      return request_clear(turn, c);
    case SeatAct::escalate:
      return escalate(turn, c, level);
    case SeatAct::dispatch:
      return dispatch(turn, c, level, *working_below(turn.spec, turn.state, CaseId{c}, level));
    case SeatAct::supervise:
      return supervise(turn, c, level, *working_below(turn.spec, turn.state, CaseId{c}, level));
    default:
      return;
  }
}

}  // namespace

bool seat_exists(const WorkflowSpec& spec, SeatId seat) {
  if (seat.office.index >= spec.offices.size()) return false;
  return (spec.offices[seat.office.index].level == 0) == (seat.role != SeatRole::duty_officer);
}

bool seat_taken(const WorkflowState& state, SeatId seat) {
  return (state.queues[seat.office.index].seats >> static_cast<unsigned>(seat.role) & 1u) != 0;
}

bool belongs_to(const WorkflowState& state, SeatId seat, SeatAct act) {
  const bool others = seat.role == SeatRole::safety_officer &&
                      (act == SeatAct::approve || act == SeatAct::reject || act == SeatAct::escalate);
  const bool of_safety_officer = act == SeatAct::verify_real || act == SeatAct::verify_equipment_fault ||
                                 act == SeatAct::verify_false_alarm || act == SeatAct::feedback ||
                                 act == SeatAct::request_clear;
  if (!others && !(seat.role == SeatRole::principal && of_safety_officer)) return true;
  const SeatRole other = seat.role == SeatRole::principal ? SeatRole::safety_officer : SeatRole::principal;
  return !seat_taken(state, {seat.office, other});
}

std::optional<Refusal> seat_refusal(const WorkflowSpec& spec, const WorkflowState& state, CaseId case_id,
                                    SeatId seat, SeatAct act) {
  if (!seat_exists(spec, seat)) return Refusal::no_such_seat;
  if (!seat_taken(state, seat)) return Refusal::seat_not_taken;
  if (case_id.index >= state.cases.size()) return Refusal::no_such_case;
  if (!belongs_to(state, seat, act)) return Refusal::other_seat;
  if (const auto plain = plain_act(act)) return refusal(spec, state, case_id, seat.office, *plain);
  if (state.cases[case_id.index].stage == Stage::cleared) return Refusal::already_cleared;
  const std::size_t level = spec.offices[seat.office.index].level;
  if (part_of(spec, state, case_id, level).office != seat.office) return Refusal::not_involved;
  return refusal_of_person(spec, state, case_id, level, act);
}

std::optional<Refusal> act_from_seat(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                                     CaseId case_id, SeatId seat, SeatAct act) {
  if (const auto why = seat_refusal(spec, state, case_id, seat, act)) return why;
  if (const auto plain = plain_act(act)) return request(context, spec, state, case_id, seat.office, *plain);
  const Turn turn{context, spec, state};
  const std::uint32_t c = case_id.index;
  settle(turn, c);  // at exactly the limit it is too late
  if (const auto why = seat_refusal(spec, state, case_id, seat, act)) return why;

  const std::size_t level = spec.offices[seat.office.index].level;
  act_as_person(turn, c, level, act);
  if (turn.open(c)) revise_steps(turn, c, level);
  return std::nullopt;
}

}  // namespace fengsui::workflow
