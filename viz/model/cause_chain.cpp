#include "viz/model/cause_chain.h"

#include <algorithm>
#include <set>

#include "twin/record/describe.h"

namespace fengsui::viz {

namespace {

class Chain {
 public:
  explicit Chain(const RunView& run) : run_(run) {}

  void add_alarm(AlarmId id) {
    const AlarmRow* row = run_.alarms.find(id);
    if (!row || !alarms_.insert(id).second) return;
    add_entries(
        row->raised,
        [&](const LogEntry& entry) {
          return entry.kind == LogKind::alarm_raised && entry.subject == id.index;
        },
        Stage::alarm, 1);
    if (row->point.valid()) add_reading(*row);
    if (row->unit.valid()) add_truth(*row);
  }

  // The first warning that names the alarm, and its case.
  void add_warning_of(AlarmId id) {
    const auto& warnings = run_.record.warnings;
    const auto names_it = [&](const Warning& warning) {
      return std::ranges::find(warning.because, id) != warning.because.end();
    };
    const auto found = std::ranges::find_if(warnings, names_it);
    if (found == warnings.end()) return;
    const AlarmRow* row = run_.alarms.find(id);
    const Time since = std::min(found->time, row ? row->raised : found->time);
    add_entries(
        since,
        [&](const LogEntry& entry) {
          return (entry.kind == LogKind::warning_raised || entry.kind == LogKind::warning_changed) &&
                 entry.subject == found->id.index;
        },
        Stage::warning, 1);
    for (const CaseStory& story : run_.cases.stories())
      if (story.enterprise == found->enterprise && story.during.to > since && story.during.from >= since)
        return add_case(story);
    for (const CaseStory& story : run_.cases.stories())
      if (story.enterprise == found->enterprise && story.during.from <= since && story.during.to > since)
        return add_case(story);
  }

  void add_case(const CaseStory& story) {
    for (const CaseStep& step : story.steps) {
      if (describe(step.kind).severity < Severity::info) continue;
      add({step.time,
           step.kind == LogKind::case_opened ? Stage::item : Stage::people,
           step.entry,
           {},
           0.0,
           {}});
    }
  }

  // The alarms behind the warning that opened a case.
  void add_causes_of(const CaseStory& story) {
    const WarningStep* warning = run_.warnings.at(story.enterprise, story.during.from);
    if (!warning || warning->colour == Colour::none) return;
    add_entries(
        warning->since,
        [&](const LogEntry& entry) {
          return (entry.kind == LogKind::warning_raised || entry.kind == LogKind::warning_changed) &&
                 entry.subject == warning->id.index;
        },
        Stage::warning, 1);
    for (const AlarmId alarm : run_.record.warnings[warning->entry].because) add_alarm(alarm);
  }

  std::vector<CauseLink> result() && {
    std::ranges::stable_sort(links_, {},
                             [](const CauseLink& link) { return std::pair(link.time, link.stage); });
    return std::move(links_);
  }

 private:
  void add(const CauseLink& link) {
    if (link.entry && !entries_.insert(*link.entry).second) return;
    links_.push_back(link);
  }

  // The first `most` entries from a time on that are wanted.
  template <class Wanted>
  void add_entries(Time since, Wanted&& wanted, Stage stage, std::size_t most) {
    const Log& log = run_.record.log;
    for (auto entry = std::ranges::lower_bound(log, since, {}, &LogEntry::time);
         entry != log.end() && most > 0; ++entry)
      if (wanted(*entry)) {
        add({entry->time, stage, static_cast<std::uint32_t>(entry - log.begin()), {}, 0.0, {}});
        --most;
      }
  }

  void add_reading(const AlarmRow& row) {
    const auto& readings = run_.record.readings;
    const auto last = std::ranges::upper_bound(readings, row.raised, {}, &ReadingEntry::received);
    for (auto entry = last; entry != readings.begin();) {
      --entry;
      if (entry->reading.point != row.point || entry->reading.value != row.value) continue;
      links_.push_back({entry->reading.time, Stage::reading, {}, row.point, row.value, entry->received});
      return;
    }
  }

  // What was wrong with the unit or the sensor at that time, and what came of it.
  void add_truth(const AlarmRow& row) {
    std::vector<std::uint32_t> found;
    run_.conditions.at(row.raised, found);
    for (const std::uint32_t i : found) {
      const Condition& condition = run_.conditions.all()[i];
      const Refers subject = describe(condition.kind).subject;
      const bool mine = (subject == Refers::unit && condition.subject == row.unit.index) ||
                        (subject == Refers::point && condition.subject == row.point.index);
      if (!mine) continue;
      const bool interlock = describe(condition.kind).detail == Refers::interlock;
      add({condition.during.from, interlock ? Stage::interlock : Stage::fault, condition.entry, {}, 0.0, {}});
      add_entries(
          condition.during.from,
          [&](const LogEntry& entry) {
            return entry.kind == LogKind::fault_witnessed && entry.subject == row.unit.index;
          },
          Stage::effect, 1);
    }
    add_entries(
        row.raised,
        [&](const LogEntry& entry) {
          return (entry.kind == LogKind::point_of_no_return || entry.kind == LogKind::accident ||
                  entry.kind == LogKind::accident_averted) &&
                 entry.subject == row.unit.index;
        },
        Stage::outcome, 2);
  }

  const RunView& run_;
  std::vector<CauseLink> links_;
  std::set<std::uint32_t> entries_;
  std::set<AlarmId> alarms_;
};

}  // namespace

std::vector<CauseLink> chain_of(const RunView& run, AlarmId alarm) {
  Chain chain(run);
  chain.add_alarm(alarm);
  chain.add_warning_of(alarm);
  return std::move(chain).result();
}

std::vector<CauseLink> chain_of(const RunView& run, CaseId item) {
  const CaseStory* story = run.cases.find(item);
  if (!story) return {};
  Chain chain(run);
  chain.add_case(*story);
  chain.add_causes_of(*story);
  return std::move(chain).result();
}

}  // namespace fengsui::viz
