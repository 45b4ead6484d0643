// Local time of day and day of the week, and who is on duty then.
//
// Everything is counted from a Monday's local midnight, so midnight, week ends and night shifts that begin on
// one day and end on the next need no special cases elsewhere.
#pragma once

#include "sim/base/text.h"
#include "sim/base/time.h"
#include "sim/workflow/policy.h"

namespace fengsui::workflow {

inline constexpr Duration one_day = std::chrono::hours{24};
inline constexpr Duration one_week = 7 * one_day;

// The time since the last Monday's local midnight at a moment of the wall clock, [0, one week).
Duration since_monday(WallTime start);

bool is_night(const Policy& policy, Duration in_week);

// Officers on duty, summed over the shifts that cover the moment.
unsigned on_duty(const LevelPolicy& level, Duration in_week);

// Most officers ever on duty together.
unsigned most_on_duty(const LevelPolicy& level);

// From this moment until a shift next begins or ends; `forever` when none ever does.
Duration until_shift_change(const LevelPolicy& level, Duration in_week);

}  // namespace fengsui::workflow
