#include "twin/judge/detection.h"

#include <algorithm>
#include <map>

#include "twin/record/describe.h"

namespace fengsui {

namespace {

// The entries that matter to detection, by enterprise, in order of time.
using Story = std::map<EnterpriseId, std::vector<const LogEntry*>>;

Story tell_story(const Record& record) {
  Story story;
  std::map<std::uint32_t, EnterpriseId> enterprise_of_case;
  for (const LogEntry& entry : record.log) {
    switch (entry.kind) {
      case LogKind::alarm_raised:
      case LogKind::warning_raised:
      case LogKind::warning_changed:
      case LogKind::interlock_demanded:
      case LogKind::interlock_blind:
      case LogKind::point_of_no_return:
      case LogKind::accident:
      case LogKind::accident_averted:
        story[enterprise_of(record, entry)].push_back(&entry);
        break;
      case LogKind::case_opened:
        enterprise_of_case[entry.subject] = enterprise_of(record, entry);
        break;
      case LogKind::case_acknowledged: {
        const auto found = enterprise_of_case.find(entry.subject);
        if (found != enterprise_of_case.end()) story[found->second].push_back(&entry);
        break;
      }
      default:
        break;
    }
  }
  return story;
}

// keeps the earliest: entries come in order of time
void keep_first(std::optional<Time>& slot, Time time) {
  if (!slot) slot = time;
}

bool concerns(const Names& names, const Detection& row, std::uint32_t unit) {
  if (unit == row.unit.index) return true;
  const std::uint32_t line = names.units[row.unit.index].line;
  return unit < names.units.size() && line != UnitId::none_index && names.units[unit].line == line;
}

void take(const Record& record, const LogEntry& entry, Detection& row) {
  const Names& names = record.names;
  switch (entry.kind) {
    case LogKind::alarm_raised:
      if (row.first_alarm || entry.detail >= names.points.size() ||
          names.points[entry.detail].unit != row.unit)
        break;
      row.first_alarm = entry.time;
      row.alarm = AlarmId(entry.subject);
      row.point = PointId(entry.detail);
      break;
    case LogKind::warning_raised:
    case LogKind::warning_changed: {
      const auto colour = static_cast<Colour>(std::min(entry.other, colour_count - 1));
      if (!row.first_warning) {
        row.first_warning = entry.time;
        row.warning = WarningId(entry.subject);
        row.first_colour = colour;
      }
      row.worst_colour = std::max(row.worst_colour, colour);
      break;
    }
    case LogKind::interlock_demanded:
    case LogKind::interlock_blind:
      if (concerns(names, row, entry.subject)) keep_first(row.limit_reached, entry.time);
      break;
    case LogKind::point_of_no_return:
      if (concerns(names, row, entry.subject)) keep_first(row.point_of_no_return, entry.time);
      break;
    case LogKind::accident:
      if (row.accident || !concerns(names, row, entry.subject)) break;
      row.accident = entry.time;
      row.accident_kind = entry.detail;
      row.exposed = entry.other;
      row.accident_value = entry.value;
      break;
    case LogKind::accident_averted:
      if (row.averted || !concerns(names, row, entry.subject)) break;
      row.averted = entry.time;
      if (entry.other < names.interlocks.size()) row.averted_by = InterlockId(entry.other);
      row.margin = entry.value;
      break;
    case LogKind::case_acknowledged:
      keep_first(row.first_acknowledged, entry.time);
      break;
    default:
      break;
  }
}

// a change to a milder colour is no sign that anybody noticed
bool is_relief(const LogEntry& entry, std::map<std::uint32_t, std::uint32_t>& colour_of_warning) {
  if (entry.kind != LogKind::warning_raised && entry.kind != LogKind::warning_changed) return false;
  const auto [known, fresh] = colour_of_warning.try_emplace(entry.subject, entry.other);
  const bool milder = !fresh && entry.other <= known->second;
  known->second = entry.other;
  return milder;
}

}  // namespace

std::vector<Detection> find_detections(const Record& record, const std::vector<FaultEffect>& faults,
                                       Duration settling) {
  Story story = tell_story(record);
  for (auto& [enterprise, entries] : story) {
    std::map<std::uint32_t, std::uint32_t> colours;
    std::erase_if(entries, [&](const LogEntry* entry) { return is_relief(*entry, colours); });
  }
  const Names& names = record.names;
  std::vector<Detection> rows;
  for (const FaultEffect& fault : faults) {
    if (fault.kind != FaultEffect::Kind::plant || fault.subject >= names.units.size()) continue;
    Detection row;
    row.unit = UnitId(fault.subject);
    row.enterprise = names.units[fault.subject].enterprise;
    row.fault = fault.fault;
    row.onset = fault.started;
    row.injected = fault.injected;

    const Time last = fault.ended ? after(*fault.ended, settling) : never;
    const auto& entries = story[row.enterprise];
    const auto first = std::ranges::lower_bound(entries, fault.started, {}, &LogEntry::time);
    for (auto entry = first; entry != entries.end() && (*entry)->time <= last; ++entry)
      take(record, **entry, row);

    const std::uint32_t unit_class = names.units[fault.subject].unit_class;
    const bool dangerous = unit_class < names.unit_classes.size() &&
                           fault.fault < names.unit_classes[unit_class].faults.size() &&
                           names.unit_classes[unit_class].faults[fault.fault].can_cause_accident;
    if (!dangerous && !row.accident && !row.point_of_no_return && !row.averted) continue;
    row.missed = !row.first_warning || (row.accident && *row.accident <= *row.first_warning);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace fengsui
