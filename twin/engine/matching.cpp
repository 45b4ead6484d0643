#include "twin/engine/matching.h"

#include "sim/base/text.h"

namespace fengsui::engine {

Matching::Matching(const Rules& rules, const Directory& directory) : directory_(&directory) {
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

std::optional<double> Matching::scale(const std::string& measure, const PointEntry& point) const {
  // a boolean has no unit, however the directory writes that
  if (measure == point.measure) return 1.0;
  if (measure == "bool")
    return point.measure.empty() || point.measure == "1" ? std::optional(1.0) : std::nullopt;
  return parse_quantity("1 " + measure, point.measure);
}

std::optional<CombinationSpec> Matching::resolve(const Combination& combination, const PointRule& rule,
                                                 const PointEntry& point, std::string* missing) const {
  const auto lacks = [&](const std::string& what) {
    if (missing) *missing = what;
    return std::nullopt;
  };
  const auto own = scale(rule.measure, point);
  if (!own) return lacks(rule.measure);
  std::vector<CombinationSpec::Input> inputs;
  std::vector<std::string> names;
  for (const Combination::Input& input : combination.inputs) {
    names.push_back(input.name);
    if (input.fixed) {
      inputs.push_back({PointId{}, 1.0, input.value * *own});
      continue;
    }
    const std::string& tag = input.tag.empty() ? point.tag : input.tag;
    const PointId found = point_of(point.unit, tag);
    if (!found.valid()) return lacks(tag);
    const PointEntry& entry = directory_->points[found.index];

    // without a unit of its own it is seen in that of the rule's point, whatever that is
    const auto factor = scale(input.measure.empty() ? point.measure : input.measure, entry);
    if (!factor) return lacks(tag + " [" + (input.measure.empty() ? point.measure : input.measure) + "]");
    inputs.push_back({found, 1.0 / *factor, 0.0});
  }

  CombinationSpec spec{std::move(inputs),
                       1.0,
                       combination.either_sign,
                       combination.only_states,
                       combination.measure == "1" ? std::string() : combination.measure,
                       0,
                       Formula(combination.formula, std::move(names))};
  // a result in the rule's unit is told in the point's; inputs without units are in it already
  const bool in_units_of_the_point = combination.inputs.front().measure.empty();
  if (combination.measure.empty()) {
    spec.measure = point.measure;
    if (!in_units_of_the_point) spec.scale = *own;
  }
  return spec;
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
    case AlarmCondition::out_of_range:
      return alarm.margin * scale;
    case AlarmCondition::repeated:
      return alarm.count;
    case AlarmCondition::absent:
      return to_seconds(alarm.window);
    case AlarmCondition::deviation:
    case AlarmCondition::mismatch:
    case AlarmCondition::vote:
    case AlarmCondition::expression: {
      if (!alarm.limit) return 1.0;
      const bool in_rule_measure = alarm.combination && alarm.combination->measure.empty();
      return *alarm.limit * (in_rule_measure ? scale : 1.0);
    }
    case AlarmCondition::offline:  // of gateways only
      return {};
  }
  return {};
}

}  // namespace fengsui::engine
