#include "twin/session/names_of.h"

#include "sim/signal/sensor.h"
#include "sim/workflow/words.h"

namespace fengsui {

namespace {

Label label(std::string_view english, std::string_view chinese) {
  return {std::string(english), std::string(chinese)};
}

template <class Words>
std::vector<KeyedName> keyed(const Words& words) {
  std::vector<KeyedName> names;
  for (const auto& word : words) names.push_back({std::string(word.key), label(word.english, word.chinese)});
  return names;
}

void name_equipment(const PlantSpec& plant, Names& names) {
  for (const UnitClass unit_class : all_unit_classes) {
    const plant::Vocabulary& words = plant::vocabulary(unit_class);
    UnitClassNames& named = names.unit_classes.emplace_back();
    named.key = words.key;
    named.name = label(words.english, words.chinese);

    // the log numbers phases, faults and accidents over all classes, so every class lists them all
    for (const PlantPhase& phase : plant.phases) named.phases.push_back(label(phase.english, phase.chinese));
    for (const PlantFault& fault : plant.faults)
      named.faults.push_back({fault.key, label(fault.english, fault.chinese),
                              fault.leads_to_class.has_value(), fault.size_unit});
    for (const PlantAccident& accident : plant.accidents) {
      const auto& signals = plant::vocabulary(accident.unit_class).signals;
      named.accidents.push_back(
          {label(accident.english, accident.chinese), std::string(signals[accident.signal].unit)});
    }
  }

  for (const UnitSpec& unit : plant.units)
    names.units.push_back(
        {std::string(plant::vocabulary(unit.unit_class).key) + " " + std::to_string(unit.number),
         label(unit.english, unit.chinese), static_cast<std::uint32_t>(unit.unit_class), unit.line,
         unit.enterprise});
  for (const SignalSpec& signal : plant.signals)
    names.signals.push_back({std::string(signal.key), std::string(signal.measure), signal.unit});
  for (const InterlockSpec& interlock : plant.interlocks)
    names.interlocks.push_back({interlock.key, label(interlock.english, interlock.chinese), interlock.unit,
                                std::string(plant.signals[interlock.signal.index].measure)});
  for (const PointSite& site : plant.points)
    names.points.push_back({site.tag, label(site.english, site.chinese), site.measure, site.unit, site.signal,
                            GatewayId(plant.of(site.unit).enterprise.index), site.limits, site.range_low,
                            site.range_high, site.period});
  names.plant_actions = keyed(plant::action_names());
  names.sensor_faults = keyed(sensor_faults());
}

void name_network(const BuiltCity& built, Names& names) {
  const NetworkSpec& network = built.city.network;
  for (const GatewaySpec& gateway : network.gateways)
    names.gateways.push_back(
        {built.city.directory.enterprises[gateway.enterprise.index].name, gateway.enterprise});
  for (const LinkSpec& link : network.topology.links) names.links.push_back({link.name, {}});
  for (std::size_t gateway = 0; gateway < network.routes.size(); ++gateway)
    for (const LinkId link : network.routes[gateway].links)
      names.links[link.index].gateways.emplace_back(gateway);
}

// An office is named after whom it serves.
Label office_name(const BuiltCity& built, const workflow::Office& office) {
  const workflow::Name& level = built.city.workflow.policy.levels[office.level].name;
  if (office.enterprise.valid()) {
    const std::string& enterprise = built.city.directory.enterprises[office.enterprise.index].name;
    return {enterprise, enterprise};
  }
  if (!office.district.valid()) return {level.english, level.chinese};
  const std::string& district = built.districts[office.district.index];
  return {district + " " + level.english, district + level.chinese};
}

void name_offices(const BuiltCity& built, Names& names) {
  const WorkflowSpec& spec = built.city.workflow;
  for (const auto& level : spec.policy.levels)
    names.levels.push_back({level.name.key, {level.name.english, level.name.chinese}});
  names.officers.resize(spec.officers);
  for (std::size_t i = 0; i < spec.offices.size(); ++i) {
    const workflow::Office& office = spec.offices[i];
    names.offices.push_back(
        {office_name(built, office), office.level, office.parent, office.enterprise, office.district});
    for (std::uint32_t officer = 0; officer < office.officers; ++officer)
      names.officers[office.first_officer + officer] = OfficeId(i);
  }
  for (const auto& channel : spec.policy.channels)
    names.channels.push_back({channel.name.key, {channel.name.english, channel.name.chinese}});
  names.measures = keyed(workflow::measure_words());
  names.tasks = keyed(workflow::task_words());
  names.clocks = keyed(workflow::clock_words());
  names.verdicts = keyed(workflow::verdict_words());
}

}  // namespace

Names names_of(const BuiltCity& built) {
  Names names;
  for (const std::string& district : built.districts) names.districts.push_back({district, district});
  for (std::size_t i = 0; i < built.city.directory.enterprises.size(); ++i)
    names.enterprises.push_back({built.city.directory.enterprises[i].name, built.district_of[i],
                                 workflow::office_at(built.city.workflow, EnterpriseId(i), 0)});
  name_equipment(built.city.plant, names);
  name_network(built, names);
  name_offices(built, names);
  names.instructor_actions = keyed(action_words());
  for (std::size_t i = 0; i < built.script.size(); ++i) {
    const ActionKind kind = built.script[i].kind;
    const ActionWord& word = describe(kind);
    Label name = label(word.english, word.chinese);
    if (kind == ActionKind::seat_act) {
      const auto& act = workflow::seat_act_words()[static_cast<std::size_t>(built.script[i].act)];
      name = {name.english + ": " + std::string(act.english), name.chinese + "：" + std::string(act.chinese)};
    }
    const bool fault = kind == ActionKind::start_fault || kind == ActionKind::sensor_fault ||
                       kind == ActionKind::link_down || kind == ActionKind::gateway_down;
    names.events.push_back({built.script[i].id, std::move(name), built.city.script[i].at, fault});
  }
  return names;
}

}  // namespace fengsui
