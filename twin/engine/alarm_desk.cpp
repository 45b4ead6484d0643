// The reference engine's dealings with the life cycle of its alarms: signals, clocks and what people do.
#include <algorithm>
#include <cassert>

#include "twin/engine/reference_engine.h"

namespace fengsui::engine {

namespace {

// The operator alarm that a trip-level alarm of the same point makes worse.
std::optional<AlarmCondition> milder(AlarmCondition condition) {
  if (condition == AlarmCondition::high_high) return AlarmCondition::high;
  if (condition == AlarmCondition::low_low) return AlarmCondition::low;
  return {};
}

}  // namespace

AlarmId ReferenceEngine::new_alarm(std::uint32_t subject) {
  subject_of_alarm_.push_back(subject);
  return AlarmId(subject_of_alarm_.size() - 1);
}

void ReferenceEngine::signal_condition(std::uint32_t index, AlarmSignal signal, Time time, double value) {
  // what its clock says by then comes first, and sees the facts as they were
  while (clocks_.due_of(index) <= time && clocks_.due_of(index) != never) strike(index);
  ConditionState& condition = conditions_[index];
  if (signal == AlarmSignal::condition_on || signal == AlarmSignal::condition_off)
    condition.present = signal == AlarmSignal::condition_on;
  if (signal == AlarmSignal::suppress || signal == AlarmSignal::release)
    condition.plant_suppresses = signal == AlarmSignal::suppress;
  step_condition(index, signal, time, value);
}

void ReferenceEngine::strike(std::uint32_t index) {
  const Time due = clocks_.due_of(index);
  clocks_.clear(index);
  const AlarmSignal signal =
      conditions_[index].state == AlarmState::shelved ? AlarmSignal::unshelve : AlarmSignal::realarm;
  step_condition(index, signal, due, conditions_[index].limit.deciding_value);
}

void ReferenceEngine::step_condition(std::uint32_t index, AlarmSignal signal, Time time, double value) {
  ConditionState& condition = conditions_[index];
  const ConditionSpec& spec = compiled_->conditions[index];
  const AlarmState before = condition.state;
  const AlarmState after_it =
      next_state(before, signal, {condition.present, condition.plant_suppresses, spec.latching});
  if (before == after_it) return;
  condition.state = after_it;
  if (before == AlarmState::acknowledged || before == AlarmState::shelved) clocks_.clear(index);
  if (after_it == AlarmState::acknowledged && spec.re_alarm_after != forever)
    clocks_.set(index, after(time, spec.re_alarm_after));

  // a hiding that ends no occurrence has a number of its own when people ask for it, and none by design
  if (before == AlarmState::shelved) shelved_by_rule_.erase(index);
  const bool running = describe(before).alarm_on;
  const bool entering = describe(after_it).hidden && !describe(before).hidden;
  if (entering && !running) condition.alarm = {};
  for (const AlarmEvent event : announcements(before, after_it)) {
    if (event == AlarmEvent::released && !condition.alarm.valid()) continue;
    if (event == AlarmEvent::raised || !condition.alarm.valid()) condition.alarm = new_alarm(index);
    announce({condition.alarm, spec.point, GatewayId{},
              compiled_->directory.points[spec.point.index].enterprise, event, spec.condition, spec.priority,
              time, value, spec.shown_limit});
    if (event == AlarmEvent::raised) worsen(index, time);
  }
  if (after_it == AlarmState::suppressed && !running) condition.alarm = {};

  if (!running && describe(after_it).alarm_on && chatter_.raised(index, time, rules_.flood) &&
      !never_hidden(spec) &&
      risk_.colour_of(compiled_->directory.points[spec.point.index].enterprise) != Colour::red) {
    shelve(index, time, rules_.flood.chatter_shelving, value);
    if (condition.state == AlarmState::shelved) shelved_by_rule_.insert(index);
  }
}

void ReferenceEngine::worsen(std::uint32_t index, Time time) {
  const ConditionSpec& spec = compiled_->conditions[index];
  const auto mild = milder(spec.condition);
  if (!mild) return;
  for (const std::uint32_t other : conditions_of(spec.point, *mild))
    signal_condition(other, AlarmSignal::realarm, time, conditions_[index].limit.deciding_value);
}

std::vector<std::uint32_t> ReferenceEngine::conditions_of(PointId point, AlarmCondition condition) const {
  std::vector<std::uint32_t> found;
  if (!point.valid() || point.index + 1 >= compiled_->first_condition.size()) return found;
  for (std::uint32_t i = compiled_->first_condition[point.index];
       i < compiled_->first_condition[point.index + 1]; ++i)
    if (compiled_->conditions[i].condition == condition && !compiled_->conditions[i].is_switch)
      found.push_back(i);
  return found;
}

void ReferenceEngine::take(const AlarmAction& action) {
  constexpr AlarmSignal signals[] = {AlarmSignal::acknowledge,       AlarmSignal::shelve,
                                     AlarmSignal::unshelve,          AlarmSignal::take_out_of_service,
                                     AlarmSignal::return_to_service, AlarmSignal::reset};
  const AlarmSignal signal = signals[static_cast<std::size_t>(action.act)];
  for (const std::uint32_t index : conditions_of(action.point, action.condition)) {
    const double value = conditions_[index].limit.deciding_value;
    if (signal == AlarmSignal::shelve)
      shelve(index, action.time, std::min(action.lasting, rules_.longest_shelving), value);
    else
      signal_condition(index, signal, action.time, value);
  }
}

void ReferenceEngine::reveal_behind_red(const std::vector<Warning>& warnings, Time not_before) {
  for (const Warning& warning : warnings) {
    if (warning.colour != Colour::red) continue;
    const std::set<std::uint32_t> shelved = shelved_by_rule_;
    for (const std::uint32_t index : shelved) {
      const PointId point = compiled_->conditions[index].point;
      if (compiled_->directory.points[point.index].enterprise == warning.enterprise)
        signal_condition(index, AlarmSignal::unshelve, std::max(warning.time, not_before),
                         conditions_[index].limit.deciding_value);
    }
  }
}

void ReferenceEngine::shelve(std::uint32_t index, Time time, Duration lasting, double value) {
  // nobody prolongs a shelving that runs: it ends, and the alarm is seen again
  if (lasting <= Duration::zero() || conditions_[index].state == AlarmState::shelved) return;
  signal_condition(index, AlarmSignal::shelve, time, value);
  if (conditions_[index].state == AlarmState::shelved) clocks_.set(index, after(time, lasting));
}

}  // namespace fengsui::engine
