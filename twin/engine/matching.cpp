#include "twin/engine/matching.h"

#include "sim/base/text.h"

namespace fengsui::engine {

Matching::Matching(const Rules& rules, const Directory& directory) {
  for (const PointRule& rule : rules.points) rules_[{rule.unit_class, rule.tag}] = &rule;
  for (std::size_t i = 0; i < directory.points.size(); ++i)
    points_.try_emplace({directory.points[i].unit, directory.points[i].tag}, PointId(i));
}

const PointRule* Matching::rule_of(const PointEntry& point) const {
  auto found = rules_.find({point.unit_class, point.tag});
  if (found == rules_.end()) found = rules_.find({std::string(), point.tag});
  return found == rules_.end() ? nullptr : found->second;
}

PointId Matching::point_of(UnitId unit, const std::string& tag) const {
  const auto found = points_.find({unit, tag});
  return found == points_.end() ? PointId{} : found->second;
}

std::optional<double> Matching::scale(const PointRule& rule, const PointEntry& point) const {
  // a boolean has no unit, however the directory writes that
  if (rule.measure == point.measure) return 1.0;
  if (rule.measure == "bool")
    return point.measure.empty() || point.measure == "1" ? std::optional(1.0) : std::nullopt;
  return parse_quantity("1 " + rule.measure, point.measure);
}

std::optional<double> Matching::limit(const AlarmRule& alarm, const PointEntry& point, double scale) const {
  const auto own_or = [&](const std::optional<double>& enterprise) {
    return alarm.limit ? std::optional(*alarm.limit * scale) : enterprise;
  };
  switch (alarm.condition) {
    case AlarmCondition::low_low:
      return own_or(point.limits.low_low);
    case AlarmCondition::low:
      return own_or(point.limits.low);
    case AlarmCondition::high:
      return own_or(point.limits.high);
    case AlarmCondition::high_high:
      return own_or(point.limits.high_high);
    case AlarmCondition::rate:
      return own_or(std::nullopt);
    case AlarmCondition::stuck:
      return to_seconds(alarm.window);
    case AlarmCondition::state:
      return alarm.equals ? 1.0 : 0.0;
    default:  // has no limit
      return {};
  }
}

}  // namespace fengsui::engine
