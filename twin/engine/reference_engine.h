// The built-in alarm engine: rules applied to what gateways deliver, alarms and graded warnings out.
//
// Inputs: readings (stamped by the gateway), gateway beats, what people did with warnings and single alarms.
// Outputs: alarms stamped with event time, in time order within one exchange; warnings; when to be asked
// again.
//
// An alarm follows the table of alarm.h: it latches if its rule says so; acknowledged, it alarms again when
// it lasts too long or gets worse (high, then high-high of the same point); shelved, it comes back on the
// engine's own clock after at most `longest_shelving`, however long it was asked for. An alarm that chatters
// is shelved by rule; flood.h says what is never hidden.
//
// Time is that of the stamps. By default (`reorder_wait` zero) a sample decides at once and the past of a
// point is settled: a reading not later than the latest of its point is ignored and counted, a repeated stamp
// as a duplicate, up to `lateness` behind as late, beyond that as too late. With a `reorder_wait` every
// reading waits that long after its stamp (the watermark is now - reorder_wait), and readings are handled in
// the order of their stamps, each as of the instant of its release: readings that are up to that late,
// repeated or out of order give the same alarms as in order, and nothing has ever to be taken back. The
// price: whatever is decided is told `reorder_wait` later (with the same event time), and what arrives
// meanwhile is kept.
//
// A formula over several points of a unit sees the latest value of each, at most once per instant: after all
// readings of the instant that are handled together, and after the switches among them. A NaN, an infinity
// and a reading of bad quality are no readings.
//
// A delay that ends without a further sample is decided on the engine's own clock: when the sample that began
// it was handled + delay + wait_for_data; the last value holds meanwhile. A reading stamped more than
// `clock_tolerance` ahead of now shows a fast gateway clock: its stamps are moved back by the difference
// until a beat has a credible stamp again. A gateway of whose beats none within `offline_after` was younger
// than the tolerance has a slow clock. Both are reported by findings(). Readings count as a sign of life at
// `now`: exchange at least once per offline_after while readings flow. Copyable: a copy continues
// independently. Throws InputError from begin() for a directory that contradicts itself.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>

#include "sim/port/engine.h"
#include "twin/engine/alarm.h"
#include "twin/engine/alarm_clocks.h"
#include "twin/engine/compiled.h"
#include "twin/engine/due_heap.h"
#include "twin/engine/explanation.h"
#include "twin/engine/flood.h"
#include "twin/engine/gateway_clock.h"
#include "twin/engine/reading_queue.h"
#include "twin/engine/risk.h"

namespace fengsui::engine {

struct ReadingCounts {
  std::uint64_t taken = 0, bad_quality = 0, duplicate = 0, late = 0, too_late = 0, ahead_of_time = 0;
};

class ReferenceEngine final : public Engine {
 public:
  explicit ReferenceEngine(Rules rules);

  std::vector<Attention> begin(const Directory& directory, Time start) override;
  void exchange(const EngineInput& input, EngineOutput& output) override;
  std::unique_ptr<Engine> clone() const override { return std::make_unique<ReferenceEngine>(*this); }

  const ReadingCounts& counts() const { return counts_; }
  // Gateways whose clocks were seen to be fast or slow.
  std::vector<Finding> findings() const;
  AlarmState state_of(PointId point, AlarmCondition condition) const;
  const FloodBook& flood() const { return flood_; }
  // The alarms of a firm as a screen shows them.
  std::vector<AlarmLine> alarm_lines(EnterpriseId enterprise, Time time) const {
    return flood_.lines(rules_.flood, enterprise, time, risk_.colour_of(enterprise) == Colour::red);
  }
  // Why this alarm is not raised, as of the latest exchange; of an earlier time: ask a copy that stopped
  // there.
  Explanation why_not(PointId point, AlarmCondition condition) const;
  const Compiled& compiled() const { return *compiled_; }
  Parts risk_of(EnterpriseId enterprise, Time time) const {
    return risk_.parts(*compiled_, enterprise, time);
  }

 private:
  struct ConditionState {
    LimitState limit;
    Time clock_due = never;  // when the running delay ends on the engine's own clock
    AlarmId alarm;
    AlarmState state = AlarmState::normal;
    bool present = false, plant_suppresses = false;  // as of the latest signal
  };
  struct GatewayState {
    Time heard{};
    GatewayClock clock;
    AlarmId alarm;
    AlarmState state = AlarmState::normal;
  };

  void take_readings(const EngineInput& input);
  void take(const Reading& reading, Time now);
  void release(Time now);                         // readings that have waited long enough
  void settle(const Reading& reading, Time now);  // the next reading of its point
  void take_actions(const EngineInput& input);
  void take(const OperatorAction& action);
  void apply(std::uint32_t index, const LimitChange& change);
  void arm(std::uint32_t by, const LimitChange& change);

  // watching.cpp: what conditions look at
  void observe_condition(std::uint32_t index, Time time, Time now, double value);
  void compare(std::uint32_t index, Time time, Time now, double value);
  void plan_clock(std::uint32_t index, Time due);
  void note_readers(PointId point, Time time, Time now);
  void look_at_combinations();
  void count_onset(std::uint32_t index, Time time);
  void report(std::uint32_t index, Time time, Time now, double value);
  void expect_report(std::uint32_t index, Time time, Time now);

  // alarm_desk.cpp: the life cycle
  AlarmId new_alarm(std::uint32_t subject);
  void signal_condition(std::uint32_t index, AlarmSignal signal, Time time, double value);
  void step_condition(std::uint32_t index, AlarmSignal signal, Time time, double value);
  void strike(std::uint32_t index);  // what the clock of an alarm was set for is due
  void worsen(std::uint32_t index, Time time);
  // What a rule shelved is seen again when its firm turns red.
  void reveal_behind_red(const std::vector<Warning>& warnings, Time not_before);
  void shelve(std::uint32_t index, Time time, Duration lasting, double value);
  std::vector<std::uint32_t> conditions_of(PointId point, AlarmCondition condition) const;
  void take(const AlarmAction& action);
  void announce(const Alarm& alarm) { fresh_.push_back(alarm); }

  void heard(GatewayId gateway, Time time);
  void signal_gateway(GatewayId gateway, AlarmSignal signal, Time time);
  void number_fresh_alarms();
  void run_timers(Time now);
  void grade(const EngineInput& input, std::vector<Warning>& warnings);

  Rules rules_;
  std::shared_ptr<const Compiled> compiled_;  // shared by copies: it never changes
  std::vector<ConditionState> conditions_;
  std::vector<GridState> grids_;
  std::vector<SmoothingState> smoothings_;
  std::vector<Formula> formulas_;  // by combination; own ones, because evaluating writes into them
  std::vector<Time> looked_;       // by combination
  // Combinations of which an input was read at `time`, handled at `now`.
  struct Unread {
    std::vector<std::uint32_t> combinations;
    Time time{}, now{};
  } unread_;
  std::map<std::uint32_t, std::deque<Time>> onsets_;  // by the condition that counts them; the latest ones
  std::vector<Time> latest_;                          // per point
  std::vector<double> latest_value_;
  std::vector<GatewayState> gateways_;
  std::vector<std::uint32_t> subject_of_alarm_;  // per alarm id: condition, or conditions + gateway
  std::uint32_t numbered_ = 0;                   // alarms that have their final number
  ReadingQueue waiting_;
  Time released_{};
  Time handled_{};      // the instant as of which the present change is handled
  DueHeap timers_;      // subjects as above
  AlarmClocks clocks_;  // ends of shelvings, re-alarms
  RiskBook risk_;
  FloodBook flood_;
  Chatter chatter_;
  std::set<std::uint32_t> shelved_by_rule_;  // conditions
  ReadingCounts counts_;
  std::vector<Alarm> fresh_;  // of this exchange
};

}  // namespace fengsui::engine
