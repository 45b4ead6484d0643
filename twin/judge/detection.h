// Was each fault that can cause an accident noticed, when, and was that early enough?
//
// One row per plant fault whose class says it can cause an accident, and per fault on whose unit an accident,
// point of no return or averted accident follows. All times are when the platform heard or when the world had
// it (log).
#pragma once

#include <optional>
#include <vector>

#include "twin/judge/witness.h"

namespace fengsui {

struct Detection {
  UnitId unit;
  EnterpriseId enterprise;
  std::uint32_t fault = 0;
  Time onset{};
  bool injected = false;

  std::optional<Time> first_alarm;  // of a point of this unit, raised at or after onset
  AlarmId alarm;
  PointId point;
  std::optional<Time> first_warning;  // of the enterprise, raised or made worse at or after onset
  WarningId warning;
  Colour first_colour = Colour::none;
  Colour worst_colour = Colour::none;
  std::optional<Time> first_acknowledged;  // of a case of the enterprise, at or after onset

  std::optional<Time> limit_reached;  // first interlock demand, met or not
  std::optional<Time> point_of_no_return;
  std::optional<Time> accident;
  std::uint32_t accident_kind = 0;
  std::uint32_t exposed = 0;    // people
  double accident_value = 0.0;  // as the log's value of the accident
  std::optional<Time> averted;
  InterlockId averted_by;  // none: people or luck
  double margin = 0.0;     // left when averted, 0..1

  // No warning before the accident; without an accident, none before the fault ended or the run did.
  bool missed = false;

  std::optional<Duration> alarm_delay() const { return since_onset(first_alarm); }
  std::optional<Duration> warning_delay() const { return since_onset(first_warning); }
  // From the first warning; negative when the warning came too late, nothing without both.
  std::optional<Duration> lead_to_no_return() const { return lead(point_of_no_return); }
  std::optional<Duration> lead_to_accident() const { return lead(accident); }

 private:
  std::optional<Duration> since_onset(std::optional<Time> time) const {
    if (!time) return {};
    return *time - onset;
  }
  std::optional<Duration> lead(std::optional<Time> event) const {
    if (!event || !first_warning) return {};
    return *event - *first_warning;
  }
};

// What is heard up to `settling` after the end of a fault still counts for it.
std::vector<Detection> find_detections(const Record& record, const std::vector<FaultEffect>& faults,
                                       Duration settling = std::chrono::minutes(10));

}  // namespace fengsui
