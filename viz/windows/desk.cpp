#include "viz/windows/desk.h"

#include <algorithm>

#include "twin/record/describe.h"

namespace fengsui::viz {

void forget_selection(Desk& desk) {
  const EnterpriseId enterprise = desk.selection.enterprise;
  desk.selection = {};
  desk.selection.enterprise = enterprise;
  desk.timeline.filter = {};
  desk.timeline.shown_until.reset();
  desk.why = {};
  desk.compare = {};
  desk.seat.chosen.reset();
}

void select_enterprise(Desk& desk, EnterpriseId enterprise) {
  if (desk.selection.enterprise == enterprise) return;
  desk.selection = {};
  desk.selection.enterprise = enterprise;
}

void show_trend(Desk& desk, PointId point) {
  if (point.index >= desk.run->record.names.points.size()) return;
  auto& points = desk.trends.points;
  std::erase(points, point);
  points.insert(points.begin(), point);
  if (points.size() > most_trends) points.resize(most_trends);
}

void show_trends_of(Desk& desk, UnitId unit) {
  const Names& names = desk.run->record.names;
  std::vector<PointId> points;
  for (std::size_t i = 0; i < names.points.size(); ++i)
    if (names.points[i].unit == unit) points.emplace_back(i);
  const auto alarms_of = [&](PointId point) {
    return std::ranges::count(desk.run->alarms.rows(), point, &AlarmRow::point);
  };
  std::ranges::stable_sort(points, std::ranges::greater{}, [&](PointId point) {
    return std::pair(alarms_of(point), desk.run->curves.readings(point).size());
  });
  if (points.size() > 4) points.resize(4);
  if (!points.empty()) desk.trends.points = points;
}

void select_alarm(Desk& desk, const AlarmRow& row) {
  select_enterprise(desk, row.enterprise);
  desk.selection.alarm = row.id;
  desk.selection.item.reset();
  desk.selection.entry.reset();
  desk.selection.unit = row.unit;
  if (row.point.valid()) show_trend(desk, row.point);
}

void select_case(Desk& desk, const CaseStory& story) {
  if (story.enterprise.valid()) select_enterprise(desk, story.enterprise);
  desk.selection.item = story.id;
  desk.selection.alarm.reset();
  desk.selection.entry.reset();
}

void select_entry(Desk& desk, std::uint32_t position) {
  const Record& record = desk.run->record;
  const LogEntry& entry = record.log[position];
  desk.playback.seek(entry.time);
  const LogKindInfo& kind = describe(entry.kind);
  if (const EnterpriseId enterprise = enterprise_of(record, entry); enterprise.valid())
    select_enterprise(desk, enterprise);
  desk.selection.alarm.reset();
  desk.selection.item.reset();
  desk.selection.entry = position;
  if (kind.subject == Refers::alarm) {
    desk.selection.alarm = AlarmId(entry.subject);
    if (kind.detail == Refers::point && entry.detail < record.names.points.size())
      show_trend(desk, PointId(entry.detail));
  }
  if (kind.subject == Refers::case_item) {
    const CaseStory* story = desk.run->cases.find(CaseId(entry.subject));
    if (story && story->enterprise.valid()) select_enterprise(desk, story->enterprise);
    desk.selection.entry = position;
    desk.selection.item = CaseId(entry.subject);
  }
  if (kind.subject == Refers::unit && entry.subject < record.names.units.size()) {
    desk.selection.unit = UnitId(entry.subject);
    show_trends_of(desk, desk.selection.unit);
  }
}

}  // namespace fengsui::viz
