#include <algorithm>
#include <set>

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/engine/compiled.h"
#include "twin/engine/matching.h"

namespace fengsui::engine {

namespace {

std::string name_of(const PointRule& rule) {
  return (rule.unit_class.empty() ? "" : rule.unit_class + "/") + rule.tag;
}

std::string name_of(const PointEntry& point) { return point.unit_name + " " + point.tag; }

void lint_limit_order(const PointEntry& point, std::vector<Finding>& findings) {
  const std::optional<double>* below = nullptr;
  for (const auto* limit :
       {&point.limits.low_low, &point.limits.low, &point.limits.high, &point.limits.high_high}) {
    if (!*limit) continue;
    if (below && **limit <= **below) {
      findings.push_back({name_of(point), "限值次序颠倒 / limits out of order: " + format_number(**below) +
                                              " and above it " + format_number(**limit)});
      return;
    }
    below = limit;
  }
}

}  // namespace

std::vector<Finding> lint(const Rules& rules, const Directory& directory) {
  std::vector<Finding> findings;
  const Matching matching(rules, directory);
  std::set<const PointRule*> used;
  for (const PointEntry& point : directory.points) {
    lint_limit_order(point, findings);
    const PointRule* rule = matching.rule_of(point);
    if (!rule) continue;
    used.insert(rule);
    const auto scale = matching.scale(rule->measure, point);
    if (!scale) {
      findings.push_back({name_of(point), "计量单位不符，规则不生效 / the rule's unit " + rule->measure +
                                              " does not convert to " + point.measure + ": not watched"});
      continue;
    }
    for (const AlarmRule& alarm : rule->alarms) {
      const std::string place = name_of(point) + " " + std::string(word_of(alarm.condition).key);
      if (!matching.limit(alarm, point, *scale))
        findings.push_back({place, "无限值，不报警 / no limit from the rule or the enterprise: not watched"});
      std::string missing;
      if (alarm.combination && !matching.resolve(*alarm.combination, *rule, point, &missing))
        findings.push_back({place, "缺少测点或单位不符：" + missing + "，不报警 / the unit has no " +
                                       missing + " that fits: not watched"});
      if (alarm.armed_when && !matching.point_of(point.unit, alarm.armed_when->tag).valid())
        findings.push_back(
            {place, "缺少联动测点，始终投用 / the unit has no " + alarm.armed_when->tag + ": always armed"});
    }
  }
  for (const PointRule& rule : rules.points)
    if (!used.contains(&rule)) findings.push_back({name_of(rule), "没有对应测点 / no point has this tag"});
  return findings;
}

}  // namespace fengsui::engine
