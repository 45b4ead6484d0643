// An engine's answer: alarms, warnings, and when to ask again.
#include "sim/port/json_lines.h"
#include "sim/port/json_lines_values.h"

namespace fengsui::json_lines {

namespace {

using Json = nlohmann::ordered_json;

Json alarm_to_json(const Alarm& alarm) {
  Json json = {{"id", alarm.id.index}};
  if (alarm.point.valid()) json["point"] = alarm.point.index;
  if (alarm.gateway.valid()) json["gateway"] = alarm.gateway.index;
  json["enterprise"] = alarm.enterprise.index;
  json["event"] = to_json(alarm.event);
  json["condition"] = to_json(alarm.condition);
  json["priority"] = alarm.priority;
  json["time"] = to_json(alarm.time);
  json["value"] = number_or_null(alarm.value);
  json["limit"] = number_or_null(alarm.limit);
  return json;
}

Alarm read_alarm(const JsonValue& value, const Directory& directory) {
  const JsonObject object = value.object(
      {"id", "point", "gateway", "enterprise", "event", "condition", "priority", "time", "value", "limit"});
  Alarm alarm;
  alarm.id = read_number<AlarmTag>(object["id"]);
  if (object.has("point")) alarm.point = read_id<PointTag>(object["point"], directory.points.size());
  if (object.has("gateway"))
    alarm.gateway = read_id<GatewayTag>(object["gateway"], directory.gateways.size());
  if (alarm.point.valid() == alarm.gateway.valid())
    throw value.error("an alarm of " + std::string(alarm.point.valid() ? "a point and a gateway" : "nothing"),
                      "either \"point\" or \"gateway\"");
  alarm.enterprise = read_id<EnterpriseTag>(object["enterprise"], directory.enterprises.size());
  alarm.event = read_word<AlarmEvent>(object["event"]);
  alarm.condition = read_word<AlarmCondition>(object["condition"]);
  if (object.has("priority")) alarm.priority = static_cast<std::uint8_t>(object["priority"].integer(1, 4));
  alarm.time = read_time(object["time"]);
  if (object.has("value")) alarm.value = read_number_or_null(object["value"]);
  if (object.has("limit")) alarm.limit = read_number_or_null(object["limit"]);
  return alarm;
}

Json warning_to_json(const Warning& warning) {
  Json because = Json::array();
  for (const AlarmId alarm : warning.because) because.push_back(alarm.index);
  return {{"id", warning.id.index},
          {"enterprise", warning.enterprise.index},
          {"event", to_json(warning.event)},
          {"colour", to_json(warning.colour)},
          {"time", to_json(warning.time)},
          {"score", warning.score},
          {"parts",
           {{"inherent", warning.inherent},
            {"alarms", warning.alarms},
            {"handling", warning.handling},
            {"management", warning.management}}},
          {"because", because},
          {"reason", warning.reason}};
}

double read_points(const JsonValue& value) {
  const double points = value.number();
  if (points < 0.0 || points > 100.0) throw value.error(value.json().dump(), "points from 0 to 100");
  return points;
}

Warning read_warning(const JsonValue& value, const Directory& directory) {
  const JsonObject object =
      value.object({"id", "enterprise", "event", "colour", "time", "score", "parts", "because", "reason"});
  Warning warning;
  warning.id = read_number<WarningTag>(object["id"]);
  warning.enterprise = read_id<EnterpriseTag>(object["enterprise"], directory.enterprises.size());
  warning.event = read_word<WarningEvent>(object["event"]);
  warning.colour = read_word<Colour>(object["colour"]);
  warning.time = read_time(object["time"]);
  if (object.has("score")) warning.score = read_points(object["score"]);
  if (object.has("parts")) {
    const JsonObject parts = object["parts"].object({"inherent", "alarms", "handling", "management"});
    const auto part = [&](const char* key) { return parts.has(key) ? read_points(parts[key]) : 0.0; };
    warning.inherent = part("inherent");
    warning.alarms = part("alarms");
    warning.handling = part("handling");
    warning.management = part("management");
  }
  if (object.has("because"))
    for (const JsonValue& alarm : object["because"].array())
      warning.because.push_back(read_number<AlarmTag>(alarm));
  if (object.has("reason")) warning.reason = object["reason"].text();
  return warning;
}

}  // namespace

std::string write_output(const EngineOutput& output) {
  Json message = {{"alarms", Json::array()}, {"warnings", Json::array()}};
  for (const Alarm& alarm : output.alarms) message["alarms"].push_back(alarm_to_json(alarm));
  for (const Warning& warning : output.warnings) message["warnings"].push_back(warning_to_json(warning));
  if (output.wake != never) message["wake"] = to_json(output.wake);
  return line_of(message);
}

EngineOutput read_output(std::string_view line, const std::string& sender, const Directory& directory) {
  const JsonDocument document = JsonDocument::parse(line, sender);
  const JsonObject object = document.root().object({"alarms", "warnings", "wake"});
  EngineOutput output;
  for (const JsonValue& alarm : object["alarms"].array())
    output.alarms.push_back(read_alarm(alarm, directory));
  for (const JsonValue& warning : object["warnings"].array())
    output.warnings.push_back(read_warning(warning, directory));
  if (object.has("wake") && !object["wake"].is_null()) output.wake = read_time(object["wake"]);
  return output;
}

std::string write_question() { return "{\"are_you_there\":1}\n"; }
std::string write_presence() { return "{\"here\":1}\n"; }

Kind kind_of(std::string_view line, const std::string& sender) {
  const JsonDocument document = JsonDocument::parse(line, sender);
  const JsonObject object = document.root().map();
  constexpr std::pair<std::string_view, Kind> telling[] = {{"hello", Kind::hello},
                                                           {"ready", Kind::ready},
                                                           {"advance_to", Kind::input},
                                                           {"alarms", Kind::output},
                                                           {"are_you_there", Kind::question},
                                                           {"here", Kind::presence}};
  for (const auto& [key, kind] : telling)
    if (object.has(key)) return kind;
  throw document.root().error(
      "a message of no known kind",
      "one of \"hello\", \"ready\", \"advance_to\", \"alarms\", \"are_you_there\", \"here\"");
}

}  // namespace fengsui::json_lines
