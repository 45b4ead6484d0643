// A town for tests: a policy made by hand, its offices, and a loop that plays their planned events.
#pragma once

#include <cmath>
#include <vector>

#include "sim/workflow/workflow.h"

namespace fengsui::workflow {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// `levels` levels that do everything at once and without officers, except a review that begins after a
// second: tests slow down what they are about.
inline Policy instant_policy(std::size_t levels, unsigned officers = 1) {
  Policy policy;
  policy.channels = {{{"push", "push", "推送"}, {}, false}, {{"voice", "voice", "电话"}, {}, true}};
  policy.call_channel = 1;
  policy.call_retry = minutes{5};
  for (std::size_t i = 0; i < levels; ++i) {
    LevelPolicy level;
    level.shifts = {{{"always", "always", "全天"}, officers, {}, {}, true, true}};
    level.when_working = {Task::acknowledge, Task::verify, Task::handle, Task::feedback};
    level.when_informed = level.when_responsible = {Task::acknowledge};
    level.tasks[static_cast<std::size_t>(Task::review)].reaction = {Delay::constant(1), Delay::constant(1)};
    policy.levels.push_back(level);
  }
  return policy;
}

inline DayNight<Delay> always(const Delay& delay) { return {delay, delay}; }
inline Delay exponential(Duration mean) { return Delay::exponential(to_seconds(mean)); }
inline Delay constant(Duration value) { return Delay::constant(to_seconds(value)); }
inline Delay lost() { return {{{1e-300, DelayBranch::Shape::constant, 0, 0, 0}}}; }

inline TaskPolicy& task(Policy& policy, std::size_t level, Task which) {
  return policy.levels[level].tasks[static_cast<std::size_t>(which)];
}
inline void limit(Policy& policy, std::size_t level, Clock clock, Duration duration) {
  for (auto& limits : policy.levels[level].limits) limits[static_cast<std::size_t>(clock)] = duration;
}
inline void on_expiry(Policy& policy, Clock clock, Escalation escalation) {
  policy.escalation[static_cast<std::size_t>(clock)] = escalation;
}
inline void responsible(Policy& policy, std::uint8_t level) {
  for (ColourPolicy& colour : policy.colours) colour.responsible = level;
}

struct Town {
  explicit Town(Policy policy, std::uint64_t seed_number = 1, Duration start_in_week = {},
                std::size_t enterprises = 1)
      : spec(make_offices(std::move(policy), 1, std::vector<DistrictId>(enterprises, DistrictId{0}),
                          start_in_week)),
        seed(seed_number) {
    start(context(), spec, state);
  }

  Context context() { return {now, seed, agenda, log}; }
  bool step() {
    if (agenda.empty()) return false;
    const Event event = agenda.pop();
    now = event.time;
    handle(context(), spec, state, event);
    return true;
  }
  // everything planned up to and including `time`
  void play(Time time) {
    while (agenda.next_time() <= time && step()) {
    }
    now = time;
  }
  void play(Duration since_start) { play(scenario_start + since_start); }
  CaseId warn(Colour colour = Colour::red, std::size_t enterprise = 0, EquipmentSet equipment = 0) {
    return open_case(context(), spec, state, EnterpriseId{enterprise}, WarningId{warnings++}, colour,
                     equipment);
  }
  CaseId report(Colour colour = Colour::red, EquipmentSet equipment = 0) {
    return open_manual(context(), spec, state, OfficeId{0u}, EnterpriseId{0u}, colour, equipment);
  }
  void end(std::size_t warning = 0) { warning_ended(context(), spec, state, WarningId{warning}); }
  std::optional<Refusal> ask(OfficeId office, Act act, std::size_t case_index = 0) {
    return request(context(), spec, state, CaseId{case_index}, office, act);
  }
  OfficeId office(std::size_t level) const { return office_at(spec, EnterpriseId{0u}, level); }

  std::size_t count(LogKind kind) const {
    return static_cast<std::size_t>(std::ranges::count(log, kind, &LogEntry::kind));
  }
  // when it first happened at an office, or never
  Time when(LogKind kind, OfficeId at) const {
    for (const LogEntry& entry : log)
      if (entry.kind == kind && entry.detail == at.index) return entry.time;
    return never;
  }
  Time when(LogKind kind) const {
    for (const LogEntry& entry : log)
      if (entry.kind == kind) return entry.time;
    return never;
  }

  WorkflowSpec spec;
  std::uint64_t seed;
  Time now{};
  Agenda agenda;
  Log log;
  WorkflowState state;
  std::size_t warnings = 0;
};

// Means of independent replications: honest standard errors however correlated each replication is inside.
struct Estimate {
  std::vector<double> means;
  void add(double mean) { means.push_back(mean); }
  double mean() const {
    double sum = 0;
    for (const double x : means) sum += x;
    return sum / static_cast<double>(means.size());
  }
  // distance from an answer in standard errors
  double z(double answer) const {
    double squares = 0;
    const double centre = mean();
    for (const double x : means) squares += (x - centre) * (x - centre);
    const double n = static_cast<double>(means.size());
    return (centre - answer) / std::sqrt(squares / (n - 1) / n);
  }
};

}  // namespace fengsui::workflow
