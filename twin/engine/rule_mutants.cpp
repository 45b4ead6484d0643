#include "twin/engine/rule_mutants.h"

#include <array>
#include <optional>

#include "sim/base/strict_json.h"
#include "sim/base/text.h"

namespace fengsui::engine {

namespace {

using nlohmann::json;

// One key of a JSON pointer.
std::string escaped(const std::string& key) {
  std::string text;
  for (const char letter : key) text += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
  return text;
}

// "60 s" as 60 and " s".
struct Quantity {
  double number = 0.0;
  std::string unit;
};

std::optional<Quantity> quantity_of(const json& value) {
  if (!value.is_object() || !value.contains("value") || !value["value"].is_string()) return {};
  const auto text = value["value"].get<std::string>();
  std::size_t length = 0;
  try {
    const double number = std::stod(text, &length);
    return Quantity{number, text.substr(length)};
  } catch (const std::exception&) {
    return {};
  }
}

class Collector {
 public:
  std::vector<RuleMutant> mutants;

  void add(const std::string& pointer, std::string english, std::string chinese, json operations) {
    mutants.push_back({pointer, std::move(english), std::move(chinese), std::move(operations)});
  }
  void remove(const std::string& pointer, const char* english, const char* chinese) {
    add(pointer, english, chinese, json::array({json{{"op", "remove"}, {"path", pointer}}}));
  }
  void replace(const std::string& pointer, const json& by, const std::string& english,
               const std::string& chinese) {
    add(pointer, english, chinese, json::array({json{{"op", "replace"}, {"path", pointer}, {"value", by}}}));
  }
  void number(const std::string& pointer, const Quantity& was, double becomes, const std::string& english,
              const std::string& chinese) {
    add(pointer, english, chinese,
        json::array({json{
            {"op", "replace"}, {"path", pointer + "/value"}, {"value", format_number(becomes) + was.unit}}}));
  }

  void dropped_and_doubled(const json& object, const std::string& pointer, const std::string& key) {
    const std::optional<Quantity> was = object.contains(key) ? quantity_of(object[key]) : std::nullopt;
    if (!was || was->number == 0.0) return;
    number(pointer + "/" + key, *was, 0.0, "dropped", "去掉");
    number(pointer + "/" + key, *was, 2.0 * was->number, "doubled", "加倍");
  }
  void one_off(const json& object, const std::string& pointer, const std::string& key) {
    const std::optional<Quantity> was = object.contains(key) ? quantity_of(object[key]) : std::nullopt;
    if (!was) return;
    number(pointer + "/" + key, *was, was->number + 1.0, "one higher", "加一");
    number(pointer + "/" + key, *was, was->number - 1.0, "one lower", "减一");
  }
};

void mutate_colour(const json& object, const std::string& pointer, const std::string& key,
                   Collector& collector) {
  constexpr std::array colours = {"blue", "yellow", "orange", "red"};
  if (!object.contains(key)) return;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    if (object[key] != colours[i]) continue;
    if (i > 0) collector.replace(pointer + "/" + key, colours[i - 1], "one colour lower", "降一级");
    if (i + 1 < colours.size())
      collector.replace(pointer + "/" + key, colours[i + 1], "one colour higher", "升一级");
  }
}

// Written, or as the reader takes it when it is not.
int level_of(const std::string& condition, const json& alarm) {
  if (alarm.contains("level") && alarm["level"].is_number()) return alarm["level"].get<int>();
  return condition == "low_low" || condition == "high_high" ? 2 : 1;
}

void swap_sides(const json& alarms, const std::string& pointer, const std::string& key,
                const std::string& other, Collector& collector) {
  if (!alarms.contains(key)) return;
  if (alarms.contains(other)) {
    // both are there: exchanged once, unless they say the same
    if (key < other && alarms[key] != alarms[other])
      collector.add(
          pointer + "/" + key, "exchanged with " + other, "与" + other + "互换",
          json::array({json{{"op", "replace"}, {"path", pointer + "/" + key}, {"value", alarms[other]}},
                       json{{"op", "replace"}, {"path", pointer + "/" + other}, {"value", alarms[key]}}}));
    return;
  }
  collector.add(
      pointer + "/" + key, "became " + other, "写成" + other,
      json::array({json{{"op", "move"}, {"from", pointer + "/" + key}, {"path", pointer + "/" + other}}}));
}

void mutate_arming(const json& alarm, const std::string& pointer, Collector& collector) {
  if (!alarm.contains("armed_when") || !alarm["armed_when"].is_object()) return;
  const json& armed = alarm["armed_when"];
  const std::string place = pointer + "/armed_when";
  collector.remove(place, "arming dropped", "去掉投用条件");
  if (armed.contains("equals") && armed["equals"].is_number_integer())
    collector.replace(place + "/equals", 1 - armed["equals"].get<int>(), "negated", "取反");
  collector.dropped_and_doubled(armed, place, "after");
}

void mutate_alarm(const std::string& condition, const json& alarm, const std::string& pointer,
                  Collector& collector) {
  if (!alarm.is_object()) return;
  for (const char* key :
       {"on_delay", "off_delay", "deadband", "deadband_of_span", "every", "window", "within"})
    collector.dropped_and_doubled(alarm, pointer, key);
  for (const char* key : {"limit", "margin"}) {
    collector.one_off(alarm, pointer, key);
    const std::optional<Quantity> was = alarm.contains(key) ? quantity_of(alarm[key]) : std::nullopt;
    if (!was || was->number == 0.0) continue;
    collector.number(pointer + "/" + key, *was, 1000.0 * was->number, "in another unit", "单位写错");
    // less than any instrument resolves, but another answer exactly at the limit
    const double nudge = condition.starts_with("low") ? 1.0 - 1e-9 : 1.0 + 1e-9;
    collector.number(pointer + "/" + key, *was, nudge * was->number, "excluded instead of included",
                     "不含等于");
  }
  for (const char* key : {"count", "at_least"}) collector.one_off(alarm, pointer, key);
  if (alarm.contains("latch") && alarm["latch"] == true)
    collector.remove(pointer + "/latch", "latch dropped", "去掉保持");
  if (alarm.contains("filter")) collector.remove(pointer + "/filter", "filter dropped", "去掉滤波");
  if (alarm.contains("equals") && alarm["equals"].is_number_integer())
    collector.replace(pointer + "/equals", 1 - alarm["equals"].get<int>(), "negated", "取反");
  const int level = 3 - level_of(condition, alarm);
  collector.add(pointer + "/level", "level " + std::to_string(level), "改为" + std::to_string(level) + "级",
                json::array({json{{"op", "add"}, {"path", pointer + "/level"}, {"value", level}}}));
  mutate_arming(alarm, pointer, collector);
}

void mutate_points(const json& points, Collector& collector) {
  for (const auto& [tag, point] : points.items()) {
    if (!point.is_object() || !point.contains("alarms") || !point["alarms"].is_object()) continue;
    const std::string place = "/points/" + escaped(tag), alarms = place + "/alarms";
    for (const auto& [condition, alarm] : point["alarms"].items()) {
      // a point without alarms is no rule
      const std::string whole = point["alarms"].size() == 1 ? place : alarms + "/" + condition;
      collector.remove(whole, "rule deleted", "删除规则");
      mutate_alarm(condition, alarm, alarms + "/" + condition, collector);
    }
    swap_sides(point["alarms"], alarms, "high", "low", collector);
    swap_sides(point["alarms"], alarms, "low", "high", collector);
    swap_sides(point["alarms"], alarms, "high_high", "low_low", collector);
    swap_sides(point["alarms"], alarms, "low_low", "high_high", collector);
  }
}

void mutate_triggers(const json& triggers, Collector& collector) {
  for (const auto& [key, trigger] : triggers.items()) {
    if (!trigger.is_object()) continue;
    const std::string place = "/risk/triggers/" + escaped(key);
    collector.remove(place, "trigger deleted", "删除触发条件");
    mutate_colour(trigger, place, "colour", collector);
    for (const char* kind : {"sustained", "repeated", "together", "silent"}) {
      if (!trigger.contains(kind) || !trigger[kind].is_object()) continue;
      const json& rule = trigger[kind];
      const std::string inside = place + "/" + kind;
      for (const char* duration : {"for", "within"}) collector.dropped_and_doubled(rule, inside, duration);
      for (const char* count : {"times", "points"}) collector.one_off(rule, inside, count);
      if (rule.contains("level") && rule["level"].is_number_integer())
        collector.replace(inside + "/level", 3 - rule["level"].get<int>(), "other level", "级别写错");
    }
    if (trigger.contains("pattern") && trigger["pattern"].is_array() && trigger["pattern"].size() > 1)
      for (std::size_t i = 0; i < trigger["pattern"].size(); ++i)
        collector.remove(place + "/pattern/" + std::to_string(i), "one alarm of the pattern dropped",
                         "组合中少一项");
  }
}

void mutate_upgrades(const json& upgrades, Collector& collector) {
  for (const auto& [key, upgrade] : upgrades.items()) {
    if (!upgrade.is_object()) continue;
    const std::string place = "/risk/upgrades/" + escaped(key);
    collector.remove(place, "upgrade deleted", "删除升级规则");
    mutate_colour(upgrade, place, "to", collector);
    if (upgrade.contains("when") && upgrade["when"].contains("recurring")) {
      const json& recurring = upgrade["when"]["recurring"];
      collector.one_off(recurring, place + "/when/recurring", "times");
      collector.dropped_and_doubled(recurring, place + "/when/recurring", "within");
    }
  }
}

const json* section(const json& root, std::initializer_list<const char*> path) {
  const json* value = &root;
  for (const char* key : path) {
    if (!value->is_object() || !value->contains(key)) return nullptr;
    value = &(*value)[key];
  }
  return value->is_object() ? value : nullptr;
}

}  // namespace

std::vector<RuleMutant> rule_mutants(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const json& root = document.root().json();
  Collector collector;
  if (const json* data = section(root, {"data"}))
    collector.dropped_and_doubled(*data, "/data", "offline_after");
  if (const json* kinds = section(root, {"kinds"}))
    for (const auto& [key, kind] : kinds->items())
      for (const char* number : {"on_delay", "trip_on_delay", "off_delay", "deadband_of_span"})
        if (kind.is_object()) collector.dropped_and_doubled(kind, "/kinds/" + escaped(key), number);
  if (const json* points = section(root, {"points"})) mutate_points(*points, collector);
  if (const json* colours = section(root, {"risk", "colours"})) {
    for (const char* colour : {"blue", "yellow", "orange", "red"})
      collector.one_off(*colours, "/risk/colours", colour);
    for (const char* key : {"hysteresis", "minimum_dwell"})
      collector.dropped_and_doubled(*colours, "/risk/colours", key);
  }
  if (const json* triggers = section(root, {"risk", "triggers"})) mutate_triggers(*triggers, collector);
  if (const json* upgrades = section(root, {"risk", "upgrades"})) mutate_upgrades(*upgrades, collector);
  return std::move(collector.mutants);
}

std::string mutated(std::string_view text, const RuleMutant& mutant) {
  return json::parse(text, nullptr, true, true).patch(mutant.patch).dump();
}

}  // namespace fengsui::engine
