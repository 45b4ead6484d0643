#include "tests/bench/baselines/warning_chain_fengsui.h"

#include <ctime>

#include "sim/base/inversion.h"
#include "tests/sim/workflow/small_town.h"
#include "twin/engine/reference_engine.h"

namespace fengsui::baselines {

namespace {

constexpr PointId point_of(std::uint32_t sensor) { return PointId(std::size_t{sensor}); }

Duration minutes_of(double minutes) { return from_seconds(minutes * 60); }

// Handling takes exponential times, everything else no time and no officer; at a deadline the case goes up.
Policy policy_of(const Chain& chain) {
  const std::size_t levels = chain.handling_mean_min.size();
  Policy policy = workflow::instant_policy(levels);
  for (std::size_t level = 0; level < levels; ++level) {
    workflow::task(policy, level, workflow::Task::handle).reaction =
        workflow::always(workflow::exponential(minutes_of(chain.handling_mean_min[level])));
    workflow::task(policy, level, workflow::Task::review) = {};
    if (level < chain.deadline_min.size())
      workflow::limit(policy, level, workflow::Clock::clear, minutes_of(chain.deadline_min[level]));
  }
  workflow::on_expiry(policy, workflow::Clock::clear, workflow::Escalation::hand_over);
  return policy;
}

// One limit with a deadband. Nothing is graded: every alarm opens a case of its own.
engine::Rules rules_of(const Chain& chain) {
  engine::Rules rules;
  rules.lateness = std::chrono::hours(1);
  rules.offline_after = forever;
  rules.clock_tolerance = std::chrono::hours(1);
  rules.risk.severity = {1, 1, 1};
  rules.risk.points_per_severity = 1;
  rules.risk.growth = rules.risk.decay_half_life = rules.risk.handling_half_life = std::chrono::hours(1);
  rules.risk.forget_below = 0.05;
  rules.risk.threshold = {0, 1000, 1000, 1000, 1000};
  rules.risk.minimum_dwell = rules.risk.recompute = std::chrono::hours(1);
  engine::AlarmRule high;
  high.condition = AlarmCondition::high;
  high.limit = chain.limit;
  high.deadband = chain.deadband;
  rules.points = {{"", "X", "1", {high}}};
  return rules;
}

class Town {
 public:
  Town(const Chain& chain, SensingSpec::Mode mode)
      : chain_(chain), engine_(rules_of(chain)), town_(policy_of(chain), chain.seed) {
    Directory directory;
    directory.enterprises.emplace_back();
    directory.gateways.push_back({EnterpriseId{0u}, forever});
    for (int i = 0; i < chain.sensors; ++i) {
      const auto sensor = static_cast<std::size_t>(i);
      const double offset_s = i * chain.period_s / chain.sensors;
      PointEntry entry;
      entry.tag = "X";
      entry.measure = "1";
      entry.enterprise = EnterpriseId{0u};
      entry.unit = UnitId(sensor);
      entry.gateway = GatewayId{0u};
      entry.range_high = 1000;
      entry.period = from_seconds(chain.period_s);
      directory.points.push_back(entry);
      spec_.points.push_back({{0, 1000, 0, chain.noise, 0, entry.period, from_seconds(offset_s)},
                              SignalId(sensor),
                              GatewayId{0u},
                              {}});
    }
    spec_.mode = mode;
    const std::vector<Attention> attention = engine_.begin(directory, scenario_start);
    for (std::size_t i = 0; i < attention.size(); ++i) spec_.points[i].attention = attention[i];
    sensing::connect(spec_);
    sensing::connect_gates(spec_);
    signals_.assign(spec_.points.size(), hold(scenario_start, chain.normal));
    disturbed_at_.resize(spec_.points.size());
    draws_.resize(spec_.points.size());
    sensing::start(town_.context(), spec_, sensing_, signals_);
    for (std::uint32_t i = 0; i < signals_.size(); ++i) plan_disturbance(i);
    if (mode == SensingSpec::Mode::every) plan_collection();
  }

  ChainResult run() {
    EngineOutput output;
    while (!town_.agenda.empty()) {
      const Event event = town_.agenda.pop();
      town_.now = event.time;
      switch (event.room) {
        case Room::plant:
          disturb(event);
          break;
        case Room::sensing:
          sensing::handle(town_.context(), spec_, sensing_, event, readings_);
          break;
        case Room::network:
          sensing::collect_gateway(town_.context(), spec_, sensing_, GatewayId{0u}, readings_);
          plan_collection();
          break;
        default:
          workflow::handle(town_.context(), town_.spec, town_.state, event);
      }
      if (!readings_.empty()) decide(output);
      note();
    }
    return summarise(alarm_delays_s_, minutes_to_clear_, second_, third_);
  }

 private:
  enum class Turn : std::uint16_t { begins, ends };

  Time end() const { return scenario_start + from_seconds(chain_.hours * 3600); }

  void plan(Duration delay, Room room, Turn turn, std::uint32_t subject) {
    town_.agenda.schedule(town_.now + delay, room, static_cast<std::uint16_t>(turn), subject);
  }

  void plan_disturbance(std::uint32_t sensor) {
    if (town_.now >= end()) return;
    const double uniform = Stream{chain_.seed, Draw::fault_onset, sensor}.uniform(draws_[sensor]++);
    plan(from_seconds(chain_.quiet_at_least_s + exponential_quantile(uniform, chain_.quiet_more_mean_s)),
         Room::plant, Turn::begins, sensor);
  }

  void plan_collection() {
    if (town_.now < end()) plan(from_seconds(chain_.period_s), Room::network, Turn::begins, 0);
  }

  void disturb(const Event& event) {
    const bool begins = event.kind == static_cast<std::uint16_t>(Turn::begins);
    Segment& signal = signals_[event.subject];
    signal = lag(town_.now, value(signal, town_.now), begins ? chain_.disturbed : chain_.normal,
                 chain_.time_constant_s);
    sensing::signal_changed(town_.context(), spec_, sensing_, SignalId(std::size_t{event.subject}), signal);
    if (!begins) return plan_disturbance(event.subject);
    disturbed_at_[event.subject] = town_.now;
    plan(from_seconds(chain_.disturbance_s), Room::plant, Turn::ends, event.subject);
  }

  // The engine decides; every alarm opens a case.
  void decide(EngineOutput& output) {
    std::erase_if(readings_, [&](const Reading& reading) { return reading.time >= end(); });
    engine_.exchange({town_.now, readings_, {}, {}}, output);
    readings_.clear();
    for (const Alarm& alarm : output.alarms) {
      if (alarm.event != AlarmEvent::raised) continue;
      alarm_delays_s_.push_back(to_seconds(alarm.time - disturbed_at_[alarm.point.index]));
      town_.report();
      opened_.push_back(town_.now);
    }
  }

  void note() {
    for (const LogEntry& entry : town_.log) {
      if (entry.kind == LogKind::case_escalated)
        (OfficeId{entry.detail} == town_.office(1) ? second_ : third_) += 1;
      if (entry.kind == LogKind::case_cleared)
        minutes_to_clear_.push_back(to_seconds(entry.time - opened_[entry.subject]) / 60);
    }
    town_.log.clear();
  }

  const Chain& chain_;
  engine::ReferenceEngine engine_;
  workflow::Town town_;
  SensingSpec spec_;
  SensingState sensing_;
  std::vector<Segment> signals_;
  std::vector<Time> disturbed_at_;
  std::vector<std::uint64_t> draws_;
  std::vector<Reading> readings_;
  std::vector<Time> opened_;  // by case
  std::vector<double> alarm_delays_s_, minutes_to_clear_;
  double second_ = 0, third_ = 0;
};

}  // namespace

ChainResult run_on_fengsui(const Chain& chain, SensingSpec::Mode mode) {
  Town town(chain, mode);
  const std::clock_t began = std::clock();
  ChainResult result = town.run();
  result.processor_s = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  return result;
}

}  // namespace fengsui::baselines
