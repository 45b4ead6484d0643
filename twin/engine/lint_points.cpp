#include <algorithm>
#include <array>
#include <map>

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/engine/alarm_rule_reader.h"
#include "twin/engine/lint_parts.h"
#include "twin/engine/matching.h"

namespace fengsui::engine {

namespace {

constexpr std::array limit_conditions = {AlarmCondition::low_low, AlarmCondition::low, AlarmCondition::high,
                                         AlarmCondition::high_high};

std::string name_of(const PointEntry& point, const Directory& directory) {
  const std::string name = point.unit_name + " " + point.tag;
  const bool several =
      directory.enterprises.size() > 1 && point.enterprise.index < directory.enterprises.size();
  return several ? directory.enterprises[point.enterprise.index].name + " " + name : name;
}

std::string in_unit(double value, const std::string& measure) {
  return format_number(value) + (measure.empty() || measure == "1" || measure == "bool" ? "" : " " + measure);
}

const std::optional<double>& own_limit(const PointEntry& point, AlarmCondition condition) {
  switch (condition) {
    case AlarmCondition::low_low:
      return point.limits.low_low;
    case AlarmCondition::low:
      return point.limits.low;
    case AlarmCondition::high:
      return point.limits.high;
    default:
      return point.limits.high_high;
  }
}

bool is_upper(AlarmCondition condition) {
  return condition == AlarmCondition::high || condition == AlarmCondition::high_high;
}

bool has_range(const PointEntry& point) { return point.range_low < point.range_high; }

bool beyond_range(double limit, const PointEntry& point) {
  return has_range(point) && (limit < point.range_low || limit > point.range_high);
}

std::string range_of(const PointEntry& point) {
  return format_number(point.range_low) + "…" + in_unit(point.range_high, point.measure);
}

// The enterprise's own limits, whether a rule looks at them or not.
void lint_own_limits(PointId id, const PointEntry& point, const std::string& name, FindingList& findings) {
  const std::optional<double>* below = nullptr;
  for (const AlarmCondition condition : limit_conditions) {
    const std::optional<double>& limit = own_limit(point, condition);
    if (!limit) continue;
    const std::string key = pointer_key(word_of(condition).key), shown = in_unit(*limit, point.measure);
    if (beyond_range(*limit, point))
      findings.add_to_point(id, key,
                            name + ": the limit " + shown + " is outside the range " + range_of(point),
                            name + "：限值 " + shown + " 超出量程 " + range_of(point));
    if (below && *limit <= **below)
      findings.add_to_point(
          id, key,
          name + ": limits out of order, " + in_unit(**below, point.measure) + " and above it " + shown,
          name + "：限值次序颠倒，" + in_unit(**below, point.measure) + " 之上为 " + shown);
    below = &limit;
  }
}

// What is asked about one point and its rule.
struct Asked {
  const PointRule& rule;
  const PointEntry& point;
  const Matching& matching;
  const std::string& name;
  double scale;  // from the rule's unit to the point's
  FindingList& findings;

  void tell(const std::string& pointer, const std::string& english, const std::string& chinese) const {
    findings.add(pointer, name + ": " + english, name + "：" + chinese);
  }
};

// Limits that stand in order in the rule and at the point may not when they are mixed.
void lint_order(const Asked& asked) {
  const AlarmRule* below = nullptr;
  double below_limit = 0.0;
  for (const AlarmRule& alarm : asked.rule.alarms) {  // in the order of the limits
    if (!is_limit(alarm.condition)) continue;
    const auto limit = asked.matching.limit(alarm, asked.point, asked.scale);
    if (!limit) continue;
    if (below && *limit <= below_limit && (alarm.limit.has_value() != below->limit.has_value())) {
      const AlarmRule& overriding = alarm.limit ? alarm : *below;
      const std::string lower = in_unit(below_limit, asked.point.measure),
                        upper = in_unit(*limit, asked.point.measure);
      asked.tell(pointer_to(asked.rule, overriding) + "/limit",
                 "limits out of order with the enterprise's own, " + lower + " and above it " + upper,
                 "与企业自设限值次序颠倒，" + lower + " 之上为 " + upper);
    }
    below = &alarm;
    below_limit = *limit;
  }
}

void lint_limit(const Asked& asked, const AlarmRule& alarm, double limit) {
  const PointEntry& point = asked.point;
  const std::string pointer = pointer_to(asked.rule, alarm), shown = in_unit(limit, point.measure);
  if (beyond_range(limit, point)) {
    // of an enterprise's own limit it was said at the point
    if (alarm.limit)
      asked.tell(pointer + "/limit", "the limit " + shown + " is outside the range " + range_of(point),
                 "限值 " + shown + " 超出量程 " + range_of(point));
    return;
  }
  const double deadband =
      std::max(alarm.deadband * asked.scale, alarm.deadband_of_span * (point.range_high - point.range_low));
  const bool never_returns =
      is_upper(alarm.condition) ? limit - deadband <= point.range_low : limit + deadband >= point.range_high;
  if (has_range(point) && never_returns)
    asked.tell(pointer,
               "never returns: limit " + shown + " with deadband " + in_unit(deadband, point.measure) +
                   " leaves nothing of the range " + range_of(point),
               "报警后不可能恢复：限值 " + shown + "、死区 " + in_unit(deadband, point.measure) +
                   " 已占满量程 " + range_of(point));
}

void lint_size(const Asked& asked, const AlarmRule& alarm, double limit) {
  const PointEntry& point = asked.point;
  const std::string pointer = pointer_to(asked.rule, alarm);
  const double span = point.range_high - point.range_low;
  if (!has_range(point)) return;
  if (alarm.condition == AlarmCondition::rate && limit * to_seconds(alarm.every) > 2 * span)
    // two looks may follow each other after half a grid
    asked.tell(pointer + "/limit",
               "can never alarm: even the whole range " + range_of(point) + " between two looks is slower",
               "不可能报警：两次采样间走完整个量程 " + range_of(point) + " 也达不到该速率");
  if (alarm.condition == AlarmCondition::deviation && alarm.combination->inputs.back().fixed) {
    const double set_point = alarm.combination->inputs.back().value * asked.scale;
    if (std::max(point.range_high - set_point, set_point - point.range_low) < limit)
      asked.tell(pointer + "/limit",
                 "can never alarm: nothing of the range " + range_of(point) +
                     " is so far from the set point " + in_unit(set_point, point.measure),
                 "不可能报警：量程 " + range_of(point) + " 内没有值偏离设定值 " +
                     in_unit(set_point, point.measure) + " 这么远");
  }
  if (alarm.condition == AlarmCondition::out_of_range) {
    const double deadband = alarm.deadband * asked.scale;
    if (limit <= -span / 2)
      asked.tell(pointer + "/margin",
                 "always alarms: the margin leaves nothing of the range " + range_of(point),
                 "始终报警：余量已占满量程 " + range_of(point));
    else if (limit - deadband <= -span / 2)
      asked.tell(pointer + "/deadband",
                 "never returns: the deadband leaves nothing of the range " + range_of(point),
                 "报警后不可能恢复：死区已占满量程 " + range_of(point));
  }
}

void lint_times(const Asked& asked, const AlarmRule& alarm) {
  const Duration period = asked.point.period;
  const std::string pointer = pointer_to(asked.rule, alarm), shown = format_duration(period);
  if (alarm.condition == AlarmCondition::stuck && period > alarm.window)
    asked.tell(pointer + "/window", "shorter than the time between two samples, " + shown,
               "短于采样周期 " + shown);
  if (alarm.condition == AlarmCondition::absent && period > alarm.window)
    asked.tell(pointer + "/within", "alarms between any two samples: they come every " + shown,
               "任意两次采样之间都会报警：采样周期为 " + shown);
  if (alarm.condition == AlarmCondition::repeated) {
    const Duration cycle = shortest_cycle(alarm, asked.rule, period);
    if (!fits(alarm.count, cycle, alarm.window) &&
        fits(alarm.count, shortest_cycle(alarm, asked.rule), alarm.window))
      asked.tell(pointer + "/within", too_short_english(alarm.count, cycle, alarm.window),
                 too_short_chinese(alarm.count, cycle, alarm.window));
  }
}

// Of a rule for both sides whose point has limits on one side only, the enterprise has chosen that side.
bool other_side_chosen(const Asked& asked, const AlarmRule& alarm) {
  const auto given = [&](bool upper) {
    return std::ranges::any_of(asked.rule.alarms, [&](const AlarmRule& other) {
      return is_limit(other.condition) && is_upper(other.condition) == upper &&
             asked.matching.limit(other, asked.point, asked.scale);
    });
  };
  const bool upper = is_upper(alarm.condition);
  return is_limit(alarm.condition) && given(!upper) && !given(upper);
}

// Whether the alarm is watched at all.
bool lint_alarm(const Asked& asked, const AlarmRule& alarm) {
  const std::string pointer = pointer_to(asked.rule, alarm);
  const UnitId unit = asked.point.unit;
  const auto limit = asked.matching.limit(alarm, asked.point, asked.scale);
  if (!limit) {
    if (!other_side_chosen(asked, alarm))
      asked.tell(pointer, "no limit from the rule or the enterprise: not watched",
                 "规则与企业均未给出限值，不报警");
    return false;
  }
  std::string missing;
  if (alarm.combination && !asked.matching.resolve(*alarm.combination, asked.rule, asked.point, &missing)) {
    asked.tell(pointer, "the unit has no " + missing + " that fits: not watched",
               "设备缺少测点或单位不符：" + missing + "，不报警");
    return false;
  }
  if (alarm.armed_when && !asked.matching.point_of(unit, alarm.armed_when->tag).valid())
    asked.tell(pointer + "/armed_when/point", "the unit has no " + alarm.armed_when->tag + ": always armed",
               "设备缺少测点 " + alarm.armed_when->tag + "，始终投用");
  if (is_limit(alarm.condition))
    lint_limit(asked, alarm, *limit);
  else
    lint_size(asked, alarm, *limit);
  lint_times(asked, alarm);
  return true;
}

}  // namespace

std::vector<UnitAlarms> lint_points(const Rules& rules, const Directory& directory, FindingList& findings) {
  const Matching matching(rules, directory);
  std::map<UnitId, UnitAlarms> units;
  std::map<const PointRule*, bool> used;
  for (std::uint32_t i = 0; i < directory.points.size(); ++i) {
    const PointEntry& point = directory.points[i];
    const std::string name = name_of(point, directory);
    lint_own_limits(PointId(i), point, name, findings);
    const PointRule* rule = matching.rule_of(point);
    if (!rule) continue;
    used[rule] = true;
    const auto scale = matching.scale(rule->measure, point);
    if (!scale) {
      const std::string measure = point.measure.empty() ? "1" : point.measure;
      findings.add(pointer_to(*rule) + "/measure",
                   name + ": " + rule->measure + " does not convert to " + measure + ": not watched",
                   name + "：计量单位 " + rule->measure + " 不能换算为 " + measure + "，规则不生效");
      continue;
    }
    const Asked asked{*rule, point, matching, name, *scale, findings};
    lint_order(asked);
    for (const AlarmRule& alarm : rule->alarms)
      if (lint_alarm(asked, alarm)) units[point.unit].push_back(possible_alarm(alarm, *rule, point.period));
  }
  for (const PointRule& rule : rules.points)
    if (!used.contains(&rule)) findings.add(pointer_to(rule), "no point has this tag", "没有对应测点");

  std::vector<UnitAlarms> result;
  for (auto& [unit, alarms] : units) result.push_back(std::move(alarms));
  return result;
}

}  // namespace fengsui::engine
