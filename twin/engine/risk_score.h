// The arithmetic of the composite risk: shares, parts, and bounds on when a score can cross a level.
#pragma once

#include "twin/engine/risk.h"

namespace fengsui::engine {

// Grown share of an exposure at a time not before exposure.since, 0..1.
double share_at(const Exposure& exposure, const RiskRules& rules, Time time);

// Points a silent gateway adds to the alarm part after `silence`.
double silence_points(const RiskRules& rules, Duration silence);

// Severity of an active exposure: higher when further points of its unit are in trip-level alarm with it.
double severity_of(const Exposure& exposure, const std::vector<Exposure>& all, const RiskRules& rules);

// What the score can still gain from growing alarms, and still lose from decaying ones, if no event comes
// [points of the score]; `capped`: the alarms count no more than they do.
struct Movement {
  double rising_per_second = 0.0, falling_per_second = 0.0;  // at most, by site management
  double growing = 0.0, decaying_alarms = 0.0, decaying_handling = 0.0;
  bool capped = false;
};

// The score at a time and where it can go from there: of one pass, because every share costs an exponential.
struct Standing {
  Parts parts;
  Movement movement;
};
Standing standing_of(const EnterpriseRisk& risk, const EnterpriseEntry& entry, const RiskRules& rules,
                     Time time);

// The earliest time after `time` at which a score that moves so could have risen from `score` to `level`, and
// fallen below it: never if it has already; exact while only growth or only one kind of decay is at work,
// else a bound (never too late, at least one recompute period away).
Time could_rise_to(double level, double score, const Movement& movement, const RiskRules& rules, Time time);
Time could_fall_to(double level, double score, const Movement& movement, const RiskRules& rules, Time time);

}  // namespace fengsui::engine
