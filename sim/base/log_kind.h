// The vocabulary of the log: one row per kind, with the meaning of its fields.
// The numbers are part of the record format: append, never renumber.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fengsui {

enum class LogKind : std::uint16_t {
  // scenario
  scenario_started = 1,
  scenario_ended,
  scenario_action,
  instructor_action,

  // plant
  phase_started = 100,
  fault_started,
  fault_witnessed,
  fault_ended,
  interlock_demanded,
  interlock_tripped,
  interlock_failed_on_demand,
  interlock_blind,
  operator_left,
  operator_returned,
  operator_noticed,
  operator_acted,
  point_of_no_return,
  accident,
  accident_averted,
  plant_action_done,

  // sensors
  sensor_fault_started = 200,
  sensor_fault_witnessed,
  sensor_fault_ended,

  // network
  link_down = 300,
  link_up,
  gateway_down,
  gateway_up,
  message_lost,
  message_duplicated,
  message_delayed,
  backlog_sent,

  // engine, as the platform heard it
  alarm_raised = 400,
  alarm_returned,
  alarm_acknowledged,
  warning_raised,
  warning_changed,
  warning_ended,
  gateway_reported_offline,
  gateway_reported_online,
  engine_stalled,
  alarm_realarmed,
  alarm_latched,
  alarm_reset,
  alarm_shelved,
  alarm_unshelved,
  alarm_suppressed,
  alarm_released,
  alarm_out_of_service,
  alarm_in_service,
  engine_failed,

  // workflow
  case_opened = 500,
  case_notified,
  notice_delivered,
  notice_lost,
  case_acknowledged,
  case_verified,
  case_handled,
  case_feedback,
  case_feedback_false,
  case_reviewed,
  case_rejected,
  case_cleared,
  clock_expired,
  case_escalated,
  measure_taken,
  task_started,
  task_finished,
  task_abandoned,
  officer_lapsed,
  colour_upgraded,
  case_withdrawn,
  seat_taken,
  seat_released,
  seat_acted,
  seat_act_refused,
  seat_note,
  case_equipment,
};

// What a person at a seat says or does; what it leads to follows as entries of its own. The case it names may
// be none, or one that the office has no part in.
constexpr bool is_of_seats(LogKind kind) { return kind >= LogKind::seat_taken && kind <= LogKind::seat_note; }

// Which table an index of an entry points into.
enum class Refers : std::uint8_t {
  nothing,
  enterprise,
  unit,
  point,
  signal,
  interlock,
  fault,
  gateway,
  link,
  alarm,
  warning,
  case_item,
  office,
  officer,
  phase,
  colour,
  clock,
  channel,
  measure,
  task,
  accident,
  action,
  count,
  severity,
  verdict,
  condition,
  seat_role,
  seat_act,
  refusal,
  unit_class
};

// The lane of the timeline an entry belongs to, lowest level first.
enum class Lane : std::uint8_t {
  scenario,
  plant,
  sensors,
  network,
  engine,
  enterprise,
  district,
  city,
  workflow
};

enum class Severity : std::uint8_t { detail, info, notice, danger };

struct LogKindInfo {
  LogKind kind;
  std::string_view key;      // stable name in files and tests
  std::string_view english;  // phrase of the timeline
  std::string_view chinese;
  Lane lane;  // `workflow`: the lane is the office's level
  Severity severity;
  Refers subject, detail, other;
  std::string_view value;  // what `value` holds, with its unit; empty: unused
};

// All kinds, ordered by number.
std::span<const LogKindInfo> log_kinds();

// The row of one kind. A number that is not a kind (a foreign file) gives the row of no kind: key "unknown".
const LogKindInfo& describe(LogKind kind);

}  // namespace fengsui
