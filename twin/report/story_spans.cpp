#include "twin/report/story_spans.h"

#include <algorithm>
#include <vector>

#include "twin/record/describe.h"
#include "twin/report/texts.h"

namespace fengsui {

namespace {

constexpr std::size_t most_spans = 120;  // per lane

class Spans {
 public:
  Spans(const Record& record, const Focus& focus, Language language)
      : record_(record), focus_(focus), language_(language), end_(reached(record)) {}

  void add(Lane lane, Time from, std::optional<Time> to, const std::string& what, const char* ink,
           Colour colour = Colour::none) {
    const Time until = to.value_or(end_);
    const std::string words = clock_time(record_, from) + "–" + clock_time(record_, until) + "  " + what +
                              ", " + duration_words(until - from, language_);
    Json span{{"from", since_onset(focus_, from)},
              {"to", since_onset(focus_, until)},
              {"text", what},
              {"words", words},
              {"ink", ink}};
    if (colour != Colour::none) span["colour"] = colour_name(static_cast<std::uint32_t>(colour)).key;
    lanes_[lane].push_back(std::move(span));
  }

  // of too many, those nearest to the onset
  std::map<Lane, Json> take() {
    std::map<Lane, Json> result;
    for (auto& [lane, spans] : lanes_) {
      const auto distance_s = [](const Json& span) {
        return std::max({0.0, span["from"].get<double>(), -span["to"].get<double>()});
      };
      std::ranges::stable_sort(spans, {}, distance_s);
      if (spans.size() > most_spans) spans.resize(most_spans);
      std::ranges::stable_sort(spans, {}, [](const Json& span) { return span["from"].get<double>(); });
      result[lane] = spans;
    }
    return result;
  }

 private:
  const Record& record_;
  const Focus& focus_;
  Language language_;
  Time end_;
  std::map<Lane, std::vector<Json>> lanes_;
};

EnterpriseId enterprise_of_fault(const Names& names, const FaultEffect& fault) {
  const auto of_unit = [&](UnitId unit) {
    return unit.index < names.units.size() ? names.units[unit.index].enterprise : EnterpriseId{};
  };
  switch (fault.kind) {
    case FaultEffect::Kind::plant:
      return of_unit(UnitId(fault.subject));
    case FaultEffect::Kind::sensor:
      return fault.subject < names.points.size() ? of_unit(names.points[fault.subject].unit) : EnterpriseId{};
    case FaultEffect::Kind::gateway:
      return fault.subject < names.gateways.size() ? names.gateways[fault.subject].enterprise
                                                   : EnterpriseId{};
    case FaultEffect::Kind::link:
      break;
  }
  return {};
}

Lane lane_of_fault(FaultEffect::Kind kind) {
  if (kind == FaultEffect::Kind::plant) return Lane::plant;
  return kind == FaultEffect::Kind::sensor ? Lane::sensors : Lane::network;
}

void add_faults(Spans& spans, const ReportInput& run, const Focus& focus, Language language) {
  for (const FaultEffect& fault : run.judgement->faults) {
    const EnterpriseId enterprise = enterprise_of_fault(run.record->names, fault);
    if (enterprise.valid() && enterprise != focus.enterprise) continue;
    // a fault that ends in the accident ends there
    std::optional<Time> end = fault.ended;
    const Detection* detection = focus.detection;
    if (!end && detection && detection->accident && fault.kind == FaultEffect::Kind::plant &&
        UnitId(fault.subject) == detection->unit) {
      end = detection->accident;
    }
    spans.add(lane_of_fault(fault.kind), fault.started, end, describe_fault(*run.record, fault, language),
              "danger");
  }
}

void add_empty_posts(Spans& spans, const ReportInput& run, const Focus& focus, Language language) {
  std::map<std::uint32_t, Time> left;
  const auto of_focus = [&](std::uint32_t unit) {
    const auto& units = run.record->names.units;
    return unit < units.size() && units[unit].enterprise == focus.enterprise;
  };
  const std::string words = report_text("span_post_empty", language);
  for (const LogEntry& entry : run.record->log) {
    if (entry.kind == LogKind::operator_left && of_focus(entry.subject))
      left.emplace(entry.subject, entry.time);
    if (entry.kind != LogKind::operator_returned) continue;
    if (const auto found = left.find(entry.subject); found != left.end()) {
      spans.add(Lane::plant, found->second, entry.time, words, "info");
      left.erase(found);
    }
  }
  for (const auto& [unit, time] : left) spans.add(Lane::plant, time, {}, words, "info");
}

void add_alarms_and_warnings(Spans& spans, const ReportInput& run, const Focus& focus, Language language) {
  const Record& record = *run.record;
  std::map<AlarmId, const Alarm*> active;
  const auto add_alarm = [&](const Alarm& alarm, std::optional<Time> end) {
    const std::string what =
        (alarm.point.index < record.names.points.size() ? record.names.points[alarm.point.index].tag + " "
                                                        : "") +
        condition_name(static_cast<std::uint32_t>(alarm.condition)).name.in(language);
    spans.add(Lane::engine, alarm.time, end, what, "notice");
  };
  for (const Alarm& alarm : record.alarms) {
    if (alarm.enterprise != focus.enterprise) continue;
    if (alarm.event == AlarmEvent::raised) active[alarm.id] = &alarm;
    if (!ends_occurrence(alarm.event)) continue;
    if (const auto found = active.find(alarm.id); found != active.end()) {
      add_alarm(*found->second, alarm.time);
      active.erase(found);
    }
  }
  for (const auto& [id, alarm] : active) add_alarm(*alarm, {});

  // a warning shows each colour it had for as long as it had it
  std::map<WarningId, const Warning*> shown;
  const auto add_warning = [&](const Warning& warning, std::optional<Time> end) {
    const std::string colour = colour_name(static_cast<std::uint32_t>(warning.colour)).name.in(language);
    spans.add(Lane::engine, warning.time, end, report_text("span_warning", language) + " " + colour, "danger",
              warning.colour);
  };
  for (const Warning& warning : record.warnings) {
    if (warning.enterprise != focus.enterprise) continue;
    if (const auto found = shown.find(warning.id); found != shown.end()) {
      add_warning(*found->second, warning.time);
      shown.erase(found);
    }
    if (warning.event != WarningEvent::ended) shown[warning.id] = &warning;
  }
  for (const auto& [id, warning] : shown) add_warning(*warning, {});
}

void add_cases(Spans& spans, const ReportInput& run, const Focus& focus, Language language) {
  static constexpr Lane by_level[] = {Lane::enterprise, Lane::district, Lane::city};
  for (const CaseScore& score : run.judgement->cases) {
    if (score.enterprise != focus.enterprise) continue;
    for (const CaseAtLevel& level : score.levels) {
      const Lane lane = level.level < std::size(by_level) ? by_level[level.level] : Lane::workflow;
      const std::string what =
          filled(report_text("span_case", language), {{"n", std::to_string(score.id.index + 1)}});
      spans.add(lane, level.involved, score.cleared, what, "notice", score.colour);
    }
  }
}

}  // namespace

std::map<Lane, Json> story_spans(const ReportInput& run, const Focus& focus, Language language) {
  Spans spans(*run.record, focus, language);
  if (!focus.enterprise.valid()) return {};
  add_faults(spans, run, focus, language);
  add_empty_posts(spans, run, focus, language);
  add_alarms_and_warnings(spans, run, focus, language);
  add_cases(spans, run, focus, language);
  return spans.take();
}

}  // namespace fengsui
