// What an instructor fills in to make something happen: which event, where, how large, when, for how long.
//
// Inputs: the tables of a run's names, and words as typed. Output: a request for the session, or in words
// what is missing. Nothing here throws.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "twin/record/record.h"
#include "twin/session/live_request.h"

namespace fengsui::viz {

// What an event has to be told.
struct InjectionFields {
  bool enterprise = false;  // to choose the others by
  bool unit = false, fault = false, point = false, sensor_fault = false, interlock = false, gateway = false;
  bool link = false, office = false, channel = false, size = false, duration = false, condition = false,
       colour = false;
  bool can_end = false;  // has an opposite, so that it may last for a while
};

InjectionFields fields_of(ActionKind kind);

struct InjectionForm {
  ActionKind kind = ActionKind::start_fault;
  EnterpriseId enterprise;
  UnitId unit;
  PointId point;
  InterlockId interlock;
  GatewayId gateway;
  LinkId link;
  OfficeId office;
  std::uint32_t channel = 0;
  std::uint32_t fault = 0;
  std::vector<std::uint32_t>
      fault_class;  // the class that has each fault; empty: not known yet, all are offered
  AlarmCondition condition = AlarmCondition::high;
  Colour colour = Colour::yellow;
  std::string size;      // as typed; empty: as the catalogue has it
  std::string duration;  // "5 min"
  std::string at;        // "00:12:30" since the start, "+5 min" from now; empty: now
  std::string lasts;     // "10 min"; empty: until it is undone
};

// The choices that go with what has been chosen so far; positions in the tables of the names.
std::vector<std::uint32_t> units_for(const Names& names, EnterpriseId enterprise);
std::vector<std::uint32_t> faults_for(const Names& names, const InjectionForm& form);
std::vector<std::uint32_t> points_for(const Names& names, EnterpriseId enterprise, UnitId unit);
std::vector<std::uint32_t> interlocks_for(const Names& names, EnterpriseId enterprise, UnitId unit);
std::vector<std::uint32_t> gateways_for(const Names& names, EnterpriseId enterprise);
// Offices of an enterprise's line: its own, its district's, and those above.
std::vector<std::uint32_t> offices_for(const Names& names, EnterpriseId enterprise);

// The unit of the size: of the fault, of the point, or none.
std::string size_measure(const Names& names, const InjectionForm& form);

// Chooses the first of everything that has to be chosen and does not fit what was chosen before it.
void tidy(const Names& names, InjectionForm& form);

// The request, or what is wrong with the form.
std::variant<live::Inject, Label> request_of(const Names& names, const InjectionForm& form, Time now);

// "leak · well 9 · Jingmei, 1.7 kg/s": an event of a session in words.
std::string action_words_of(const Names& names, const Action& action, Language language);

}  // namespace fengsui::viz
