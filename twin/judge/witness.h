// Every fault that started in a run, and the evidence that it changed something.
//
// A plant or sensor fault is witnessed by its own log entry. A link or gateway that goes down is witnessed,
// before it comes back or within the grace afterwards, by a message of an affected gateway that was lost or
// sent from the backlog, or by the platform seeing the gateway offline. A fault belongs to the scenario event
// or instructor's action noted last before it at the very same time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "twin/record/record.h"

namespace fengsui {

struct FaultEffect {
  enum class Kind { plant, sensor, link, gateway };

  Kind kind = Kind::plant;
  std::uint32_t subject = 0;  // unit, point, link or gateway
  std::uint32_t fault = 0;    // index among the faults of the unit's class or of sensors
  Time started{};
  std::optional<Time> ended;
  std::optional<Time> witnessed;
  bool injected = false;  // by the scenario or the instructor at this very time; otherwise drawn at random
  std::string event;      // id of the scenario event that injected it, if it has one

  bool active(Time time, Duration settling) const {
    return started <= time && (!ended || time - *ended <= settling);
  }
};

// In order of their start.
std::vector<FaultEffect> find_faults(const Record& record);

// Whether any signal moved at all.
bool any_signal_moved(const Record& record);

// Why the run proves nothing, in words; empty when it is conclusive.
std::vector<Label> inconclusive_reasons(const Record& record, const std::vector<FaultEffect>& faults);

// "well 9: guide hole leak", whatever kind it is.
std::string describe_fault(const Record& record, const FaultEffect& fault, Language language);

}  // namespace fengsui
