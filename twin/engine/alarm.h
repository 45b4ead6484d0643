// The life cycle of one alarm as a table: state and signal give the next state, for every pair.
//
// States and transitions follow the alarm-management standards ISA-18.2 and IEC 62682: five visible states,
// two of them for alarms that latch, and three hidden ones in which nothing is annunciated: suppressed by
// design (by the state of the plant), shelved (by people or a rule, for a limited time) and out of service
// (by people, until they return it). Out of service outranks shelved, shelved outranks suppressed: a weaker
// signal does not leave a stronger state. Leaving a hidden state re-evaluates: suppressed if the plant still
// says so, unacknowledged if the condition is present (not acknowledged, whatever it was before), else normal
// (also what was latched).
//
// Inputs: signals, and for those that depend on it the situation. Outputs: the next state and what the
// transition announces. Throws nothing.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "sim/port/messages.h"

namespace fengsui::engine {

enum class AlarmState : std::uint8_t {
  normal,
  unacknowledged,
  acknowledged,
  returned_unacknowledged,
  latched_unacknowledged,
  latched_acknowledged,
  shelved,
  suppressed,
  out_of_service
};
inline constexpr int alarm_state_count = 9;

enum class AlarmSignal : std::uint8_t {
  condition_on,
  condition_off,
  acknowledge,
  realarm,  // worse, or acknowledged and present for too long
  reset,    // of a latched alarm, after it was acknowledged
  suppress,
  release,
  shelve,
  unshelve,  // by people, or because its time is over
  take_out_of_service,
  return_to_service
};
inline constexpr int alarm_signal_count = 11;

// What the next state depends on besides state and signal.
struct Situation {
  bool present = false;     // the condition, when a hidden state is left
  bool suppressed = false;  // by the plant, when shelving or being out of service ends
  bool latching = false;    // the alarm is held when its condition goes
};

struct AlarmStateInfo {
  std::string_view tag;  // of the standards, "RTNUN"
  std::string_view english, chinese;
  bool alarm_on;  // an occurrence is running
  bool acknowledged, annunciated;
  bool hidden;
};

const AlarmStateInfo& describe(AlarmState state);

AlarmState next_state(AlarmState state, AlarmSignal signal, const Situation& situation);

// What a transition tells the outside, in this order: at most the end of a hiding and a new occurrence.
class Announcements {
 public:
  void add(AlarmEvent event) { events_[count_++] = event; }
  const AlarmEvent* begin() const { return events_.data(); }
  const AlarmEvent* end() const { return events_.data() + count_; }
  bool empty() const { return count_ == 0; }

 private:
  std::array<AlarmEvent, 2> events_{};
  std::uint8_t count_ = 0;
};

// Suppression by design is announced where it ends an occurrence; what people do is always announced.
Announcements announcements(AlarmState from, AlarmState to);

// The whole table, for documents and tests: one row of next states per state, by signal, in one situation.
using AlarmTable = std::array<std::array<AlarmState, alarm_signal_count>, alarm_state_count>;
AlarmTable alarm_table(const Situation& situation);

}  // namespace fengsui::engine
