// Too many alarms at once: which alarm of a unit came first, how the others are grouped behind it, whether a
// firm is in a flood, and which alarms chatter.
//
// Inputs: announced alarms in time order. Outputs: bursts by unit, the lines a screen needs. Grouping hides
// nothing that could be red: an alarm of priority 1 or level 2 has a line of its own, and so has every alarm
// of a firm with a red warning. Memory: the alarms that stand, the raises within the window. Throws nothing.
#pragma once

#include <deque>
#include <unordered_map>
#include <vector>

#include "twin/engine/compiled.h"

namespace fengsui::engine {

// How often each alarm was raised of late.
class Chatter {
 public:
  // Notes a raise; true when it is the last of `chatter_count` within `chatter_within`, both ends included.
  bool raised(std::uint32_t condition, Time time, const FloodRules& rules);

 private:
  std::unordered_map<std::uint32_t, std::vector<Time>> raises_;
};

// Alarms of one unit that belong together: from the first one until none stands and none came for a while.
struct Burst {
  AlarmId first_out;
  Time began{}, latest{};
  std::uint32_t count = 0, standing = 0;  // alarms so far, alarms that stand
};

// What one line of an alarm list stands for.
struct AlarmLine {
  AlarmId alarm;            // of a group: its first-out, or the earliest that still stands
  std::uint32_t count = 1;  // of alarms behind it, itself included
};

class FloodBook {
 public:
  // `condition` is no_index for an alarm of a gateway, which belongs to no unit.
  void take(const Compiled& compiled, const Alarm& alarm, std::uint32_t condition);

  // The latest burst of a unit; null when it never had an alarm.
  const Burst* burst_of(UnitId unit) const;
  // Within the window that ends at `time`, not before the latest alarm.
  bool in_flood(const FloodRules& rules, EnterpriseId enterprise, Time time) const;
  // The alarms that stand, earliest first: one line each, in a flood one for each unit.
  std::vector<AlarmLine> lines(const FloodRules& rules, EnterpriseId enterprise, Time time, bool red) const;

 private:
  struct Standing {
    EnterpriseId enterprise;
    UnitId unit;  // invalid: of a gateway
    Time raised{};
    bool own_line = false;
  };
  struct Window {
    std::deque<Time> raises;
    bool flood = false;
  };

  std::vector<Burst> bursts_;  // by unit, as far as one had an alarm
  std::unordered_map<AlarmId, Standing> standing_;
  std::vector<Window> windows_;  // by firm, as far as one had an alarm
};

// Whether nothing may hide this alarm, whatever else is going on.
constexpr bool never_hidden(const ConditionSpec& spec) { return spec.priority == 1 || spec.level == 2; }

}  // namespace fengsui::engine
