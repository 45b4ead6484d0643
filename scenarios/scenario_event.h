// One scripted event of a scenario: what happens to whom at which time. Plain data; names are resolved later.
// Which fields a kind of event has: event_shapes() in vocabulary.h.
#pragma once

#include <optional>
#include <string>

#include "scenarios/reference.h"
#include "scenarios/written_quantity.h"
#include "sim/action.h"

namespace fengsui {

struct ScenarioEvent {
  std::string id;  // for expectations; empty: none
  Duration at{};   // since the start of the scenario
  ActionKind kind = ActionKind::start_fault;

  Reference enterprise;  // name in the register
  UnitReference unit;
  Reference fault;      // fault key of the unit's class, or of a sensor ("pinned", "stuck", …)
  Reference point;      // tag
  Reference interlock;  // key
  Reference link;       // name in the network
  Reference office;     // "enterprise" (of `enterprise`), a district by its name, or "city"
  Reference channel;    // key in the policy
  Colour colour = Colour::none;
  AlarmCondition condition = AlarmCondition::high;
  SeatRole seat = SeatRole::duty_officer;
  SeatAct act = SeatAct::acknowledge;
  CaseId case_id;    // as the record numbers cases, from 0
  std::string text;  // note of a seat or of the instructor

  std::optional<WrittenQuantity> size;                // of the fault
  std::optional<WrittenQuantity> accident_threshold;  // of the accident the fault leads to
  std::optional<WrittenQuantity> value;               // of the sensor fault
  std::optional<Duration> lasts;                      // undone by itself after this long ("for")
  Duration error{};                                   // how fast the gateway's clock is; negative: slow
  Duration delay{};                                   // of late messages
  double probability = 0.0;                           // of duplicated or late messages

  std::string pointer;  // "/events/0"
};

}  // namespace fengsui
