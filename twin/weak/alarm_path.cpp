#include "twin/weak/alarm_path.h"

#include <algorithm>
#include <set>

#include "twin/record/describe.h"

namespace fengsui::weak {

namespace {

constexpr auto red_colour = static_cast<std::uint32_t>(Colour::red);

bool turns_red(const LogEntry& entry) {
  return (entry.kind == LogKind::warning_raised || entry.kind == LogKind::warning_changed) &&
         entry.other == red_colour;
}

bool of_people(LogKind kind) {
  return kind == LogKind::case_acknowledged || kind == LogKind::case_verified ||
         kind == LogKind::case_handled || kind == LogKind::case_feedback || kind == LogKind::seat_acted;
}

// the cases of an enterprise are those that open at its own office
std::set<std::uint32_t> cases_of(const Record& record, EnterpriseId enterprise) {
  std::set<std::uint32_t> cases;
  for (const LogEntry& entry : record.log)
    if (entry.kind == LogKind::case_opened && enterprise_of(record, entry) == enterprise)
      cases.insert(entry.subject);
  return cases;
}

// The alarms that the engine names when the warning turns red.
std::vector<PathAlarm> alarms_behind(const Record& record, EnterpriseId enterprise, Time red) {
  std::vector<PathAlarm> alarms;
  const auto warning = std::ranges::find_if(record.warnings, [&](const Warning& candidate) {
    return candidate.enterprise == enterprise && candidate.colour == Colour::red &&
           candidate.event != WarningEvent::ended && candidate.time <= red;
  });
  if (warning == record.warnings.end()) return alarms;
  for (const AlarmId id : warning->because) {
    const auto alarm = std::ranges::find(record.alarms, id, &Alarm::id);
    if (alarm != record.alarms.end() && alarm->point.index < record.names.points.size())
      alarms.push_back({alarm->point, alarm->condition});
  }
  return alarms;
}

UnitId unit_of(const Record& record, PointId point) { return record.names.points[point.index].unit; }

std::vector<PointId> sensors_of(const Record& record, const AlarmPath& path) {
  const auto belongs = [&](const PointName& point) {
    if (path.alarms.empty())
      return point.unit.index < record.names.units.size() &&
             record.names.units[point.unit.index].enterprise == path.enterprise;
    return std::ranges::any_of(
        path.alarms, [&](const PathAlarm& alarm) { return unit_of(record, alarm.point) == point.unit; });
  };
  std::vector<PointId> sensors;
  for (std::size_t i = 0; i < record.names.points.size(); ++i)
    if (belongs(record.names.points[i])) sensors.emplace_back(i);
  return sensors;
}

std::optional<Time> danger_of(const Record& record, const AlarmPath& path) {
  for (const LogEntry& entry : record.log) {
    if (entry.time > path.red) break;
    if (entry.kind != LogKind::fault_started || enterprise_of(record, entry) != path.enterprise) continue;
    const auto same_line = [&](const PathAlarm& alarm) {
      const UnitId unit = unit_of(record, alarm.point);
      return unit.index == entry.subject ||
             (unit.index < record.names.units.size() && entry.subject < record.names.units.size() &&
              record.names.units[unit.index].line == record.names.units[entry.subject].line);
    };
    if (path.alarms.empty() || std::ranges::any_of(path.alarms, same_line)) return entry.time;
  }
  return {};
}

class Moments {
 public:
  void add(std::string key, Label name, Time time) {
    const auto same = std::ranges::find(moments_, time, &Moment::time);
    if (same == moments_.end()) {
      moments_.push_back({std::move(key), std::move(name), time});
    } else if (same->key != key) {
      same->key += "+" + key;
      same->name.english += ", " + name.english;
      same->name.chinese += "、" + name.chinese;
    }
  }
  std::vector<Moment> in_order() && {
    std::ranges::stable_sort(moments_, {}, &Moment::time);
    return std::move(moments_);
  }

 private:
  std::vector<Moment> moments_;
};

std::vector<Moment> moments_of(const Record& record, const AlarmPath& path) {
  Moments moments;
  moments.add("start", {"from the start", "自始"}, scenario_start);
  if (path.danger) moments.add("danger", {"danger begins", "险情开始"}, *path.danger);
  for (const LogEntry& entry : record.log) {
    if (entry.kind != LogKind::alarm_raised || entry.time > path.red) continue;
    for (const PathAlarm& alarm : path.alarms)
      if (entry.detail == alarm.point.index && entry.other == static_cast<std::uint32_t>(alarm.condition)) {
        const KeyedName& condition = condition_name(entry.other);
        moments.add("alarm_" + condition.key,
                    {condition.name.english + " alarm", condition.name.chinese + "报警"}, entry.time);
      }
  }
  moments.add("warning", {"red warning", "红色预警"}, path.red);
  const std::set<std::uint32_t> cases = cases_of(record, path.enterprise);
  const Time end = path.act.value_or(never);
  const auto first = [&](LogKind kind, const char* key, const Label& name) {
    for (const LogEntry& entry : record.log)
      if (entry.kind == kind && entry.time >= path.red && entry.time <= end && cases.contains(entry.subject))
        return moments.add(key, name, entry.time);
  };
  first(LogKind::case_notified, "notice", {"first notice sent", "首次推送"});
  first(LogKind::notice_delivered, "delivery", {"first notice arrives", "首次送达"});
  first(LogKind::task_started, "work", {"somebody begins", "开始办理"});
  if (path.act) moments.add("act", {"first human act", "首次人工处理"}, *path.act);
  return std::move(moments).in_order();
}

}  // namespace

std::vector<EnterpriseId> with_red_warning(const Record& record) {
  std::vector<EnterpriseId> found;
  for (const LogEntry& entry : record.log)
    if (turns_red(entry) && std::ranges::find(found, EnterpriseId(entry.detail)) == found.end())
      found.emplace_back(entry.detail);
  return found;
}

std::optional<Time> first_red(const Record& record, EnterpriseId enterprise) {
  const auto found = std::ranges::find_if(record.log, [&](const LogEntry& entry) {
    return turns_red(entry) && entry.detail == enterprise.index;
  });
  return found == record.log.end() ? std::nullopt : std::optional(found->time);
}

std::optional<Time> first_act(const Record& record, EnterpriseId enterprise, Time red) {
  const std::set<std::uint32_t> cases = cases_of(record, enterprise);
  for (const LogEntry& entry : record.log)
    if (entry.time >= red && of_people(entry.kind) && cases.contains(entry.subject)) return entry.time;
  return {};
}

std::optional<AlarmPath> alarm_path(const Record& record, EnterpriseId enterprise) {
  if (!enterprise.valid()) {
    const std::vector<EnterpriseId> all = with_red_warning(record);
    if (all.empty()) return {};
    enterprise = all.front();
  }
  const std::optional<Time> red = first_red(record, enterprise);
  if (!red) return {};
  AlarmPath path;
  path.enterprise = enterprise;
  path.red = *red;
  path.act = first_act(record, enterprise, *red);
  path.alarms = alarms_behind(record, enterprise, *red);
  path.sensors = sensors_of(record, path);
  path.danger = danger_of(record, path);
  path.moments = moments_of(record, path);
  for (OfficeId office = record.names.enterprises[enterprise.index].office;
       office.index < record.names.offices.size(); office = record.names.offices[office.index].parent)
    path.offices.push_back(office);
  return path;
}

}  // namespace fengsui::weak
