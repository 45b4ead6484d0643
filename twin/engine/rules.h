// The rules of the reference engine as data: what data/rules/*.json says, in plain values.
//
// A rule belongs to a point tag, or to the tag of one unit class, which then replaces the general one.
// Limits come from the enterprise's own settings unless the rule overrides them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/port/messages.h"
#include "twin/engine/risk_rules.h"
#include "twin/engine/smoothing.h"

namespace fengsui::engine {

// The alarm is suppressed by design unless another point of the same unit has said `equals` for `after`.
struct ArmedWhen {
  std::string tag;
  bool equals = true;
  Duration after{};
};

// A formula over points of the same unit, and what its result is compared with.
struct Combination {
  struct Input {
    std::string name;     // in the formula
    std::string tag;      // of a point of the unit; empty: the rule's own point
    std::string measure;  // in which the formula sees it; empty: that of the rule's own point
    bool fixed = false;   // no point but a set point, in the measure of the rule
    double value = 0.0;   // of the set point
  };
  std::string formula;
  std::vector<Input> inputs;
  std::string measure;       // of the result; empty: that of the rule, "1": a number, or true and false
  bool either_sign = false;  // the size of the result counts
  bool only_states = false;  // of the inputs it matters only whether they are above one half
};

struct AlarmRule {
  AlarmCondition condition = AlarmCondition::high;
  std::uint8_t priority = 3;  // 1 highest .. 4 lowest
  std::uint8_t level = 1;     // 1 operator alarm, 2 trip-level alarm: its severity in the risk score
  Duration on_delay{}, off_delay{};
  double deadband = 0.0;          // [measure of the point rule]
  double deadband_of_span = 0.0;  // share of the point's range, 0..1; the larger of the two deadbands counts
  std::optional<double> limit;    // [measure], rate: [measure/s]; limits: overrides the enterprise's own;
                                  // deviation, vote, expression: of the combination
  Duration every{};               // rate, stuck: the grid
  Duration window{};              // stuck: how long unmoved; repeated: in which; absent: the longest silence
  bool equals = true;             // state: the abnormal value
  double margin = 0.0;            // out of range: [measure] beyond the ends of the range, may be negative
  AlarmCondition of = AlarmCondition::high;  // repeated: what is counted, of the same point
  std::uint32_t count = 0;                   // repeated: so often within the window
  std::optional<bool> reports;               // absent: only readings with this value are reports
  std::optional<Combination> combination;    // deviation, mismatch, vote, expression
  Smoothing smoothing;                       // in front of what is compared with the limit
  std::optional<ArmedWhen> armed_when;
  bool latch = false;                 // held after return until somebody resets it
  Duration re_alarm_after = forever;  // after its acknowledgement; forever: as for its priority
};

struct PointRule {
  std::string unit_class;  // empty: any
  std::string tag;
  std::string measure;
  std::vector<AlarmRule> alarms;
};

// What a flood of alarms is, and what is done about it. An alarm of priority 1 or level 2, and any alarm of a
// firm with a red warning, is never hidden by it.
struct FloodRules {
  std::uint32_t chatter_count = 0;  // raised so often within `chatter_within`: shelved by rule; 0: never
  Duration chatter_within{}, chatter_shelving{};
  Duration window{};               // sliding, per firm; zero: no flood is ever seen
  std::uint32_t begins_above = 0;  // a flood begins with more alarms than this in the window ...
  std::uint32_t ends_below = 0;    // ... and ends with fewer than this
  Duration burst_quiet{};          // the alarms of a unit are one burst until none was raised for so long
};

struct Rules {
  std::string english, chinese;  // title
  Duration lateness{};           // samples later than this behind the point's latest are counted apart
  Duration reorder_wait{};       // readings wait this long for those stamped before them; zero: not at all
  Duration wait_for_data{};      // how long a delay that ended waits for a contradicting sample under way
  Duration offline_after{};
  std::uint8_t offline_priority = 3;
  Duration clock_tolerance{};   // stamps further in the future are not believed
  Duration longest_shelving{};  // by people; zero: they may not
  std::array<Duration, 5> re_alarm_after = {forever, forever, forever, forever, forever};  // by priority
  FloodRules flood;
  std::vector<PointRule> points;
  RiskRules risk;
};

}  // namespace fengsui::engine
