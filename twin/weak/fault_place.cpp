#include "twin/weak/fault_place.h"

#include <algorithm>
#include <array>
#include <set>

#include "sim/base/text.h"
#include "sim/workflow/workflow_spec.h"

namespace fengsui::weak {

namespace {

using Json = nlohmann::ordered_json;

Label of(std::string_view english, std::string_view chinese) {
  return {std::string(english), std::string(chinese)};
}

std::string written(double value, const std::string& unit) {
  return unit == "1" || unit.empty() ? format_number(value) : format_number(value) + " " + unit;
}

// a bare number where the unit is 1
Json quantity(double value, const std::string& unit) {
  return unit == "1" || unit.empty() ? Json(value) : Json(written(value, unit));
}

std::string sensor_unit_key(const Record& record, PointId point) {
  return record.names.units[record.names.points[point.index].unit.index].key;
}

// What an instrument shows in an ordinary hour.
std::optional<double> ordinary_value(const BuiltCity& built, PointId point) {
  const PointSite& site = built.city.plant.points[point.index];
  const auto& points = built.catalogue.of(built.city.plant.of(site.unit).unit_class).points;
  const auto found = std::ranges::find(points, site.tag, &plant::CataloguePoint::tag);
  if (found == points.end()) return {};
  return (found->normal_low + found->normal_high) / 2;
}

FaultPlace sensor(const BuiltCity& built, const Record& record, const AlarmPath& path, PointId id,
                  const FaultSizes& sizes) {
  const PointName& point = record.names.points[id.index];
  const std::string unit = sensor_unit_key(record, id);
  const std::string& enterprise = record.names.enterprises[path.enterprise.index].name;
  const Label& unit_name = record.names.units[point.unit.index].name;
  FaultPlace place{PlaceKind::sensor,
                   id.index,
                   {unit_name.english + " " + point.name.english + " (" + point.tag + ")",
                    unit_name.chinese + point.name.chinese + "（" + point.tag + "）"},
                   {}};
  const auto event = [&](SensorFault fault) {
    return Json{{"do", "sensor_fault"},
                {"enterprise", enterprise},
                {"unit", unit},
                {"point", point.tag},
                {"fault", describe(fault).key}};
  };
  const auto add = [&](SensorFault fault, bool loss) {
    const SensorFaultInfo& info = describe(fault);
    place.faults.push_back({std::string(info.key), of(info.english, info.chinese), {event(fault)}, loss});
  };
  const auto add_sized = [&](SensorFault fault, const std::string& key, Label name, Json value) {
    Json sized = event(fault);
    sized["value"] = std::move(value);
    place.faults.push_back({key, std::move(name), {std::move(sized)}, false});
  };
  add(SensorFault::offline, true);
  add(SensorFault::stuck, false);
  add(SensorFault::zero, false);
  add(SensorFault::full_scale, false);
  add_sized(SensorFault::noisy, "noisy", of("noisy", "噪声增大"), sizes.noise_factor);
  if (const auto value = ordinary_value(built, id))
    add_sized(SensorFault::pinned, "pinned", of("pinned to an ordinary reading", "被锁定在正常读数"),
              quantity(*value, point.measure));
  const double range = point.range_high - point.range_low;
  const double drift = range * sizes.drift_of_range_per_s, bias = range * sizes.bias_of_range;
  const std::string per_second = point.measure == "1" ? "1/s" : point.measure + "/s";
  add_sized(SensorFault::drift, "drift_up", of("drifting up", "向上漂移"), written(drift, per_second));
  add_sized(SensorFault::drift, "drift_down", of("drifting down", "向下漂移"), written(-drift, per_second));
  add_sized(SensorFault::bias, "bias_up", of("reads too high", "读数偏高"), quantity(bias, point.measure));
  add_sized(SensorFault::bias, "bias_down", of("reads too low", "读数偏低"), quantity(-bias, point.measure));
  // what people can do to an alarm that is behind the warning
  for (const PathAlarm& alarm : path.alarms) {
    if (alarm.point != id) continue;
    const KeyedName& condition = condition_name(static_cast<std::uint32_t>(alarm.condition));
    place.faults.push_back(
        {"out_of_service_" + condition.key,
         {condition.name.english + " alarm out of service", condition.name.chinese + "报警停用"},
         {Json{{"do", "alarm_out_of_service"},
               {"enterprise", enterprise},
               {"unit", unit},
               {"point", point.tag},
               {"condition", condition.key}}},
         false});
  }
  return place;
}

FaultPlace gateway(const Record& record, const AlarmPath& path, const FaultSizes& sizes) {
  const std::string& enterprise = record.names.enterprises[path.enterprise.index].name;
  FaultPlace place{PlaceKind::gateway,
                   gateway_of(path.enterprise).index,
                   {"gateway of " + enterprise, enterprise + "网关"},
                   {}};
  const auto add = [&](const char* key, Label name, Json event, bool loss) {
    event["enterprise"] = enterprise;
    place.faults.push_back({key, std::move(name), {std::move(event)}, loss});
  };
  const std::string error = format_number(to_seconds(sizes.clock_error)) + " s";
  add("gateway_down", of("down", "停机"), {{"do", "gateway_down"}}, true);
  add("clock_fast", of("clock fast", "时钟偏快"), {{"do", "gateway_clock"}, {"error", error}}, false);
  add("clock_slow", of("clock slow", "时钟偏慢"), {{"do", "gateway_clock"}, {"error", "-" + error}}, false);
  add("late", of("messages late", "报文迟到"),
      {{"do", "late"}, {"probability", sizes.late_probability}, {"delay", format_duration(sizes.late)}},
      false);
  add("duplicates", of("messages duplicated", "报文重复"),
      {{"do", "duplicates"}, {"probability", sizes.duplicate_probability}}, false);
  return place;
}

PathFault cut(const std::vector<std::string>& links, Label name) {
  PathFault fault{"link_down", std::move(name), {}, true};
  for (const std::string& link : links) fault.events.push_back({{"do", "link_down"}, {"link", link}});
  return fault;
}

void add_network(const BuiltCity& built, const AlarmPath& path, std::vector<FaultPlace>& places) {
  const NetworkSpec& network = built.city.network;
  for (const LinkId id : network.routes[gateway_of(path.enterprise).index].links) {
    const LinkSpec& link = network.topology.links[id.index];
    places.push_back(
        {PlaceKind::link, id.index, {link.name, link.name_chinese}, {cut({link.name}, of("cut", "中断"))}});
  }
  std::vector<std::string> of_platform;
  for (const LinkSpec& link : network.topology.links)
    if (link.first == platform_node || link.second == platform_node) of_platform.push_back(link.name);
  const NodeSpec& platform = network.topology.nodes[platform_node.index];
  places.push_back({PlaceKind::server,
                    platform_node.index,
                    {platform.name, platform.name_chinese},
                    {cut(of_platform, of("cannot be reached by anybody", "全网不可达"))}});
}

void add_people(const BuiltCity& built, const Record& record, const AlarmPath& path,
                std::vector<FaultPlace>& places) {
  for (const OfficeId id : path.offices) {
    const OfficeName& office = record.names.offices[id.index];
    Json event{{"do", "officer_absent"},
               {"office", record.names.levels[office.level].key},
               {"enterprise", record.names.enterprises[path.enterprise.index].name}};
    places.push_back({PlaceKind::officer,
                      id.index,
                      {"officers of " + office.name.english, office.name.chinese + "值守员"},
                      {PathFault{"absent", of("nobody there", "无人在岗"), {std::move(event)}, true}}});
  }
  const Policy& policy = built.city.workflow.policy;
  std::set<std::uint8_t> used;
  for (const auto& level : policy.levels)
    for (const auto& send : level.sends[static_cast<std::size_t>(Colour::red)]) used.insert(send.channel);
  for (const std::uint8_t channel : used) {
    const auto& name = policy.channels[channel].name;
    places.push_back({PlaceKind::channel,
                      channel,
                      {name.english, name.chinese},
                      {PathFault{"dead",
                                 of("carries nothing", "不通"),
                                 {{{"do", "channel_down"}, {"channel", name.key}}},
                                 true}}});
  }
}

}  // namespace

const KeyedName& place_kind_name(PlaceKind kind) {
  static const std::array<KeyedName, place_kind_count> names = {{{"sensor", {"sensor", "传感器"}},
                                                                 {"gateway", {"gateway", "网关"}},
                                                                 {"link", {"link", "链路"}},
                                                                 {"server", {"server", "服务器"}},
                                                                 {"officer", {"officer", "值守员"}},
                                                                 {"channel", {"channel", "渠道"}}}};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<FaultPlace> fault_places(const BuiltCity& built, const Record& record, const AlarmPath& path,
                                     const FaultSizes& sizes) {
  std::vector<FaultPlace> places;
  for (const PointId id : path.sensors) places.push_back(sensor(built, record, path, id, sizes));
  places.push_back(gateway(record, path, sizes));
  add_network(built, path, places);
  add_people(built, record, path, places);
  return places;
}

nlohmann::ordered_json events_of(const std::vector<FaultPlace>& places, const std::vector<Moment>& moments,
                                 const Injection& injection, std::optional<Duration> lasting) {
  Json events = Json::array();
  for (const Json& event : places[injection.place].faults[injection.fault].events) {
    Json timed{{"at", format_duration(moments[injection.moment].time.time_since_epoch())}};
    timed.update(event);
    if (lasting) timed["for"] = format_duration(*lasting);
    events.push_back(std::move(timed));
  }
  return events;
}

std::vector<InputFile> with_injections(const ScenarioFiles& files, const std::vector<FaultPlace>& places,
                                       const std::vector<Moment>& moments,
                                       const std::vector<Injection>& injections,
                                       std::optional<Duration> lasting) {
  std::vector<InputFile> inputs = files.files;
  for (InputFile& input : inputs) {
    if (input.role != "scenario") continue;
    Json scenario = Json::parse(input.text, nullptr, true, /*ignore_comments=*/true);
    if (!scenario.contains("events")) scenario["events"] = Json::array();
    for (const Injection& injection : injections)
      for (Json& event : events_of(places, moments, injection, lasting))
        scenario["events"].push_back(std::move(event));
    input.text = scenario.dump();
  }
  return inputs;
}

Label in_words(const FaultPlace& place, const PathFault& fault) {
  return {place.name.english + ": " + fault.name.english, place.name.chinese + "：" + fault.name.chinese};
}

}  // namespace fengsui::weak
