#include "scenarios/policy_reach.h"

#include <algorithm>

namespace fengsui {

using namespace workflow;

namespace {

bool contains(const std::vector<Task>& steps, Task step) {
  return std::ranges::find(steps, step) != steps.end();
}

bool runs(const Reached& reached, Clock clock) {
  return reached.working || (reached.responsible && clock == Clock::follow_up);
}

}  // namespace

PolicyReach::PolicyReach(const Policy& policy) : policy_(policy), reached_(policy.levels.size()) {
  for (std::size_t colour = 1; colour < colour_count; ++colour) {
    const ColourPolicy& way = policy.colours[colour];
    reached_[0][colour].working = true;
    for (const std::size_t level : way.informed)
      if (level != 0 && level != way.responsible) reached_[level][colour].informed = true;
    if (way.responsible != 0) reached_[way.responsible][colour].responsible = true;
    earlier_[colour].insert(colour);
  }
  while (step()) {
  }
}

bool PolicyReach::ever(std::size_t level, bool Reached::*what) const {
  return std::ranges::any_of(reached_[level], [&](const Reached& reached) { return reached.*what; });
}

bool PolicyReach::somebody_does(Task task, std::size_t colour) const {
  for (std::size_t level = 0; level < policy_.levels.size(); ++level) {
    const LevelPolicy& steps = policy_.levels[level];
    const Reached& reached = reached_[level][colour];
    if (reached.working && contains(steps.when_working, task)) return true;
    if (reached.responsible && contains(steps.when_responsible, task)) return true;
    if (reached.informed && contains(steps.when_informed, task)) return true;
  }
  return false;
}

bool PolicyReach::can_pretend() const {
  return contains(policy_.levels[0].when_working, Task::handle) &&
         (policy_.false_feedback > 0 || policy_.false_feedback_overdue > 0);
}

Clock PolicyReach::taken_away_by(std::size_t level, std::size_t colour, Clock clock) const {
  if (level + 1 >= policy_.levels.size()) return clock;
  // whoever is only responsible has no other clock
  if (clock == Clock::follow_up && reached_[level][colour].responsible) return clock;
  const auto ends_with = [&](Clock other) {
    if (clock == other) return false;
    if (other == Clock::clear) return true;  // nothing but the end of the case stops it
    // the signature stops both
    return (other == Clock::acknowledge && clock == Clock::duty_call) ||
           (other == Clock::duty_call && clock == Clock::acknowledge);
  };
  const Duration limit = policy_.levels[level].limits[colour][static_cast<std::size_t>(clock)];
  for (const Clock other : {Clock::clear, Clock::acknowledge, Clock::duty_call}) {
    const auto number = static_cast<std::size_t>(other);
    if (!ends_with(other) || policy_.escalation[number] != Escalation::hand_over) continue;
    // a milder colour with a longer limit would let both fall due at the moment of the upgrade
    if (std::ranges::all_of(earlier_[colour], [&](std::size_t before) {
          return policy_.levels[level].limits[before][number] < limit;
        }))
      return other;
  }
  return clock;
}

void PolicyReach::trigger(std::size_t level, std::size_t colour, Trigger on) {
  reached_[level][colour].triggered[static_cast<std::size_t>(on)] = true;
  for (const Upgrade& rule : policy_.upgrades) {
    if (rule.on != on || static_cast<std::size_t>(rule.from) != colour) continue;
    const auto worse = static_cast<std::size_t>(rule.to);
    earlier_[worse].insert(earlier_[colour].begin(), earlier_[colour].end());
    // whoever is involved stays so
    for (auto& colours : reached_) {
      colours[worse].informed |= colours[colour].informed;
      colours[worse].responsible |= colours[colour].responsible;
      colours[worse].working |= colours[colour].working;
    }
    break;
  }
  const std::size_t top = policy_.levels.size() - 1;
  for (const MeasureRule& rule : policy_.measures) {
    if (rule.on != on || static_cast<std::size_t>(rule.at_least) > colour) continue;
    if (rule.measure == Measure::call_and_answer && level < top) reached_[level + 1][colour].calls = true;
    if (rule.measure == Measure::on_site_supervision) {
      // by the reviewing level; a level above may review what was handed over
      for (std::size_t by =
               std::max<std::size_t>(policy_.colours[colour].responsible, std::min(level + 1, top));
           by <= top; ++by) {
        Reached& reached = reached_[by][colour];
        reached.supervises_on_site = true;
        if (!reached.involved()) reached.informed = true;
        if (std::ranges::find(policy_.escalation, Escalation::hand_over) == policy_.escalation.end()) break;
      }
    }
  }
}

bool PolicyReach::step() {
  const auto before = reached_;
  const auto earlier_before = earlier_;
  for (std::size_t colour = 1; colour < colour_count; ++colour)
    for (std::size_t level = 0; level < policy_.levels.size(); ++level)
      for (std::size_t i = 0; i < clock_count; ++i) {
        const Clock clock = static_cast<Clock>(i);
        Reached& reached = reached_[level][colour];
        if (!runs(reached, clock) || policy_.levels[level].limits[colour][i] == forever) continue;
        if (taken_away_by(level, colour, clock) != clock) continue;
        reached.expires[i] = true;
        trigger(level, colour, static_cast<Trigger>(i));
        if (policy_.escalation[i] != Escalation::none && level + 1 < policy_.levels.size())
          reached_[level + 1][colour].working = true;
      }
  // feedback can come too early, so every review may send it back
  for (std::size_t colour = 1; colour < colour_count; ++colour) {
    if (!somebody_does(Task::feedback, colour)) continue;
    trigger(0, colour, Trigger::rejected);
    if (can_pretend()) trigger(0, colour, Trigger::false_feedback);
  }
  return before != reached_ || earlier_before != earlier_;
}

}  // namespace fengsui
