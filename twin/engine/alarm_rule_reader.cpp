#include "twin/engine/alarm_rule_reader.h"

#include <cmath>
#include <limits>

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/engine/combination_reader.h"

namespace fengsui::engine {

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

bool is_trip(AlarmCondition condition) {
  return condition == AlarmCondition::low_low || condition == AlarmCondition::high_high;
}

// Conditions that end by their own clock have no delays, and nothing to be filtered.
bool has_delays(AlarmCondition condition) {
  return condition != AlarmCondition::repeated && condition != AlarmCondition::absent;
}

std::vector<std::string> keys_of(AlarmCondition condition) {
  std::vector<std::string> keys = {"priority", "level", "latch", "re_alarm_after", "armed_when"};
  const auto add = [&](std::initializer_list<const char*> more) {
    keys.insert(keys.end(), more.begin(), more.end());
  };
  if (has_delays(condition)) add({"on_delay", "off_delay"});
  if (has_delays(condition) && condition != AlarmCondition::stuck) add({"filter"});
  if (is_limit(condition)) add({"limit", "deadband", "deadband_of_span"});
  if (condition == AlarmCondition::rate) add({"limit", "every", "deadband"});
  if (condition == AlarmCondition::stuck) add({"every", "window"});
  if (condition == AlarmCondition::state) add({"equals"});
  if (condition == AlarmCondition::out_of_range) add({"margin", "deadband"});
  if (condition == AlarmCondition::repeated) add({"of", "count", "within"});
  if (condition == AlarmCondition::absent) add({"within", "equals"});
  for (const std::string_view key : combination_keys(condition)) keys.emplace_back(key);
  return keys;
}

ArmedWhen read_armed_when(const JsonValue& value, const SourcedNumbers& numbers) {
  const JsonObject object = value.object({"point", "equals", "after"});
  ArmedWhen armed{object["point"].text(), object["equals"].integer(0, 1) == 1, {}};
  if (object.has("after")) armed.after = numbers.duration(object["after"]);
  return armed;
}

Smoothing read_filter(const JsonValue& value, const SourcedNumbers& numbers) {
  const JsonObject object = value.object({"moving_average", "ewma"});
  if (object.has("moving_average") == object.has("ewma"))
    throw value.error(object.has("ewma") ? "two filters" : "no filter", "moving_average or ewma");
  if (object.has("ewma")) return {Smoothing::Kind::ewma, numbers.positive_duration(object["ewma"])};
  return {Smoothing::Kind::moving_average, numbers.positive_duration(object["moving_average"])};
}

// The unit of limit and deadband.
std::string unit_of(const AlarmRule& rule, const std::string& measure) {
  if (rule.condition == AlarmCondition::rate) return measure + "/s";
  if (rule.combination && !rule.combination->measure.empty()) return rule.combination->measure;
  return measure;
}

// Sizes are never negative: at such a limit or with such a deadband they would never come, or never go.
void check_size(const JsonObject& object, const AlarmRule& rule) {
  if (*rule.limit <= 0) throw object["limit"].error(format_number(*rule.limit), "more than zero");
  if (rule.deadband >= *rule.limit)
    throw object["deadband"].error(format_number(rule.deadband), "less than the limit");
}

void read_stuck(const JsonObject& object, const SourcedNumbers& numbers, AlarmRule& rule) {
  rule.window = numbers.positive_duration(object["window"]);
  if (rule.window < rule.every)
    throw object["window"].error(format_duration(rule.window), "at least the grid it is looked at on");
}

void read_repeated(const JsonObject& object, const SourcedNumbers& numbers, AlarmRule& rule) {
  rule.of = condition_of(object["of"], object["of"].text());
  if (!has_delays(rule.of))
    throw object["of"].error(object["of"].text(), "a condition of the values themselves");
  rule.count = read_whole_number(object["count"], numbers, 2);
  rule.window = numbers.positive_duration(object["within"]);
}

// What belongs to one kind of condition.
void read_own_keys(const JsonObject& object, const std::string& measure, const SourcedNumbers& numbers,
                   AlarmRule& rule) {
  switch (rule.condition) {
    case AlarmCondition::rate:
      rule.every = numbers.positive_duration(object["every"]);
      check_size(object, rule);
      break;
    case AlarmCondition::stuck:
      rule.every = numbers.positive_duration(object["every"]);
      read_stuck(object, numbers, rule);
      break;
    case AlarmCondition::state:
      rule.equals = object["equals"].integer(0, 1) == 1;
      break;
    case AlarmCondition::out_of_range:
      if (object.has("margin"))
        rule.margin = numbers.number(object["margin"], measure, -unbounded, unbounded);
      break;
    case AlarmCondition::repeated:
      read_repeated(object, numbers, rule);
      break;
    case AlarmCondition::absent:
      rule.window = numbers.positive_duration(object["within"]);
      if (object.has("equals")) rule.reports = object["equals"].integer(0, 1) == 1;
      break;
    case AlarmCondition::deviation:
      check_size(object, rule);
      break;
    default:
      break;
  }
}

}  // namespace

bool is_limit(AlarmCondition condition) {
  return is_trip(condition) || condition == AlarmCondition::low || condition == AlarmCondition::high;
}

std::uint32_t read_whole_number(const JsonValue& value, const SourcedNumbers& numbers, double low) {
  const double number = numbers.number(value, "1", low, 1e6);
  if (number != std::floor(number)) throw value.error(format_number(number), "a whole number");
  return static_cast<std::uint32_t>(number);
}

AlarmRule read_alarm_rule(AlarmCondition condition, const JsonValue& value, const std::string& measure,
                          const SignalKind& kind, const SourcedNumbers& numbers) {
  const JsonObject object = value.object(keys_of(condition));
  AlarmRule rule;
  rule.condition = condition;
  rule.level = is_trip(condition) ? 2 : 1;
  rule.priority = is_trip(condition) ? 1 : condition == AlarmCondition::stuck ? 4 : 3;
  if (object.has("level")) rule.level = static_cast<std::uint8_t>(object["level"].integer(1, 2));
  if (object.has("priority")) rule.priority = static_cast<std::uint8_t>(object["priority"].integer(1, 4));
  if (is_limit(condition)) {
    rule.on_delay = is_trip(condition) ? kind.trip_on_delay : kind.on_delay;
    rule.off_delay = kind.off_delay;
    if (!object.has("deadband")) rule.deadband_of_span = kind.deadband_of_span;
  }
  if (object.has("on_delay")) rule.on_delay = numbers.duration(object["on_delay"]);
  if (object.has("off_delay")) rule.off_delay = numbers.duration(object["off_delay"]);
  if (object.has("latch")) rule.latch = object["latch"].boolean();
  if (object.has("re_alarm_after")) rule.re_alarm_after = numbers.positive_duration(object["re_alarm_after"]);
  if (object.has("armed_when")) rule.armed_when = read_armed_when(object["armed_when"], numbers);
  if (object.has("filter")) rule.smoothing = read_filter(object["filter"], numbers);

  // a formula settles in which unit its limit is
  if (is_combination(condition)) read_combination(object, measure, numbers, rule);
  const std::string unit = unit_of(rule, measure);
  const bool needs_limit = condition == AlarmCondition::rate || condition == AlarmCondition::deviation;
  if (needs_limit || object.has("limit"))
    rule.limit = numbers.number(object["limit"], unit, -unbounded, unbounded);
  if (object.has("deadband")) rule.deadband = numbers.number(object["deadband"], unit, 0.0, unbounded);
  if (object.has("deadband_of_span"))
    rule.deadband_of_span = numbers.number(object["deadband_of_span"], "1", 0.0, 1.0);
  read_own_keys(object, measure, numbers, rule);
  return rule;
}

}  // namespace fengsui::engine
