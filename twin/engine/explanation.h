// Why an alarm or a warning was given, and why one was not, in words: the rule, the values, the times, the
// parts of the score.
//
// Inputs: what an engine said (Diary), or the engine as it stands (ReferenceEngine::why_not()). Outputs: text
// in two languages, one fact a line. Times are since the scenario's start. Throws nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "twin/engine/flood.h"

namespace fengsui::engine {

struct Explanation {
  std::string english, chinese;

  void add(const std::string& in_english, const std::string& in_chinese);
};

// How explanations write an instant ("00:01:30") and a value (to three decimals).
std::string clock(Time time);
std::string rounded(double value);

// "low-low of casting_well 9 DW_LM_DIST".
Explanation name_of_condition(const Compiled& compiled, const ConditionSpec& spec);

// The rule of one alarm: limit, delays, deadband, arming, priority and level.
void explain_rule(const Compiled& compiled, const ConditionSpec& spec, Explanation& text);

// The conditions of a point and kind, and null when no rule watches it.
const ConditionSpec* find_condition(const Compiled& compiled, PointId point, AlarmCondition condition);

// Everything an engine said, so that it can be asked about it. Memory: all of it; whoever asks keeps it.
class Diary {
 public:
  explicit Diary(const Compiled& compiled) : compiled_(&compiled) {}  // which must outlive it

  // In the order in which it was said.
  void note(const std::vector<Alarm>& alarms, const std::vector<Warning>& warnings);

  // Nothing for a number that was never given.
  std::optional<Explanation> why(AlarmId alarm) const;
  std::optional<Explanation> why(WarningId warning) const;

 private:
  const Compiled* compiled_;
  std::map<AlarmId, std::vector<Alarm>> alarms_;
  std::map<AlarmId, AlarmId> first_out_;  // of the unit's burst, by raised alarm
  FloodBook flood_;
  std::map<WarningId, std::vector<Warning>> warnings_;
};

}  // namespace fengsui::engine
