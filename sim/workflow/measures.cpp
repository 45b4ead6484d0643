// The ladder of measures, and the upgrade of a case's colour.
#include <algorithm>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

// adds one event to the enterprise's conduct and tells how many of its kind lie within a time, this one
// included
void remember(Conduct& conduct, Trigger on, Time now) {
  const auto kind = static_cast<std::size_t>(on);
  auto& latest = conduct.latest[kind];
  std::shift_right(latest.begin(), latest.end(), 1);
  latest[0] = now;
  conduct.known[kind] =
      static_cast<std::uint8_t>(std::min<std::size_t>(remembered, conduct.known[kind] + 1u));
}

std::size_t count_within(const Conduct& conduct, Trigger on, Time now, Duration within) {
  const auto kind = static_cast<std::size_t>(on);
  const auto first = conduct.latest[kind].begin();
  return static_cast<std::size_t>(
      std::count_if(first, first + conduct.known[kind], [&](Time time) { return now - time <= within; }));
}

bool cause_stands(const Turn& turn, std::uint32_t c, std::size_t level, Trigger on) {
  const auto kind = static_cast<std::size_t>(on);
  if (kind < clock_count) return still_due(turn, c, level, static_cast<Clock>(kind));
  return turn.open(c);
}

void take(const Turn& turn, std::uint32_t c, std::size_t level, Measure measure) {
  const std::size_t by = std::max(reviewer(turn.spec, turn.state, c), std::min(level + 1, turn.levels() - 1));
  turn.note(LogKind::measure_taken, c, by, static_cast<std::uint32_t>(measure));
  switch (measure) {
    case Measure::repeat_push:
    case Measure::supervise: {
      // the order goes to whoever is late, and wakes a review that lies forgotten
      push(turn, c, level);
      const std::size_t reviewing = reviewer(turn.spec, turn.state, c);
      if (turn.open(c) && reviewing != level && turn.job(c, reviewing, Lane::review).state == JobState::idle)
        push(turn, c, reviewing);
      return;
    }
    case Measure::call_and_answer:
      if (level + 1 < turn.levels()) begin_job(turn, c, level + 1, Lane::call, Task::call);
      return;
    case Measure::on_site_supervision: {
      Involvement& part = turn.part(c, by);
      if (part.role == Role::none) inform(turn, c, by, Role::informed);
      part.on_site_due = true;
      if (part.jobs[static_cast<std::size_t>(Lane::steps)].state == JobState::none) advance(turn, c, by);
      return;
    }
    case Measure::interview:
    case Measure::penalty:
    case Measure::circular:
      return;  // on record; they act on the enterprise, not on this case
  }
}

}  // namespace

void trigger(const Turn& turn, std::uint32_t c, std::size_t level, Trigger on) {
  Conduct& conduct = turn.state.conduct[turn.item(c).enterprise.index];
  remember(conduct, on, turn.now());
  for (const Upgrade& rule : turn.policy().upgrades)
    if (rule.on == on && rule.from == turn.item(c).colour) {
      upgrade(turn, c, rule.to);
      break;
    }

  const auto& rules = turn.policy().measures;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const MeasureRule& rule = rules[i];
    if (rule.on != on || turn.item(c).colour < rule.at_least) continue;
    if (count_within(conduct, on, turn.now(), rule.within) < rule.times) continue;
    plan(turn, after(turn.now(), rule.after), Planned::measure, c, {level, static_cast<std::uint8_t>(i), 0});
  }
}

void on_measure(const Turn& turn, std::uint32_t c, Detail detail) {
  const MeasureRule& rule = turn.policy().measures[detail.small];
  if (cause_stands(turn, c, detail.level, rule.on)) take(turn, c, detail.level, rule.measure);
}

void upgrade(const Turn& turn, std::uint32_t c, Colour colour) {
  Case& item = turn.item(c);
  if (colour <= item.colour) return;
  const std::size_t before = reviewer(turn.spec, turn.state, c);
  item.colour = colour;
  turn.note(LogKind::colour_upgraded, c, 0, static_cast<std::uint32_t>(colour));
  requeue(turn, c);

  // tighter limits for those involved, and further levels are told
  const ColourPolicy& policy = turn.policy().colours[static_cast<std::size_t>(colour)];
  for (std::size_t level = 0; level < turn.levels() && turn.open(c); ++level) {
    Involvement& part = turn.part(c, level);
    const bool responsible = level == policy.responsible;
    if (part.role == Role::none) {
      if (responsible || std::ranges::find(policy.informed, level) != policy.informed.end())
        inform(turn, c, level, responsible ? Role::responsible : Role::informed);
    } else if (part.role == Role::informed && responsible) {
      inform(turn, c, level, Role::responsible);
    } else {
      run_clocks(turn, c, level);
    }
  }

  // a review under way moves to the level that is responsible now
  if (turn.open(c) && reviewer(turn.spec, turn.state, c) != before &&
      turn.job(c, before, Lane::review).state != JobState::none) {
    cancel(turn, c, before, Lane::review);
    begin_review(turn, c);
  }
}

}  // namespace fengsui::workflow
