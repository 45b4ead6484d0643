// What a fault did to a red warning: the run with it held against the run without.
//
// A fault that left no trace in the record proves nothing; it is not harmless. Throws nothing.
#pragma once

#include "twin/weak/alarm_path.h"

namespace fengsui::weak {

// What matters of a run with faults.
struct Seen {
  std::string problem;  // why the run proves nothing; empty: it was finished
  std::optional<Time> red, act;
  bool trace = false;  // something but the announcement of the fault differs from the run without it
};

Seen seen_in(const Record& variant, const Record& base, const AlarmPath& path);

// The worst first.
enum class Effect : std::uint8_t {
  silenced,     // no red warning at all
  cried_wolf,   // red before the danger began: the true one cannot be told from it
  nobody_acts,  // a red warning, but nobody does anything about it
  delayed,      // the red warning comes later
  act_delayed,  // the warning comes in time, the first human act later
  none,         // neither is later (it may be sooner)
  no_trace,     // the fault changed nothing: the run proves nothing about it
  failed        // the run did not come to its end
};
const KeyedName& effect_name(Effect effect);
inline constexpr std::size_t effect_count = 8;

constexpr bool silences(Effect effect) { return effect <= Effect::nobody_acts; }
constexpr bool harms(Effect effect) { return effect <= Effect::act_delayed; }

struct EffectSize {
  Effect effect = Effect::none;
  Duration red_delay{}, act_delay{};  // against the run without; 0 where one of them has none
  std::string problem;

  // the worse first
  friend bool operator<(const EffectSize& a, const EffectSize& b);
};

// Delays below `least` count as none.
EffectSize effect_of(const Seen& seen, const AlarmPath& path, Duration least);

}  // namespace fengsui::weak
