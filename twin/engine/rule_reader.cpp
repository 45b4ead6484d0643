#include "twin/engine/rule_reader.h"

#include <algorithm>
#include <map>

#include "sim/base/strict_json.h"
#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/engine/alarm_rule_reader.h"
#include "twin/engine/risk_reader.h"
#include "twin/engine/sourced_numbers.h"

namespace fengsui::engine {

namespace {

using SignalKinds = std::map<std::string, SignalKind>;

SignalKinds read_kinds(const JsonValue& value, const SourcedNumbers& numbers) {
  SignalKinds kinds;
  for (const auto& [name, member] : value.map().members()) {
    const JsonObject object = member.object({"on_delay", "trip_on_delay", "off_delay", "deadband_of_span"});
    kinds[name] = {numbers.duration(object["on_delay"]), numbers.duration(object["trip_on_delay"]),
                   numbers.duration(object["off_delay"]),
                   numbers.number(object["deadband_of_span"], "1", 0.0, 1.0)};
  }
  return kinds;
}

PointRule read_point(const std::string& name, const JsonValue& value, const SignalKinds& kinds,
                     const SourcedNumbers& numbers) {
  const JsonObject object = value.object({"kind", "measure", "alarms"});
  PointRule point;
  const std::size_t slash = name.find('/');
  if (slash != std::string::npos) point.unit_class = name.substr(0, slash);
  point.tag = slash == std::string::npos ? name : name.substr(slash + 1);
  point.measure = object["measure"].text();
  if (point.measure != "bool" && !known_unit(point.measure))
    throw object["measure"].error("\"" + point.measure + "\"", "a known unit, or bool");

  SignalKind kind;
  if (object.has("kind")) {
    const auto found = kinds.find(object["kind"].text());
    if (found == kinds.end()) throw object["kind"].error(object["kind"].text(), "a key of /kinds");
    kind = found->second;
  }

  // limits given here must stand in their natural order
  const std::pair<std::string, double>* below = nullptr;
  std::vector<std::pair<std::string, double>> limits;
  for (const auto& [key, alarm] : object["alarms"].map().members())
    point.alarms.push_back(read_alarm_rule(condition_of(alarm, key), alarm, point.measure, kind, numbers));
  std::ranges::sort(point.alarms, {}, &AlarmRule::condition);
  for (const AlarmRule& alarm : point.alarms) {
    constexpr const char* names[] = {"low_low", "low", "high", "high_high"};
    if (is_limit(alarm.condition) && alarm.limit)
      limits.emplace_back(names[static_cast<int>(alarm.condition)], *alarm.limit);
  }
  for (const auto& limit : limits) {
    if (below && limit.second <= below->second)
      throw object["alarms"].error(below->first + " " + format_number(below->second) + " and " + limit.first +
                                       " " + format_number(limit.second),
                                   "low_low < low < high < high_high");
    below = &limit;
  }
  if (point.alarms.empty()) throw object["alarms"].error("no alarm", "at least one");
  for (const AlarmRule& alarm : point.alarms) {
    const auto counted = [&](const AlarmRule& other) { return other.condition == alarm.of; };
    if (alarm.condition == AlarmCondition::repeated && std::ranges::none_of(point.alarms, counted))
      throw object["alarms"].map()["repeated"].map()["of"].error(std::string(word_of(alarm.of).key),
                                                                 "another alarm of this point");
  }
  return point;
}

FloodRules read_flood(const JsonValue& value, const SourcedNumbers& numbers) {
  const JsonObject object = value.object({"chattering", "flood", "burst_quiet"});
  FloodRules flood;
  if (object.has("chattering")) {
    const JsonObject chattering = object["chattering"].object({"count", "within", "shelve_for"});
    flood.chatter_count = read_whole_number(chattering["count"], numbers, 2);
    flood.chatter_within = numbers.positive_duration(chattering["within"]);
    flood.chatter_shelving = numbers.positive_duration(chattering["shelve_for"]);
  }
  if (object.has("flood")) {
    const JsonObject window = object["flood"].object({"window", "begins_above", "ends_below"});
    flood.window = numbers.positive_duration(window["window"]);
    flood.begins_above = read_whole_number(window["begins_above"], numbers, 0);
    flood.ends_below = read_whole_number(window["ends_below"], numbers, 1);
    if (flood.ends_below > flood.begins_above + 1)
      throw window["ends_below"].error(std::to_string(flood.ends_below),
                                       "at most one more than begins_above");
  }
  flood.burst_quiet = numbers.duration(object["burst_quiet"]);
  return flood;
}

}  // namespace

Rules read_rules(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root = document.root().object(
      {"format", "title", "about", "sources", "data", "flood", "kinds", "points", "risk"});
  root["format"].integer(1, 1);
  const SourcedNumbers numbers(root["sources"]);

  Rules rules;
  const JsonObject title = root["title"].object({"en", "zh"});
  rules.english = title["en"].text();
  rules.chinese = title["zh"].text();
  const JsonObject data =
      root["data"].object({"lateness", "wait_for_data", "offline_after", "offline_priority",
                           "clock_tolerance", "reorder_wait", "longest_shelving", "re_alarm_after"});
  rules.lateness = numbers.duration(data["lateness"]);
  rules.wait_for_data = numbers.duration(data["wait_for_data"]);
  rules.offline_after = numbers.positive_duration(data["offline_after"]);
  rules.offline_priority = static_cast<std::uint8_t>(data["offline_priority"].integer(1, 4));
  rules.clock_tolerance = numbers.duration(data["clock_tolerance"]);
  if (data.has("reorder_wait")) rules.reorder_wait = numbers.duration(data["reorder_wait"]);
  if (data.has("longest_shelving"))
    rules.longest_shelving = numbers.positive_duration(data["longest_shelving"]);
  if (data.has("re_alarm_after")) {
    const JsonObject after =
        data["re_alarm_after"].object({"priority_1", "priority_2", "priority_3", "priority_4"});
    for (std::size_t priority = 1; priority < rules.re_alarm_after.size(); ++priority) {
      const std::string key = "priority_" + std::to_string(priority);
      if (after.has(key)) rules.re_alarm_after[priority] = numbers.positive_duration(after[key]);
    }
  }
  if (root.has("flood")) rules.flood = read_flood(root["flood"], numbers);
  const SignalKinds kinds = read_kinds(root["kinds"], numbers);
  for (const auto& [name, point] : root["points"].map().members())
    rules.points.push_back(read_point(name, point, kinds, numbers));
  rules.risk = read_risk_rules(root["risk"], numbers);
  return rules;
}

}  // namespace fengsui::engine
