// A small directory and rules for the engine's tests: one enterprise, one gateway, one unit, named points.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "sim/port/words.h"
#include "twin/engine/reference_engine.h"

namespace fengsui::engine {

inline Duration seconds(double value) { return from_seconds(value); }
inline Time at(double value) { return scenario_start + from_seconds(value); }

// Rules whose risk part never colours anybody, and whose gateways are never silent.
inline Rules quiet_rules() {
  Rules rules;
  rules.lateness = seconds(600);
  rules.offline_after = std::chrono::hours{24 * 3650};
  rules.clock_tolerance = std::chrono::hours{24 * 3650};
  rules.risk.weight_alarms = 1.0;
  rules.risk.growth = rules.risk.decay_half_life = rules.risk.handling_half_life = std::chrono::hours{1};
  rules.risk.forget_below = 0.05;
  rules.risk.threshold = {0, 1e9, 2e9, 3e9, 4e9};
  rules.risk.recompute = seconds(60);
  return rules;
}

inline AlarmRule limit_rule(AlarmCondition condition, double limit, double deadband = 0.0,
                            Duration on_delay = {}, Duration off_delay = {}) {
  AlarmRule rule;
  rule.condition = condition;
  rule.limit = limit;
  rule.deadband = deadband;
  rule.on_delay = on_delay;
  rule.off_delay = off_delay;
  rule.level = condition == AlarmCondition::low_low || condition == AlarmCondition::high_high ? 2 : 1;
  return rule;
}

// Rules for the points "X".
inline Rules watching(std::vector<AlarmRule> alarms) {
  Rules rules = quiet_rules();
  rules.points = {{"", "X", "mm", std::move(alarms)}};
  return rules;
}

inline Directory one_unit(std::initializer_list<std::string> tags, Duration period = seconds(1)) {
  Directory directory;
  directory.enterprises.push_back({"Ruixin Aluminium", "aluminium", 0.0, 0.0});
  directory.gateways.push_back({EnterpriseId(0), seconds(60)});
  for (const std::string& tag : tags) {
    PointEntry point;
    point.tag = tag;
    point.unit_class = "casting_well";
    point.unit_name = "well 1";
    point.measure = "mm";
    point.enterprise = EnterpriseId(0);
    point.unit = UnitId(0);
    point.gateway = GatewayId(0);
    point.range_high = 100.0;
    point.period = period;
    directory.points.push_back(point);
  }
  return directory;
}

// An engine that is driven one second at a time, and everything it said.
struct Bench {
  ReferenceEngine engine;
  EngineOutput output;
  std::vector<Alarm> alarms;
  std::vector<Warning> warnings;

  Bench(const Rules& rules, const Directory& directory) : engine(rules) {
    engine.begin(directory, scenario_start);
  }
  void exchange(Time now, const std::vector<Reading>& readings, const std::vector<GatewayBeat>& beats = {},
                const std::vector<OperatorAction>& actions = {},
                const std::vector<AlarmAction>& alarm_actions = {}) {
    engine.exchange({now, readings, beats, actions, alarm_actions}, output);
    alarms.insert(alarms.end(), output.alarms.begin(), output.alarms.end());
    warnings.insert(warnings.end(), output.warnings.begin(), output.warnings.end());
  }
  // One reading of point `point`, stamped and delivered at the same instant.
  void read(double time_s, double value, std::size_t point = 0) {
    exchange(at(time_s), {Reading{at(time_s), value, PointId(point), Quality::good, {}}});
  }
  void handle(double time_s, const AlarmAction& action) { exchange(at(time_s), {}, {}, {}, {action}); }
  void wait_until(double time_s) { exchange(at(time_s), {}); }
  void act(double time_s, WarningId warning, Act act) {
    exchange(at(time_s), {}, {}, {{at(time_s), warning, EnterpriseId(0), act}});
  }
};

// Wakes the engine whenever it asks, as the world does; returns how often it asked.
inline int run_until(Bench& bench, double end_s) {
  int wakes = 0;
  while (bench.output.wake <= at(end_s)) {
    bench.exchange(bench.output.wake, {});
    if (++wakes > 100'000) break;
  }
  bench.wait_until(end_s);
  return wakes;
}

inline std::vector<Colour> colours(const Bench& bench) {
  std::vector<Colour> list;
  for (const Warning& warning : bench.warnings) list.push_back(warning.colour);
  return list;
}

using Story = std::vector<std::string>;

// "raised high at 3", as one comparable line per alarm event.
inline Story story(const std::vector<Alarm>& alarms) {
  Story lines;
  for (const Alarm& alarm : alarms) {
    std::string time = std::to_string(to_seconds(alarm.time));
    while (time.back() == '0') time.pop_back();
    if (time.back() == '.') time.pop_back();
    lines.push_back(std::string(word_of(alarm.event).key) + " " + std::string(word_of(alarm.condition).key) +
                    " at " + time);
  }
  return lines;
}

}  // namespace fengsui::engine
