// What can be done to a world from outside: by the script of a scenario, by an instructor, by a study.
// Flat data; only the fields that the kind names are read.
#pragma once

#include <limits>
#include <span>
#include <string_view>

#include "sim/base/id.h"
#include "sim/base/time.h"
#include "sim/port/messages.h"
#include "sim/workflow/seat.h"

namespace fengsui {

// The numbers are part of the record format: append, never renumber.
enum class ActionKind : std::uint16_t {
  start_fault,        // unit, fault, size [unit of the fault] or NaN, threshold [unit of the accident] or NaN
  end_fault,          // unit, fault
  sensor_fault,       // point, fault (a SensorFault), size [unit of the point, or factor for noise]
  sensor_repair,      // point
  operator_leaves,    // unit
  operator_returns,   // unit
  bypass_interlock,   // interlock
  restore_interlock,  // interlock
  link_down,          // link
  link_up,            // link
  gateway_down,       // gateway
  gateway_up,         // gateway
  gateway_clock,      // gateway, duration: by how much its clock is fast
  duplicate_messages,    // gateway, size: probability
  late_messages,         // gateway, size: probability, duration: how late
  phone_report,          // office, enterprise, colour, unit (none: not said)
  officers_leave,        // office
  officers_return,       // office
  messages_restored,     // gateway: clock, duplicates and late messages as by nature
  acknowledge_alarm,     // point, condition
  shelve_alarm,          // point, condition, duration
  unshelve_alarm,        // point, condition
  alarm_out_of_service,  // point, condition
  alarm_in_service,      // point, condition
  reset_alarm,           // point, condition
  take_seat,             // office, seat: a person sits down, the simulated officers hold still
  release_seat,          // office, seat
  seat_act,              // office, seat, case_id, act: what the person does with a case
  seat_note,             // office and seat (none: the instructor), case_id (none: about no case)
  channel_down,          // channel: what is sent over it from now on never arrives
  channel_up,            // channel
};

struct ActionWord {
  ActionKind kind;
  std::string_view key, english, chinese;
};

// What people in seats do; the log tells these by themselves, whoever planned them.
constexpr bool is_of_seats(ActionKind kind) {
  return kind >= ActionKind::take_seat && kind <= ActionKind::seat_note;
}

// All kinds, ordered by number.
std::span<const ActionWord> action_words();
const ActionWord& describe(ActionKind kind);

struct Action {
  Time at{};
  ActionKind kind = ActionKind::start_fault;
  EnterpriseId enterprise;
  UnitId unit;
  PointId point;
  InterlockId interlock;
  GatewayId gateway;
  LinkId link;
  OfficeId office;
  std::uint8_t channel = 0;  // position in the policy
  std::uint32_t fault = 0;
  double size = std::numeric_limits<double>::quiet_NaN();
  double threshold = std::numeric_limits<double>::quiet_NaN();
  Duration duration{};
  AlarmCondition condition = AlarmCondition::high;
  Colour colour = Colour::none;
  SeatRole seat = SeatRole::duty_officer;
  SeatAct act = SeatAct::acknowledge;
  CaseId case_id;
};

}  // namespace fengsui
