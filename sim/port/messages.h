// What crosses between the world and an engine under test. Values only; no truth.
//
// World to engine: what the engine is told once (Directory) and what gateways deliver (readings, states),
// what people did about its alarms (operator actions). Engine to world: alarms and graded warnings.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/id.h"
#include "sim/base/time.h"

namespace fengsui {

enum class Quality : std::uint8_t { good, bad };

// One sample of one point. `time` is the gateway's stamp (its clock may be wrong), not the truth.
struct Reading {
  Time time{};
  double value = 0.0;  // [unit of the point]
  PointId point;
  Quality quality = Quality::good;
  std::uint8_t reserved[3] = {};

  friend bool operator==(const Reading&, const Reading&) = default;
};
static_assert(sizeof(Reading) == 24);

// A gateway said something (a message or a heartbeat) that arrived at `received`.
struct GatewayBeat {
  GatewayId gateway;
  Time stamped{};
  Time received{};
};

enum class Colour : std::uint8_t { none, blue, yellow, orange, red };

enum class AlarmCondition : std::uint8_t {
  low_low,
  low,
  high,
  high_high,
  rate,
  stuck,
  offline,  // of a gateway, or of a point that says nothing
  state,
  deviation,     // from another point or a set point
  out_of_range,  // beyond the range of the instrument
  mismatch,      // two states that should agree do not
  vote,          // k of n conditions at once
  repeated,      // n times within a window
  absent,        // a report that is due did not come
  expression     // a formula over several points of a unit
};

enum class Act : std::uint8_t {
  acknowledge,
  verify_true,
  verify_equipment_fault,
  verify_false,
  handle,
  feedback,
  clear,
  reject,
  overdue
};

// What people did with a warning's case: an input of the risk score ("alarms and their handling").
struct OperatorAction {
  Time time{};
  WarningId warning;
  EnterpriseId enterprise;
  Act act = Act::acknowledge;
};

enum class AlarmAct : std::uint8_t {
  acknowledge,
  shelve,
  unshelve,
  take_out_of_service,
  return_to_service,
  reset  // of a latched alarm
};

// What people did with one alarm, which is named by what it watches, whether it is present or not.
struct AlarmAction {
  Time time{};
  PointId point;
  AlarmCondition condition = AlarmCondition::high;
  AlarmAct act = AlarmAct::acknowledge;
  Duration lasting{};  // of a shelving
};

// Everything an engine receives in one exchange, in time order within each list.
struct EngineInput {
  Time now{};  // the engine may act on everything up to here
  std::span<const Reading> readings;
  std::span<const GatewayBeat> beats;
  std::span<const OperatorAction> actions;
  std::span<const AlarmAction> alarm_actions = {};
};

// What happened to an alarm. An occurrence begins with `raised`; `returned`, `reset`, `shelved`, `suppressed`
// and `out_of_service` end it. An alarm that is still present when it comes back is raised anew, with a new
// id.
enum class AlarmEvent : std::uint8_t {
  raised,
  returned,
  acknowledged,
  realarmed,  // the same occurrence wants attention again: worse, or too long
  latched,    // its condition is gone, but it is held until somebody resets it
  reset,
  shelved,
  unshelved,
  suppressed,  // by design: by the state of the plant
  released,
  out_of_service,
  in_service
};

constexpr bool ends_occurrence(AlarmEvent event) {
  return event == AlarmEvent::returned || event == AlarmEvent::reset || event == AlarmEvent::shelved ||
         event == AlarmEvent::suppressed || event == AlarmEvent::out_of_service;
}

struct Alarm {
  AlarmId id;         // the engine's own number; the same for raise, acknowledge, return of one occurrence
  PointId point;      // invalid for a gateway alarm
  GatewayId gateway;  // set for offline
  EnterpriseId enterprise;
  AlarmEvent event = AlarmEvent::raised;
  AlarmCondition condition = AlarmCondition::high;
  std::uint8_t priority = 3;  // 1 highest .. 4 lowest
  Time time{};                // event time: when the condition had held long enough
  double value = 0.0;         // the reading that decided
  double limit = 0.0;
};

enum class WarningEvent : std::uint8_t { raised, changed, ended };

// A graded warning of an enterprise. One id from raise to end.
struct Warning {
  WarningId id;
  EnterpriseId enterprise;
  WarningEvent event = WarningEvent::raised;
  Colour colour = Colour::none;
  Time time{};
  double score = 0.0;                                                     // composite risk, 0..100
  double inherent = 0.0, alarms = 0.0, handling = 0.0, management = 0.0;  // its parts, 0..100 each
  std::vector<AlarmId> because;  // the alarms behind it, first cause first
  std::string reason;            // in words, from the rule file
};

struct EngineOutput {
  std::vector<Alarm> alarms;
  std::vector<Warning> warnings;
  Time wake = never;  // ask again at this time even if nothing arrives

  void clear() {
    alarms.clear();
    warnings.clear();
    wake = never;
  }
};

}  // namespace fengsui
