#include "twin/cli/rule_coverage.h"

#include <algorithm>
#include <iterator>

#include "sim/port/words.h"
#include "twin/cli/words.h"

namespace fengsui {

namespace {

std::string alarm_name(const std::string& tag, AlarmCondition condition) {
  return tag + " " + std::string(word_of(condition).key);
}

// Reasons begin with the words of the rule that decided.
void add_decider(const engine::RuleName& rule, const std::string& reason, std::set<std::string>& deciders) {
  if (reason.starts_with(rule.chinese)) deciders.insert(rule.key);
}

std::string share(std::size_t part, std::size_t whole, Language language, const char* english,
                  const char* chinese) {
  const std::string count = std::to_string(part), all = std::to_string(whole);
  return language == Language::chinese ? std::string(chinese) + "：" + count + "/" + all + "\n"
                                       : count + " of " + all + " " + english + "\n";
}

std::string missing(const std::set<std::string>& covered, const std::set<std::string>& all,
                    Language language) {
  std::vector<std::string> left;
  std::ranges::set_difference(all, covered, std::back_inserter(left));
  std::string line;
  for (const std::string& name : left) line += (line.empty() ? "" : ", ") + name;
  return line.empty() ? "" : std::string("  ") + say(language, "never: ", "未触发：") + line + "\n";
}

std::set<std::string> names_of(const std::set<engine::Transition>& transitions) {
  std::set<std::string> names;
  for (const engine::Transition& transition : transitions)
    names.insert(std::string(engine::describe(transition.from).english) + " → " +
                 std::string(word_of(transition.event).english));
  return names;
}

}  // namespace

void RuleCoverage::add(const RuleCoverage& other) {
  alarms.insert(other.alarms.begin(), other.alarms.end());
  deciders.insert(other.deciders.begin(), other.deciders.end());
  transitions.insert(other.transitions.begin(), other.transitions.end());
}

RuleCoverage coverage_of(const Record& record, const engine::Rules& rules) {
  RuleCoverage coverage;
  for (const Alarm& alarm : record.alarms)
    if (alarm.event == AlarmEvent::raised && alarm.point.valid())
      coverage.alarms.insert(alarm_name(record.names.points[alarm.point.index].tag, alarm.condition));
  for (const Warning& warning : record.warnings) {
    for (const engine::Trigger& trigger : rules.risk.triggers)
      add_decider(trigger, warning.reason, coverage.deciders);
    for (const engine::Upgrade& upgrade : rules.risk.upgrades)
      add_decider(upgrade, warning.reason, coverage.deciders);
  }
  coverage.transitions = engine::transitions_of(record.alarms);
  return coverage;
}

RuleCoverage everything_in(const engine::Rules& rules) {
  RuleCoverage all;
  for (const engine::PointRule& point : rules.points)
    for (const engine::AlarmRule& alarm : point.alarms)
      all.alarms.insert(alarm_name(point.tag, alarm.condition));
  for (const engine::Trigger& trigger : rules.risk.triggers) all.deciders.insert(trigger.key);
  for (const engine::Upgrade& upgrade : rules.risk.upgrades) all.deciders.insert(upgrade.key);
  all.transitions = engine::all_transitions();
  return all;
}

std::string in_words(const RuleCoverage& covered, const RuleCoverage& all, Language language) {
  return share(covered.alarms.size(), all.alarms.size(), language, "alarm rules raised an alarm",
               "触发过的报警规则") +
         missing(covered.alarms, all.alarms, language) +
         share(covered.deciders.size(), all.deciders.size(), language,
               "triggers and upgrades decided on a colour", "决定过预警颜色的触发与升级规则") +
         missing(covered.deciders, all.deciders, language) +
         share(covered.transitions.size(), all.transitions.size(), language,
               "transitions of the alarm life cycle seen", "出现过的报警状态转换") +
         missing(names_of(covered.transitions), names_of(all.transitions), language);
}

}  // namespace fengsui
