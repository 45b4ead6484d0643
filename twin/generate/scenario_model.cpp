#include "twin/generate/scenario_model.h"

#include <algorithm>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "sim/workflow/local_time.h"

namespace fengsui::generate {

namespace {

using Json = nlohmann::ordered_json;

// the network is ill before the fault begins, and well again before the end, so that it can show
constexpr const char* network_from = "00:05:00";
constexpr const char* network_for = "00:25:00";
constexpr const char* people_from = "00:05:00";
constexpr const char* fault_at = "00:10:00";
constexpr const char* scenario_length = "08:00:00";
constexpr const char* hidden_length = "120:00:00";

Label of(std::string_view english, std::string_view chinese) {
  return {std::string(english), std::string(chinese)};
}

std::string unit_key(const PlantSpec& plant, UnitId unit) {
  const UnitSpec& spec = plant.of(unit);
  return std::string(plant::vocabulary(spec.unit_class).key) + " " + std::to_string(spec.number);
}

struct StartTime {
  const char *key, *english, *chinese, *start;
};
// a Tuesday and a Saturday
constexpr StartTime start_times[] = {
    {"workday", "workday", "工作日白天", "2026-03-03T10:00:00+08:00"},
    {"workday_night", "night of a workday", "工作日夜间", "2026-03-03T02:00:00+08:00"},
    {"weekend", "week end", "周末白天", "2026-03-07T10:00:00+08:00"},
    {"weekend_night", "night at the week end", "周末夜间", "2026-03-08T02:00:00+08:00"}};

}  // namespace

const KeyedName& factor_name(Factor factor) {
  static const std::array<KeyedName, factor_count> names = {{{"equipment", {"equipment", "设备"}},
                                                             {"fault", {"fault", "故障"}},
                                                             {"network", {"network state", "网络状态"}},
                                                             {"staffing", {"staffing", "人员"}},
                                                             {"time_of_day", {"time of day", "时段"}},
                                                             {"weather", {"weather", "天气"}}}};
  return names[static_cast<std::size_t>(factor)];
}

ScenarioModel::ScenarioModel(const ScenarioFiles& files, Json inputs, const FaultSizes& sizes)
    : built_(build_city(files)), inputs_(std::move(inputs)), sizes_(sizes) {
  const auto levels_of = [&](Factor factor) -> std::vector<KeyedName>& {
    return levels_[static_cast<std::size_t>(factor)];
  };
  const PlantSpec& plant = built_.city.plant;
  for (const UnitClass unit_class : all_unit_classes) {
    const auto has = [&](const UnitSpec& unit) { return unit.unit_class == unit_class; };
    if (std::ranges::none_of(plant.units, has) || built_.catalogue.of(unit_class).faults.empty()) continue;
    const plant::Vocabulary& words = plant::vocabulary(unit_class);
    levels_of(Factor::equipment).push_back({std::string(words.key), of(words.english, words.chinese)});
    for (const plant::CatalogueFault& fault : built_.catalogue.of(unit_class).faults)
      if (std::ranges::find(levels_of(Factor::fault), fault.key, &KeyedName::key) ==
          levels_of(Factor::fault).end())
        levels_of(Factor::fault).push_back({fault.key, {fault.english, fault.chinese}});
  }
  if (levels(Factor::equipment).empty())
    throw InputError(files.of("register").path, "", "no equipment with faults",
                     "a register with furnaces, casting wells or hoists");
  for (const KeyedName& equipment : levels(Factor::equipment)) {
    std::vector<bool> fits;
    for (const KeyedName& fault : levels(Factor::fault))
      fits.push_back(plant::fault_index(plant, *plant::unit_class_of(equipment.key), fault.key).has_value());
    fits_.push_back(std::move(fits));
  }

  levels_of(Factor::network) = {{"sound", {"network sound", "网络正常"}},
                                {"access_link_down", {"access line down", "接入链路中断"}},
                                {"trunk_down", {"trunk down", "干线中断"}},
                                {"gateway_down", {"gateway down", "网关停机"}},
                                {"clock_wrong", {"gateway clock wrong", "网关时钟偏差"}},
                                {"messages_late", {"messages late", "报文迟到"}}};
  levels_of(Factor::staffing) = {{"everybody", {"everybody there", "人员齐备"}},
                                 {"operator_away", {"nobody at the equipment", "现场无人看盘"}}};
  for (const auto& level : built_.city.workflow.policy.levels)
    levels_of(Factor::staffing)
        .push_back(
            {level.name.key + "_away",
             {"no officers at the " + level.name.english + " level", level.name.chinese + "级无人值守"}});
  for (const StartTime& start : start_times)
    levels_of(Factor::time_of_day).push_back({start.key, of(start.english, start.chinese)});
  levels_of(Factor::weather) = {{"ordinary", {"ordinary weather", "天气正常"}},
                                {"heat", {"heat: warm cooling water", "高温：冷却水偏热"}},
                                {"frost", {"frost: cold cooling water", "严寒：冷却水偏冷"}}};
}

Levels ScenarioModel::sizes() const {
  Levels sizes;
  for (const auto& levels : levels_) sizes.push_back(levels.size());
  return sizes;
}

bool ScenarioModel::allowed(const ArrayRow& row) const {
  const std::uint32_t equipment = row[static_cast<std::size_t>(Factor::equipment)];
  const std::uint32_t fault = row[static_cast<std::size_t>(Factor::fault)];
  return equipment == undecided || fault == undecided || fits_[equipment][fault];
}

std::uint32_t ScenarioModel::level(Factor factor, std::string_view key) const {
  const auto& known = levels(factor);
  const auto found = std::ranges::find(known, key, &KeyedName::key);
  return found == known.end() ? undecided : static_cast<std::uint32_t>(found - known.begin());
}

ScenarioModel::Place ScenarioModel::place_for(const ArrayRow& row, std::uint64_t seed) const {
  const PlantSpec& plant = built_.city.plant;
  const std::string& key = levels(Factor::equipment)[row[0]].key;
  std::vector<std::pair<UnitId, UnitId>> candidates;  // the unit and the well of its line
  for (const LineSpec& line : plant.lines) {
    std::vector<UnitId> units{line.well};
    if (line.hoist.valid()) units.push_back(line.hoist);
    units.insert(units.end(), line.furnaces.begin(), line.furnaces.end());
    for (const UnitId unit : units)
      if (plant::vocabulary(plant.of(unit).unit_class).key == key) candidates.emplace_back(unit, line.well);
  }
  const auto [unit, well] = candidates[static_cast<std::size_t>(seed % candidates.size())];
  const std::size_t enterprise = plant.of(unit).enterprise.index;
  return {built_.city.directory.enterprises[enterprise].name, unit_key(plant, unit), unit_key(plant, well),
          enterprise};
}

void ScenarioModel::add_network_event(const std::string& state, const Place& place, Json& events) const {
  const NetworkSpec& network = built_.city.network;
  const auto& route = network.routes[place.enterprise_index].links;
  const auto link = [&](LinkId id) { return network.topology.links[id.index].name; };
  Json event{{"id", "network"}, {"at", network_from}};
  if (state == "sound") return;
  if (state == "access_link_down" || state == "trunk_down")
    event.update(
        Json{{"do", "link_down"}, {"link", link(state == "trunk_down" ? route.back() : route.front())}});
  else if (state == "gateway_down")
    event.update(Json{{"do", "gateway_down"}, {"enterprise", place.enterprise}});
  else if (state == "clock_wrong")
    event.update(Json{{"do", "gateway_clock"},
                      {"enterprise", place.enterprise},
                      {"error", format_number(to_seconds(sizes_.clock_error)) + " s"}});
  else
    event.update(Json{{"do", "late"},
                      {"enterprise", place.enterprise},
                      {"probability", sizes_.late_probability},
                      {"delay", format_duration(sizes_.late)}});
  event["for"] = network_for;
  events.push_back(std::move(event));
}

bool ScenarioModel::hidden(const ArrayRow& row) const {
  const std::string& key = levels(Factor::fault)[row[static_cast<std::size_t>(Factor::fault)]].key;
  const std::string& equipment =
      levels(Factor::equipment)[row[static_cast<std::size_t>(Factor::equipment)]].key;
  const auto& faults = built_.catalogue.of(*plant::unit_class_of(equipment)).faults;
  const auto fault = std::ranges::find(faults, key, &plant::CatalogueFault::key);
  return equipment == "casting_well" && !fault->notice;
}

Json ScenarioModel::scenario_of(const ArrayRow& row, const std::string& id, std::uint64_t seed) const {
  const auto chosen = [&](Factor factor) -> const KeyedName& {
    return levels(factor)[row[static_cast<std::size_t>(factor)]];
  };
  const Place place = place_for(row, seed);
  Label title;
  for (std::size_t factor = 1; factor < factor_count; ++factor) {
    const Label& name = chosen(static_cast<Factor>(factor)).name;
    title.english += (factor > 1 ? ", " : "") + name.english;
    title.chinese += (factor > 1 ? "，" : "") + name.chinese;
  }
  Json scenario{{"version", 1}, {"id", id}, {"title", {{"en", title.english}, {"zh", title.chinese}}}};
  scenario["start"] = start_times[row[static_cast<std::size_t>(Factor::time_of_day)]].start;
  scenario["duration"] = scenario_length;
  scenario["seed"] = seed;
  scenario.update(inputs_);

  // The line is at work when the fault comes; a head sticks at the start of a cast only. A fault that nobody
  // can see shows when it is tested or needed: the well is left to itself, for days.
  const std::string& fault = chosen(Factor::fault).key;
  Json units = Json::array();
  if (hidden(row))
    scenario["duration"] = hidden_length;
  else if (fault == "start_up_hang_up")
    units.push_back(Json{{"unit", place.well}, {"phase", "preset"}});
  else
    units.push_back(Json{{"unit", place.well}, {"phase", "steady"}, {"elapsed", "00:10:00"}});
  const std::string& weather = chosen(Factor::weather).key;
  if (weather != "ordinary") {
    const double degc = weather == "heat" ? sizes_.heat_degc : sizes_.frost_degc;
    units.push_back(Json{{"unit", "casting_well *"},
                         {"parameters", {{"inlet_temperature", format_number(degc) + " degC"}}}});
  }
  if (!units.empty()) scenario["enterprises"] = Json::object({{place.enterprise, {{"units", units}}}});

  Json events = Json::array();
  add_network_event(chosen(Factor::network).key, place, events);
  const std::string& staffing = chosen(Factor::staffing).key;
  if (staffing == "operator_away")
    events.push_back(Json{{"id", "staffing"},
                          {"at", people_from},
                          {"do", "operator_leaves"},
                          {"enterprise", place.enterprise},
                          {"unit", place.well}});
  else if (staffing != "everybody")
    events.push_back(Json{{"id", "staffing"},
                          {"at", people_from},
                          {"do", "officer_absent"},
                          {"office", staffing.substr(0, staffing.rfind("_away"))},
                          {"enterprise", place.enterprise}});
  events.push_back(Json{{"id", "fault"},
                        {"at", fault_at},
                        {"do", "fault"},
                        {"enterprise", place.enterprise},
                        {"unit", place.unit},
                        {"fault", fault}});
  scenario["events"] = std::move(events);
  scenario["expect"] = Json::array({Json{{"witness", "fault"}}});
  return scenario;
}

}  // namespace fengsui::generate
