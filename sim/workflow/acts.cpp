// What the steps mean for the case; the same for simulated officers and for people in seats.
#include <algorithm>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

double since_opened(const Turn& turn, std::uint32_t c) {
  return to_seconds(turn.now() - turn.item(c).opened);
}

void ask_plant(const Turn& turn, std::uint32_t c, const std::vector<PlantAct>& acts) {
  for (const PlantAct act : acts)
    turn.state.plant_requests.push_back({turn.item(c).enterprise, act, CaseId{c}, turn.now()});
}

// what verification finds: the real cause when the world told it, otherwise the usual mix
Verdict found(const Turn& turn, std::uint32_t c, std::size_t level) {
  const Case& item = turn.item(c);
  const Policy& policy = turn.policy();
  const double judgement = turn.draw(Draw::verdict, c, item.rounds, 0, level, Task::verify);
  if (item.cause != Verdict::unknown && judgement >= policy.misjudged) return item.cause;
  const double mix = turn.draw(Draw::verdict, c, item.rounds, 1, level, Task::verify);
  if (mix < policy.verdict_real) return Verdict::real;
  return mix < policy.verdict_real + policy.verdict_equipment_fault ? Verdict::equipment_fault
                                                                    : Verdict::false_alarm;
}

bool pretends(const Turn& turn, std::uint32_t c, std::size_t level) {
  const Policy& policy = turn.policy();
  const double probability = turn.item(c).overdue ? policy.false_feedback_overdue : policy.false_feedback;
  return level == 0 && turn.draw(Draw::verdict, c, turn.item(c).rounds, 0, level, Task::handle) < probability;
}

void review(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer) {
  const Case& item = turn.item(c);
  const bool over = item.condition_gone || item.verdict == Verdict::false_alarm;
  const bool sound = turn.draw(Draw::verdict, c, item.rounds, 0, level, Task::review) >= turn.policy().reject;
  if (over && sound)
    clear_case(turn, c, level, officer);
  else
    send_back(turn, c, level, officer);
}

}  // namespace

void tell_below(const Turn& turn, std::uint32_t c, std::size_t level) {
  for (std::size_t below = 0; below < level; ++below)
    if (turn.part(c, below).role == Role::working) told(turn, c, below, true);
}

void acknowledge(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer) {
  Involvement& part = turn.part(c, level);
  if (part.acknowledged) return;
  part.acknowledged = true;
  stop_clock(turn, c, level, Clock::acknowledge);
  stop_clock(turn, c, level, Clock::duty_call);
  turn.note(LogKind::case_acknowledged, c, level, officer, since_opened(turn, c));
  if (part.role != Role::working) return;
  Case& item = turn.item(c);
  if (item.stage < Stage::acknowledged) item.stage = Stage::acknowledged;
  turn.tell_engine(c, Act::acknowledge);
}

void verify(const Turn& turn, std::uint32_t c, std::size_t level, Verdict verdict) {
  Case& item = turn.item(c);
  if (item.verdict != Verdict::unknown) return;
  item.verdict = verdict;
  item.stage = Stage::verified;
  stop_clock_everywhere(turn, c, Clock::verify);
  turn.note(LogKind::case_verified, c, level, static_cast<std::uint32_t>(verdict), since_opened(turn, c));
  turn.tell_engine(c, verdict == Verdict::real              ? Act::verify_true
                      : verdict == Verdict::equipment_fault ? Act::verify_equipment_fault
                                                            : Act::verify_false);
  if (verdict == Verdict::real)
    ask_plant(turn, c, turn.policy().colours[static_cast<std::size_t>(item.colour)].when_verified);
}

void take_in_hand(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer,
                  bool pretended) {
  Case& item = turn.item(c);
  if (item.handled) return;
  item.handled = true;
  item.pretended = pretended;
  item.stage = Stage::handled;
  turn.note(LogKind::case_handled, c, level, officer, since_opened(turn, c));
  turn.tell_engine(c, Act::handle);
  if (pretended) return;
  ask_plant(turn, c, turn.policy().colours[static_cast<std::size_t>(item.colour)].when_handled);
  // no sensor watches what was reported by telephone: really handled means over
  if (!item.warning.valid()) item.condition_gone = true;
}

void give_feedback(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer) {
  Case& item = turn.item(c);
  if (item.feedback) return;
  item.feedback = true;
  item.stage = Stage::feedback;
  stop_clock_everywhere(turn, c, Clock::feedback);
  turn.note(LogKind::case_feedback, c, level, officer, since_opened(turn, c));
  if (item.pretended) turn.note(LogKind::case_feedback_false, c, level, officer);
  turn.tell_engine(c, Act::feedback);
  begin_review(turn, c);
}

std::size_t reviewer(const WorkflowSpec& spec, const WorkflowState& state, std::uint32_t c) {
  // a level that handed the case over no longer reviews it
  const std::size_t levels = spec.policy.levels.size();
  std::size_t level = spec.policy.colours[static_cast<std::size_t>(state.cases[c].colour)].responsible;
  while (level + 1 < levels && state.involvements[c * levels + level].role == Role::withdrawn) ++level;
  return level;
}

void begin_review(const Turn& turn, std::uint32_t c) {
  begin_job(turn, c, reviewer(turn.spec, turn.state, c), Lane::review, Task::review);
}

void clear_case(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer) {
  Case& item = turn.item(c);
  item.stage = Stage::reviewed;
  turn.note(LogKind::case_reviewed, c, level, officer);
  item.stage = Stage::cleared;
  turn.note(LogKind::case_cleared, c, level, static_cast<std::uint32_t>(item.colour), since_opened(turn, c));
  turn.tell_engine(c, Act::clear);
  auto& open = turn.state.open_warnings;
  const auto entry = std::ranges::lower_bound(open, item.warning.index, {}, &OpenWarning::warning);
  if (item.warning.valid() && entry != open.end() && entry->case_index == c) open.erase(entry);

  // nobody works on it any more
  for (std::size_t number = 0; number < turn.levels(); ++number) {
    turn.part(c, number).deadline.fill(never);
    for (const Lane lane : {Lane::steps, Lane::review, Lane::call}) cancel(turn, c, number, lane);
  }
}

void send_back(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer) {
  Case& item = turn.item(c);
  const bool was_pretended = item.pretended;
  item.stage = Stage::reopened;
  item.handled = item.feedback = item.pretended = false;
  if (item.verdict == Verdict::false_alarm) item.verdict = Verdict::unknown;
  ++item.rounds;
  turn.note(LogKind::case_reviewed, c, level, officer);
  turn.note(LogKind::case_rejected, c, level, officer);
  turn.tell_engine(c, Act::reject);
  cancel(turn, c, level, Lane::review);

  // whoever was working on it is told and has to give feedback anew
  for (std::size_t number = 0; number < turn.levels(); ++number) {
    if (turn.part(c, number).role != Role::working) continue;
    renew_feedback_clock(turn, c, number);
    begin_steps(turn, c, number);
    push(turn, c, number);
  }
  trigger(turn, c, 0, Trigger::rejected);
  if (was_pretended) trigger(turn, c, 0, Trigger::false_feedback);
}

void begin_task(const Turn& turn, std::uint32_t c, std::size_t level, Task task, std::uint32_t officer) {
  if (task == Task::acknowledge) acknowledge(turn, c, level, officer);
  if (task == Task::follow_up) stop_clock(turn, c, level, Clock::follow_up);
}

void complete_task(const Turn& turn, std::uint32_t c, std::size_t level, Task task, std::uint32_t officer) {
  switch (task) {
    case Task::acknowledge:
      return;
    case Task::verify:
      return verify(turn, c, level, found(turn, c, level));
    case Task::handle:
      return take_in_hand(turn, c, level, officer, pretends(turn, c, level));
    case Task::feedback:
      return give_feedback(turn, c, level, officer);
    case Task::review:
      return review(turn, c, level, officer);
    case Task::call:
      return call_finished(turn, c, level);
    case Task::follow_up:
      turn.part(c, level).followed_up = true;
      return tell_below(turn, c, level);
    case Task::on_site:
      turn.part(c, level).on_site_due = false;
      return tell_below(turn, c, level);
  }
}

}  // namespace fengsui::workflow
