// Why the reference engine does not raise an alarm at this moment.
#include <cmath>

#include "sim/base/text.h"
#include "twin/engine/reference_engine.h"

namespace fengsui::engine {

Explanation ReferenceEngine::why_not(PointId point, AlarmCondition condition) const {
  Explanation text;
  const ConditionSpec* spec = find_condition(*compiled_, point, condition);
  if (!spec) {
    text.add("not watched: no rule has this condition for the point, or neither rule nor enterprise a limit",
             "未监视：没有对应规则，或规则与企业均未给出限值");
    return text;
  }
  const auto index = static_cast<std::uint32_t>(spec - compiled_->conditions.data());
  const ConditionState& now = conditions_[index];
  const AlarmStateInfo& state = describe(now.state);
  const Explanation name = name_of_condition(*compiled_, *spec);
  text.add(name.english + ": " + std::string(state.english),
           name.chinese + "：" + std::string(state.chinese));
  explain_rule(*compiled_, *spec, text);

  // what the engine last heard
  const Time latest = latest_[point.index];
  if (latest == Time::min()) {
    text.add("missing: not one good reading of the point has come", "缺少：尚未收到该测点的有效数据");
    return text;
  }
  const double value = latest_value_[point.index];
  text.add("latest reading " + rounded(value) + " at " + clock(latest),
           "最近数据 " + rounded(value) + "，" + clock(latest));

  // what keeps it from being raised, the outermost first
  switch (now.state) {
    case AlarmState::out_of_service:
      text.add("missing: nobody has returned it to service", "缺少：尚未恢复使用");
      return text;
    case AlarmState::shelved:
      text.add("missing: it is shelved until " + clock(clocks_.due_of(index)),
               "缺少：搁置至 " + clock(clocks_.due_of(index)));
      return text;
    case AlarmState::suppressed:
      text.add("missing: it is not armed", "缺少：未投用");
      return text;
    case AlarmState::normal:
      break;
    default:
      text.add("nothing is missing: the alarm was raised", "不缺：已报警");
      return text;
  }
  if (now.limit.due != never)
    text.add("missing: time, the condition must last until " + clock(now.limit.due),
             "缺少：持续时间，须持续至 " + clock(now.limit.due));
  else if (spec->watch == Watch::onsets)
    text.add("missing: it did not begin " + std::to_string(spec->count) + " times within " +
                 format_duration(spec->window),
             "缺少：" + format_duration(spec->window) + " 内未达 " + std::to_string(spec->count) + " 次");
  else if (spec->watch == Watch::formula)
    text.add(
        "missing: the result of " + compiled_->combinations[spec->combination].formula.text() +
            " is not beyond the limit, or one of its points has not been heard",
        "缺少：" + compiled_->combinations[spec->combination].formula.text() + " 未达限值，或有测点尚无数据");
  else if (spec->smoothing != no_index)
    text.add("missing: the filtered value does not reach the limit", "缺少：滤波后的数值未达限值");
  else if (spec->watch == Watch::value)
    text.add("missing: " + rounded(std::abs(spec->limit.raise - spec->limit.direction * value)) +
                 " from the reading to the limit",
             "缺少：距限值 " + rounded(std::abs(spec->limit.raise - spec->limit.direction * value)));
  else
    text.add("missing: the readings on its grid do not reach the limit", "缺少：采样间隔上的数据未达限值");
  return text;
}

}  // namespace fengsui::engine
