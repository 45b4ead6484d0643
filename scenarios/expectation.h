// What a scenario promises about its run: one line of `expect`, evaluated by twin/judge.
//
// Durations are relative to the event named by `after` (empty: the start of the scenario). Names are kept as
// the scenario writes them; whoever knows the tables resolves them (reference.h has the error to throw).
// Plain data: throws nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/base/time.h"
#include "sim/port/messages.h"

namespace fengsui {

struct Expectation {
  enum class Kind : std::uint8_t {
    warning,       // a warning of `colour` or worse is raised (or an earlier one gets there)
    no_warning,    // no warning of `colour` or worse
    alarm,         // an alarm of the point `point`, with `condition` when given, is raised, or returns
    acknowledged,  // a case is acknowledged by an office of level `level` (empty: any level)
    cleared,       // a case is cleared
    escalated,     // a case is escalated to an office of level `level`
    accident,      // an accident happens; with `at`, at that time give or take `tolerance`
    false_alarms,  // there are at most `at_most` false alarms
    interlock,     // the interlock `interlock` does what `outcome` says
    witness        // the fault injected by the event `event` showed an effect
  };
  enum class Outcome : std::uint8_t { demanded, tripped, failed, blind };

  Kind kind = Kind::warning;
  bool never = false;  // the opposite is expected: it does not happen (within `within`, when given)

  // which of them; an empty text or optional means any
  std::string enterprise;                   // name in the register
  std::string unit;                         // class key and number within its enterprise, "casting_well 9"
  std::string point;                        // tag, "DW_LM_DIST"
  std::optional<AlarmCondition> condition;  // of an alarm
  AlarmEvent alarm_event = AlarmEvent::raised;  // raised or returned
  Colour colour = Colour::none;                 // none: any colour
  std::string level;                            // level key of the policy, "city"
  std::string interlock;                        // interlock key of the catalogue, "level_trip"
  Outcome outcome = Outcome::tripped;
  std::string event;  // id of the injecting event (witness)

  // when
  std::string after;               // event id; empty: scenario start
  std::optional<Duration> within;  // at the latest this long after `after`
  std::optional<Duration> at;      // exactly this long after `after` …
  Duration tolerance{};            // … give or take this
  std::uint32_t at_most = 0;       // false alarms

  std::string text;     // the line as the scenario writes it, compact JSON
  std::string pointer;  // where it stands in the scenario, "/expect/0"
};

}  // namespace fengsui
