// Telling offices: planned pushes over channels, calls until a human answers.
#include <algorithm>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

// the platform goes on pushing until the office has signed; later pushes are for work that lies forgotten
bool worth_sending(const Turn& turn, std::uint32_t c, std::size_t level) {
  const Involvement& part = turn.part(c, level);
  if (!turn.open(c) || part.role == Role::none || part.role == Role::withdrawn) return false;
  if (!part.acknowledged) return true;
  for (const Job& job : part.jobs)
    if (job.state == JobState::idle) return true;
  return false;
}

bool is_down(const WorkflowState& state, std::uint8_t channel) {
  return std::ranges::find(state.down_channels, channel) != state.down_channels.end();
}

// sends over one channel; false when the notice will never arrive
bool transmit(const Turn& turn, std::uint32_t c, std::size_t level, std::uint8_t channel, double uniform) {
  turn.note(LogKind::case_notified, c, level, channel);
  if (level == 0 && turn.item(c).stage == Stage::raised) turn.item(c).stage = Stage::dispatched;
  const Duration latency = turn.policy().channels[channel].latency.at(turn.night()).sample(uniform);
  if (latency == forever || is_down(turn.state, channel)) {
    turn.note(LogKind::notice_lost, c, level, channel);
    return false;
  }
  plan(turn, after(turn.now(), latency), Planned::delivered, c,
       {level, channel, static_cast<std::uint64_t>(latency.count())});
  return true;
}

}  // namespace

void set_channel(WorkflowState& state, std::uint8_t channel, bool up) {
  std::erase(state.down_channels, channel);
  if (!up) state.down_channels.push_back(channel);
}

void inform(const Turn& turn, std::uint32_t c, std::size_t level, Role role) {
  Involvement& part = turn.part(c, level);
  part.role = role;
  part.acknowledged = false;
  part.expired = 0;
  part.since = turn.now();
  run_clocks(turn, c, level);
  begin_steps(turn, c, level);
  push(turn, c, level);
}

void push(const Turn& turn, std::uint32_t c, std::size_t level) {
  Involvement& part = turn.part(c, level);
  ++part.notice_round;
  const auto& sends = turn.level(level).sends[static_cast<std::size_t>(turn.item(c).colour)];
  for (std::size_t i = 0; i < sends.size(); ++i)
    plan(turn, after(turn.now(), sends[i].after), Planned::send, c,
         {level, static_cast<std::uint8_t>(i), part.notice_round});
  if (sends.empty()) told(turn, c, level, false);
}

void on_send(const Turn& turn, std::uint32_t c, Detail detail) {
  const Involvement& part = turn.part(c, detail.level);
  const auto& sends = turn.level(detail.level).sends[static_cast<std::size_t>(turn.item(c).colour)];
  if (part.notice_round != detail.large || detail.small >= sends.size()) return;
  if (!worth_sending(turn, c, detail.level)) return;
  transmit(turn, c, detail.level, sends[detail.small].channel,
           turn.draw(Draw::channel, c, detail.large, detail.small, detail.level, Task::acknowledge));
}

void on_delivered(const Turn& turn, std::uint32_t c, Detail detail) {
  if (!turn.open(c) || turn.part(c, detail.level).role == Role::withdrawn) return;
  turn.note(LogKind::notice_delivered, c, detail.level, detail.small,
            static_cast<double>(detail.large) * 1e-6);
  told(turn, c, detail.level, turn.policy().channels[detail.small].answered);
}

void told(const Turn& turn, std::uint32_t c, std::size_t level, bool answered) {
  Case& item = turn.item(c);
  if (level == 0 && item.stage < Stage::delivered) item.stage = Stage::delivered;
  for (const Lane lane : {Lane::steps, Lane::review}) {
    Job& job = turn.job(c, level, lane);
    const bool reading = job.state == JobState::reacting && job.task == Task::acknowledge;
    // a human voice reaches whoever has not yet read the message
    if (job.state == JobState::idle || (reading && answered)) react(turn, c, level, lane, answered);
  }
}

void call_finished(const Turn& turn, std::uint32_t c, std::size_t caller) {
  Involvement& part = turn.part(c, caller);
  ++part.calls;
  const double luck = turn.draw(Draw::channel, c, part.calls, 0, caller, Task::call);
  if (!transmit(turn, c, caller - 1, turn.policy().call_channel, luck))
    plan(turn, after(turn.now(), turn.policy().call_retry), Planned::call_again, c, {caller, 0, 0});
}

void on_call_again(const Turn& turn, std::uint32_t c, Detail detail) {
  if (worth_sending(turn, c, detail.level - 1)) begin_job(turn, c, detail.level, Lane::call, Task::call);
}

}  // namespace fengsui::workflow
