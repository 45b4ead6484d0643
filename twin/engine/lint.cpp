#include "twin/engine/lint.h"

#include <algorithm>
#include <set>

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/engine/lint_parts.h"

namespace fengsui::engine {

std::string pointer_key(std::string_view key) {
  std::string text = "/";
  for (const char c : key) text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return text;
}

std::string pointer_to(const PointRule& rule) {
  return "/points" + pointer_key((rule.unit_class.empty() ? "" : rule.unit_class + "/") + rule.tag);
}

std::string pointer_to(const PointRule& rule, const AlarmRule& alarm) {
  return pointer_to(rule) + "/alarms" + pointer_key(word_of(alarm.condition).key);
}

void FindingList::add(std::string pointer, std::string english, std::string chinese) {
  for (std::size_t i = 0; i < findings_.size(); ++i)
    if (!findings_[i].point.valid() && findings_[i].pointer == pointer) {
      ++times_[i];
      return;
    }
  findings_.push_back({std::move(pointer), std::move(english), std::move(chinese), PointId{}});
  times_.push_back(1);
}

void FindingList::add_to_point(PointId point, std::string key, std::string english, std::string chinese) {
  findings_.push_back({std::move(key), std::move(english), std::move(chinese), point});
  times_.push_back(1);
}

bool FindingList::has(std::string_view pointer) const {
  return std::ranges::any_of(findings_, [&](const LintFinding& finding) {
    return !finding.point.valid() && finding.pointer == pointer;
  });
}

std::vector<LintFinding> FindingList::take() {
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    if (times_[i] == 1) continue;
    const std::string more = std::to_string(times_[i] - 1);
    findings_[i].english += " (and at " + more + " more)";
    findings_[i].chinese += "（另有" + more + "处）";
  }
  return std::move(findings_);
}

Duration shortest_cycle(const AlarmRule& alarm, const PointRule& rule, Duration period) {
  switch (alarm.condition) {
    case AlarmCondition::absent:
      return alarm.window;
    case AlarmCondition::repeated:
      // raised again by one more onset at the earliest
      for (const AlarmRule& counted : rule.alarms)
        if (counted.condition == alarm.of && counted.condition != AlarmCondition::repeated)
          return shortest_cycle(counted, rule, period);
      return {};
    case AlarmCondition::stuck:
      return std::max(alarm.window, alarm.on_delay + alarm.off_delay);
    case AlarmCondition::rate:
      return std::max(alarm.every, alarm.on_delay + alarm.off_delay);
    default:
      // at the least one sample that returns and one that raises; a formula sees samples of other points, too
      return std::max(alarm.combination ? Duration{} : 2 * period, alarm.on_delay + alarm.off_delay);
  }
}

PossibleAlarm possible_alarm(const AlarmRule& alarm, const PointRule& rule, Duration period) {
  const Duration cycle = shortest_cycle(alarm, rule, period);
  return {rule.tag, alarm.condition, alarm.level,
          alarm.armed_when ? std::min(cycle, alarm.armed_when->after) : cycle};
}

std::vector<UnitAlarms> units_of(const Rules& rules) {
  std::set<std::string> classes = {""};
  for (const PointRule& rule : rules.points) classes.insert(rule.unit_class);
  std::vector<UnitAlarms> units;
  for (const std::string& unit_class : classes) {
    UnitAlarms& unit = units.emplace_back();
    for (const PointRule& rule : rules.points) {
      const auto replaces = [&](const PointRule& other) {
        return other.unit_class == unit_class && other.tag == rule.tag;
      };
      if (rule.unit_class != unit_class &&
          (!rule.unit_class.empty() || std::ranges::any_of(rules.points, replaces)))
        continue;
      for (const AlarmRule& alarm : rule.alarms) unit.push_back(possible_alarm(alarm, rule));
    }
  }
  return units;
}

std::string too_short_english(std::uint32_t count, Duration cycle, Duration window) {
  return "can never alarm: it begins at most once in " + format_duration(cycle) + ", so not " +
         std::to_string(count) + " times within " + format_duration(window);
}

std::string too_short_chinese(std::uint32_t count, Duration cycle, Duration window) {
  return "不可能报警：每" + format_duration(cycle) + "至多开始一次，" + format_duration(window) +
         "内不可能有" + std::to_string(count) + "次";
}

void lint_alarms(const Rules& rules, FindingList& findings) {
  for (const PointRule& rule : rules.points)
    for (const AlarmRule& alarm : rule.alarms) {
      const std::string pointer = pointer_to(rule, alarm);
      if (alarm.armed_when && alarm.condition == AlarmCondition::state && alarm.armed_when->tag == rule.tag &&
          alarm.armed_when->equals != alarm.equals)
        findings.add(pointer + "/armed_when",
                     "can never alarm: it is armed only by the opposite of the state it waits for",
                     "不可能报警：投用条件与报警状态相反");
      if (alarm.condition != AlarmCondition::repeated) continue;
      const Duration cycle = shortest_cycle(alarm, rule);
      if (!fits(alarm.count, cycle, alarm.window))
        findings.add(pointer + "/within", too_short_english(alarm.count, cycle, alarm.window),
                     too_short_chinese(alarm.count, cycle, alarm.window));
    }
}

std::vector<LintFinding> lint(const Rules& rules) {
  FindingList findings;
  lint_alarms(rules, findings);
  lint_risk(rules, units_of(rules), findings);
  return findings.take();
}

std::vector<LintFinding> lint(const Rules& rules, const Directory& directory) {
  FindingList findings;
  lint_alarms(rules, findings);
  const std::vector<UnitAlarms> units = lint_points(rules, directory, findings);

  // what no unit could ever give is told as such, whatever units there are
  lint_risk(rules, units_of(rules), findings);
  lint_risk(rules, units, findings);
  return findings.take();
}

}  // namespace fengsui::engine
