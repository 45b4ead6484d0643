#include "viz/model/divergence.h"

#include <algorithm>

#include "twin/record/describe.h"

namespace fengsui::viz {

std::optional<Divergence> first_difference(const Record& left, const Record& right, Severity at_least) {
  const auto next = [at_least](const Log& log, std::size_t position) {
    while (position < log.size() && describe(log[position].kind).severity < at_least) ++position;
    return position;
  };
  std::size_t a = next(left.log, 0), b = next(right.log, 0);
  while (a < left.log.size() && b < right.log.size()) {
    const LogEntry &one = left.log[a], &other = right.log[b];
    // two scenarios may number the same things differently: words tell
    const bool same =
        one.time == other.time && one.kind == other.kind &&
        describe_entry(left, one, Language::english) == describe_entry(right, other, Language::english);
    if (!same) break;
    a = next(left.log, a + 1);
    b = next(right.log, b + 1);
  }
  const bool left_ended = a >= left.log.size(), right_ended = b >= right.log.size();
  if (left_ended && right_ended) return {};
  const Time time = left_ended    ? right.log[b].time
                    : right_ended ? left.log[a].time
                                  : std::min(left.log[a].time, right.log[b].time);
  return Divergence{time, a, b};
}

}  // namespace fengsui::viz
