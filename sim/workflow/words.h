// The vocabulary of the workflow room. The numbers are part of the record format: append, never renumber.
//
// Every enumeration has a table of keys (as in files) with the English and Chinese shown to people; the index
// into the table is the number written to the log (log_kind.h: clock, task, measure, verdict).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fengsui::workflow {

struct Word {
  std::string_view key, english, chinese;
};

// A limit within which a level has to do something, counted from when the level became involved.
enum class Clock : std::uint8_t {
  acknowledge,  // sign the warning
  verify,       // find the cause
  feedback,     // report what was done
  clear,        // close the case
  duty_call,    // sign before the next level's duty officer calls
  follow_up     // responsible level: begin to follow up
};

enum class Task : std::uint8_t {
  acknowledge,
  verify,
  handle,
  feedback,
  follow_up,
  review,   // of the responsible level, once feedback is given
  call,     // the level below by telephone until a human answers
  on_site,  // supervision on the premises
};

enum class Measure : std::uint8_t {
  repeat_push,
  call_and_answer,
  supervise,
  on_site_supervision,
  interview,
  penalty,
  circular
};

enum class Verdict : std::uint8_t { unknown, real, equipment_fault, false_alarm };

// What sets off a measure or an upgrade: the expiry of a clock (same numbers as Clock), or a failed review.
enum class Trigger : std::uint8_t {
  acknowledge_overdue,
  verify_overdue,
  feedback_overdue,
  clear_overdue,
  duty_call_due,
  follow_up_overdue,
  rejected,
  false_feedback
};

inline constexpr std::size_t clock_count = 6;
inline constexpr std::size_t task_count = 8;
inline constexpr std::size_t measure_count = 7;
inline constexpr std::size_t trigger_count = 8;
inline constexpr std::size_t colour_count = 5;  // Colour::none is never a case's

std::span<const Word> clock_words();
std::span<const Word> task_words();
std::span<const Word> measure_words();
std::span<const Word> verdict_words();
std::span<const Word> trigger_words();

}  // namespace fengsui::workflow
