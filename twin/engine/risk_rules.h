// How enterprises are graded, as data: the part of data/rules/*.json under "risk", in plain values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/port/messages.h"

namespace fengsui::engine {

// The key under which a rule file lists something, and what reasons call it.
struct RuleName {
  std::string key, english, chinese;
};

// A firm's colour is at least `colour` while the trigger holds, whatever the score.
struct Trigger : RuleName {
  enum class Kind : std::uint8_t {
    sustained,  // an alarm of at least `level` active for `duration`
    repeated,   // the same alarm of at least `level` raised `count` times within `duration`
    together,   // alarms of at least `level` on `count` points of one unit at once
    pattern,    // all alarms named by `bits` at once on one unit
    silent      // a gateway silent for `duration`
  };
  Kind kind = Kind::sustained;
  Colour colour = Colour::none;
  std::uint8_t level = 1;
  std::uint32_t count = 1;
  Duration duration{};
  std::uint64_t bits = 0;
  std::vector<std::uint8_t> pattern{};  // the bits in the order of the file
};

// One alarm named by a pattern; its position in RiskRules::elements is its bit.
struct PatternElement {
  std::string tag;
  AlarmCondition condition = AlarmCondition::state;
};

// While the firm has a warning: when handling it became overdue, or when it was raised for the same item
// again and again, the colour is at least `to`. It starts no warning and keeps none alive.
struct Upgrade : RuleName {
  enum class Kind : std::uint8_t {
    overdue,   // at a colour of at least `from`
    recurring  // a warning raised with a colour of at least `from`, the `times`-th one of its item in
               // `within`
  };
  Kind kind = Kind::overdue;
  Colour from = Colour::blue, to = Colour::yellow;
  std::uint32_t times = 0;
  Duration within{};
};

// What the running of the site adds to the management part, beyond the base data. Zero points: not looked at.
struct ManagementRules {
  double missed_points = 0.0;       // for a report that did not come (condition `absent`)
  Duration missed_again = forever;  // while it is missing: counted again after each of these
  Duration missed_memory{};         // forgotten after
  double online_target = 0.0;       // share of gateway time, 0..1
  double online_points = 0.0;       // per share below the target, 0..1 -> points
  Duration online_window{};         // sliding
};

// Score = sum of weight times part, parts 0..100. See risk.h for the shape.
struct RiskRules {
  double weight_inherent = 0.0, weight_alarms = 0.0, weight_handling = 0.0, weight_management = 0.0;
  std::array<double, 3> severity{};  // of level 1, level 2, and level 2 on several points of one unit
  double points_per_severity = 0.0;  // alarm part of one fully grown alarm of severity 1
  Duration growth{};                 // time constant of the growth while active
  Duration decay_half_life{};        // after return
  double forget_below = 0.0;         // grown share below which a returned alarm is no longer listed
  struct SilencePoints {
    Duration duration{};
    double points = 0.0;
  };
  std::vector<SilencePoints> silence;  // alarm part of a silent gateway, ascending

  double overdue_points = 0.0, rejected_points = 0.0;                       // added to the handling part
  double feedback_relief = 1.0, clear_relief = 1.0;                         // factors on the handling part
  double handled_relief = 1.0, equipment_relief = 1.0, false_relief = 1.0;  // factors on the alarms behind
  Duration handling_half_life{};

  ManagementRules management;

  std::array<double, 5> threshold{};  // score from which a colour holds, by Colour; [none] unused
  double hysteresis = 0.0;            // [points]
  Duration minimum_dwell{};
  Duration recompute{};  // step when the next crossing has no closed form
  std::vector<Trigger> triggers;
  std::vector<Upgrade> upgrades;
  std::vector<PatternElement> elements;
};

}  // namespace fengsui::engine
