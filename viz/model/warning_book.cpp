#include "viz/model/warning_book.h"

#include <algorithm>

namespace fengsui::viz {

WarningBook::WarningBook(const Record& record) : steps_(record.names.enterprises.size()) {
  grow(record);
  // a run that was cut off may have the column ahead of the log
  while (warnings_seen_ < record.warnings.size()) take(record, record.warnings[warnings_seen_].time);
}

void WarningBook::grow(const Record& record) {
  // the log has the warnings in the order of their column, at the time the platform heard them
  for (; entries_seen_ < record.log.size() && warnings_seen_ < record.warnings.size(); ++entries_seen_)
    if (describe(record.log[entries_seen_].kind).subject == Refers::warning)
      take(record, record.log[entries_seen_].time);
}

void WarningBook::take(const Record& record, Time heard) {
  const std::uint32_t position = warnings_seen_++;
  const Warning& warning = record.warnings[position];
  if (warning.enterprise.index >= steps_.size()) return;
  const Colour colour = warning.event == WarningEvent::ended ? Colour::none : warning.colour;
  steps_[warning.enterprise.index].push_back({heard, colour, warning.id, position});
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
