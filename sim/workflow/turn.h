// Inside the room: one turn of the workflow (what a handler may touch) and what its parts ask of each other.
//
// A case is addressed by its index, a level by its number. None of these functions adds cases, so references
// into the tables stay valid during a turn.
#pragma once

#include "sim/workflow/workflow.h"

namespace fengsui::workflow {

struct Turn {
  const Context& context;
  const WorkflowSpec& spec;
  WorkflowState& state;

  Time now() const { return context.now; }
  const Policy& policy() const { return spec.policy; }
  std::size_t levels() const { return spec.policy.levels.size(); }
  const LevelPolicy& level(std::size_t number) const { return spec.policy.levels[number]; }
  Case& item(std::uint32_t c) const { return state.cases[c]; }
  Involvement& part(std::uint32_t c, std::size_t number) const {
    return state.involvements[c * levels() + number];
  }
  Job& job(std::uint32_t c, std::size_t number, Lane lane) const {
    return part(c, number).jobs[static_cast<std::size_t>(lane)];
  }
  bool open(std::uint32_t c) const { return item(c).stage != Stage::cleared; }
  bool night() const {
    return is_night(policy(), (spec.start_in_week + now().time_since_epoch()) % one_week);
  }
  Duration in_week() const { return (spec.start_in_week + now().time_since_epoch()) % one_week; }

  void note(LogKind kind, std::uint32_t c, std::size_t number, std::uint32_t other,
            double value = 0.0) const {
    context.note(kind, c, part(c, number).office.index, other, value);
  }
  // What people did, told to the engine; a telephone report is no business of the engine.
  void tell_engine(std::uint32_t c, Act act) const {
    if (item(c).warning.valid()) state.actions.push_back({now(), item(c).warning, item(c).enterprise, act});
  }
  // One uniform number, keyed by who does what for the how-manyth time; never by a deadline.
  double draw(Draw what, std::uint32_t c, std::uint64_t round, std::uint64_t attempt, std::size_t number,
              Task task) const {
    return context.stream(what, c).uniform(((round * 256 + attempt) * 8 + number) * 8 +
                                           static_cast<std::uint64_t>(task));
  }
};

// Planned events. `subject` is a case, except for shift_change (an office) and finished (an officer).
enum class Planned : std::uint16_t {
  send,
  delivered,
  reacted,
  finished,
  clock,
  measure,
  call_again,
  shift_change
};

// The detail of a planned event: a level, a small number and a large one.
struct Detail {
  std::size_t level = 0;    // < 256
  std::uint8_t small = 0;   // position of a send, channel, lane, clock or rule
  std::uint64_t large = 0;  // stamp, round of notices or latency [µs], < 2^48
};
constexpr std::uint64_t packed(Detail d) { return d.large << 16 | std::uint64_t{d.small} << 8 | d.level; }
constexpr Detail unpacked(std::uint64_t bits) {
  return {bits & 0xff, static_cast<std::uint8_t>(bits >> 8 & 0xff), bits >> 16};
}
void plan(const Turn& turn, Time time, Planned kind, std::uint32_t subject, Detail detail);

// notices.cpp: telling offices
void inform(const Turn& turn, std::uint32_t c, std::size_t level, Role role);
void push(const Turn& turn, std::uint32_t c, std::size_t level);
void on_send(const Turn& turn, std::uint32_t c, Detail detail);
void on_delivered(const Turn& turn, std::uint32_t c, Detail detail);
void told(const Turn& turn, std::uint32_t c, std::size_t level, bool answered);
void call_finished(const Turn& turn, std::uint32_t c, std::size_t caller);
void on_call_again(const Turn& turn, std::uint32_t c, Detail detail);

// jobs.cpp: the steps of a level, queues and officers
void begin_steps(const Turn& turn, std::uint32_t c,
                 std::size_t level);                                 // idle at the first step not yet done
void advance(const Turn& turn, std::uint32_t c, std::size_t level);  // go on with the next step, if any
void revise_steps(const Turn& turn, std::uint32_t c,
                  std::size_t level);  // somebody else did the step in hand
void begin_job(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane, Task task);
void react(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane, bool answered);
void cancel(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane);
void requeue(const Turn& turn, std::uint32_t c);  // after the colour changed
void serve(const Turn& turn, OfficeId office);    // give waiting work to free officers
void on_reacted(const Turn& turn, std::uint32_t c, Detail detail);
void on_finished(const Turn& turn, std::uint32_t officer, Detail detail);
void on_shift_change(const Turn& turn, OfficeId office);

// acts.cpp: what a step means for the case
void acknowledge(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer);
void verify(const Turn& turn, std::uint32_t c, std::size_t level, Verdict verdict);
void take_in_hand(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer,
                  bool pretended);
void give_feedback(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer);
void clear_case(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer);
void send_back(const Turn& turn, std::uint32_t c, std::size_t level, std::uint32_t officer);
void begin_task(const Turn& turn, std::uint32_t c, std::size_t level, Task task, std::uint32_t officer);
void complete_task(const Turn& turn, std::uint32_t c, std::size_t level, Task task, std::uint32_t officer);
std::size_t reviewer(const WorkflowSpec& spec, const WorkflowState& state, std::uint32_t c);
void begin_review(const Turn& turn, std::uint32_t c);
void tell_below(const Turn& turn, std::uint32_t c,
                std::size_t level);  // the levels below learn of it by voice

// clocks.cpp: limits and escalation
bool still_due(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock);
void run_clocks(const Turn& turn, std::uint32_t c, std::size_t level);
void stop_clock(const Turn& turn, std::uint32_t c, std::size_t level, Clock clock);
void stop_clock_everywhere(const Turn& turn, std::uint32_t c, Clock clock);
void renew_feedback_clock(const Turn& turn, std::uint32_t c, std::size_t level);
void settle(const Turn& turn, std::uint32_t c);  // expire what is due at this very moment
void on_clock(const Turn& turn, std::uint32_t c, Detail detail);
void withdraw(const Turn& turn, std::uint32_t c, std::size_t level);

// measures.cpp: the ladder of measures and the upgrade of colours
void trigger(const Turn& turn, std::uint32_t c, std::size_t level, Trigger on);
void on_measure(const Turn& turn, std::uint32_t c, Detail detail);
void upgrade(const Turn& turn, std::uint32_t c, Colour colour);

}  // namespace fengsui::workflow
