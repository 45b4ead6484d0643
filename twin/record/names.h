// The tables that give every index of a record a readable name: position i of a table describes index i.
//
// References between tables (a unit's enterprise, a point's gateway) may be none (Id without value) but never
// out of range; validate.h checks that for records read from a file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/id.h"
#include "sim/base/time.h"
#include "sim/port/directory.h"
#include "twin/record/label.h"

namespace fengsui {

struct EnterpriseName {
  std::string name;
  DistrictId district;
  OfficeId office;  // its own duty office

  friend bool operator==(const EnterpriseName&, const EnterpriseName&) = default;
};

struct FaultName {
  std::string key;
  Label name;
  bool can_cause_accident = false;
  std::string measure;  // unit of its size, "kg/s"; empty: it has none

  friend bool operator==(const FaultName&, const FaultName&) = default;
};

struct AccidentName {
  Label name;
  std::string measure;  // unit of the signal that decides on it, "kg"

  friend bool operator==(const AccidentName&, const AccidentName&) = default;
};

// What the indices of one class of equipment mean.
struct UnitClassNames {
  std::string key;  // "casting_well"
  Label name;
  std::vector<Label> phases;            // index: detail of phase_started
  std::vector<FaultName> faults;        // index: detail of fault_started and its kin
  std::vector<AccidentName> accidents;  // index: detail of accident and its kin

  friend bool operator==(const UnitClassNames&, const UnitClassNames&) = default;
};

struct UnitName {
  std::string key;  // class key and number within its enterprise, "casting_well 9"
  Label name;
  std::uint32_t unit_class = 0;             // index into Names::unit_classes
  std::uint32_t line = UnitId::none_index;  // production line, equal for units that disturb each other
  EnterpriseId enterprise;

  friend bool operator==(const UnitName&, const UnitName&) = default;
};

struct PointName {
  std::string tag;  // "DW_LM_DIST"
  Label name;
  std::string measure;  // unit of measurement, "mm"
  UnitId unit;
  SignalId signal;
  GatewayId gateway;
  Limits limits;  // [unit of the point]
  double range_low = 0.0, range_high = 0.0;
  Duration period{};
};

struct SignalName {
  std::string key;
  std::string measure;
  UnitId unit;

  friend bool operator==(const SignalName&, const SignalName&) = default;
};

struct InterlockName {
  std::string key;
  Label name;
  UnitId unit;
  std::string measure;  // unit of the signal it watches, "mm"

  friend bool operator==(const InterlockName&, const InterlockName&) = default;
};

struct GatewayName {
  std::string name;
  EnterpriseId enterprise;

  friend bool operator==(const GatewayName&, const GatewayName&) = default;
};

struct LinkName {
  std::string name;
  std::vector<GatewayId> gateways;  // those whose messages pass over it

  friend bool operator==(const LinkName&, const LinkName&) = default;
};

struct OfficeName {
  Label name;
  std::uint32_t level = 0;  // index into Names::levels, 0 lowest
  OfficeId parent;
  EnterpriseId enterprise;  // of an enterprise's office only
  DistrictId district;      // of a district's office only

  friend bool operator==(const OfficeName&, const OfficeName&) = default;
};

struct KeyedName {
  std::string key;
  Label name;

  friend bool operator==(const KeyedName&, const KeyedName&) = default;
};

// One event of the scenario, in the scenario's order; index: subject of scenario_action.
struct EventName {
  std::string id;  // "leak"; empty when the scenario gives none
  Label name;
  Time time{};
  // It starts a fault of a plant or sensor, or takes a link or gateway down: such a log entry must follow it.
  bool injects_fault = false;

  friend bool operator==(const EventName&, const EventName&) = default;
};

struct Names {
  std::vector<Label> districts;
  std::vector<EnterpriseName> enterprises;
  std::vector<UnitClassNames> unit_classes;
  std::vector<UnitName> units;
  std::vector<PointName> points;
  std::vector<SignalName> signals;
  std::vector<InterlockName> interlocks;
  std::vector<KeyedName> sensor_faults;  // index: detail of sensor_fault_started and its kin
  std::vector<GatewayName> gateways;
  std::vector<LinkName> links;
  std::vector<KeyedName> levels;  // "enterprise", "district", "city"; lowest first
  std::vector<OfficeName> offices;
  std::vector<OfficeId> officers;  // the office of each officer
  std::vector<KeyedName> channels, measures, tasks, clocks, verdicts;
  std::vector<KeyedName> plant_actions;       // index: detail of plant_action_done
  std::vector<KeyedName> instructor_actions;  // index: subject of instructor_action
  std::vector<EventName> events;
};

// The four official colours and `none`, which every record shares.
const KeyedName& colour_name(std::uint32_t colour);
inline constexpr std::uint32_t colour_count = 5;

// The alarm conditions by their keys, as sim/port/words.h gives them.
const KeyedName& condition_name(std::uint32_t condition);
inline constexpr std::uint32_t condition_count = 15;

}  // namespace fengsui
