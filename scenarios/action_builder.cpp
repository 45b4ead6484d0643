#include "scenarios/action_builder.h"

#include <algorithm>

#include "sim/workflow/workflow.h"

namespace fengsui {

namespace {

// Looks names up in the tables of one city, on behalf of one event.
struct Resolver {
  const ScenarioEvent& event;
  const ScenarioFiles& files;
  const BuiltCity& built;

  const City& city() const { return built.city; }
  InputError unknown(const Reference& reference, std::string_view what,
                     const std::vector<std::string>& known) const {
    return unknown_reference(reference.pointer, files.scenario.file, what, reference.name, known);
  }

  EnterpriseId enterprise() const {
    if (!event.enterprise.given()) return {};
    const auto& directory = city().directory.enterprises;
    const auto found = std::ranges::find(directory, event.enterprise.name, &EnterpriseEntry::name);
    if (found == directory.end())
      throw unknown(event.enterprise, "an enterprise of the register", files.enterprise_register.names());
    return EnterpriseId(static_cast<std::size_t>(found - directory.begin()));
  }

  UnitId unit() const {
    if (!event.unit.given()) return {};
    const auto unit_class = plant::unit_class_of(event.unit.unit_class);
    const auto found = unit_class
                           ? plant::find_unit(city().plant, enterprise(), *unit_class, event.unit.number)
                           : std::nullopt;
    if (found) return *found;
    std::vector<std::string> candidates;
    for (const UnitSpec& candidate : city().plant.units)
      if (candidate.enterprise == enterprise())
        candidates.push_back(std::string(plant::vocabulary(candidate.unit_class).key) + " " +
                             std::to_string(candidate.number));
    throw unknown_reference(event.unit.pointer, files.scenario.file, "a unit of " + event.enterprise.name,
                            event.unit.unit_class + " " + std::to_string(event.unit.number), candidates);
  }

  const plant::ClassCatalogue& equipment() const {
    return built.catalogue.of(city().plant.of(unit()).unit_class);
  }

  std::uint32_t fault() const {
    const auto index = plant::fault_index(city().plant, city().plant.of(unit()).unit_class, event.fault.name);
    if (index) return *index;
    std::vector<std::string> keys;
    for (const auto& candidate : equipment().faults) keys.push_back(candidate.key);
    throw unknown(event.fault, "a fault of this equipment", keys);
  }

  std::uint32_t sensor_fault() const {
    if (const auto found = find_sensor_fault(event.fault.name)) return static_cast<std::uint32_t>(*found);
    std::vector<std::string> keys;
    for (const SensorFaultInfo& candidate : sensor_faults()) keys.emplace_back(candidate.key);
    throw unknown(event.fault, "a sensor fault", keys);
  }

  PointId point() const {
    if (!event.point.given()) return {};
    if (const auto found = plant::find_point(city().plant, unit(), event.point.name)) return PointId(*found);
    std::vector<std::string> tags;
    for (const PointSite& site : city().plant.points)
      if (site.unit == unit()) tags.push_back(site.tag);
    throw unknown(event.point, "an installed point of this unit", tags);
  }

  InterlockId interlock() const {
    if (!event.interlock.given()) return {};
    if (const auto found = plant::find_interlock(city().plant, unit(), event.interlock.name)) return *found;
    std::vector<std::string> keys;
    for (const auto& candidate : equipment().interlocks) keys.push_back(candidate.key);
    throw unknown(event.interlock, "an interlock of this unit", keys);
  }

  LinkId link() const {
    if (!event.link.given()) return {};
    if (const auto found = network::find_link(city().network.topology, event.link.name)) return *found;
    std::vector<std::string> names;
    for (const LinkSpec& candidate : city().network.topology.links) names.push_back(candidate.name);
    throw unknown(event.link, "a link of the network", names);
  }

  // "enterprise" is the office of the event's enterprise; a district goes by its name or the level's key;
  // any other level by its key.
  OfficeId office() const {
    if (!event.office.given()) return {};
    const auto& spec = city().workflow;
    std::vector<std::string> candidates;
    for (std::size_t level = 0; level < spec.policy.levels.size(); ++level) {
      candidates.push_back(spec.policy.levels[level].name.key);
      if (event.office.name == candidates.back() &&
          (event.enterprise.given() || level + 1 == spec.policy.levels.size()))
        return workflow::office_at(
            spec, event.enterprise.given() ? enterprise() : EnterpriseId(std::size_t{0}), level);
    }
    for (std::size_t i = 0; i < spec.offices.size(); ++i) {
      const auto& candidate = spec.offices[i];
      if (candidate.level == 0 || !candidate.district.valid()) continue;
      candidates.push_back(built.districts[candidate.district.index]);
      if (event.office.name == candidates.back()) return OfficeId(i);
    }
    throw unknown(event.office, "an office", candidates);
  }

  std::uint8_t channel() const {
    if (!event.channel.given()) return 0;
    std::vector<std::string> keys;
    for (const auto& candidate : city().workflow.policy.channels) {
      if (candidate.name.key == event.channel.name) return static_cast<std::uint8_t>(keys.size());
      keys.push_back(candidate.name.key);
    }
    throw unknown(event.channel, "a channel of the policy", keys);
  }

  // an enterprise has a safety officer and a principal, an office above it a duty officer
  SeatRole seat(OfficeId of) const {
    if (!is_of_seats(event.kind) || !of.valid()) return event.seat;
    if (workflow::seat_exists(city().workflow, {of, event.seat})) return event.seat;
    const bool enterprises = city().workflow.offices[of.index].level == 0;
    throw InputError(files.scenario.file, event.pointer + "/seat",
                     std::string(workflow::seat_role_words()[static_cast<std::size_t>(event.seat)].key),
                     enterprises ? "safety_officer or principal, the seats of an enterprise"
                                 : "duty_officer, the seat of an office above the enterprises");
  }
};

// The unit of measurement of the number that an event's fault carries.
std::string_view size_unit(const Resolver& resolve, const ScenarioEvent& event) {
  if (event.kind == ActionKind::start_fault) return resolve.city().plant.faults[resolve.fault()].size_unit;
  const SensorFault fault = static_cast<SensorFault>(resolve.sensor_fault());
  if (fault == SensorFault::noisy) return "1";
  return resolve.city().plant.points[resolve.point().index].measure;
}

void read_sizes(const Resolver& resolve, const ScenarioEvent& event, Action& action) {
  const std::string& file = resolve.files.scenario.file;
  if (event.size) action.size = event.size->in(size_unit(resolve, event), file);
  if (event.accident_threshold) {
    // measured in the unit of the signal that the accident of this fault watches
    const PlantFault& fault = resolve.city().plant.faults[action.fault];
    if (!fault.leads_to_class)
      throw InputError(file, event.accident_threshold->pointer, "a threshold",
                       "none: this fault leads to no accident");
    const auto& accident = resolve.built.catalogue.of(*fault.leads_to_class).accidents[fault.leads_to];
    action.threshold = event.accident_threshold->in(
        plant::vocabulary(*fault.leads_to_class).signals[accident.signal].unit, file);
  }
  if (event.value) {
    // a drift is a value per second
    const bool drift = static_cast<SensorFault>(action.fault) == SensorFault::drift;
    std::string unit(size_unit(resolve, event));
    if (drift) unit += "/s";
    action.size = event.value->in(unit, file);
  }
}

}  // namespace

Action action_of(const ScenarioEvent& event, const ScenarioFiles& files, const BuiltCity& built) {
  const Resolver resolve{event, files, built};
  Action action;
  action.at = after(scenario_start, event.at);
  action.kind = event.kind;
  action.enterprise = resolve.enterprise();
  action.unit = resolve.unit();
  action.point = resolve.point();
  action.interlock = resolve.interlock();
  if (action.enterprise.valid()) action.gateway = gateway_of(action.enterprise);
  action.link = resolve.link();
  action.office = resolve.office();
  action.channel = resolve.channel();
  action.colour = event.colour;
  action.condition = event.condition;
  action.seat = resolve.seat(action.office);
  action.act = event.act;
  action.case_id = event.case_id;
  if (event.kind == ActionKind::start_fault || event.kind == ActionKind::end_fault)
    action.fault = resolve.fault();
  if (event.kind == ActionKind::sensor_fault) action.fault = resolve.sensor_fault();
  read_sizes(resolve, event, action);

  switch (event.kind) {
    case ActionKind::gateway_clock:
      action.duration = event.error;
      break;
    case ActionKind::late_messages:
      action.duration = event.delay, action.size = event.probability;
      break;
    case ActionKind::shelve_alarm:
      action.duration = event.lasts.value_or(Duration{});
      break;
    case ActionKind::duplicate_messages:
      action.size = event.probability;
      break;
    default:
      break;
  }
  return action;
}

}  // namespace fengsui
