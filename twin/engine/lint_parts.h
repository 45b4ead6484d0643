// The parts of lint.h: a list that says the same thing once, and who looks at what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twin/engine/lint.h"
#include "twin/engine/rules.h"

namespace fengsui::engine {

// Where an alarm, or all of a point's rule, stands in the file.
std::string pointer_to(const PointRule& rule);
std::string pointer_to(const PointRule& rule, const AlarmRule& alarm);

// One key of a JSON pointer (RFC 6901).
std::string pointer_key(std::string_view key);

// A pointer that was told already is only counted.
class FindingList {
 public:
  void add(std::string pointer, std::string english, std::string chinese);
  void add_to_point(PointId point, std::string key, std::string english, std::string chinese);
  bool has(std::string_view pointer) const;
  // All of them; those of many points say at how many.
  std::vector<LintFinding> take();

 private:
  std::vector<LintFinding> findings_;
  std::vector<std::size_t> times_;
};

// An alarm that a unit may give.
struct PossibleAlarm {
  std::string tag;
  AlarmCondition condition = AlarmCondition::high;
  std::uint8_t level = 1;
  Duration cycle{};  // least time between two raises
};
using UnitAlarms = std::vector<PossibleAlarm>;

// Least time between two onsets of the condition, by its delays and, if known, the sampling period.
Duration shortest_cycle(const AlarmRule& alarm, const PointRule& rule, Duration period = {});
// Least time between two raises of the alarm: a switch that arms it may be faster than its condition.
PossibleAlarm possible_alarm(const AlarmRule& alarm, const PointRule& rule, Duration period = {});

// Whether `count` onsets, each at least a cycle after the one before, can lie within the window.
inline bool fits(std::uint32_t count, Duration cycle, Duration window) {
  return count <= 1 || cycle <= Duration::zero() || count - 1 <= (window - Duration{1}) / cycle;
}

// What the rules say about units of each class they name, and of any other class.
std::vector<UnitAlarms> units_of(const Rules& rules);

// The words for a count that does not fit.
std::string too_short_english(std::uint32_t count, Duration cycle, Duration window);
std::string too_short_chinese(std::uint32_t count, Duration cycle, Duration window);

void lint_alarms(const Rules& rules, FindingList& findings);
// Triggers, upgrades and chattering against what the units can give.
void lint_risk(const Rules& rules, const std::vector<UnitAlarms>& units, FindingList& findings);
// Answers what the units of the directory can give.
std::vector<UnitAlarms> lint_points(const Rules& rules, const Directory& directory, FindingList& findings);

}  // namespace fengsui::engine
