#include "twin/judge/false_alarms.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace fengsui {

namespace {

struct Span {
  Time start{};
  std::optional<Time> end;  // none: still going on at the end of the run
};

// Spans in which something was wrong with (or done to) one thing.
class Troubles {
 public:
  void add(std::uint32_t whom, Span span) { spans_[whom].push_back(span); }
  bool at(std::uint32_t whom, Time time, Duration settling) const {
    const auto found = spans_.find(whom);
    return found != spans_.end() && std::ranges::any_of(found->second, [&](const Span& span) {
             return span.start <= time && (!span.end || time - *span.end <= settling);
           });
  }

 private:
  std::map<std::uint32_t, std::vector<Span>> spans_;
};

// The course of every signal, for asking what its value was between two times.
class Truth {
 public:
  explicit Truth(const Record& record) : of_signal_(record.names.signals.size()) {
    for (const SegmentEntry& entry : record.segments)
      if (entry.signal.index < of_signal_.size()) of_signal_[entry.signal.index].push_back(&entry);
  }

  std::optional<Bounds> bounds_between(SignalId signal, Time first, Time last) const {
    if (signal.index >= of_signal_.size()) return {};
    const auto& entries = of_signal_[signal.index];
    auto next = std::ranges::upper_bound(entries, first, {}, &SegmentEntry::time);
    if (next != entries.begin()) --next;
    std::optional<Bounds> all;
    for (; next != entries.end() && (*next)->time <= last; ++next) {
      const bool latest = next + 1 == entries.end();
      const Time from = std::max(first, (*next)->time),
                 to = latest ? last : std::min(last, (*(next + 1))->time);
      const Bounds part = bounds((*next)->segment, from, std::max(from, to));
      all = all ? Bounds{std::min(all->low, part.low), std::max(all->high, part.high)} : part;
    }
    return all;
  }

 private:
  std::vector<std::vector<const SegmentEntry*>> of_signal_;
};

bool about_device(AlarmCondition condition) {
  return condition == AlarmCondition::stuck || condition == AlarmCondition::offline ||
         condition == AlarmCondition::absent;
}

// What an instrument may show, or the plant: several points that do not agree, a value beyond the range.
bool about_either(AlarmCondition condition) {
  switch (condition) {
    case AlarmCondition::deviation:
    case AlarmCondition::out_of_range:
    case AlarmCondition::mismatch:
    case AlarmCondition::vote:
    case AlarmCondition::repeated:
    case AlarmCondition::expression:
      return true;
    default:
      return false;
  }
}

// whether the truth was where the alarm says
bool deviates(const Bounds& truth, const Alarm& alarm) {
  switch (alarm.condition) {
    case AlarmCondition::low_low:
    case AlarmCondition::low:
      return truth.low <= alarm.limit;
    case AlarmCondition::high:
    case AlarmCondition::high_high:
      return truth.high >= alarm.limit;
    case AlarmCondition::rate:
      return truth.high > truth.low;
    case AlarmCondition::state:
      return truth.low <= alarm.limit && alarm.limit <= truth.high;
    default:
      return false;
  }
}

class Explanations {
 public:
  Explanations(const Record& record, const std::vector<FaultEffect>& faults, Duration settling)
      : names_(record.names), truth_(record), settling_(settling) {
    for (const FaultEffect& fault : faults) add(fault);
    for (const LogEntry& entry : record.log) add(entry);
  }

  bool explain(const Alarm& alarm) const {
    if (about_device(alarm.condition)) return device_trouble(alarm);
    return process_trouble(alarm) || (about_either(alarm.condition) && device_trouble_of_unit(alarm));
  }
  bool enterprise_in_trouble(EnterpriseId enterprise, Time time) const {
    return enterprises_.at(enterprise.index, time, settling_);
  }

 private:
  void add(const FaultEffect& fault) {
    const Span span{fault.started, fault.ended};
    switch (fault.kind) {
      case FaultEffect::Kind::plant:
        add_unit(fault.subject, span, true);
        break;
      case FaultEffect::Kind::sensor:
        points_.add(fault.subject, span);
        break;
      case FaultEffect::Kind::gateway:
        gateways_.add(fault.subject, span);
        break;
      case FaultEffect::Kind::link:
        if (fault.subject >= names_.links.size()) break;
        for (const GatewayId gateway : names_.links[fault.subject].gateways)
          gateways_.add(gateway.index, span);
        break;
    }
  }

  void add(const LogEntry& entry) {
    switch (entry.kind) {
      case LogKind::interlock_demanded:
      case LogKind::interlock_tripped:
      case LogKind::interlock_failed_on_demand:
      case LogKind::interlock_blind:
        add_unit(entry.subject, {entry.time, entry.time}, true);
        break;
      case LogKind::plant_action_done:
      case LogKind::operator_acted:
        add_unit(entry.subject, {entry.time, entry.time}, false);
        break;
      case LogKind::accident:
        // nothing is as it was after an accident
        add_unit(entry.subject, {entry.time, {}}, true);
        destroyed_.add(entry.subject, {entry.time, {}});
        break;
      default:
        break;
    }
  }

  void add_unit(std::uint32_t unit, Span span, bool danger) {
    units_.add(unit, span);
    if (unit >= names_.units.size()) return;
    if (const std::uint32_t line = names_.units[unit].line; line != UnitId::none_index)
      lines_.add(line, span);
    if (danger) enterprises_.add(names_.units[unit].enterprise.index, span);
  }

  bool device_trouble(const Alarm& alarm) const {
    const bool known = alarm.point.index < names_.points.size();
    const GatewayId gateway = known ? names_.points[alarm.point.index].gateway : alarm.gateway;
    return points_.at(alarm.point.index, alarm.time, settling_) ||
           gateways_.at(gateway.index, alarm.time, settling_) ||
           (known && destroyed_.at(names_.points[alarm.point.index].unit.index, alarm.time, settling_));
  }

  bool device_trouble_of_unit(const Alarm& alarm) const {
    if (alarm.point.index >= names_.points.size()) return false;
    Alarm other = alarm;
    for (std::size_t i = 0; i < names_.points.size(); ++i) {
      other.point = PointId(i);
      if (names_.points[i].unit == names_.points[alarm.point.index].unit && device_trouble(other))
        return true;
    }
    return false;
  }

  bool process_trouble(const Alarm& alarm) const {
    if (alarm.point.index >= names_.points.size()) return false;
    const PointName& point = names_.points[alarm.point.index];
    if (units_.at(point.unit.index, alarm.time, settling_)) return true;
    if (point.unit.index < names_.units.size()) {
      const std::uint32_t line = names_.units[point.unit.index].line;
      if (line != UnitId::none_index && lines_.at(line, alarm.time, settling_)) return true;
    }
    const auto truth = truth_.bounds_between(point.signal, alarm.time - settling_, alarm.time);
    return truth && deviates(*truth, alarm);
  }

  const Names& names_;
  Truth truth_;
  Duration settling_;
  Troubles units_, lines_, points_, gateways_, enterprises_, destroyed_;
};

}  // namespace

FalseAlarms find_false_alarms(const Record& record, const std::vector<FaultEffect>& faults,
                              Duration settling) {
  const Explanations explanations(record, faults, settling);
  FalseAlarms result;
  std::set<AlarmId> explained;
  for (std::size_t i = 0; i < record.alarms.size(); ++i) {
    const Alarm& alarm = record.alarms[i];
    if (alarm.event != AlarmEvent::raised) continue;
    if (explanations.explain(alarm))
      explained.insert(alarm.id);
    else
      result.alarms.push_back(i);
  }

  std::map<WarningId, Colour> colours;
  for (std::size_t i = 0; i < record.warnings.size(); ++i) {
    const Warning& warning = record.warnings[i];
    const Colour before = std::exchange(colours[warning.id], warning.colour);
    if (warning.event == WarningEvent::ended || warning.colour <= before) continue;
    const bool founded =
        std::ranges::any_of(warning.because, [&](AlarmId alarm) { return explained.contains(alarm); });
    if (!founded && !explanations.enterprise_in_trouble(warning.enterprise, warning.time))
      result.warnings.push_back(i);
  }
  return result;
}

}  // namespace fengsui
