#include "scenarios/equipment_builder.h"

#include <algorithm>

namespace fengsui {

namespace {

UnitClass class_of(const UnitReference& unit, const std::string& file) {
  if (const auto known = plant::unit_class_of(unit.unit_class)) return *known;
  std::vector<std::string> candidates;
  for (const UnitClass unit_class : all_unit_classes)
    candidates.emplace_back(plant::vocabulary(unit_class).key);
  throw unknown_reference(unit.pointer, file, "a class of equipment", unit.unit_class, candidates);
}

// The unit of measurement of a point, from the catalogue.
std::string measure_of(const plant::ClassCatalogue& equipment, const Reference& point,
                       const std::string& file) {
  const auto found = std::ranges::find(equipment.points, point.name, &plant::CataloguePoint::tag);
  if (found != equipment.points.end()) return found->measure;
  std::vector<std::string> tags;
  for (const auto& candidate : equipment.points) tags.push_back(candidate.tag);
  throw unknown_reference(point.pointer, file, "a point of this equipment", point.name, tags);
}

plant::InterlockOverride interlock_of(const InterlockOverride& written, const plant::Vocabulary& words,
                                      const plant::ClassCatalogue& equipment, const std::string& file) {
  const auto known =
      std::ranges::find(equipment.interlocks, written.interlock.name, &plant::CatalogueInterlock::key);
  if (known == equipment.interlocks.end()) {
    std::vector<std::string> keys;
    for (const auto& candidate : equipment.interlocks) keys.push_back(candidate.key);
    throw unknown_reference(written.interlock.pointer, file, "an interlock of this equipment",
                            written.interlock.name, keys);
  }
  using State = InterlockOverride::State;
  plant::InterlockOverride result;
  result.key = written.interlock.name;
  result.fitted = written.state != State::absent;
  result.bypassed = written.state == State::bypassed;
  result.probability_of_failure = written.probability_of_failure;
  if (written.level) result.level = written.level->in(words.signals[known->signal].unit, file);
  result.delay = written.delay;
  return result;
}

plant::UnitOverride unit_of(const UnitOverride& written, const plant::Catalogue& catalogue,
                            const std::string& file) {
  plant::UnitOverride result;
  result.unit_class = class_of(written.unit, file);
  result.number = written.unit.number;
  result.file = file;
  result.pointer = written.unit.pointer;
  const plant::Vocabulary& words = plant::vocabulary(result.unit_class);
  const plant::ClassCatalogue& equipment = catalogue.of(result.unit_class);

  for (const Reference& point : written.absent_points) {
    measure_of(equipment, point, file);
    result.absent_points.push_back(point.name);
  }
  for (const LimitOverride& limit : written.limits) {
    const std::string measure = measure_of(equipment, limit.point, file);
    const auto in_measure = [&](const std::optional<WrittenQuantity>& quantity) -> std::optional<double> {
      if (!quantity) return {};
      return quantity->in(measure, file);
    };
    result.limits[limit.point.name] = {in_measure(limit.low_low), in_measure(limit.low),
                                       in_measure(limit.high), in_measure(limit.high_high)};
  }
  for (const ParameterOverride& parameter : written.parameters) {
    const auto place = plant::position(words.parameters, parameter.parameter.name);
    if (!place)
      throw unknown_reference(parameter.parameter.pointer, file, "a parameter of this equipment",
                              parameter.parameter.name, plant::keys(words.parameters));
    result.parameters[parameter.parameter.name] = parameter.value.in(words.parameters[*place].unit, file);
  }
  for (const InterlockOverride& interlock : written.interlocks)
    result.interlocks.push_back(interlock_of(interlock, words, equipment, file));
  if (written.people_near) result.people_near = *written.people_near;
  if (written.phase.given()) {
    if (!plant::position(words.phases, written.phase.name))
      throw unknown_reference(written.phase.pointer, file, "a phase of this equipment", written.phase.name,
                              plant::keys(words.phases));
    result.phase = written.phase.name;
    result.elapsed = written.elapsed;
  }
  return result;
}

}  // namespace

std::vector<plant::EnterpriseEquipment> equipment_of(const ScenarioFiles& files,
                                                     const plant::Catalogue& catalogue) {
  const Register& enterprises = files.enterprise_register;
  const Scenario& scenario = files.scenario;

  std::vector<plant::EnterpriseEquipment> equipment;
  for (const RegisterRow& row : enterprises.rows)
    equipment.push_back({EnterpriseId(equipment.size()),
                         row.name,
                         enterprises.count(row, "fixed_furnace"),
                         enterprises.count(row, "tilting_furnace"),
                         enterprises.count(row, "casting_well"),
                         enterprises.count(row, "rope_hoist"),
                         {}});
  for (const EnterpriseOverride& written : scenario.enterprises) {
    const auto row = std::ranges::find(equipment, written.enterprise.name, &plant::EnterpriseEquipment::name);
    if (row == equipment.end())
      throw unknown_reference(written.enterprise.pointer, scenario.file, "an enterprise of the register",
                              written.enterprise.name, enterprises.names());
    for (const UnitOverride& unit : written.units)
      row->overrides.push_back(unit_of(unit, catalogue, scenario.file));
  }
  return equipment;
}

double inherent_risk(const plant::Catalogue& catalogue, const Register& enterprises, const RegisterRow& row) {
  double risk = catalogue.base_risk.any_enterprise.value;
  for (const UnitClass unit_class : all_unit_classes)
    risk += catalogue.base_risk.per_unit[static_cast<std::size_t>(unit_class)].value *
            enterprises.count(row, plant::vocabulary(unit_class).key);
  return std::min(risk, 100.0);
}

}  // namespace fengsui
