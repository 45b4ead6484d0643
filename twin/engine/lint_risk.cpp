#include <algorithm>

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/engine/lint_parts.h"

namespace fengsui::engine {

namespace {

std::string pointer_to(const Trigger& trigger) { return "/risk/triggers" + pointer_key(trigger.key); }

bool any_alarm(const std::vector<UnitAlarms>& units, const auto& condition) {
  return std::ranges::any_of(units,
                             [&](const UnitAlarms& unit) { return std::ranges::any_of(unit, condition); });
}

struct Fault {
  std::string key, english, chinese;  // `key` below the trigger
};

std::optional<Fault> fault_of_pattern(const Trigger& trigger, const RiskRules& risk,
                                      const std::vector<UnitAlarms>& units) {
  const auto names = [&](std::size_t bit) {
    return [&element = risk.elements[bit]](const PossibleAlarm& alarm) {
      return alarm.tag == element.tag && alarm.condition == element.condition;
    };
  };
  for (std::size_t i = 0; i < trigger.pattern.size(); ++i) {
    const PatternElement& element = risk.elements[trigger.pattern[i]];
    if (any_alarm(units, names(trigger.pattern[i]))) continue;
    const PortWord& word = word_of(element.condition);
    return Fault{"/pattern/" + std::to_string(i),
                 "can never hold: no rule gives the alarm " + element.tag + " " + std::string(word.key),
                 "不可能成立：没有规则产生报警 " + element.tag + " " + std::string(word.chinese)};
  }
  const auto gives_all = [&](const UnitAlarms& unit) {
    return std::ranges::all_of(trigger.pattern,
                               [&](std::size_t bit) { return std::ranges::any_of(unit, names(bit)); });
  };
  if (std::ranges::any_of(units, gives_all)) return {};
  return Fault{"/pattern", "can never hold: no one unit gives all of these alarms",
               "不可能成立：没有一台设备能同时产生这些报警"};
}

std::optional<Fault> fault_of_together(const Trigger& trigger, const std::vector<UnitAlarms>& units) {
  std::size_t most = 0;
  for (const UnitAlarms& unit : units) {
    std::vector<std::string> tags;
    for (const PossibleAlarm& alarm : unit)
      if (alarm.level >= trigger.level) tags.push_back(alarm.tag);
    std::ranges::sort(tags);
    most = std::max(most, static_cast<std::size_t>(std::unique(tags.begin(), tags.end()) - tags.begin()));
  }
  if (most >= trigger.count) return {};
  const std::string level = std::to_string(trigger.level), have = std::to_string(most);
  return Fault{"/together/points",
               "can never hold: no unit has more than " + have + " points with alarms of level " + level,
               "不可能成立：任一设备最多只有" + have + "个测点有" + level + "级报警"};
}

std::optional<Fault> fault_of_level(const Trigger& trigger, const std::vector<UnitAlarms>& units) {
  if (any_alarm(units, [&](const PossibleAlarm& alarm) { return alarm.level >= trigger.level; })) return {};
  const std::string level = std::to_string(trigger.level);
  return Fault{trigger.kind == Trigger::Kind::sustained ? "/sustained/level" : "/repeated/level",
               "can never hold: no rule gives an alarm of level " + level,
               "不可能成立：没有规则产生" + level + "级报警"};
}

std::optional<Fault> fault_of_repetition(const Trigger& trigger, const std::vector<UnitAlarms>& units) {
  const auto so_often = [&](const PossibleAlarm& alarm) {
    return alarm.level >= trigger.level && fits(trigger.count, alarm.cycle, trigger.duration);
  };
  if (any_alarm(units, so_often)) return {};
  const std::string times = std::to_string(trigger.count);
  return Fault{
      "/repeated/within",
      "can never hold: with its delays no alarm is raised " + times + " times within " +
          format_duration(trigger.duration),
      "不可能成立：按延时，任何报警都不可能在" + format_duration(trigger.duration) + "内出现" + times + "次"};
}

// Why the trigger can never hold.
std::optional<Fault> fault_of(const Trigger& trigger, const RiskRules& risk,
                              const std::vector<UnitAlarms>& units) {
  switch (trigger.kind) {
    case Trigger::Kind::pattern:
      return fault_of_pattern(trigger, risk, units);
    case Trigger::Kind::together:
      return fault_of_together(trigger, units);
    case Trigger::Kind::sustained:
      return fault_of_level(trigger, units);
    case Trigger::Kind::repeated: {
      const auto fault = fault_of_level(trigger, units);
      return fault ? fault : fault_of_repetition(trigger, units);
    }
    case Trigger::Kind::silent:
      return {};
  }
  return {};
}

// Whether `other` holds whenever `trigger` does.
bool follows(const Trigger& other, const Trigger& trigger) {
  if (other.kind != trigger.kind) return false;
  switch (trigger.kind) {
    case Trigger::Kind::sustained:
      return other.level <= trigger.level && other.duration <= trigger.duration;
    case Trigger::Kind::repeated:
      return other.level <= trigger.level && other.count <= trigger.count &&
             other.duration >= trigger.duration;
    case Trigger::Kind::together:
      return other.level <= trigger.level && other.count <= trigger.count;
    case Trigger::Kind::pattern:
      return (other.bits & trigger.bits) == other.bits;
    case Trigger::Kind::silent:
      return other.duration <= trigger.duration;
  }
  return false;
}

bool follows(const Upgrade& other, const Upgrade& upgrade) {
  return other.kind == upgrade.kind && other.from <= upgrade.from && other.to >= upgrade.to &&
         other.times <= upgrade.times && other.within >= upgrade.within;
}

// Of several that hold always together with the same colour, the first one of the file stays.
template <class Rule, class Covers>
void lint_shadows(const std::vector<Rule>& rules, const std::string& place, const Covers& covers,
                  FindingList& findings) {
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (std::size_t j = 0; j < rules.size(); ++j) {
      if (i == j || !covers(rules[j], rules[i]) || (covers(rules[i], rules[j]) && i < j)) continue;
      const std::string pointer = place + pointer_key(rules[i].key);
      if (!findings.has(pointer))
        findings.add(pointer,
                     "never decides the colour: " + rules[j].key +
                         " holds whenever it does, with the same or a higher colour",
                     "从不决定颜色：" + rules[j].key + "必同时成立，且颜色相同或更高");
      break;
    }
}

// The highest colour that the score can reach if everything is as bad as it can be.
Colour colour_by_score(const RiskRules& risk, bool any) {
  constexpr double full = 100.0;
  const bool silence = std::ranges::any_of(risk.silence, [](const auto& step) { return step.points > 0; });
  const bool severe = std::ranges::any_of(risk.severity, [](double severity) { return severity > 0; });
  const bool alarms = silence || (any && severe && risk.points_per_severity > 0);
  const bool handling = risk.overdue_points > 0 || risk.rejected_points > 0;
  const double most = full * (risk.weight_inherent + risk.weight_management +
                              (alarms ? risk.weight_alarms : 0.0) + (handling ? risk.weight_handling : 0.0));
  constexpr double rounding = 1e-9;
  for (std::size_t colour = risk.threshold.size() - 1; colour > 0; --colour)
    if (risk.threshold[colour] <= most + rounding) return static_cast<Colour>(colour);
  return Colour::none;
}

void lint_upgrades(const RiskRules& risk, Colour highest, FindingList& findings) {
  // one upgrade may open the way for the next
  for (std::size_t round = 0; round < risk.upgrades.size(); ++round)
    for (const Upgrade& upgrade : risk.upgrades)
      if (upgrade.from <= highest) highest = std::max(highest, upgrade.to);
  for (const Upgrade& upgrade : risk.upgrades) {
    const std::string pointer = "/risk/upgrades" + pointer_key(upgrade.key) + "/from";
    const PortWord& word = word_of(upgrade.from);
    if (upgrade.from > highest && !findings.has(pointer))
      findings.add(pointer, "can never happen: nothing makes a warning " + std::string(word.english),
                   "不可能发生：没有条件能使预警达到" + std::string(word.chinese));
  }
}

}  // namespace

void lint_risk(const Rules& rules, const std::vector<UnitAlarms>& units, FindingList& findings) {
  const bool any = any_alarm(units, [](const PossibleAlarm&) { return true; });
  const auto chatters = [&](const PossibleAlarm& alarm) {
    return fits(rules.flood.chatter_count, alarm.cycle, rules.flood.chatter_within);
  };
  const std::string chattering = "/flood/chattering/within";
  if (rules.flood.chatter_count > 0 && any && !any_alarm(units, chatters) && !findings.has(chattering))
    findings.add(chattering,
                 "nothing is ever shelved by rule: with its delays no alarm is raised so often within it",
                 "不会自动搁置任何报警：按延时，任何报警在此时间内都不可能出现这么多次");

  Colour highest = colour_by_score(rules.risk, any);
  for (const Trigger& trigger : rules.risk.triggers) {
    const auto fault = fault_of(trigger, rules.risk, units);
    if (!fault) {
      highest = std::max(highest, trigger.colour);
      continue;
    }
    const std::string pointer = pointer_to(trigger) + fault->key;
    if (!findings.has(pointer)) findings.add(pointer, fault->english, fault->chinese);
  }
  const auto covers = [](const Trigger& other, const Trigger& trigger) {
    return other.colour >= trigger.colour && follows(other, trigger);
  };
  lint_shadows(rules.risk.triggers, "/risk/triggers", covers, findings);
  lint_shadows(
      rules.risk.upgrades, "/risk/upgrades",
      [](const Upgrade& other, const Upgrade& upgrade) { return follows(other, upgrade); }, findings);
  lint_upgrades(rules.risk, highest, findings);
}

}  // namespace fengsui::engine
