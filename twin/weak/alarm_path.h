// The way of one red warning, as a run took it: the instruments behind it, the moments at which something was
// decided, the offices that were told. Derived from the record alone. Throws nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "twin/record/record.h"

namespace fengsui::weak {

// When something is decided. Moments at the same instant are one, with all their names.
struct Moment {
  std::string key;  // "start", "danger", "alarm", "warning", "notice", "delivery", "acknowledge"
  Label name;
  Time time{};
};

struct PathAlarm {
  PointId point;
  AlarmCondition condition = AlarmCondition::high;
};

struct AlarmPath {
  EnterpriseId enterprise;
  std::optional<Time> danger;     // the first fault of the equipment behind the warning
  Time red{};                     // the warning is red from here
  std::optional<Time> act;        // the first thing that somebody does about it
  std::vector<Moment> moments;    // in order of time, up to that act
  std::vector<PathAlarm> alarms;  // behind the warning, first cause first
  std::vector<PointId> sensors;   // of the units they belong to; of the enterprise when none is named
  std::vector<OfficeId> offices;  // from the enterprise's own upwards
};

// The first red warning of an enterprise, or of anybody. Nothing: there is none.
std::optional<AlarmPath> alarm_path(const Record& record, EnterpriseId enterprise = {});

// Everybody who has a red warning, in order of time.
std::vector<EnterpriseId> with_red_warning(const Record& record);

// When an enterprise's warning first is red, and the first human act on a case of its from then on.
std::optional<Time> first_red(const Record& record, EnterpriseId enterprise);
std::optional<Time> first_act(const Record& record, EnterpriseId enterprise, Time red);

}  // namespace fengsui::weak
