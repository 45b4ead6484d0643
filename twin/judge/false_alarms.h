// Which alarms and warnings had nothing behind them.
//
// An alarm about the process (limits, rate, state) is explained when, at its event time or up to `settling`
// before:
//   a plant fault is active on the unit or its line, an interlock of it acts or should have acted, somebody
//   acts on it (plant action, operator stops the cast), it has had an accident, or the true value of the
//   signal lies beyond the limit of the alarm, on the alarm's side.
// An alarm about the device (stuck, offline) is explained when a sensor fault of the point, an outage of its
// gateway or
//   of a link of that gateway is active, or the unit has had an accident.
// Anything else is a false alarm: noise, a lying sensor that makes a process alarm, a rule that is too eager.
// A warning is false when none of the alarms behind it is explained and, at its time, its enterprise has no
// active plant fault, accident or interlock demand.
#pragma once

#include <vector>

#include "twin/judge/settings.h"
#include "twin/judge/witness.h"

namespace fengsui {

struct FalseAlarms {
  std::vector<std::size_t> alarms;    // positions in Record::alarms, raised ones only
  std::vector<std::size_t> warnings;  // positions in Record::warnings, raised or changed to worse
};

FalseAlarms find_false_alarms(const Record& record, const std::vector<FaultEffect>& faults,
                              Duration settling);

}  // namespace fengsui
