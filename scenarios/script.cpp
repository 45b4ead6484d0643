#include "scenarios/script.h"

#include <algorithm>

namespace fengsui {

ActionKind end_of(ActionKind kind) {
  using K = ActionKind;
  switch (kind) {
    case K::start_fault:
      return K::end_fault;
    case K::sensor_fault:
      return K::sensor_repair;
    case K::operator_leaves:
      return K::operator_returns;
    case K::bypass_interlock:
      return K::restore_interlock;
    case K::link_down:
      return K::link_up;
    case K::gateway_down:
      return K::gateway_up;
    case K::take_seat:
      return K::release_seat;
    case K::officers_leave:
      return K::officers_return;
    case K::channel_down:
      return K::channel_up;
    case K::alarm_out_of_service:
      return K::alarm_in_service;
    case K::gateway_clock:
    case K::duplicate_messages:
    case K::late_messages:
      return K::messages_restored;
    default:
      return kind;
  }
}

std::vector<ScenarioEvent> script(const Scenario& scenario) {
  std::vector<ScenarioEvent> events = scenario.events;
  for (const ScenarioEvent& event : scenario.events) {
    if (!event.lasts || *event.lasts > scenario.duration - event.at) continue;
    if (event.kind == ActionKind::shelve_alarm) continue;  // the engine ends it
    ScenarioEvent end = event;
    end.id.clear();
    end.at = event.at + *event.lasts;
    end.kind = end_of(event.kind);
    end.error = Duration::zero();
    end.probability = 0.0;
    end.size.reset();
    end.accident_threshold.reset();
    end.value.reset();
    end.lasts.reset();
    events.push_back(std::move(end));
  }
  // what people in seats do comes last, so that the other events keep their numbers with and without it
  std::ranges::stable_sort(
      events, {}, [](const ScenarioEvent& event) { return std::pair(is_of_seats(event.kind), event.at); });
  return events;
}

}  // namespace fengsui
