// The composite risk of each enterprise and its colour.
//
// Score = w_B·B + w_A·A + w_D·D + w_M·M, parts 0..100:
//   B inherent risk [points], from base data, constant during a run;
//   M site management: what base data say, plus what site_management.h counts;
//   A alarms: per alarm severity × points × share; the share grows to 1 with a time constant while the alarm
//   is
//     active and halves with a half-life after its return; plus the points of silent gateways;
//   D handling: points for overdue and rejected handling, halving with a half-life.
// Colour: thresholds with hysteresis and a minimum dwell before it falls, and triggers that set a floor at
// once; upgrades of a warning that stands (risk_upgrade.h). Everything between two events is a sum of
// exponentials: the next instant that can matter is computed, and a firm at rest has none. Inputs: alarms and
// operator actions in time order. Outputs: warnings. Throws nothing.
#pragma once

#include <vector>

#include "twin/engine/compiled.h"
#include "twin/engine/due_heap.h"
#include "twin/engine/site_management.h"

namespace fengsui::engine {

// What one alarm condition (or, with `gateway` set, one silent gateway) contributes.
struct Exposure {
  std::uint32_t condition = no_index;
  PointId point;
  GatewayId gateway;
  UnitId unit;
  AlarmId alarm;          // the latest occurrence
  Time raised{};          // of the latest occurrence; a gateway: when it was last heard
  Time since{};           // when `share` held
  double share = 0.0;     // grown share, 0..1
  double severity = 0.0;  // frozen at return
  double relief = 1.0;    // factor for what people found or did
  std::uint64_t pattern_bits = 0;
  std::uint8_t level = 1;
  bool active = false;
  std::vector<Time> raises;  // the latest ones, for repeated alarms
};

struct Parts {
  double inherent = 0.0, alarms = 0.0, handling = 0.0, management = 0.0, score = 0.0;
};

// What a warning is about: the condition, or else the gateway, that came first.
struct WarningItem {
  std::uint32_t condition = no_index;
  GatewayId gateway;

  friend bool operator==(const WarningItem&, const WarningItem&) = default;
};
inline constexpr WarningItem no_item{};

struct RaisedWarning {
  Time time{};
  WarningItem item;
  Colour colour = Colour::none;
};

struct EnterpriseRisk {
  std::vector<Exposure> exposures;  // in order of their first raise
  double handling = 0.0;            // [points] at `handling_since`
  Time handling_since{};
  SiteRecord site;
  std::vector<RaisedWarning> raised;  // as far back as an upgrade looks; the latest one is that of `warning`
  Colour overdue_at = Colour::none;   // the colour of `warning` when its handling was last overdue
  Time latest{};                      // nothing may happen before it any more
  Time colour_since{};
  WarningId warning;
  Colour colour = Colour::none;
};

struct WarningState {
  EnterpriseId enterprise;
  std::vector<AlarmId> alarms_at_end;
};

class RiskBook {
 public:
  RiskBook() = default;
  RiskBook(const Compiled& compiled, Time start);

  // An alarm of condition `condition` (no_index: of a gateway) was raised or returned.
  void take(const Compiled& compiled, const Alarm& alarm, std::uint32_t condition,
            std::vector<Warning>& warnings);
  void take(const Compiled& compiled, const OperatorAction& action, std::vector<Warning>& warnings);
  // Everything due up to `now`.
  void advance(const Compiled& compiled, Time now, std::vector<Warning>& warnings);
  Time next_due() { return due_.next(); }
  Colour colour_of(EnterpriseId enterprise) const { return enterprises_[enterprise.index].colour; }

  // While the warning stands: the firm's alarms as they are; afterwards as they were at its end. First cause
  // first.
  std::vector<AlarmId> alarms_behind(WarningId warning) const;
  Parts parts(const Compiled& compiled, EnterpriseId enterprise, Time time) const;

 private:
  void evaluate(const Compiled& compiled, EnterpriseId enterprise, Time time, std::vector<Warning>& warnings);

  std::vector<EnterpriseRisk> enterprises_;
  std::vector<WarningState> warnings_;

  DueHeap due_;
};

}  // namespace fengsui::engine
