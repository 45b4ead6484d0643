#include "twin/engine/transitions.h"

#include <tuple>

namespace fengsui::engine {

namespace {

// Where an announced event leads.
AlarmState after_event(AlarmState from, AlarmEvent event) {
  switch (event) {
    case AlarmEvent::raised:
    case AlarmEvent::realarmed:
      return AlarmState::unacknowledged;
    case AlarmEvent::acknowledged:
      return from == AlarmState::unacknowledged           ? AlarmState::acknowledged
             : from == AlarmState::latched_unacknowledged ? AlarmState::latched_acknowledged
                                                          : AlarmState::normal;
    case AlarmEvent::returned:
      return from == AlarmState::unacknowledged ? AlarmState::returned_unacknowledged : AlarmState::normal;
    case AlarmEvent::latched:
      return from == AlarmState::acknowledged ? AlarmState::latched_acknowledged
                                              : AlarmState::latched_unacknowledged;
    case AlarmEvent::shelved:
      return AlarmState::shelved;
    case AlarmEvent::suppressed:
      return AlarmState::suppressed;
    case AlarmEvent::out_of_service:
      return AlarmState::out_of_service;
    case AlarmEvent::reset:
    case AlarmEvent::unshelved:
    case AlarmEvent::released:
    case AlarmEvent::in_service:
      return AlarmState::normal;
  }
  return from;
}

}  // namespace

std::set<Transition> all_transitions() {
  std::set<Transition> all;
  for (int situation = 0; situation < 8; ++situation) {
    const AlarmTable table = alarm_table({(situation & 1) != 0, (situation & 2) != 0, (situation & 4) != 0});
    for (int from = 0; from < alarm_state_count; ++from)
      for (const AlarmState to : table[static_cast<std::size_t>(from)]) {
        auto state = static_cast<AlarmState>(from);
        if (state == to) continue;
        for (const AlarmEvent event : announcements(state, to)) {
          all.insert({state, event});
          state = after_event(state, event);
        }
      }
  }
  return all;
}

std::set<Transition> transitions_of(std::span<const Alarm> alarms) {
  std::set<Transition> seen;
  std::map<std::tuple<PointId, GatewayId, AlarmCondition>, AlarmState> states;
  for (const Alarm& alarm : alarms) {
    AlarmState& state = states[{alarm.point, alarm.gateway, alarm.condition}];
    seen.insert({state, alarm.event});
    state = after_event(state, alarm.event);
  }
  return seen;
}

}  // namespace fengsui::engine
