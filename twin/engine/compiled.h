// Rules applied to one directory: flat tables that never change during a run.
#pragma once

#include <string>
#include <vector>

#include "sim/port/directory.h"
#include "twin/engine/condition.h"
#include "twin/engine/formula.h"
#include "twin/engine/grid.h"
#include "twin/engine/rules.h"

namespace fengsui::engine {

inline constexpr std::uint32_t no_index = 0xffffffff;

// One thing watched at one point: an alarm, or a switch that arms alarms of its unit.
struct ConditionSpec {
  LimitSpec limit;
  double shown_limit = 0.0;  // as the alarm reports it [unit of the point; rate: per s; stuck: s]
  Duration every{};          // rate and stuck: the grid
  std::uint64_t pattern_bits = 0;
  Duration window{};            // onsets, silence
  std::uint32_t count = 0;      // onsets
  std::optional<bool> reports;  // silence: only such readings are reports
  PointId point;
  std::uint32_t grid = no_index;                           // rate and stuck: index of its GridState
  std::uint32_t smoothing = no_index;                      // index of its filter
  std::uint32_t combination = no_index;                    // of a formula, in Compiled::combinations
  std::uint32_t counted_by = no_index;                     // the `repeated` condition that counts this one
  std::uint32_t arming = no_index;                         // the switch that must be on
  std::uint32_t first_dependent = 0, dependent_count = 0;  // of a switch, in Compiled::dependents
  AlarmCondition condition = AlarmCondition::high;
  Watch watch = Watch::value;
  std::uint8_t priority = 3, level = 1;
  bool is_switch = false;
  bool latching = false;
  Duration re_alarm_after = forever;  // after an acknowledgement
};

// A combination whose inputs are points of the directory.
struct CombinationSpec {
  struct Input {
    PointId point;       // invalid: a set point
    double scale = 1.0;  // from the point's unit to the formula's
    double value = 0.0;  // of the set point
  };
  std::vector<Input> inputs;
  double scale = 1.0;  // of the result, to the unit of the condition's point
  bool either_sign = false, only_states = false;
  std::string measure;  // of the result as alarms report it; empty: a number
  std::uint32_t condition = 0;
  Formula formula;
};

struct Compiled {
  Rules rules;
  Directory directory;
  std::vector<ConditionSpec> conditions;       // by point
  std::vector<std::uint32_t> first_condition;  // per point, plus one past the end
  std::vector<std::uint32_t> dependents;       // conditions of switches
  std::vector<bool> arms;                      // per point: some switch looks at it
  std::uint32_t grid_count = 0;
  std::vector<Smoothing> smoothings;
  std::vector<CombinationSpec> combinations;
  std::vector<std::uint32_t> readers;       // combinations, by the points they look at
  std::vector<std::uint32_t> first_reader;  // per point, plus one past the end
};

// Throws InputError when the directory contradicts itself (an index that is out of range).
Compiled compile(const Rules& rules, const Directory& directory);

// Which samples of each point can matter to the compiled rules.
std::vector<Attention> attention_of(const Compiled& compiled);

// A remark about rules that do not fit a directory, or data that do not fit the rules. Not fatal.
struct Finding {
  std::string place;  // "casting_well/DW_LM_DIST low", "gateway 3"
  std::string text;   // 中文 / English
};

}  // namespace fengsui::engine
