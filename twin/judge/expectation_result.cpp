#include "twin/judge/expectation_result.h"

#include <algorithm>
#include <map>

#include "scenarios/reference.h"
#include "twin/judge/expectation_words.h"
#include "twin/record/describe.h"

namespace fengsui {

namespace {

using Kind = Expectation::Kind;

// The names an expectation uses, as indices of the record; none where it gives no name.
struct Resolved {
  Time origin{};
  EnterpriseId enterprise;
  std::uint32_t level = OfficeId::none_index;
  std::vector<UnitId> units;  // of that key, in any enterprise
};

// throws the usual error, with the nearest name that exists
template <class Row, class NameOf>
std::uint32_t find_name(const std::vector<Row>& rows, NameOf name_of, const std::string& name,
                        const char* what, const Expectation& expectation) {
  std::vector<std::string> candidates;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (name_of(rows[i]) == name) return static_cast<std::uint32_t>(i);
    candidates.push_back(name_of(rows[i]));
  }
  throw unknown_reference(expectation.pointer, "", what, name, candidates);
}

Resolved resolve(const Record& record, const Expectation& expectation) {
  const Names& names = record.names;
  Resolved result;
  const auto event_id = [](const EventName& row) { return row.id; };
  if (!expectation.after.empty())
    result.origin =
        names.events[find_name(names.events, event_id, expectation.after, "an event id", expectation)].time;
  if (expectation.kind == Kind::witness)
    find_name(names.events, event_id, expectation.event, "an event id", expectation);
  if (!expectation.enterprise.empty())
    result.enterprise.index = find_name(
        names.enterprises, [](const auto& row) { return row.name; }, expectation.enterprise, "an enterprise",
        expectation);
  if (!expectation.level.empty())
    result.level = find_name(
        names.levels, [](const auto& row) { return row.key; }, expectation.level, "a level of the policy",
        expectation);
  if (!expectation.point.empty())
    find_name(
        names.points, [](const auto& row) { return row.tag; }, expectation.point, "a point tag", expectation);
  if (!expectation.interlock.empty())
    find_name(
        names.interlocks, [](const auto& row) { return row.key; }, expectation.interlock, "an interlock",
        expectation);
  if (!expectation.unit.empty()) {
    find_name(
        names.units, [](const auto& row) { return row.key; }, expectation.unit, "a unit", expectation);
    for (std::size_t i = 0; i < names.units.size(); ++i)
      if (names.units[i].key == expectation.unit) result.units.push_back(UnitId(i));
  }
  return result;
}

// Whether an entry is of the kind that an expectation speaks of, wherever and whenever it happened.
class Matcher {
 public:
  Matcher(const Record& record, const Expectation& expectation, const Resolved& resolved,
          const std::vector<CaseScore>& cases)
      : record_(record), e_(expectation), resolved_(resolved) {
    for (const CaseScore& score : cases) cases_.emplace(score.id.index, &score);
    for (const Alarm& alarm : record.alarms)
      if (alarm.event == AlarmEvent::raised) conditions_.emplace(alarm.id.index, alarm.condition);
  }

  bool operator()(const LogEntry& entry) const {
    switch (e_.kind) {
      case Kind::warning:
      case Kind::no_warning:
        return (entry.kind == LogKind::warning_raised || entry.kind == LogKind::warning_changed) &&
               entry.other >= static_cast<std::uint32_t>(e_.colour) && here(entry);
      case Kind::alarm:
        return entry.kind == (e_.alarm_event == AlarmEvent::returned ? LogKind::alarm_returned
                                                                     : LogKind::alarm_raised) &&
               here(entry) && right_alarm(entry);
      case Kind::acknowledged:
        return entry.kind == LogKind::case_acknowledged && right_case(entry);
      case Kind::cleared:
        return entry.kind == LogKind::case_cleared && right_case(entry);
      case Kind::escalated:
        return entry.kind == LogKind::case_escalated && right_case(entry);
      case Kind::accident:
        return entry.kind == LogKind::accident && here(entry) && right_unit(UnitId(entry.subject));
      case Kind::interlock:
        return right_interlock(entry);
      default:
        return false;
    }
  }

 private:
  bool here(const LogEntry& entry) const {
    return !resolved_.enterprise.valid() || enterprise_of(record_, entry) == resolved_.enterprise;
  }
  bool right_unit(UnitId unit) const {
    return resolved_.units.empty() || std::ranges::count(resolved_.units, unit) > 0;
  }
  bool right_alarm(const LogEntry& entry) const {
    if (e_.condition) {
      const auto found = conditions_.find(entry.subject);
      if (found == conditions_.end() || found->second != *e_.condition) return false;
    }
    const auto& points = record_.names.points;
    if (entry.detail >= points.size()) return e_.point.empty() && resolved_.units.empty();
    return (e_.point.empty() || points[entry.detail].tag == e_.point) &&
           right_unit(points[entry.detail].unit);
  }
  bool right_case(const LogEntry& entry) const {
    const auto found = cases_.find(entry.subject);
    const CaseScore* score = found == cases_.end() ? nullptr : found->second;
    if (resolved_.enterprise.valid() && (!score || score->enterprise != resolved_.enterprise)) return false;
    if (e_.colour != Colour::none && (!score || score->colour < e_.colour)) return false;
    if (resolved_.level == OfficeId::none_index) return true;
    const auto& offices = record_.names.offices;
    return entry.detail < offices.size() && offices[entry.detail].level == resolved_.level;
  }
  bool right_interlock(const LogEntry& entry) const {
    static constexpr LogKind kinds[] = {LogKind::interlock_demanded, LogKind::interlock_tripped,
                                        LogKind::interlock_failed_on_demand, LogKind::interlock_blind};
    const auto& interlocks = record_.names.interlocks;
    return entry.kind == kinds[static_cast<std::size_t>(e_.outcome)] && here(entry) &&
           right_unit(UnitId(entry.subject)) &&
           (e_.interlock.empty() ||
            (entry.detail < interlocks.size() && interlocks[entry.detail].key == e_.interlock));
  }

  const Record& record_;
  const Expectation& e_;
  const Resolved& resolved_;
  std::map<std::uint32_t, const CaseScore*> cases_;
  std::map<std::uint32_t, AlarmCondition> conditions_;
};

bool in_time(const Expectation& expectation, Time origin, Time time) {
  if (expectation.at) {
    const Duration error = time - after(origin, *expectation.at);
    return error <= expectation.tolerance && -error <= expectation.tolerance;
  }
  return time >= origin && (!expectation.within || time - origin <= *expectation.within);
}

// Since the start, as the scenario counts.
std::string time_in_words(Time time) {
  return format_duration(std::chrono::round<std::chrono::milliseconds>(time - scenario_start));
}

// "00:15:27 (27 s after leak) well 9: accident"
Label got_in_words(const Record& record, const Expectation& expectation, const Resolved& resolved,
                   const LogEntry& entry) {
  const std::string since = short_duration(entry.time - resolved.origin);
  const std::string at = time_in_words(entry.time);
  const bool start = expectation.after.empty();
  return {at + (start ? "" : " (" + since + " after " + expectation.after + ")") + " " +
              describe_entry(record, entry, Language::english),
          at + (start ? "" : "（" + expectation.after + "后 " + since + "）") + " " +
              describe_entry(record, entry, Language::chinese)};
}

void count_false_alarms(const Record& record, const Expectation& expectation, const Resolved& resolved,
                        const FalseAlarms& false_alarms, ExpectationResult& result) {
  std::uint64_t count = 0;
  for (const std::size_t position : false_alarms.alarms) {
    const Alarm& alarm = record.alarms[position];
    const bool here = !resolved.enterprise.valid() || alarm.enterprise == resolved.enterprise;
    if (!here || !in_time(expectation, resolved.origin, alarm.time)) continue;
    ++count;
    if (count == expectation.at_most + std::uint64_t{1}) result.when = alarm.time;
  }
  result.pass = (count <= expectation.at_most) != expectation.never;
  result.got = {std::to_string(count) + " false alarms", "误报 " + std::to_string(count) + " 次"};
}

void find_witness(const Record& record, const Expectation& expectation, const Resolved& resolved,
                  const std::vector<FaultEffect>& faults, ExpectationResult& result) {
  result.got = {"the event started no fault", "事件未引发任何故障"};
  bool shown = false;
  for (const FaultEffect& fault : faults) {
    if (fault.event != expectation.event || shown) continue;
    shown = fault.witnessed && in_time(expectation, resolved.origin, *fault.witnessed);
    const std::string english = describe_fault(record, fault, Language::english);
    const std::string chinese = describe_fault(record, fault, Language::chinese);
    result.when = fault.witnessed;
    result.got = fault.witnessed ? Label{time_in_words(*fault.witnessed) + " effect of " + english,
                                         time_in_words(*fault.witnessed) + " 故障见效：" + chinese}
                                 : Label{"no effect of " + english, "故障未见效：" + chinese};
  }
  result.pass = shown != expectation.never;
}

}  // namespace

ExpectationResult evaluate(const Record& record, const Expectation& expectation,
                           const std::vector<FaultEffect>& faults, const FalseAlarms& false_alarms,
                           const std::vector<CaseScore>& cases) {
  const Resolved resolved = resolve(record, expectation);
  ExpectationResult result;
  result.text = expectation.text;
  result.place = expectation.pointer;
  result.expected = expectation_in_words(record, expectation);
  if (expectation.kind == Kind::false_alarms) {
    count_false_alarms(record, expectation, resolved, false_alarms, result);
    return result;
  }
  if (expectation.kind == Kind::witness) {
    find_witness(record, expectation, resolved, faults, result);
    return result;
  }

  // the first in time decides; without one, the first at all tells what happened instead
  const Matcher matches(record, expectation, resolved, cases);
  const LogEntry *in_window = nullptr, *any = nullptr;
  for (const LogEntry& entry : record.log) {
    if (!matches(entry)) continue;
    if (!in_window && in_time(expectation, resolved.origin, entry.time)) in_window = &entry;
    if (!any || (any->time < resolved.origin && entry.time >= resolved.origin)) any = &entry;
  }
  const bool wanted = !expectation.never;
  result.pass = (in_window != nullptr) == wanted;
  const LogEntry* shown = in_window ? in_window : (wanted ? any : nullptr);
  if (shown) result.when = shown->time;
  result.got = shown ? got_in_words(record, expectation, resolved, *shown) : Label{"none", "无"};
  return result;
}

std::string render_results(const std::vector<ExpectationResult>& results, Language language, bool all) {
  const bool english = language == Language::english;
  std::string text;
  for (const ExpectationResult& result : results) {
    if (result.pass && !all) continue;
    text += result.pass ? (english ? "passed " : "通过 ") : (english ? "FAILED " : "未通过 ");
    // whoever looks for the mistake wants the words of the file, too
    text += result.place + (result.pass ? "" : " " + result.text) + "\n";
    text += "  exp: " + result.expected.in(language) + "\n  got: " + result.got.in(language) + "\n";
  }
  return text;
}

}  // namespace fengsui
