#include "twin/session/live_events.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/scenario_values.h"
#include "scenarios/vocabulary.h"
#include "sim/port/words.h"

namespace fengsui::live {

namespace {

using nlohmann::ordered_json;

std::string quantity(double value, const std::string& measure) {
  return format_number(value) + (measure.empty() || measure == "1" ? "" : " " + measure);
}

// a plain number stays a number
ordered_json written(double value, const std::string& measure) {
  if (measure.empty() || measure == "1") return value;
  return quantity(value, measure);
}

// The unit of the signal that decides whether a fault becomes an accident.
std::string measure_of_accident(const City& city, const PlantFault& fault) {
  std::size_t position = 0;
  for (const PlantAccident& accident : city.plant.accidents) {
    if (accident.unit_class != fault.leads_to_class) continue;
    if (position++ == fault.leads_to)
      return std::string(plant::vocabulary(accident.unit_class).signals[accident.signal].unit);
  }
  return {};
}

void add_sizes(ordered_json& event, const Action& action, const City& city) {
  const bool sized = !std::isnan(action.size);
  switch (action.kind) {
    case ActionKind::start_fault: {
      const PlantFault& fault = city.plant.faults[action.fault];
      if (sized) event["size"] = written(action.size, fault.size_unit);
      if (!std::isnan(action.threshold))
        event["accident_threshold"] = written(action.threshold, measure_of_accident(city, fault));
      break;
    }
    case ActionKind::sensor_fault: {
      const auto fault = static_cast<SensorFault>(action.fault);
      const std::string& measure = city.plant.points[action.point.index].measure;
      if (sized)
        event["value"] = fault == SensorFault::noisy   ? written(action.size, "1")
                         : fault == SensorFault::drift ? written(action.size, measure + "/s")
                                                       : written(action.size, measure);
      break;
    }
    case ActionKind::late_messages:
      event["delay"] = format_duration(action.duration);
      event["probability"] = action.size;
      break;
    case ActionKind::duplicate_messages:
      event["probability"] = action.size;
      break;
    case ActionKind::gateway_clock:
      event["error"] = format_duration(action.duration);
      break;
    case ActionKind::shelve_alarm:
      event["for"] = format_duration(action.duration);
      break;
    default:
      break;
  }
}

// A district by its name, any other office by its level and an enterprise that answers to it.
void add_office(ordered_json& event, const Action& action, const City& city, const Names& names) {
  const OfficeName& office = names.offices[action.office.index];
  if (office.level > 0 && office.district.valid()) {
    event["office"] = names.districts[office.district.index].english;
    return;
  }
  event["office"] = names.levels[office.level].key;
  if (event.contains("enterprise")) return;
  const bool top = office.level + 1 == names.levels.size();
  for (std::size_t i = 0; !top && i < names.enterprises.size(); ++i)
    if (workflow::office_at(city.workflow, EnterpriseId(i), office.level) == action.office) {
      event["enterprise"] = names.enterprises[i].name;
      return;
    }
}

bool has(const vocabulary::EventShape& shape, const char* key) {
  const auto in = [key](const vocabulary::Keys& keys) { return std::ranges::find(keys, key) != keys.end(); };
  return in(shape.required) || in(shape.optional);
}

}  // namespace

ordered_json event_of(const Deed& deed, const City& city, const Names& names) {
  const Action& action = deed.action;
  const auto& shapes = vocabulary::events();
  const auto shape = std::ranges::find(shapes, action.kind, &vocabulary::EventShape::kind);
  ordered_json event = {{"at", format_duration(deed.time.time_since_epoch())}, {"do", shape->word}};
  const auto wants = [&](const char* key, bool given) { return given && has(*shape, key); };

  if (wants("enterprise", action.enterprise.valid()))
    event["enterprise"] = names.enterprises[action.enterprise.index].name;
  if (wants("unit", action.unit.valid())) event["unit"] = names.units[action.unit.index].key;
  if (wants("point", action.point.valid())) event["point"] = names.points[action.point.index].tag;
  if (wants("interlock", action.interlock.valid()))
    event["interlock"] = names.interlocks[action.interlock.index].key;
  if (wants("link", action.link.valid())) event["link"] = names.links[action.link.index].name;
  if (wants("office", action.office.valid())) add_office(event, action, city, names);
  if (wants("channel", action.channel < names.channels.size()))
    event["channel"] = names.channels[action.channel].key;
  if (wants("colour", action.colour != Colour::none))
    event["colour"] = vocabulary::colours()[static_cast<std::size_t>(action.colour) - 1];
  if (wants("condition", true))
    event["condition"] = vocabulary::conditions()[static_cast<std::size_t>(action.condition)];
  if (wants("fault", true))
    event["fault"] = action.kind == ActionKind::sensor_fault ? names.sensor_faults[action.fault].key
                                                             : city.plant.faults[action.fault].key;
  if (wants("seat", action.office.valid()))
    event["seat"] = vocabulary::seats()[static_cast<std::size_t>(action.seat)];
  if (wants("case", action.case_id.valid())) event["case"] = action.case_id.index;
  if (wants("act", true)) event["act"] = vocabulary::seat_acts()[static_cast<std::size_t>(action.act)];
  if (wants("text", !deed.note.empty())) event["text"] = deed.note;
  add_sizes(event, action, city);
  if (deed.lasts && has(*shape, "for")) event["for"] = format_duration(*deed.lasts);
  return event;
}

std::string scenario_with(const std::vector<Deed>& deeds, const City& city, const Record& record,
                          const std::filesystem::path& folder) {
  const auto input = [&](const char* role) {
    return std::ranges::find(record.run.inputs, role, &EmbeddedFile::role);
  };
  auto scenario = ordered_json::parse(input("scenario")->text, nullptr, true, /*ignore_comments=*/true);
  scenario["seed"] = written_seed(record.run.seed);
  if (!scenario.contains("events")) scenario["events"] = ordered_json::array();
  for (const Deed& deed : deeds) scenario["events"].push_back(event_of(deed, city, record.names));

  // a name of the data folder has neither a folder nor an extension
  for (const char* role : {"register", "catalogue", "policy", "rules", "network"}) {
    if (scenario[role].get<std::string>().find_first_of("/\\.") == std::string::npos) continue;
    const auto file = std::filesystem::absolute(input(role)->path);
    scenario[role] = file.lexically_proximate(std::filesystem::absolute(folder)).string();
  }
  scenario.erase("$schema");
  return scenario.dump(2) + "\n";
}

}  // namespace fengsui::live
