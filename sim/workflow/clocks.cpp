// Limits: they run from when a level became involved, are only ever tightened, and at the limit the case goes
// up.
#include <algorithm>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

Duration limit_of(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock) {
  return limit_of(turn.level(level), turn.item(c).colour, clock, turn.item(c).equipment);
}

void set_deadline(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock, Time deadline) {
  turn.part(c, level).deadline[static_cast<std::size_t>(clock)] = deadline;
  plan(turn, deadline, Planned::clock, c, {level, static_cast<std::uint8_t>(clock), 0});
}

void escalate(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock) {
  const Escalation mode = turn.policy().escalation[static_cast<std::size_t>(clock)];
  if (mode == Escalation::none || level + 1 >= turn.levels()) return;
  const bool was_reviewing = turn.job(c, level, Lane::review).state != JobState::none;
  const bool already_there = turn.part(c, level + 1).role == Role::working;
  if (!already_there) turn.note(LogKind::case_escalated, c, level + 1, static_cast<std::uint32_t>(clock));
  if (mode == Escalation::hand_over) withdraw(turn, c, level);
  if (!already_there) inform(turn, c, level + 1, Role::working);
  if (was_reviewing && turn.open(c) && turn.item(c).feedback) begin_review(turn, c);
}

void expire(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock) {
  Involvement& part = turn.part(c, level);
  part.deadline[static_cast<std::size_t>(clock)] = never;
  part.expired = static_cast<std::uint8_t>(part.expired | 1u << static_cast<unsigned>(clock));

  // the duty call is a reminder by design, not somebody's failure
  if (clock != Clock::duty_call) {
    turn.item(c).overdue = true;
    turn.note(LogKind::clock_expired, c, level, static_cast<std::uint32_t>(clock),
              to_seconds(limit_of(turn, c, level, clock)));
    turn.tell_engine(c, Act::overdue);
  }
  trigger(turn, c, level, static_cast<Trigger>(clock));
  if (turn.open(c) && part.role != Role::withdrawn) escalate(turn, c, level, clock);
}

}  // namespace

bool still_due(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock) {
  const Case& item = turn.item(c);
  const Involvement& part = turn.part(c, level);
  if (!turn.open(c)) return false;
  switch (clock) {
    case Clock::acknowledge:
    case Clock::duty_call:
      return !part.acknowledged;
    case Clock::verify:
      return item.verdict == Verdict::unknown;
    case Clock::feedback:
      return !item.feedback;
    case Clock::clear:
      return true;
    case Clock::follow_up: {
      const Job& job = part.jobs[static_cast<std::size_t>(Lane::steps)];
      return !part.followed_up && !(job.state == JobState::busy && job.task == Task::follow_up);
    }
  }
  return false;
}

void run_clocks(const Turn& turn, std::uint32_t c, std::size_t level) {
  const Involvement& part = turn.part(c, level);
  if (part.role != Role::working && part.role != Role::responsible) return;
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Clock clock = static_cast<Clock>(i);
    if (part.role == Role::responsible && clock != Clock::follow_up) continue;
    const Duration limit = limit_of(turn, c, level, clock);
    if (limit == forever || (part.expired >> i & 1) || !still_due(turn, c, level, clock)) continue;
    const Time deadline = std::max(turn.now(), after(part.since, limit));
    if (deadline < part.deadline[i]) set_deadline(turn, c, level, clock, deadline);
  }
}

void stop_clock(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock) {
  turn.part(c, level).deadline[static_cast<std::size_t>(clock)] = never;
}

void stop_clock_everywhere(const Turn& turn, std::uint32_t c, Clock clock) {
  for (std::size_t level = 0; level < turn.levels(); ++level) stop_clock(turn, c, level, clock);
}

void renew_feedback_clock(const Turn& turn, std::uint32_t c, std::size_t level) {
  const auto bit = 1u << static_cast<unsigned>(Clock::feedback);
  Involvement& part = turn.part(c, level);
  part.expired = static_cast<std::uint8_t>(part.expired & ~bit);
  const Duration limit = limit_of(turn, c, level, Clock::feedback);
  if (limit != forever) set_deadline(turn, c, level, Clock::feedback, after(turn.now(), limit));
}

void settle(const Turn& turn, std::uint32_t c) {
  for (std::size_t level = 0; level < turn.levels(); ++level)
    for (std::size_t i = 0; i < clock_count; ++i)
      if (turn.part(c, level).deadline[i] <= turn.now()) expire(turn, c, level, static_cast<Clock>(i));
}

void on_clock(const Turn& turn, std::uint32_t c, Detail detail) {
  if (turn.part(c, detail.level).deadline[detail.small] != turn.now()) return;
  expire(turn, c, detail.level, static_cast<Clock>(detail.small));
}

void withdraw(const Turn& turn, std::uint32_t c, std::size_t level) {
  Involvement& part = turn.part(c, level);
  part.role = Role::withdrawn;
  part.deadline.fill(never);
  turn.note(LogKind::case_withdrawn, c, level, 0);
  for (const Lane lane : {Lane::steps, Lane::review, Lane::call}) {
    const Job& job = turn.job(c, level, lane);
    if (job.state == JobState::queued)
      turn.note(LogKind::task_abandoned, c, level, static_cast<std::uint32_t>(job.task),
                to_seconds(turn.now() - job.since));
    cancel(turn, c, level, lane);
  }
}

}  // namespace fengsui::workflow
