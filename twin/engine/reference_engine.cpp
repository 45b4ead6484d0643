#include "twin/engine/reference_engine.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/base/text.h"

namespace fengsui::engine {

ReferenceEngine::ReferenceEngine(Rules rules) : rules_(std::move(rules)) {}

std::vector<Attention> ReferenceEngine::begin(const Directory& directory, Time start) {
  compiled_ = std::make_shared<const Compiled>(compile(rules_, directory));
  const std::size_t condition_count = compiled_->conditions.size();
  conditions_.assign(condition_count, {});
  grids_.assign(compiled_->grid_count, {});
  smoothings_.assign(compiled_->smoothings.size(), {});
  formulas_.clear();
  for (const CombinationSpec& combination : compiled_->combinations) formulas_.push_back(combination.formula);
  looked_.assign(formulas_.size(), Time::min());
  unread_ = {};
  onsets_.clear();
  latest_.assign(directory.points.size(), Time::min());
  latest_value_.assign(directory.points.size(), 0.0);
  gateways_.assign(directory.gateways.size(), {});
  subject_of_alarm_.clear();
  numbered_ = 0;
  counts_ = {};
  clocks_ = {};
  waiting_ = {};
  released_ = handled_ = start;
  flood_ = {};
  chatter_ = {};
  shelved_by_rule_.clear();
  risk_ = RiskBook(*compiled_, start);

  // nothing that needs arming is armed before its switch has spoken; every gateway has its first chance from
  // now on
  for (std::size_t i = 0; i < condition_count; ++i)
    if (compiled_->conditions[i].arming != no_index) {
      conditions_[i].state = AlarmState::suppressed;
      conditions_[i].plant_suppresses = true;
    }
  timers_ = DueHeap(condition_count + gateways_.size());
  for (std::size_t i = 0; i < gateways_.size(); ++i) {
    gateways_[i].heard = start;
    timers_.plan(static_cast<std::uint32_t>(condition_count + i), after(start, rules_.offline_after));
  }
  for (std::uint32_t i = 0; i < condition_count; ++i)
    if (compiled_->conditions[i].watch == Watch::silence) expect_report(i, start, start);
  return attention_of(*compiled_);
}

void ReferenceEngine::exchange(const EngineInput& input, EngineOutput& output) {
  assert(compiled_ && "begin() comes first");
  output.clear();
  fresh_.clear();
  for (const GatewayBeat& beat : input.beats) {
    heard(beat.gateway, beat.received);
    gateways_[beat.gateway.index].clock.beat(beat.stamped, beat.received, rules_.clock_tolerance,
                                             rules_.offline_after);
  }
  take_readings(input);
  release(input.now);
  run_timers(input.now);
  take_actions(input);
  number_fresh_alarms();
  grade(input, output.warnings);
  output.alarms.swap(fresh_);
  reveal_behind_red(output.warnings, output.alarms.empty() ? Time::min() : output.alarms.back().time);
  if (!fresh_.empty()) {
    number_fresh_alarms();
    grade({input.now, {}, {}, {}, {}}, output.warnings);
    output.alarms.insert(output.alarms.end(), fresh_.begin(), fresh_.end());
    fresh_.clear();
  }
  output.wake = std::min(
      {timers_.next(), clocks_.next(), risk_.next_due(), after(waiting_.next(), rules_.reorder_wait)});
}

void ReferenceEngine::take_readings(const EngineInput& input) {
  // at one instant the limits speak before the switches that arm them
  std::vector<Reading> switches;
  std::size_t taken = 0;
  for (const Reading& reading : input.readings) {
    while (taken < switches.size() && switches[taken].time < reading.time) take(switches[taken++], input.now);
    if (compiled_->arms[reading.point.index])
      switches.push_back(reading);
    else
      take(reading, input.now);
  }
  while (taken < switches.size()) take(switches[taken++], input.now);
  look_at_combinations();
}

void ReferenceEngine::take(const Reading& reading, Time now) {
  const std::uint32_t point = reading.point.index;
  assert(point < compiled_->directory.points.size());
  const GatewayId gateway = compiled_->directory.points[point].gateway;
  heard(gateway, now);
  if (reading.quality == Quality::bad || !std::isfinite(reading.value)) {
    ++counts_.bad_quality;
    return;
  }

  Reading credible = reading;
  credible.time = gateways_[gateway.index].clock.corrected(reading.time, now, rules_.clock_tolerance);
  if (credible.time != reading.time) ++counts_.ahead_of_time;
  if (rules_.reorder_wait == Duration::zero())
    settle(credible, now);
  else
    waiting_.push(credible, compiled_->arms[point]);
}

void ReferenceEngine::release(Time now) {
  // each at the instant at which nothing before it can come any more, after what fell due until then: the
  // same for every order of arrival
  while (!waiting_.empty() && after(waiting_.next(), rules_.reorder_wait) <= now) {
    if (waiting_.next() != unread_.time) look_at_combinations();
    const Time instant = std::max(after(waiting_.next(), rules_.reorder_wait), released_);
    if (instant > released_) run_timers(instant - Duration{1});
    released_ = instant;
    settle(waiting_.pop(), instant);
  }
  look_at_combinations();
  released_ = now;
}

void ReferenceEngine::settle(const Reading& reading, Time now) {
  // the past of a point is settled
  const std::uint32_t point = reading.point.index;
  const Time time = reading.time;
  if (time <= latest_[point]) {
    ++(time == latest_[point]                     ? counts_.duplicate
       : latest_[point] - time <= rules_.lateness ? counts_.late
                                                  : counts_.too_late);
    return;
  }
  if (unread_.time != time) look_at_combinations();
  latest_[point] = time;
  latest_value_[point] = reading.value;
  ++counts_.taken;
  const std::uint32_t end = compiled_->first_condition[point + 1];
  for (std::uint32_t i = compiled_->first_condition[point]; i < end; ++i)
    observe_condition(i, time, now, reading.value);
  note_readers(reading.point, time, now);
}

void ReferenceEngine::apply(std::uint32_t index, const LimitChange& change) {
  if (compiled_->conditions[index].is_switch)
    arm(index, change);
  else
    signal_condition(index, change.on ? AlarmSignal::condition_on : AlarmSignal::condition_off, change.time,
                     change.value);

  const std::uint32_t counter = compiled_->conditions[index].counted_by;
  if (change.on && counter != no_index && !conditions_[index].plant_suppresses)
    count_onset(counter, change.time);
}

void ReferenceEngine::arm(std::uint32_t by, const LimitChange& change) {
  const ConditionSpec& spec = compiled_->conditions[by];
  for (std::uint32_t i = 0; i < spec.dependent_count; ++i) {
    const std::uint32_t dependent = compiled_->dependents[spec.first_dependent + i];
    ConditionState& state = conditions_[dependent];

    // what fell due until the switch moved still counts under the old setting
    if (state.limit.due <= change.time)
      if (const auto earlier = complete(state.limit)) apply(dependent, *earlier);
    signal_condition(dependent, change.on ? AlarmSignal::release : AlarmSignal::suppress, change.time,
                     state.limit.deciding_value);
  }
}

void ReferenceEngine::heard(GatewayId gateway, Time time) {
  assert(gateway.index < gateways_.size());
  GatewayState& state = gateways_[gateway.index];
  if (time <= state.heard) return;
  const Time silent_from = after(state.heard, rules_.offline_after);
  if (silent_from < time) signal_gateway(gateway, AlarmSignal::condition_on, silent_from);
  state.heard = time;
  signal_gateway(gateway, AlarmSignal::condition_off, time);
  timers_.plan(static_cast<std::uint32_t>(conditions_.size() + gateway.index),
               after(time, rules_.offline_after));
}

void ReferenceEngine::signal_gateway(GatewayId gateway, AlarmSignal signal, Time time) {
  GatewayState& state = gateways_[gateway.index];
  const AlarmState before = state.state;
  // a silence that was announced already is not announced again
  if (signal == AlarmSignal::condition_on && describe(before).alarm_on) return;
  state.state = next_state(before, signal, {});
  for (const AlarmEvent event : announcements(before, state.state)) {
    if (event == AlarmEvent::raised)
      state.alarm = new_alarm(static_cast<std::uint32_t>(conditions_.size() + gateway.index));
    announce({state.alarm, PointId{}, gateway, compiled_->directory.gateways[gateway.index].enterprise, event,
              AlarmCondition::offline, rules_.offline_priority, time, to_seconds(time - state.heard),
              to_seconds(rules_.offline_after)});
  }
}

void ReferenceEngine::number_fresh_alarms() {
  // one order for all ways of delivery: by time, then by subject
  const auto subject_of = [&](const Alarm& alarm) { return subject_of_alarm_[alarm.id.index]; };
  std::ranges::stable_sort(fresh_, [&](const Alarm& a, const Alarm& b) {
    return a.time != b.time ? a.time < b.time : subject_of(a) < subject_of(b);
  });

  if (numbered_ == subject_of_alarm_.size()) return;

  // occurrences that began in this exchange get their numbers in that order
  std::vector<AlarmId> renumbered(subject_of_alarm_.size() - numbered_);
  std::vector<std::uint32_t> subjects;
  for (const Alarm& alarm : fresh_) {
    if (alarm.id.index < numbered_ || renumbered[alarm.id.index - numbered_].valid()) continue;
    renumbered[alarm.id.index - numbered_] = AlarmId(numbered_ + subjects.size());
    subjects.push_back(subject_of(alarm));
  }
  const auto renumber = [&](AlarmId& id) {
    if (id.valid() && id.index >= numbered_) id = renumbered[id.index - numbered_];
  };
  std::vector<std::uint32_t> distinct = subjects;
  std::ranges::sort(distinct);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (const std::uint32_t subject : distinct)
    renumber(subject < conditions_.size() ? conditions_[subject].alarm
                                          : gateways_[subject - conditions_.size()].alarm);
  for (Alarm& alarm : fresh_) renumber(alarm.id);
  std::ranges::copy(subjects, subject_of_alarm_.begin() + static_cast<std::ptrdiff_t>(numbered_));
  numbered_ = static_cast<std::uint32_t>(subject_of_alarm_.size());
}

void ReferenceEngine::run_timers(Time now) {
  handled_ = now;
  while (const auto due = timers_.pop(now)) {
    if (*due >= conditions_.size()) {
      // heard since: later; else it is silent
      const GatewayId gateway(*due - conditions_.size());
      const Time silent_from = after(gateways_[gateway.index].heard, rules_.offline_after);
      if (silent_from > now)
        timers_.plan(*due, silent_from);
      else
        signal_gateway(gateway, AlarmSignal::condition_on, silent_from);
      continue;
    }
    ConditionState& condition = conditions_[*due];
    if (condition.limit.due == never) continue;
    if (condition.clock_due > now)
      timers_.plan(*due, condition.clock_due);
    else if (const auto change = complete(condition.limit))
      apply(*due, *change);
  }
  while (const auto due = clocks_.due(now)) strike(*due);
}

void ReferenceEngine::take_actions(const EngineInput& input) {
  // in the order of their times; at one instant those on warnings first
  auto alarm_action = input.alarm_actions.begin();
  const auto act_until = [&](Time time) {
    for (; alarm_action != input.alarm_actions.end() && alarm_action->time < time; ++alarm_action)
      take(*alarm_action);
  };
  for (const OperatorAction& action : input.actions) {
    act_until(action.time);
    take(action);
  }
  act_until(never);
}

void ReferenceEngine::take(const OperatorAction& action) {
  if (action.act != Act::acknowledge) return;
  // acknowledging a warning acknowledges those of its alarms that are still the latest of their kind
  for (const AlarmId alarm : risk_.alarms_behind(action.warning)) {
    const std::uint32_t subject = subject_of_alarm_[alarm.index];
    if (subject >= conditions_.size()) {
      const GatewayId gateway(subject - conditions_.size());
      if (gateways_[gateway.index].alarm == alarm)
        signal_gateway(gateway, AlarmSignal::acknowledge, action.time);
    } else if (conditions_[subject].alarm == alarm) {
      signal_condition(subject, AlarmSignal::acknowledge, action.time,
                       conditions_[subject].limit.deciding_value);
    }
  }
}

void ReferenceEngine::grade(const EngineInput& input, std::vector<Warning>& warnings) {
  // alarms and actions in the order of their times; at one instant alarms first
  auto action = input.actions.begin();
  const auto act_until = [&](Time time) {
    for (; action != input.actions.end() && action->time < time; ++action) {
      risk_.advance(*compiled_, action->time, warnings);
      risk_.take(*compiled_, *action, warnings);
    }
  };
  for (const Alarm& alarm : fresh_) {
    act_until(alarm.time);
    risk_.advance(*compiled_, alarm.time, warnings);
    const std::uint32_t subject = subject_of_alarm_[alarm.id.index];
    const std::uint32_t condition = subject < conditions_.size() ? subject : no_index;
    risk_.take(*compiled_, alarm, condition, warnings);
    flood_.take(*compiled_, alarm, condition);
  }
  act_until(never);
  risk_.advance(*compiled_, input.now, warnings);
}

std::vector<Finding> ReferenceEngine::findings() const {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < gateways_.size(); ++i) {
    const std::string place = "gateway " + std::to_string(i);
    const std::string ahead = format_duration(gateways_[i].clock.worst_ahead());
    const std::string behind = format_duration(gateways_[i].clock.worst_behind());
    if (gateways_[i].clock.worst_ahead() > Duration::zero())
      findings.push_back({place, "网关时钟超前 " + ahead + " / its clock is fast by " + ahead});
    if (gateways_[i].clock.worst_behind() > Duration::zero())
      findings.push_back({place, "网关时钟滞后或报文持续迟到 " + behind +
                                     " / its clock is slow, or all it says is late, by " + behind});
  }
  return findings;
}

AlarmState ReferenceEngine::state_of(PointId point, AlarmCondition condition) const {
  const auto found = conditions_of(point, condition);
  return found.empty() ? AlarmState::normal : conditions_[found.front()].state;
}

}  // namespace fengsui::engine
