#include "twin/record/record_json.h"

#include <concepts>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/base/error.h"

namespace fengsui {

namespace {

using Json = nlohmann::ordered_json;

// The fields of each struct, once for both directions: `archive(key, field)`.
template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, WallTime>
void fields(Archive&& archive, Value& v) {
  archive("since_epoch", v.since_epoch);
  archive("offset", v.offset);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, Label>
void fields(Archive&& archive, Value& v) {
  archive("english", v.english);
  archive("chinese", v.chinese);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, EnterpriseName>
void fields(Archive&& archive, Value& v) {
  archive("name", v.name);
  archive("district", v.district);
  archive("office", v.office);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, FaultName>
void fields(Archive&& archive, Value& v) {
  archive("key", v.key);
  archive("name", v.name);
  archive("can_cause_accident", v.can_cause_accident);
  archive("measure", v.measure);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, AccidentName>
void fields(Archive&& archive, Value& v) {
  archive("name", v.name);
  archive("measure", v.measure);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, UnitClassNames>
void fields(Archive&& archive, Value& v) {
  archive("key", v.key);
  archive("name", v.name);
  archive("phases", v.phases);
  archive("faults", v.faults);
  archive("accidents", v.accidents);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, UnitName>
void fields(Archive&& archive, Value& v) {
  archive("key", v.key);
  archive("name", v.name);
  archive("unit_class", v.unit_class);
  archive("line", v.line);
  archive("enterprise", v.enterprise);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, PointName>
void fields(Archive&& archive, Value& v) {
  archive("tag", v.tag);
  archive("name", v.name);
  archive("measure", v.measure);
  archive("unit", v.unit);
  archive("signal", v.signal);
  archive("gateway", v.gateway);
  archive("limits", v.limits);
  archive("range_low", v.range_low);
  archive("range_high", v.range_high);
  archive("period", v.period);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, SignalName>
void fields(Archive&& archive, Value& v) {
  archive("key", v.key);
  archive("measure", v.measure);
  archive("unit", v.unit);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, InterlockName>
void fields(Archive&& archive, Value& v) {
  archive("key", v.key);
  archive("name", v.name);
  archive("unit", v.unit);
  archive("measure", v.measure);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, GatewayName>
void fields(Archive&& archive, Value& v) {
  archive("name", v.name);
  archive("enterprise", v.enterprise);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, LinkName>
void fields(Archive&& archive, Value& v) {
  archive("name", v.name);
  archive("gateways", v.gateways);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, OfficeName>
void fields(Archive&& archive, Value& v) {
  archive("name", v.name);
  archive("level", v.level);
  archive("parent", v.parent);
  archive("enterprise", v.enterprise);
  archive("district", v.district);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, KeyedName>
void fields(Archive&& archive, Value& v) {
  archive("key", v.key);
  archive("name", v.name);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, EventName>
void fields(Archive&& archive, Value& v) {
  archive("id", v.id);
  archive("name", v.name);
  archive("time", v.time);
  archive("injects_fault", v.injects_fault);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, Names>
void fields(Archive&& archive, Value& v) {
  archive("districts", v.districts);
  archive("enterprises", v.enterprises);
  archive("unit_classes", v.unit_classes);
  archive("units", v.units);
  archive("points", v.points);
  archive("signals", v.signals);
  archive("interlocks", v.interlocks);
  archive("sensor_faults", v.sensor_faults);
  archive("gateways", v.gateways);
  archive("links", v.links);
  archive("levels", v.levels);
  archive("offices", v.offices);
  archive("officers", v.officers);
  archive("channels", v.channels);
  archive("measures", v.measures);
  archive("tasks", v.tasks);
  archive("clocks", v.clocks);
  archive("verdicts", v.verdicts);
  archive("plant_actions", v.plant_actions);
  archive("instructor_actions", v.instructor_actions);
  archive("events", v.events);
}

template <class Archive, class Value>
requires std::same_as<std::remove_const_t<Value>, RunInfo>
void fields(Archive&& archive, Value& v) {
  archive("scenario", v.scenario);
  archive("title", v.title);
  archive("about", v.about);
  archive("start", v.start);
  archive("duration", v.duration);
  archive("seed", v.seed);
  archive("network", v.network);
  archive("sampling", v.sampling);
  archive("engine", v.engine);
  archive("software_version", v.software_version);
}

// ids are numbers, -1 for none; durations and times are whole microseconds; absent limits are left out

template <class Tag>
Json written(Id<Tag> id) {
  return id.valid() ? std::int64_t{id.index} : -1;
}
Json written(Duration duration) { return duration.count(); }
Json written(Time time) { return time.time_since_epoch().count(); }
Json written(const Limits& limits) {
  Json json = Json::object();
  if (limits.low_low) json["low_low"] = *limits.low_low;
  if (limits.low) json["low"] = *limits.low;
  if (limits.high) json["high"] = *limits.high;
  if (limits.high_high) json["high_high"] = *limits.high_high;
  return json;
}
template <class Value>
requires std::is_arithmetic_v<Value> || std::same_as<Value, std::string> Json written(const Value& value) {
  return value;
}
template <class Value>
Json written(const std::vector<Value>& values);
template <class Value>
requires requires(const Value& value) {
  fields([](const char*, const auto&) {}, value);
}
Json written(const Value& value) {
  Json json = Json::object();
  fields([&json](const char* key, const auto& field) { json[key] = written(field); }, value);
  return json;
}
template <class Value>
Json written(const std::vector<Value>& values) {
  Json json = Json::array();
  for (const Value& value : values) json.push_back(written(value));
  return json;
}

// what does not fit its field is reported with the field's key; read_as_input_error adds the file
struct Misfit {
  std::string found, expected;
};

template <class Value>
using Integer = std::conditional_t<std::same_as<Value, bool>, int, Value>;

template <std::integral Value>
void take(const Json& json, Value& value) {
  const bool fits = std::same_as<Value, bool>   ? json.is_boolean()
                    : json.is_number_unsigned() ? std::in_range<Integer<Value>>(json.get<std::uint64_t>())
                    : json.is_number_integer()  ? std::in_range<Integer<Value>>(json.get<std::int64_t>())
                                                : false;
  if (!fits) throw Misfit{json.dump().substr(0, 40), "a whole number in range"};
  json.get_to(value);
}

template <class Tag>
void take(const Json& json, Id<Tag>& id) {
  std::int64_t number = 0;
  take(json, number);
  if (number < -1 || number >= std::int64_t{Id<Tag>::none_index})
    throw Misfit{"the index " + std::to_string(number), "an index, or -1 for none"};
  id.index = static_cast<std::uint32_t>(number);
}
void take(const Json& json, Duration& duration) {
  std::int64_t count = 0;
  take(json, count);
  duration = Duration{count};
}
void take(const Json& json, Time& time) {
  Duration since_start{};
  take(json, since_start);
  time = Time{since_start};
}
void take(const Json& json, Limits& limits) {
  const auto limit = [&json](const char* key, std::optional<double>& value) {
    if (json.contains(key)) value = json.at(key).get<double>();
  };
  limit("low_low", limits.low_low);
  limit("low", limits.low);
  limit("high", limits.high);
  limit("high_high", limits.high_high);
}
template <class Value>
requires std::floating_point<Value> || std::same_as<Value, std::string>
void take(const Json& json, Value& value) { json.get_to(value); }
template <class Value>
void take(const Json& json, std::vector<Value>& values);
template <class Value>
requires requires(Value& value) {
  fields([](const char*, auto&) {}, value);
}
void take(const Json& json, Value& value) {
  if (!json.is_object()) throw Misfit{std::string("a JSON ") + json.type_name(), "an object"};
  fields([&json](const char* key, auto& field) { take(json.at(key), field); }, value);
}
template <class Value>
void take(const Json& json, std::vector<Value>& values) {
  if (!json.is_array()) throw Misfit{std::string("a JSON ") + json.type_name(), "an array"};
  values.resize(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) take(json[i], values[i]);
}

template <class Value>
std::string to_text(const Value& value) {
  return written(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class Value>
Value from_text(std::string_view text, const std::string& file, const char* place) {
  Value value;
  try {
    take(Json::parse(text), value);
  } catch (const Misfit& misfit) {
    throw InputError(file, place, misfit.found, misfit.expected);
  } catch (const nlohmann::json::exception& error) {
    throw InputError(file, place, error.what(), "the JSON that this program writes there");
  }
  return value;
}

}  // namespace

std::string names_to_json(const Names& names) { return to_text(names); }

Names names_from_json(std::string_view text, const std::string& file) {
  return from_text<Names>(text, file, "/names");
}

std::string run_to_json(const RunInfo& run) { return to_text(run); }

RunInfo run_from_json(std::string_view text, const std::string& file) {
  return from_text<RunInfo>(text, file, "/run");
}

}  // namespace fengsui
