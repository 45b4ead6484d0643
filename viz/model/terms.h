// The terms that the console shows, explained: each with its name in both languages and what it means.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sim/workflow/seat.h"
#include "twin/record/label.h"

namespace fengsui::viz {

enum class Term : std::uint8_t {
  // what a seat may do, in the order of SeatAct
  acknowledge,
  verify_real,
  verify_equipment_fault,
  verify_false_alarm,
  dispatch,
  handle,
  stop_production,
  evacuate,
  repair,
  feedback,
  request_clear,
  approve,
  reject,
  escalate,
  supervise,
  // counts at the top
  unacknowledged,
  open_case,
  overdue,
  exercise,
  // columns of the alarm list
  alarm_state,
  priority,
  age,
  unit,
  point,
  condition,
  value,
  limit,
  // the instructor's desk
  injection,
  seat,
  snapshot,
  deeds,
  frozen,
  running,
  ended
};
inline constexpr std::size_t term_count = 34;

struct TermText {
  Term term;
  Label name, meaning;
};

std::span<const TermText> terms();

// "acknowledge 签收: the warning has arrived and been read; the clock of signing stops".
std::string explain(Term term, Language language);

// Of an act.
Term term_of(SeatAct act);

}  // namespace fengsui::viz
