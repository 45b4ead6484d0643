#include "twin/cli/prepared_points.h"

#include <exception>

#include "scenarios/files.h"
#include "twin/study/factor.h"

namespace fengsui {

void PreparedPoints::prepare_for(std::span<const DueRun> due, int jobs) {
  std::map<std::uint32_t, int> runs;
  for (const DueRun& run : due) ++runs[run.point];
  std::erase_if(prepared_, [&](const auto& entry) { return !runs.contains(entry.first); });

  // nobody runs meanwhile: a point must have several runs for each of those who wait
  const int at_least = 4 * jobs;
  for (const auto& [point, count] : runs) {
    if (count < at_least || prepared_.contains(point)) continue;
    try {
      const auto inputs = with_values(study_->inputs, study_->factors, (*points_)[point], study_->id);
      prepared_.emplace(point, prepare(load_scenario(inputs)));
    } catch (const std::exception&) {
      // its runs will meet the same problem, and say so
    }
  }
}

const Prepared* PreparedPoints::of(std::uint32_t point) const {
  const auto found = prepared_.find(point);
  return found == prepared_.end() ? nullptr : &found->second;
}

}  // namespace fengsui
