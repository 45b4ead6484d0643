#include "scenarios/override_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/scenario_values.h"
#include "scenarios/vocabulary.h"

namespace fengsui {

namespace {

LimitOverride limit_of(const std::string& tag, const JsonValue& value) {
  const JsonObject object = value.object(vocabulary::limits());
  const auto level = [&](const char* key) {
    return object.has(key) ? std::optional(read_written_quantity(object[key])) : std::nullopt;
  };
  const LimitOverride limit{
      {tag, value.pointer()}, level("low_low"), level("low"), level("high"), level("high_high")};
  if (object.members().empty())
    throw value.error("no limit", "at least one of low_low, low, high, high_high");
  return limit;
}

InterlockOverride interlock_of(const std::string& key, const JsonValue& value) {
  const std::vector<std::string> states = {"fitted", "absent", "bypassed"};
  InterlockOverride interlock;
  interlock.interlock = {key, value.pointer()};
  const auto state_of = [&](const JsonValue& word) {
    return static_cast<InterlockOverride::State>(read_word(word, states));
  };
  if (value.is_text()) {
    interlock.state = state_of(value);
    return interlock;
  }
  const JsonObject object = value.object(vocabulary::interlock());
  if (object.has("state")) interlock.state = state_of(object["state"]);
  if (object.has("probability_of_failure"))
    interlock.probability_of_failure = read_probability(object["probability_of_failure"]);
  if (object.has("level")) interlock.level = read_written_quantity(object["level"]);
  if (object.has("delay")) interlock.delay = object["delay"].duration();
  return interlock;
}

UnitOverride unit_of(const JsonValue& value) {
  const JsonObject object = value.object(vocabulary::unit());
  UnitOverride unit;
  unit.unit = read_unit_reference(object["unit"], /*all_allowed=*/true);
  if (object.has("phase")) unit.phase = read_reference(object["phase"]);
  if (object.has("elapsed")) {
    unit.elapsed = object["elapsed"].duration();
    if (!unit.phase.given()) throw object["elapsed"].error("a time in no phase", "\"phase\" to be given too");
  }
  if (object.has("absent_points"))
    for (const JsonValue& tag : object["absent_points"].array())
      unit.absent_points.push_back(read_reference(tag));
  if (object.has("limits"))
    for (const auto& [tag, limit] : object["limits"].map().members())
      unit.limits.push_back(limit_of(tag, limit));
  if (object.has("interlocks"))
    for (const auto& [key, interlock] : object["interlocks"].map().members())
      unit.interlocks.push_back(interlock_of(key, interlock));
  if (object.has("parameters"))
    for (const auto& [name, parameter] : object["parameters"].map().members())
      unit.parameters.push_back({{name, parameter.pointer()}, read_written_quantity(parameter)});
  if (object.has("people_near"))
    unit.people_near = static_cast<std::uint32_t>(object["people_near"].integer(0, 100000));
  return unit;
}

EnterpriseOverride enterprise_of(const std::string& name, const JsonValue& value) {
  const JsonObject object = value.object(vocabulary::enterprise());
  EnterpriseOverride enterprise;
  enterprise.enterprise = {name, value.pointer()};
  if (object.has("management")) {
    enterprise.management = object["management"].number();
    if (*enterprise.management < 0 || *enterprise.management > 100)
      throw object["management"].error(format_number(*enterprise.management), "a shortfall from 0 to 100");
  }
  if (!object.has("units")) return enterprise;

  // two entries for the same unit would leave open which one counts
  for (const JsonValue& entry : object["units"].array()) {
    UnitOverride unit = unit_of(entry);
    for (const UnitOverride& other : enterprise.units)
      if (other.unit.unit_class == unit.unit.unit_class && other.unit.number == unit.unit.number)
        throw entry.error("a second entry for " + entry.json()["unit"].dump(),
                          "one entry per unit (the first is " + other.unit.pointer + ")");
    enterprise.units.push_back(std::move(unit));
  }
  return enterprise;
}

}  // namespace

std::vector<EnterpriseOverride> read_overrides(const JsonValue& value) {
  std::vector<EnterpriseOverride> overrides;
  for (const auto& [name, enterprise] : value.map().members())
    overrides.push_back(enterprise_of(name, enterprise));
  return overrides;
}

}  // namespace fengsui
