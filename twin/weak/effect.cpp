#include "twin/weak/effect.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "twin/study/consequence.h"

namespace fengsui::weak {

namespace {

// what says only that something was injected
bool announces(LogKind kind) {
  switch (kind) {
    case LogKind::scenario_action:
    case LogKind::sensor_fault_started:
    case LogKind::sensor_fault_ended:
    case LogKind::link_down:
    case LogKind::link_up:
    case LogKind::gateway_down:
    case LogKind::gateway_up:
      return true;
    default:
      return false;
  }
}

bool left_a_trace(const Record& variant, const Record& base) {
  return std::ranges::any_of(consequences(base, variant), [&](const Consequence& consequence) {
    return (consequence.a && !announces(base.log[*consequence.a].kind)) ||
           (consequence.b && !announces(variant.log[*consequence.b].kind));
  });
}

}  // namespace

const KeyedName& effect_name(Effect effect) {
  static const std::array<KeyedName, effect_count> names = {
      {{"silenced", {"no red warning", "红色预警未发出"}},
       {"cried_wolf", {"false red warning before the danger", "险情前误发红色预警"}},
       {"nobody_acts", {"red warning, but nobody acts", "有红色预警但无人处理"}},
       {"delayed", {"red warning later", "红色预警延迟"}},
       {"act_delayed", {"first human act later", "首次人工处理延迟"}},
       {"none", {"no harm", "无影响"}},
       {"no_trace", {"left no trace: inconclusive", "未留痕迹：无法判定"}},
       {"failed", {"run failed: inconclusive", "运行失败：无法判定"}}}};
  return names[static_cast<std::size_t>(effect)];
}

bool operator<(const EffectSize& a, const EffectSize& b) {
  // of two delays the longer is worse
  return std::tuple(a.effect, b.red_delay, b.act_delay) < std::tuple(b.effect, a.red_delay, a.act_delay);
}

Seen seen_in(const Record& variant, const Record& base, const AlarmPath& path) {
  Seen seen;
  if (variant.run.outcome != Outcome::finished) {
    seen.problem = outcome_name(variant.run.outcome).name.english;
    return seen;
  }
  seen.red = first_red(variant, path.enterprise);
  if (seen.red) seen.act = first_act(variant, path.enterprise, *seen.red);
  seen.trace = left_a_trace(variant, base);
  return seen;
}

EffectSize effect_of(const Seen& seen, const AlarmPath& path, Duration least) {
  EffectSize size;
  if (!seen.problem.empty()) {
    size.effect = Effect::failed;
    size.problem = seen.problem;
    return size;
  }
  if (!seen.trace) {
    size.effect = Effect::no_trace;
    return size;
  }
  if (!seen.red) {
    size.effect = Effect::silenced;
    return size;
  }
  size.red_delay = *seen.red - path.red;
  if (seen.act && path.act) size.act_delay = *seen.act - *path.act;
  if (path.danger && *seen.red < *path.danger && path.red >= *path.danger)
    size.effect = Effect::cried_wolf;
  else if (path.act && !seen.act)
    size.effect = Effect::nobody_acts;
  else if (size.red_delay >= least)
    size.effect = Effect::delayed;
  else if (size.act_delay >= least)
    size.effect = Effect::act_delayed;
  return size;
}

}  // namespace fengsui::weak
