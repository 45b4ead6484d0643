#include "twin/engine/compiled.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/engine/matching.h"

namespace fengsui::engine {

namespace {

constexpr double half = 0.5;  // between the two values of a boolean point, or of a condition

// A value is above one half: upper limit; the other way round: lower limit.
LimitSpec equals_limit(bool equals, Duration on_delay, Duration off_delay) {
  return equals ? upper_limit(half, 0.0, on_delay, off_delay) : lower_limit(half, 0.0, on_delay, off_delay);
}

// The grid as a multiple of the sampling period, so that some sample lies on it.
Duration on_period(Duration every, Duration period) {
  if (period <= Duration::zero()) return every;
  return (every + period - Duration{1}) / period * period;
}

std::uint64_t pattern_bits(const RiskRules& risk, const std::string& tag, AlarmCondition condition) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < risk.elements.size(); ++i)
    if (risk.elements[i].tag == tag && risk.elements[i].condition == condition) bits |= std::uint64_t{1} << i;
  return bits;
}

ConditionSpec compile_alarm(const AlarmRule& rule, const PointEntry& entry, double limit, double scale) {
  ConditionSpec spec;
  spec.condition = rule.condition;
  spec.priority = rule.priority;
  spec.level = rule.level;
  spec.shown_limit = limit;
  const double deadband =
      std::max(rule.deadband * scale, rule.deadband_of_span * (entry.range_high - entry.range_low));
  switch (rule.condition) {
    case AlarmCondition::low_low:
    case AlarmCondition::low:
      spec.limit = lower_limit(limit, deadband, rule.on_delay, rule.off_delay);
      break;
    case AlarmCondition::high:
    case AlarmCondition::high_high:
      spec.limit = upper_limit(limit, deadband, rule.on_delay, rule.off_delay);
      break;
    case AlarmCondition::rate:
      spec.watch = Watch::rate;
      spec.limit = upper_limit(limit, rule.deadband * scale, rule.on_delay, rule.off_delay);
      break;
    case AlarmCondition::stuck:
      spec.watch = Watch::unmoved;
      spec.limit = upper_limit(limit, 0.0, rule.on_delay, rule.off_delay);
      break;
    case AlarmCondition::out_of_range:
      // at the end of the range moved outwards by the margin
      spec.watch = Watch::range;
      spec.limit = upper_limit(limit, rule.deadband * scale, rule.on_delay, rule.off_delay);
      break;
    case AlarmCondition::deviation:
    case AlarmCondition::mismatch:
    case AlarmCondition::vote:
    case AlarmCondition::expression: {
      spec.watch = Watch::formula;
      const bool in_rule_measure = rule.combination && rule.combination->measure.empty();
      // what is true or false is above or below one half
      spec.limit = rule.limit ? upper_limit(limit, rule.deadband * (in_rule_measure ? scale : 1.0),
                                            rule.on_delay, rule.off_delay)
                              : equals_limit(true, rule.on_delay, rule.off_delay);
      break;
    }
    case AlarmCondition::repeated:
      spec.watch = Watch::onsets;
      spec.window = rule.window;
      spec.count = rule.count;
      break;
    case AlarmCondition::absent:
      spec.watch = Watch::silence;
      spec.window = rule.window;
      spec.reports = rule.reports;
      break;
    case AlarmCondition::state:
    case AlarmCondition::offline:
      spec.limit = equals_limit(rule.equals, rule.on_delay, rule.off_delay);
      break;
  }
  if (on_grid(spec.watch)) spec.every = on_period(rule.every, entry.period);
  return spec;
}

// Which combinations look at which point.
void link_readers(Compiled& compiled) {
  std::vector<std::vector<std::uint32_t>> readers(compiled.directory.points.size());
  for (std::uint32_t i = 0; i < compiled.combinations.size(); ++i)
    for (const CombinationSpec::Input& input : compiled.combinations[i].inputs)
      if (input.point.valid() &&
          (readers[input.point.index].empty() || readers[input.point.index].back() != i))
        readers[input.point.index].push_back(i);
  for (const std::vector<std::uint32_t>& list : readers) {
    compiled.first_reader.push_back(static_cast<std::uint32_t>(compiled.readers.size()));
    compiled.readers.insert(compiled.readers.end(), list.begin(), list.end());
  }
  compiled.first_reader.push_back(static_cast<std::uint32_t>(compiled.readers.size()));
}

void check(const Directory& directory) {
  for (std::size_t i = 0; i < directory.points.size(); ++i) {
    const PointEntry& point = directory.points[i];
    const std::string place = "point " + std::to_string(i) + " " + point.tag;
    if (point.enterprise.index >= directory.enterprises.size())
      throw InputError("directory", place, "an enterprise that is not listed", "one of the enterprises");
    if (point.gateway.index >= directory.gateways.size())
      throw InputError("directory", place, "a gateway that is not listed", "one of the gateways");
  }
  for (std::size_t i = 0; i < directory.gateways.size(); ++i)
    if (directory.gateways[i].enterprise.index >= directory.enterprises.size())
      throw InputError("directory", "gateway " + std::to_string(i), "an enterprise that is not listed",
                       "one of the enterprises");
}

}  // namespace

Compiled compile(const Rules& rules, const Directory& directory) {
  check(directory);
  Compiled compiled;
  compiled.rules = rules;
  compiled.directory = directory;
  const Matching matching(rules, directory);

  // first the alarms of each point, remembering who is armed by what
  using SwitchKey = std::tuple<std::uint32_t, bool, Duration>;  // point, value, for how long
  struct Draft {
    ConditionSpec spec;
    std::optional<SwitchKey> arming;
    AlarmCondition counts = AlarmCondition::high;  // of a `repeated` alarm
  };
  std::vector<std::vector<Draft>> drafts(directory.points.size());
  std::map<SwitchKey, std::uint32_t> switches;  // to the index of their condition
  for (std::uint32_t i = 0; i < directory.points.size(); ++i) {
    const PointEntry& entry = directory.points[i];
    const PointRule* rule = matching.rule_of(entry);
    if (!rule) continue;
    const auto scale = matching.scale(rule->measure, entry);
    if (!scale) continue;
    for (const AlarmRule& alarm : rule->alarms) {
      const auto limit = matching.limit(alarm, entry, *scale);
      if (!limit) continue;
      std::optional<CombinationSpec> combination;
      if (alarm.combination) {
        combination = matching.resolve(*alarm.combination, *rule, entry);
        if (!combination) continue;
      }
      Draft draft{compile_alarm(alarm, entry, *limit, *scale), {}, alarm.of};
      draft.spec.point = PointId(i);
      draft.spec.latching = alarm.latch;
      draft.spec.re_alarm_after =
          alarm.re_alarm_after != forever ? alarm.re_alarm_after : rules.re_alarm_after[alarm.priority];
      draft.spec.pattern_bits = pattern_bits(rules.risk, entry.tag, alarm.condition);
      if (on_grid(draft.spec.watch)) draft.spec.grid = compiled.grid_count++;
      if (combination) {
        draft.spec.combination = static_cast<std::uint32_t>(compiled.combinations.size());
        compiled.combinations.push_back(*std::move(combination));
      }
      if (alarm.smoothing.kind != Smoothing::Kind::none) {
        draft.spec.smoothing = static_cast<std::uint32_t>(compiled.smoothings.size());
        compiled.smoothings.push_back(alarm.smoothing);
      }
      if (alarm.armed_when) {
        const PointId by = matching.point_of(entry.unit, alarm.armed_when->tag);
        if (by.valid()) {
          draft.arming = {by.index, alarm.armed_when->equals, alarm.armed_when->after};
          switches[*draft.arming] = no_index;
        }
      }
      drafts[i].push_back(draft);
    }
  }

  // then the table: at each point its switches come first, so that one sample arms before it alarms
  for (std::uint32_t i = 0; i < directory.points.size(); ++i) {
    compiled.first_condition.push_back(static_cast<std::uint32_t>(compiled.conditions.size()));
    for (auto at = switches.lower_bound({i, false, Duration{}});
         at != switches.end() && std::get<0>(at->first) == i; ++at) {
      at->second = static_cast<std::uint32_t>(compiled.conditions.size());
      ConditionSpec spec;
      spec.point = PointId(i);
      spec.is_switch = true;
      spec.limit = equals_limit(std::get<1>(at->first), std::get<2>(at->first), Duration{});
      compiled.conditions.push_back(spec);
    }
    for (const Draft& draft : drafts[i]) compiled.conditions.push_back(draft.spec);
  }
  compiled.first_condition.push_back(static_cast<std::uint32_t>(compiled.conditions.size()));
  compiled.arms.assign(directory.points.size(), false);
  for (const ConditionSpec& spec : compiled.conditions)
    if (spec.is_switch) compiled.arms[spec.point.index] = true;

  // last the links between them, both ways
  std::map<std::uint32_t, std::vector<std::uint32_t>> dependents;
  for (std::uint32_t i = 0; i < drafts.size(); ++i) {
    const std::uint32_t end = compiled.first_condition[i + 1];
    std::uint32_t index = end - static_cast<std::uint32_t>(drafts[i].size());
    for (const Draft& draft : drafts[i]) {
      if (draft.spec.combination != no_index) compiled.combinations[draft.spec.combination].condition = index;
      if (draft.spec.watch == Watch::onsets)
        for (std::uint32_t other = compiled.first_condition[i]; other < end; ++other)
          if (!compiled.conditions[other].is_switch && compiled.conditions[other].condition == draft.counts)
            compiled.conditions[other].counted_by = index;
      if (draft.arming) {
        compiled.conditions[index].arming = switches.at(*draft.arming);
        dependents[switches.at(*draft.arming)].push_back(index);
      }
      ++index;
    }
  }
  for (const auto& [by, list] : dependents) {
    compiled.conditions[by].first_dependent = static_cast<std::uint32_t>(compiled.dependents.size());
    compiled.conditions[by].dependent_count = static_cast<std::uint32_t>(list.size());
    compiled.dependents.insert(compiled.dependents.end(), list.begin(), list.end());
  }
  link_readers(compiled);
  return compiled;
}

namespace {

// Grids count only while what arms their rules is on, if all that was before is forgotten by the time it arms
// them.
void open_gates(const Compiled& compiled, std::vector<Attention>& attention) {
  const auto gate_of = [&](const ConditionSpec& spec) -> std::optional<Gate> {
    if (spec.arming == no_index) return {};
    const ConditionSpec& by = compiled.conditions[spec.arming];
    const Duration memory = spec.watch == Watch::unmoved ? from_seconds(spec.limit.raise) : spec.every;
    const Duration forgotten = memory + spec.every + spec.limit.on_delay + spec.limit.off_delay;
    const PointEntry &here = compiled.directory.points[spec.point.index],
                     &there = compiled.directory.points[by.point.index];
    if (by.limit.on_delay < forgotten || here.gateway != there.gateway || here.tag == there.tag) return {};
    return Gate{
        by.point, {by.limit.raise * by.limit.direction, by.limit.direction > 0}, by.limit.direction > 0};
  };
  const auto same = [](const std::optional<Gate>& a, const std::optional<Gate>& b) {
    return a && b && a->point == b->point && a->beyond == b->beyond;
  };
  std::vector<bool> seen(attention.size(), false);
  for (const ConditionSpec& spec : compiled.conditions) {
    if (!on_grid(spec.watch)) continue;
    auto& gate = attention[spec.point.index].gate;
    const std::optional<Gate> wanted = gate_of(spec);
    gate = seen[spec.point.index] && !same(gate, wanted) ? std::nullopt : wanted;
    seen[spec.point.index] = true;
  }
}

}  // namespace

namespace {

// A formula has no levels of its own: every sample of its points matters, of states only the changes. What is
// filtered behind it must have all of them.
void listen_to_inputs(const CombinationSpec& combination, const ConditionSpec& spec,
                      std::vector<Attention>& attention) {
  for (const CombinationSpec::Input& input : combination.inputs) {
    if (!input.point.valid()) continue;
    Attention& point = attention[input.point.index];
    if (combination.only_states && spec.smoothing == no_index)
      point.levels.push_back({half, false});
    else
      point.every_sample = true;
  }
}

}  // namespace

std::vector<Attention> attention_of(const Compiled& compiled) {
  const auto same = [](const Level& a, const Level& b) {
    return a.value == b.value && a.equal_is_above == b.equal_is_above;
  };
  const auto ascending = [](const Level& a, const Level& b) {
    return a.value != b.value ? a.value < b.value : a.equal_is_above && !b.equal_is_above;
  };
  std::vector<Attention> attention(compiled.directory.points.size());
  for (const ConditionSpec& spec : compiled.conditions) {
    Attention& point = attention[spec.point.index];
    if (spec.watch == Watch::onsets) continue;
    if (spec.watch == Watch::formula) {
      listen_to_inputs(compiled.combinations[spec.combination], spec, attention);
    } else if (spec.watch == Watch::silence || spec.smoothing != no_index) {
      point.every_sample = true;
    } else if (spec.watch == Watch::range) {
      // both ends, each with its deadband
      const PointEntry& entry = compiled.directory.points[spec.point.index];
      for (const double beyond : {spec.limit.raise, spec.limit.clear}) {
        point.levels.push_back({entry.range_low - beyond, false});
        point.levels.push_back({entry.range_high + beyond, true});
      }
    } else if (spec.watch == Watch::value) {
      // an upper limit is reached, and not cleared, by a sample equal to it; a lower one mirrored
      const bool upper = spec.limit.direction > 0;
      for (const double level : {spec.limit.raise, spec.limit.clear})
        point.levels.push_back({level * spec.limit.direction, upper});
    } else if (spec.watch == Watch::rate && point.steps.gap == forever) {
      point.steps = {spec.every, std::min(spec.limit.raise, spec.limit.clear) * to_seconds(spec.every)};
    } else {
      // several grids at one point: the one that holds them all
      point.longest_gap = point.longest_gap == forever
                              ? spec.every
                              : Duration{std::gcd(point.longest_gap.count(), spec.every.count())};
    }
  }
  // who waits for stragglers acts on older news than what has arrived
  if (compiled.rules.reorder_wait == Duration::zero()) open_gates(compiled, attention);
  for (Attention& point : attention) {
    std::ranges::sort(point.levels, ascending);
    point.levels.erase(std::unique(point.levels.begin(), point.levels.end(), same), point.levels.end());
  }
  return attention;
}

}  // namespace fengsui::engine
