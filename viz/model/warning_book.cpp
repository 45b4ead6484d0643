#include "viz/model/warning_book.h"

#include <algorithm>

namespace fengsui::viz {

WarningBook::WarningBook(const Record& record) : steps_(record.names.enterprises.size()) {
  // the log has the warnings in the order of their column, at the time the platform heard them
  std::uint32_t position = 0;
  const auto take = [&](Time heard) {
    const Warning& warning = record.warnings[position];
    if (warning.enterprise.index < steps_.size())
      steps_[warning.enterprise.index].push_back(
          {heard, warning.event == WarningEvent::ended ? Colour::none : warning.colour, warning.id,
           position});
    ++position;
  };
  for (const LogEntry& entry : record.log)
    if (describe(entry.kind).subject == Refers::warning && position < record.warnings.size())
      take(entry.time);
  while (position < record.warnings.size()) take(record.warnings[position].time);
}

const WarningStep* WarningBook::at(EnterpriseId enterprise, Time time) const {
  if (enterprise.index >= steps_.size()) return nullptr;
  const auto& steps = steps_[enterprise.index];
  const auto after_it = std::ranges::upper_bound(steps, time, {}, &WarningStep::since);
  return after_it == steps.begin() ? nullptr : &*(after_it - 1);
}

Colour WarningBook::colour(EnterpriseId enterprise, Time time) const {
  const WarningStep* step = at(enterprise, time);
  return step ? step->colour : Colour::none;
}

const std::vector<WarningStep>& WarningBook::steps(EnterpriseId enterprise) const {
  return steps_.at(enterprise.index);
}

}  // namespace fengsui::viz
