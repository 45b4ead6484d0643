// advance_to: everything that arrived since the last one.
#include "sim/port/json_lines.h"
#include "sim/port/json_lines_values.h"

namespace fengsui::json_lines {

namespace {

using Json = nlohmann::ordered_json;

Reading read_reading(const JsonValue& value, std::size_t points) {
  const std::vector<JsonValue> fields = value.array();
  if (fields.size() != 3 && fields.size() != 4)
    throw value.error(value.json().dump(), "[point, time, value] or [point, time, value, quality]");
  Reading reading;
  reading.point = read_id<PointTag>(fields[0], points);
  reading.time = read_time(fields[1]);
  reading.value = read_number_or_null(fields[2]);
  if (fields.size() == 4) reading.quality = read_word<Quality>(fields[3]);
  return reading;
}

GatewayBeat read_beat(const JsonValue& value, std::size_t gateways) {
  const std::vector<JsonValue> fields = value.array();
  if (fields.size() != 3) throw value.error(value.json().dump(), "[gateway, stamped, received]");
  return {read_id<GatewayTag>(fields[0], gateways), read_time(fields[1]), read_time(fields[2])};
}

OperatorAction read_action(const JsonValue& value, std::size_t enterprises) {
  const JsonObject object = value.object({"time", "warning", "enterprise", "act"});
  OperatorAction action;
  action.time = read_time(object["time"]);
  if (object.has("warning")) action.warning = read_number<WarningTag>(object["warning"]);
  action.enterprise = read_id<EnterpriseTag>(object["enterprise"], enterprises);
  action.act = read_word<Act>(object["act"]);
  return action;
}

AlarmAction read_alarm_action(const JsonValue& value, std::size_t points) {
  const JsonObject object = value.object({"time", "point", "condition", "act", "lasting"});
  AlarmAction action;
  action.time = read_time(object["time"]);
  action.point = read_id<PointTag>(object["point"], points);
  action.condition = read_word<AlarmCondition>(object["condition"]);
  action.act = read_word<AlarmAct>(object["act"]);
  if (object.has("lasting")) action.lasting = read_duration(object["lasting"]);
  return action;
}

template <class Item, class Write>
void add(Json& message, const char* key, const Item& items, Write write) {
  if (items.empty()) return;
  Json& list = message[key] = Json::array();
  for (const auto& item : items) list.push_back(write(item));
}

}  // namespace

std::string write_input(const EngineInput& input) {
  Json message = {{"advance_to", to_json(input.now)}};
  add(message, "readings", input.readings, [](const Reading& reading) {
    Json fields = {reading.point.index, to_json(reading.time), number_or_null(reading.value)};
    if (reading.quality != Quality::good) fields.push_back(to_json(reading.quality));
    return fields;
  });
  add(message, "beats", input.beats, [](const GatewayBeat& beat) {
    return Json{beat.gateway.index, to_json(beat.stamped), to_json(beat.received)};
  });
  add(message, "actions", input.actions, [](const OperatorAction& action) {
    Json json = {{"time", to_json(action.time)}};
    if (action.warning.valid()) json["warning"] = action.warning.index;
    json["enterprise"] = action.enterprise.index;
    json["act"] = to_json(action.act);
    return json;
  });
  add(message, "alarm_actions", input.alarm_actions, [](const AlarmAction& action) {
    Json json = {{"time", to_json(action.time)},
                 {"point", action.point.index},
                 {"condition", to_json(action.condition)},
                 {"act", to_json(action.act)}};
    if (action.lasting > Duration::zero()) json["lasting"] = to_json(action.lasting);
    return json;
  });
  return line_of(message);
}

Input read_input(std::string_view line, const std::string& sender, const Directory& directory) {
  const JsonDocument document = JsonDocument::parse(line, sender);
  const JsonObject object =
      document.root().object({"advance_to", "readings", "beats", "actions", "alarm_actions"});
  Input input;
  input.now = read_time(object["advance_to"]);
  const auto each = [&](const char* key, auto&& take) {
    if (!object.has(key)) return;
    for (const JsonValue& value : object[key].array()) take(value);
  };
  each("readings", [&](const JsonValue& value) {
    input.readings.push_back(read_reading(value, directory.points.size()));
  });
  each("beats",
       [&](const JsonValue& value) { input.beats.push_back(read_beat(value, directory.gateways.size())); });
  each("actions", [&](const JsonValue& value) {
    input.actions.push_back(read_action(value, directory.enterprises.size()));
  });
  each("alarm_actions", [&](const JsonValue& value) {
    input.alarm_actions.push_back(read_alarm_action(value, directory.points.size()));
  });
  return input;
}

}  // namespace fengsui::json_lines
