#include "twin/engine/explanation.h"

#include <cmath>

#include "sim/base/text.h"
#include "sim/port/words.h"

namespace fengsui::engine {

namespace {

// The unit of what a condition compares with its limit.
std::string measure_of(const Compiled& compiled, const ConditionSpec& spec) {
  const std::string& measure = compiled.directory.points[spec.point.index].measure;
  if (spec.watch == Watch::unmoved || spec.watch == Watch::silence) return " s";
  if (spec.watch == Watch::onsets) return {};
  if (spec.watch == Watch::formula) {
    const std::string& result = compiled.combinations[spec.combination].measure;
    return result.empty() || result == "bool" || result == "1" ? "" : " " + result;
  }
  const std::string unit = measure == "bool" || measure == "1" ? "" : measure;
  return (unit.empty() ? "" : " " + unit) + (spec.watch == Watch::rate ? "/s" : "");
}

void explain_event(const Compiled& compiled, const Alarm& alarm, const ConditionSpec* spec,
                   Explanation& text) {
  const PortWord& word = word_of(alarm.event);
  const std::string unit = spec ? measure_of(compiled, *spec) : " s";
  std::string english = clock(alarm.time) + " " + std::string(word.english),
              chinese = clock(alarm.time) + " " + std::string(word.chinese);
  if (alarm.event == AlarmEvent::raised) {
    english += ": " + rounded(alarm.value) + unit + ", limit " + rounded(alarm.limit) + unit;
    chinese += "：" + rounded(alarm.value) + unit + "，限值 " + rounded(alarm.limit) + unit;
  }
  text.add(english, chinese);
}

// How long it stays, and when it counts.
void explain_arming(const Compiled& compiled, const ConditionSpec& spec, Explanation& text) {
  if (spec.latching) text.add("held after its return until it is reset", "恢复后锁存，直至复位");
  if (spec.arming == no_index) return;
  const ConditionSpec& by = compiled.conditions[spec.arming];
  const std::string tag = compiled.directory.points[by.point.index].tag;
  const std::string value = by.limit.direction > 0 ? "1" : "0";
  text.add("armed while " + tag + " is " + value + ", after " + format_duration(by.limit.on_delay),
           tag + " 为 " + value + " 且持续 " + format_duration(by.limit.on_delay) + " 后投用");
}

// An alarm that no rule of a point gave.
Explanation name_of_other(const Alarm& alarm) {
  const PortWord& word = word_of(alarm.condition);
  const std::string number = alarm.gateway.valid() ? std::to_string(alarm.gateway.index) : std::string();
  return {std::string(word.english) + (number.empty() ? "" : " of gateway " + number),
          (number.empty() ? "" : "网关" + number + " ") + std::string(word.chinese)};
}

// A reason is written "中文 / English".
Explanation both_of(const std::string& reason) {
  const std::string between = " / ";
  const std::size_t at = reason.find(between);
  if (at == std::string::npos) return {reason, reason};
  return {reason.substr(at + between.size()), reason.substr(0, at)};
}

std::string share(double weight, double part) {
  return rounded(weight * part) + " (" + rounded(weight) + " × " + rounded(part) + ")";
}

}  // namespace

std::string clock(Time time) { return format_duration(time - scenario_start); }

std::string rounded(double value) { return format_number(std::round(value * 1000.0) / 1000.0); }

void Explanation::add(const std::string& in_english, const std::string& in_chinese) {
  english += in_english + "\n";
  chinese += in_chinese + "\n";
}

Explanation name_of_condition(const Compiled& compiled, const ConditionSpec& spec) {
  const PointEntry& point = compiled.directory.points[spec.point.index];
  const PortWord& word = word_of(spec.condition);
  return {std::string(word.english) + " of " + point.unit_name + " " + point.tag,
          point.unit_name + " " + point.tag + " " + std::string(word.chinese)};
}

void explain_rule(const Compiled& compiled, const ConditionSpec& spec, Explanation& text) {
  const std::string unit = measure_of(compiled, spec);
  const LimitSpec& limit = spec.limit;
  const bool upper = limit.direction > 0;
  const auto bound = [&](double value, const char* sign) {
    return std::string(sign) + " " + rounded(value * limit.direction) + unit;
  };
  const auto during = [](Duration delay) { return format_duration(delay); };
  if (spec.watch == Watch::onsets || spec.watch == Watch::silence) {
    const std::string window = format_duration(spec.window), count = std::to_string(spec.count);
    const std::string rank = "priority " + std::to_string(spec.priority) + ", level " +
                             std::to_string(spec.level),
                      rank_chinese =
                          "优先级 " + std::to_string(spec.priority) + "，级别 " + std::to_string(spec.level);
    if (spec.watch == Watch::onsets)
      text.add("rule: raised when it begins " + count + " times within " + window + "; " + rank,
               "规则：" + window + " 内出现 " + count + " 次报警；" + rank_chinese);
    else
      text.add("rule: raised when nothing is reported for " + window + "; " + rank,
               "规则：超过 " + window + " 未上报即报警；" + rank_chinese);
    explain_arming(compiled, spec, text);
    return;
  }
  if (spec.watch == Watch::formula) {
    const std::string& formula = compiled.combinations[spec.combination].formula.text();
    text.add("compared: " + formula, "比较对象：" + formula);
  }
  if (spec.watch == Watch::range)
    text.add("compared: how far beyond the nearer end of its range", "比较对象：超出量程近端的距离");
  if (spec.smoothing != no_index) {
    const Smoothing& filter = compiled.smoothings[spec.smoothing];
    const bool average = filter.kind == Smoothing::Kind::moving_average;
    text.add("filtered: " + std::string(average ? "moving average over " : "EWMA with time constant ") +
                 format_duration(filter.span),
             "滤波：" + std::string(average ? "滑动平均 " : "指数加权平均，时间常数 ") +
                 format_duration(filter.span));
  }
  const std::string raise = bound(limit.raise, upper ? ">=" : "<="),
                    clear = bound(limit.clear, upper ? "<" : ">");
  text.add("rule: raised at " + raise + " for " + during(limit.on_delay) + ", cleared at " + clear + " for " +
               during(limit.off_delay) + "; priority " + std::to_string(spec.priority) + ", level " +
               std::to_string(spec.level),
           "规则：" + raise + " 持续 " + during(limit.on_delay) + " 报警，" + clear + " 持续 " +
               during(limit.off_delay) + " 恢复；优先级 " + std::to_string(spec.priority) + "，级别 " +
               std::to_string(spec.level));
  explain_arming(compiled, spec, text);
}

const ConditionSpec* find_condition(const Compiled& compiled, PointId point, AlarmCondition condition) {
  if (!point.valid() || point.index >= compiled.directory.points.size()) return nullptr;
  for (std::uint32_t i = compiled.first_condition[point.index]; i < compiled.first_condition[point.index + 1];
       ++i)
    if (compiled.conditions[i].condition == condition && !compiled.conditions[i].is_switch)
      return &compiled.conditions[i];
  return nullptr;
}

void Diary::note(const std::vector<Alarm>& alarms, const std::vector<Warning>& warnings) {
  for (const Alarm& alarm : alarms) {
    alarms_[alarm.id].push_back(alarm);
    const ConditionSpec* spec = find_condition(*compiled_, alarm.point, alarm.condition);
    if (!spec) continue;
    flood_.take(*compiled_, alarm, static_cast<std::uint32_t>(spec - compiled_->conditions.data()));
    if (alarm.event == AlarmEvent::raised)
      first_out_[alarm.id] = flood_.burst_of(compiled_->directory.points[alarm.point.index].unit)->first_out;
  }
  for (const Warning& warning : warnings) warnings_[warning.id].push_back(warning);
}

std::optional<Explanation> Diary::why(AlarmId alarm) const {
  const auto found = alarms_.find(alarm);
  if (found == alarms_.end()) return {};
  const Alarm& first = found->second.front();
  const std::string number = std::to_string(alarm.index);
  const ConditionSpec* spec = find_condition(*compiled_, first.point, first.condition);

  Explanation text;
  if (first.gateway.valid() && !first.point.valid()) {
    const std::string gateway = std::to_string(first.gateway.index);
    const std::string after = format_duration(compiled_->rules.offline_after);
    text.add("alarm " + number + ": gateway " + gateway + " said nothing for " + after,
             "报警 " + number + "：网关 " + gateway + " 超过 " + after + " 无数据");
  } else if (spec) {
    const Explanation name = name_of_condition(*compiled_, *spec);
    text.add("alarm " + number + ": " + name.english, "报警 " + number + "：" + name.chinese);
    explain_rule(*compiled_, *spec, text);
  } else {
    text.add("alarm " + number + ": no rule of this file has it",
             "报警 " + number + "：规则文件中没有对应规则");
  }
  if (const auto first_out = first_out_.find(alarm); first_out != first_out_.end()) {
    const std::string before = std::to_string(first_out->second.index);
    if (first_out->second == alarm)
      text.add("first-out: the first alarm of its unit in this burst", "首出：本轮该设备的第一个报警");
    else
      text.add("follows alarm " + before + ", the first-out of its unit", "首出报警为 " + before);
  }
  for (const Alarm& event : found->second) explain_event(*compiled_, event, spec, text);
  return text;
}

std::optional<Explanation> Diary::why(WarningId warning) const {
  const auto found = warnings_.find(warning);
  if (found == warnings_.end()) return {};
  const RiskRules& risk = compiled_->rules.risk;
  const std::string number = std::to_string(warning.index);
  const std::uint32_t enterprise = found->second.front().enterprise.index;
  const std::string name = enterprise < compiled_->directory.enterprises.size()
                               ? compiled_->directory.enterprises[enterprise].name
                               : std::string();
  Explanation text;
  text.add("warning " + number + ": " + name, "预警 " + number + "：" + name);
  for (const Warning& event : found->second) {
    const PortWord &word = word_of(event.event), &colour = word_of(event.colour);
    const Explanation reason = both_of(event.reason);
    text.add(clock(event.time) + " " + std::string(word.english) + " " + std::string(colour.english) + ": " +
                 reason.english,
             clock(event.time) + " " + std::string(word.chinese) + " " + std::string(colour.chinese) + "：" +
                 reason.chinese);
    text.add("  score " + rounded(event.score) + " = inherent " +
                 share(risk.weight_inherent, event.inherent) + " + alarms " +
                 share(risk.weight_alarms, event.alarms) + " + handling " +
                 share(risk.weight_handling, event.handling) + " + management " +
                 share(risk.weight_management, event.management),
             "  得分 " + rounded(event.score) + " = 固有风险 " + share(risk.weight_inherent, event.inherent) +
                 " + 报警 " + share(risk.weight_alarms, event.alarms) + " + 处置 " +
                 share(risk.weight_handling, event.handling) + " + 现场管理 " +
                 share(risk.weight_management, event.management));
    for (const AlarmId alarm : event.because) {
      const auto behind = alarms_.find(alarm);
      if (behind == alarms_.end()) continue;
      const Alarm& raised = behind->second.front();
      const ConditionSpec* spec = find_condition(*compiled_, raised.point, raised.condition);
      const Explanation what = spec ? name_of_condition(*compiled_, *spec) : name_of_other(raised);
      text.add(
          "  alarm " + std::to_string(alarm.index) + ": " + what.english + ", raised " + clock(raised.time),
          "  报警 " + std::to_string(alarm.index) + "：" + what.chinese + "，" + clock(raised.time) +
              " 发出");
    }
  }
  return text;
}

}  // namespace fengsui::engine
