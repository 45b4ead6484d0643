#include "twin/engine/risk_reader.h"

#include <array>
#include <cmath>

#include "sim/base/text.h"
#include "twin/engine/alarm_rule_reader.h"

namespace fengsui::engine {

namespace {

constexpr double most_points = 100.0;

Colour colour_of(const JsonValue& value) {
  const std::string word = value.text_of({"blue", "yellow", "orange", "red"});
  return word == "blue"     ? Colour::blue
         : word == "yellow" ? Colour::yellow
         : word == "orange" ? Colour::orange
                            : Colour::red;
}

void read_weights(const JsonValue& value, const SourcedNumbers& numbers, RiskRules& risk) {
  const JsonObject weights = value.object({"inherent", "alarms", "handling", "management"});
  const auto weight = [&](const char* key) { return numbers.number(weights[key], "1", 0.0, 1.0); };
  risk.weight_inherent = weight("inherent");
  risk.weight_alarms = weight("alarms");
  risk.weight_handling = weight("handling");
  risk.weight_management = weight("management");
  const double sum =
      risk.weight_inherent + risk.weight_alarms + risk.weight_handling + risk.weight_management;
  if (std::abs(sum - 1.0) > 1e-9)
    throw value.error("weights that sum to " + format_number(sum), "a sum of 1");
}

void read_alarm_part(const JsonValue& value, const SourcedNumbers& numbers, RiskRules& risk) {
  const JsonObject part =
      value.object({"severity_level_1", "severity_level_2", "severity_level_2_several", "points_per_severity",
                    "growth_time_constant", "decay_half_life", "forget_below", "silent_gateway"});
  const std::array keys = {"severity_level_1", "severity_level_2", "severity_level_2_several"};
  for (std::size_t i = 0; i < keys.size(); ++i)
    risk.severity[i] = numbers.number(part[keys[i]], "1", 0.0, most_points);
  risk.points_per_severity = numbers.number(part["points_per_severity"], "1", 0.0, most_points);
  risk.growth = numbers.positive_duration(part["growth_time_constant"]);
  risk.decay_half_life = numbers.positive_duration(part["decay_half_life"]);
  risk.forget_below = numbers.number(part["forget_below"], "1", 1e-6, 1.0);
  for (const JsonValue& step : part["silent_gateway"].array()) {
    const JsonObject object = step.object({"after", "points"});
    const Duration duration = numbers.positive_duration(object["after"]);
    if (!risk.silence.empty() && duration <= risk.silence.back().duration)
      throw object["after"].error(format_duration(duration), "steps in ascending order");
    risk.silence.push_back({duration, numbers.number(object["points"], "1", 0.0, most_points)});
  }
}

void read_handling_part(const JsonValue& value, const SourcedNumbers& numbers, RiskRules& risk) {
  const JsonObject part =
      value.object({"overdue_points", "rejected_points", "feedback_relief", "clear_relief", "handled_relief",
                    "equipment_fault_relief", "false_alarm_relief", "half_life"});
  risk.overdue_points = numbers.number(part["overdue_points"], "1", 0.0, most_points);
  risk.rejected_points = numbers.number(part["rejected_points"], "1", 0.0, most_points);
  const auto factor = [&](const char* key) { return numbers.number(part[key], "1", 0.0, 1.0); };
  risk.feedback_relief = factor("feedback_relief");
  risk.clear_relief = factor("clear_relief");
  risk.handled_relief = factor("handled_relief");
  risk.equipment_relief = factor("equipment_fault_relief");
  risk.false_relief = factor("false_alarm_relief");
  risk.handling_half_life = numbers.positive_duration(part["half_life"]);
}

ManagementRules read_management_part(const JsonValue& value, const SourcedNumbers& numbers) {
  const JsonObject part = value.object({"missed_report", "online_rate"});
  ManagementRules rules;
  if (part.has("missed_report")) {
    const JsonObject missed = part["missed_report"].object({"points", "again_after", "within"});
    rules.missed_points = numbers.number(missed["points"], "1", 0.0, most_points);
    rules.missed_again = numbers.positive_duration(missed["again_after"]);
    rules.missed_memory = numbers.positive_duration(missed["within"]);
  }
  if (part.has("online_rate")) {
    const JsonObject online = part["online_rate"].object({"target", "points_per_percent", "within"});
    rules.online_target = numbers.number(online["target"], "1", 0.0, 1.0);
    rules.online_points = 100.0 * numbers.number(online["points_per_percent"], "1", 0.0, most_points);
    rules.online_window = numbers.positive_duration(online["within"]);
  }
  return rules;
}

void read_colours(const JsonValue& value, const SourcedNumbers& numbers, RiskRules& risk) {
  const JsonObject colours =
      value.object({"blue", "yellow", "orange", "red", "hysteresis", "minimum_dwell", "recompute"});
  const std::array keys = {"", "blue", "yellow", "orange", "red"};
  for (std::size_t i = 1; i < keys.size(); ++i) {
    risk.threshold[i] = numbers.number(colours[keys[i]], "1", 0.0, most_points);
    if (i > 1 && risk.threshold[i] <= risk.threshold[i - 1])
      throw colours[keys[i]].error(format_number(risk.threshold[i]), std::string("more than ") + keys[i - 1]);
  }
  risk.hysteresis = numbers.number(colours["hysteresis"], "1", 0.0, most_points);
  risk.minimum_dwell = numbers.duration(colours["minimum_dwell"]);
  risk.recompute = numbers.positive_duration(colours["recompute"]);
}

// The bits of a pattern's alarms; each alarm gets one, shared between patterns.
void read_pattern(const JsonValue& value, RiskRules& risk, Trigger& trigger) {
  constexpr std::size_t most_elements = 64;
  for (const JsonValue& item : value.array()) {
    const JsonObject object = item.object({"tag", "condition"});
    const PatternElement element{object["tag"].text(),
                                 condition_of(object["condition"], object["condition"].text())};
    std::size_t bit = 0;
    while (bit < risk.elements.size() &&
           (risk.elements[bit].tag != element.tag || risk.elements[bit].condition != element.condition))
      ++bit;
    if (bit == most_elements) throw item.error("more than 64 different alarms in patterns", "at most 64");
    if (bit == risk.elements.size()) risk.elements.push_back(element);
    trigger.bits |= std::uint64_t{1} << bit;
    trigger.pattern.push_back(static_cast<std::uint8_t>(bit));
  }
  if (trigger.bits == 0) throw value.error("no alarm", "at least one");
}

Trigger read_trigger(const std::string& key, const JsonValue& value, const SourcedNumbers& numbers,
                     RiskRules& risk) {
  const JsonObject object = value.object(
      {"colour", "english", "chinese", "sustained", "repeated", "together", "pattern", "silent"});
  Trigger trigger;
  trigger.key = key;
  trigger.colour = colour_of(object["colour"]);
  trigger.english = object["english"].text();
  trigger.chinese = object["chinese"].text();
  const auto level = [&](const JsonObject& kind) {
    trigger.level = static_cast<std::uint8_t>(kind["level"].integer(1, 2));
  };
  const auto count = [&](const JsonObject& kind, const char* name) {
    trigger.count = static_cast<std::uint32_t>(numbers.number(kind[name], "1", 1, 100));
  };

  const int kinds = object.has("sustained") + object.has("repeated") + object.has("together") +
                    object.has("pattern") + object.has("silent");
  if (kinds != 1)
    throw value.error(std::to_string(kinds) + " kinds of trigger",
                      "exactly one of sustained, repeated, together, pattern, silent");
  if (object.has("sustained")) {
    const JsonObject kind = object["sustained"].object({"level", "for"});
    trigger.kind = Trigger::Kind::sustained;
    level(kind);
    trigger.duration = numbers.duration(kind["for"]);
  } else if (object.has("repeated")) {
    const JsonObject kind = object["repeated"].object({"level", "times", "within"});
    trigger.kind = Trigger::Kind::repeated;
    level(kind);
    count(kind, "times");
    trigger.duration = numbers.positive_duration(kind["within"]);
  } else if (object.has("together")) {
    const JsonObject kind = object["together"].object({"level", "points"});
    trigger.kind = Trigger::Kind::together;
    level(kind);
    count(kind, "points");
  } else if (object.has("pattern")) {
    trigger.kind = Trigger::Kind::pattern;
    read_pattern(object["pattern"], risk, trigger);
  } else {
    const JsonObject kind = object["silent"].object({"for"});
    trigger.kind = Trigger::Kind::silent;
    trigger.duration = numbers.positive_duration(kind["for"]);
  }
  return trigger;
}

Upgrade read_upgrade(const std::string& key, const JsonValue& value, const SourcedNumbers& numbers) {
  const JsonObject object = value.object({"from", "to", "english", "chinese", "when"});
  Upgrade upgrade;
  upgrade.key = key;
  upgrade.english = object["english"].text();
  upgrade.chinese = object["chinese"].text();
  upgrade.from = colour_of(object["from"]);
  upgrade.to = colour_of(object["to"]);
  if (upgrade.to <= upgrade.from) throw object["to"].error(object["to"].text(), "a colour above \"from\"");
  const JsonObject when = object["when"].object({"overdue", "recurring"});
  if (when.has("overdue") == when.has("recurring"))
    throw object["when"].error(when.has("overdue") ? "two reasons" : "no reason", "overdue or recurring");
  if (when.has("overdue")) {
    if (!when["overdue"].boolean()) throw when["overdue"].error("false", "true");
    return upgrade;
  }
  const JsonObject recurring = when["recurring"].object({"times", "within"});
  upgrade.kind = Upgrade::Kind::recurring;
  upgrade.times = read_whole_number(recurring["times"], numbers, 2);
  upgrade.within = numbers.positive_duration(recurring["within"]);
  return upgrade;
}

}  // namespace

RiskRules read_risk_rules(const JsonValue& value, const SourcedNumbers& numbers) {
  const JsonObject object =
      value.object({"weights", "alarms", "handling", "management", "colours", "triggers", "upgrades"});
  RiskRules risk;
  read_weights(object["weights"], numbers, risk);
  read_alarm_part(object["alarms"], numbers, risk);
  read_handling_part(object["handling"], numbers, risk);
  if (object.has("management")) risk.management = read_management_part(object["management"], numbers);
  read_colours(object["colours"], numbers, risk);
  for (const auto& [key, trigger] : object["triggers"].map().members())
    risk.triggers.push_back(read_trigger(key, trigger, numbers, risk));
  if (object.has("upgrades"))
    for (const auto& [key, upgrade] : object["upgrades"].map().members())
      risk.upgrades.push_back(read_upgrade(key, upgrade, numbers));
  return risk;
}

}  // namespace fengsui::engine
