// The life cycle of one alarm as a table: state and event give the next state, for every pair.
//
// States and names follow the alarm-management standards ISA-18.2 and IEC 62682 (without latching and
// shelving). Suppression here is by design (plant state logic). Leaving it re-evaluates: condition present
// gives an unacknowledged alarm, absent gives normal.
#pragma once

#include <optional>
#include <string_view>

#include "sim/port/messages.h"

namespace fengsui::engine {

enum class AlarmState : std::uint8_t {
  normal,
  unacknowledged,
  acknowledged,
  returned_unacknowledged,
  suppressed
};
inline constexpr int alarm_state_count = 5;

enum class AlarmSignal : std::uint8_t {
  condition_on,
  condition_off,
  acknowledge,
  suppress,
  release_on,  // suppression ends while the condition is present
  release_off  // suppression ends while it is absent
};
inline constexpr int alarm_signal_count = 6;

struct AlarmStateInfo {
  std::string_view tag;  // of the standards, "RTNUN"
  std::string_view english, chinese;
  bool alarm_on, acknowledged, annunciated;
};

const AlarmStateInfo& describe(AlarmState state);

AlarmState next_state(AlarmState state, AlarmSignal signal);

// What a transition tells the outside, if anything.
std::optional<AlarmEvent> announcement(AlarmState from, AlarmState to);

}  // namespace fengsui::engine
