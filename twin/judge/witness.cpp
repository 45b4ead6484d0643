#include "twin/judge/witness.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "twin/record/describe.h"

namespace fengsui {

namespace {

using Kind = FaultEffect::Kind;

// lost and late messages may become known only when the line is back
constexpr Duration grace = std::chrono::minutes(10);

enum class Step { none, start, witness, end, network_evidence };

struct Meaning {
  Step step = Step::none;
  Kind kind = Kind::plant;
};

Meaning meaning(LogKind kind) {
  switch (kind) {
    case LogKind::fault_started:
      return {Step::start, Kind::plant};
    case LogKind::fault_witnessed:
      return {Step::witness, Kind::plant};
    case LogKind::fault_ended:
      return {Step::end, Kind::plant};
    case LogKind::sensor_fault_started:
      return {Step::start, Kind::sensor};
    case LogKind::sensor_fault_witnessed:
      return {Step::witness, Kind::sensor};
    case LogKind::sensor_fault_ended:
      return {Step::end, Kind::sensor};
    case LogKind::link_down:
      return {Step::start, Kind::link};
    case LogKind::link_up:
      return {Step::end, Kind::link};
    case LogKind::gateway_down:
      return {Step::start, Kind::gateway};
    case LogKind::gateway_up:
      return {Step::end, Kind::gateway};
    case LogKind::message_lost:
    case LogKind::backlog_sent:
    case LogKind::gateway_reported_offline:
      return {Step::network_evidence, Kind::gateway};
    default:
      return {};
  }
}

bool affects(const Names& names, const FaultEffect& fault, GatewayId gateway) {
  if (fault.kind == Kind::gateway) return fault.subject == gateway.index;
  return fault.kind == Kind::link && fault.subject < names.links.size() &&
         std::ranges::count(names.links[fault.subject].gateways, gateway) > 0;
}

// outages are few at a time: those still waiting for evidence are looked through
void accept_evidence(const Record& record, const LogEntry& entry, std::vector<FaultEffect>& faults,
                     std::vector<std::size_t>& waiting) {
  std::erase_if(waiting, [&](std::size_t i) { return !faults[i].active(entry.time, grace); });
  std::erase_if(waiting, [&](std::size_t i) {
    if (!affects(record.names, faults[i], GatewayId(entry.subject))) return false;
    faults[i].witnessed = entry.time;
    return true;
  });
}

}  // namespace

std::vector<FaultEffect> find_faults(const Record& record) {
  std::vector<FaultEffect> faults;
  std::map<std::tuple<Kind, std::uint32_t, std::uint32_t>, std::size_t> open;
  std::vector<std::size_t> waiting;  // outages without evidence yet
  const LogEntry* action = nullptr;  // the latest from outside
  for (const LogEntry& entry : record.log) {
    if (entry.kind == LogKind::scenario_action || entry.kind == LogKind::instructor_action) action = &entry;
    const auto [step, kind] = meaning(entry.kind);
    const bool outage = kind == Kind::link || kind == Kind::gateway;
    const std::tuple key{kind, entry.subject, outage ? 0 : entry.detail};
    if (step == Step::start) {
      FaultEffect fault{kind, entry.subject, std::get<2>(key), entry.time, {}, {}, false, {}};
      fault.injected = action != nullptr && action->time == entry.time;
      if (fault.injected && action->kind == LogKind::scenario_action &&
          action->subject < record.names.events.size())
        fault.event = record.names.events[action->subject].id;
      open[key] = faults.size();
      if (outage) waiting.push_back(faults.size());
      faults.push_back(std::move(fault));
    } else if (step == Step::witness || step == Step::end) {
      const auto found = open.find(key);
      if (found == open.end()) continue;
      FaultEffect& fault = faults[found->second];
      if (step == Step::witness && !fault.witnessed) fault.witnessed = entry.time;
      if (step == Step::end) {
        fault.ended = entry.time;
        open.erase(found);
      }
    } else if (step == Step::network_evidence) {
      accept_evidence(record, entry, faults, waiting);
    }
  }
  return faults;
}

bool any_signal_moved(const Record& record) {
  std::map<SignalId, double> first;
  for (const auto& [time, signal, segment] : record.segments) {
    const bool at_rest = segment.shape == Segment::Shape::hold || segment.from == segment.target;
    if (!at_rest || first.try_emplace(signal, segment.from).first->second != segment.from) return true;
  }
  return std::ranges::any_of(record.log,
                             [](const LogEntry& entry) { return entry.kind == LogKind::fault_witnessed; });
}

std::vector<Label> inconclusive_reasons(const Record& record, const std::vector<FaultEffect>& faults) {
  std::vector<Label> reasons;
  const auto stalled = [](const LogEntry& entry) { return entry.kind == LogKind::engine_stalled; };
  if (record.run.outcome == Outcome::stalled || std::ranges::any_of(record.log, stalled))
    reasons.push_back({"the engine under test stalled", "被测引擎停滞"});
  else if (record.run.outcome == Outcome::failed)
    reasons.push_back({"the engine under test failed", "被测引擎失败"});
  else if (record.run.outcome != Outcome::finished)
    reasons.push_back({"the run did not finish: " + outcome_name(record.run.outcome).name.english,
                       "运行未正常结束：" + outcome_name(record.run.outcome).name.chinese});
  if (!any_signal_moved(record)) reasons.push_back({"no signal ever moved", "没有任何信号发生变化"});
  for (const FaultEffect& fault : faults)
    if (fault.injected && !fault.witnessed)
      reasons.push_back(
          {"the injected fault had no effect: " + describe_fault(record, fault, Language::english),
           "注入的故障没有产生任何效果：" + describe_fault(record, fault, Language::chinese)});
  // an event that promised a fault and started none
  for (std::size_t i = 0; i < record.names.events.size(); ++i) {
    const EventName& event = record.names.events[i];
    const auto follows = [&](const FaultEffect& fault) {
      return fault.injected && fault.started == event.time && fault.event == event.id;
    };
    if (event.injects_fault && event.time <= reached(record) && std::ranges::none_of(faults, follows))
      reasons.push_back({"the event started no fault: " + event.id + " " + event.name.english,
                         "事件未引发任何故障：" + event.id + " " + event.name.chinese});
  }
  return reasons;
}

std::string describe_fault(const Record& record, const FaultEffect& fault, Language language) {
  const auto kind = [&] {
    switch (fault.kind) {
      case Kind::plant:
        return LogKind::fault_started;
      case Kind::sensor:
        return LogKind::sensor_fault_started;
      case Kind::link:
        return LogKind::link_down;
      case Kind::gateway:
        return LogKind::gateway_down;
    }
    return LogKind::fault_started;
  }();
  const LogEntry entry{fault.started, kind, 0, fault.subject, fault.fault, 0, 0.0};
  const LogKindInfo& row = describe(kind);
  const std::string who = describe_reference(record, entry, row.subject, fault.subject, language);
  std::string what = describe_reference(record, entry, row.detail, fault.fault, language);
  if (what.empty()) what = language == Language::english ? row.english : row.chinese;
  return who + (language == Language::english ? ": " : "：") + what;
}

}  // namespace fengsui
