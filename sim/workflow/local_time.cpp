#include "sim/workflow/local_time.h"

#include <algorithm>

namespace fengsui::workflow {

namespace {

Duration length(const Shift& shift) {
  return shift.to > shift.from ? shift.to - shift.from : shift.to - shift.from + one_day;
}

Duration wrapped(Duration in_week) {
  const Duration rest = in_week % one_week;
  return rest < Duration::zero() ? rest + one_week : rest;
}

bool worked(const Shift& shift, int day) { return day < 5 ? shift.workdays : shift.weekend; }

}  // namespace

Duration since_monday(WallTime start) {
  // the first of January 1970 was a Thursday
  return wrapped(start.since_epoch + start.offset + 3 * one_day);
}

bool is_night(const Policy& policy, Duration in_week) {
  const Duration time_of_day = in_week % one_day;
  return time_of_day < policy.day_from || time_of_day >= policy.day_to;
}

unsigned on_duty(const LevelPolicy& level, Duration in_week) {
  unsigned officers = 0;
  for (const Shift& shift : level.shifts)
    for (int day = 0; day < 7; ++day)
      if (worked(shift, day) && wrapped(in_week - day * one_day - shift.from) < length(shift))
        officers += shift.officers;
  return officers;
}

unsigned most_on_duty(const LevelPolicy& level) {
  // the number only grows where a shift begins
  unsigned most = 0;
  for (const Shift& shift : level.shifts)
    for (int day = 0; day < 7; ++day)
      if (worked(shift, day)) most = std::max(most, on_duty(level, wrapped(day * one_day + shift.from)));
  return most;
}

Duration until_shift_change(const LevelPolicy& level, Duration in_week) {
  Duration nearest = forever;
  for (const Shift& shift : level.shifts)
    for (int day = 0; day < 7; ++day) {
      if (!worked(shift, day)) continue;
      for (const Duration edge : {shift.from, shift.from + length(shift)}) {
        const Duration wait = wrapped(day * one_day + edge - in_week);
        nearest = std::min(nearest, wait == Duration::zero() ? one_week : wait);
      }
    }
  return nearest;
}

}  // namespace fengsui::workflow
