// hello and ready: what an engine is told once, and which samples it wants.
#include "sim/port/json_lines.h"
#include "sim/port/json_lines_values.h"

namespace fengsui::json_lines {

namespace {

using Json = nlohmann::ordered_json;

Json limits_to_json(const Limits& limits) {
  Json json = Json::object();
  if (limits.low_low) json["low_low"] = *limits.low_low;
  if (limits.low) json["low"] = *limits.low;
  if (limits.high) json["high"] = *limits.high;
  if (limits.high_high) json["high_high"] = *limits.high_high;
  return json;
}

Limits read_limits(const JsonValue& value) {
  const JsonObject object = value.object({"low_low", "low", "high", "high_high"});
  const auto limit = [&](const char* key) {
    return object.has(key) ? std::optional(object[key].number()) : std::nullopt;
  };
  return {limit("low_low"), limit("low"), limit("high"), limit("high_high")};
}

Json level_to_json(const Level& level) { return Json::array({level.value, level.equal_is_above}); }

Level read_level(const JsonValue& value) {
  const std::vector<JsonValue> pair = value.array();
  if (pair.size() != 2)
    throw value.error(value.json().dump(), "[value, whether a sample equal to it is above]");
  return {pair[0].number(), pair[1].boolean()};
}

Json attention_to_json(const Attention& attention) {
  if (attention.every_sample) return "every sample";
  Json json = Json::object();
  json["levels"] = Json::array();
  for (const Level& level : attention.levels) json["levels"].push_back(level_to_json(level));
  if (attention.longest_gap != forever) json["longest_gap"] = to_json(attention.longest_gap);
  if (attention.steps.gap != forever)
    json["steps"] = {{"gap", to_json(attention.steps.gap)}, {"least", attention.steps.least}};
  if (attention.gate)
    json["gate"] = {{"point", attention.gate->point.index},
                    {"level", level_to_json(attention.gate->level)},
                    {"beyond", attention.gate->beyond}};
  return json;
}

Attention read_attention(const JsonValue& value, std::size_t points) {
  Attention attention;
  if (value.is_text()) {
    value.text_of({"every sample"});
    attention.every_sample = true;
    return attention;
  }
  const JsonObject object = value.object({"levels", "longest_gap", "steps", "gate"});
  for (const JsonValue& level : object["levels"].array()) {
    attention.levels.push_back(read_level(level));
    if (attention.levels.size() > 1 && attention.levels.rbegin()[1].value > attention.levels.back().value)
      throw level.error(level.json().dump(), "levels in ascending order");
  }
  const auto positive = [](const JsonValue& duration) { return Duration{duration.integer(1, furthest_us)}; };
  if (object.has("longest_gap")) attention.longest_gap = positive(object["longest_gap"]);
  if (object.has("steps")) {
    const JsonObject steps = object["steps"].object({"gap", "least"});
    attention.steps = {positive(steps["gap"]), steps["least"].number()};
  }
  if (object.has("gate")) {
    const JsonObject gate = object["gate"].object({"point", "level", "beyond"});
    attention.gate =
        Gate{read_id<PointTag>(gate["point"], points), read_level(gate["level"]), gate["beyond"].boolean()};
  }
  return attention;
}

// Who speaks another version is told so, whatever else the line may hold.
void check_version(const JsonObject& object) {
  const JsonValue version = object["protocol"];
  if (version.integer(0, 1'000'000) != protocol_version)
    throw version.error("protocol version " + version.json().dump(),
                        "version " + std::to_string(protocol_version));
}

}  // namespace

std::string write_hello(const Directory& directory) {
  Json enterprises = Json::array(), gateways = Json::array(), points = Json::array();
  for (const EnterpriseEntry& entry : directory.enterprises)
    enterprises.push_back({{"name", entry.name},
                           {"sector", entry.sector},
                           {"inherent", entry.inherent},
                           {"management", entry.management}});
  for (const GatewayEntry& entry : directory.gateways)
    gateways.push_back({{"enterprise", entry.enterprise.index}, {"heartbeat", to_json(entry.heartbeat)}});
  for (const PointEntry& entry : directory.points)
    points.push_back({{"tag", entry.tag},
                      {"unit_class", entry.unit_class},
                      {"unit_name", entry.unit_name},
                      {"measure", entry.measure},
                      {"enterprise", entry.enterprise.index},
                      {"unit", entry.unit.index},
                      {"gateway", entry.gateway.index},
                      {"range", {entry.range_low, entry.range_high}},
                      {"limits", limits_to_json(entry.limits)},
                      {"period", to_json(entry.period)}});
  return line_of({{"hello",
                   {{"protocol", protocol_version},
                    {"enterprises", enterprises},
                    {"gateways", gateways},
                    {"points", points}}}});
}

Directory read_hello(std::string_view line, const std::string& sender) {
  const JsonDocument document = JsonDocument::parse(line, sender);
  const JsonValue hello = document.root().object({"hello"})["hello"];
  check_version(hello.map());
  const JsonObject object = hello.object({"protocol", "enterprises", "gateways", "points"});
  Directory directory;
  for (const JsonValue& each : object["enterprises"].array()) {
    const JsonObject entry = each.object({"name", "sector", "inherent", "management"});
    directory.enterprises.push_back({entry["name"].text(), entry["sector"].text(), entry["inherent"].number(),
                                     entry["management"].number()});
  }
  const std::size_t enterprises = directory.enterprises.size();
  for (const JsonValue& each : object["gateways"].array()) {
    const JsonObject entry = each.object({"enterprise", "heartbeat"});
    directory.gateways.push_back(
        {read_id<EnterpriseTag>(entry["enterprise"], enterprises), read_duration(entry["heartbeat"])});
  }
  for (const JsonValue& each : object["points"].array()) {
    const JsonObject entry = each.object({"tag", "unit_class", "unit_name", "measure", "enterprise", "unit",
                                          "gateway", "range", "limits", "period"});
    const std::vector<JsonValue> range = entry["range"].array();
    if (range.size() != 2) throw entry["range"].error(entry["range"].json().dump(), "[low, high]");
    directory.points.push_back(
        {entry["tag"].text(), entry["unit_class"].text(), entry["unit_name"].text(), entry["measure"].text(),
         read_id<EnterpriseTag>(entry["enterprise"], enterprises), read_number<UnitTag>(entry["unit"]),
         read_id<GatewayTag>(entry["gateway"], directory.gateways.size()), range[0].number(),
         range[1].number(), read_limits(entry["limits"]), Duration{entry["period"].integer(1, furthest_us)}});
  }
  return directory;
}

std::string write_ready(const Ready& ready) {
  Json attention = "every sample";
  if (!ready.attention.empty()) {
    attention = Json::array();
    for (const Attention& each : ready.attention) attention.push_back(attention_to_json(each));
  }
  return line_of(
      {{"ready", {{"protocol", protocol_version}, {"engine", ready.engine}, {"attention", attention}}}});
}

Ready read_ready(std::string_view line, const std::string& sender, std::size_t points) {
  const JsonDocument document = JsonDocument::parse(line, sender);
  const JsonValue value = document.root().object({"ready"})["ready"];
  check_version(value.map());
  const JsonObject object = value.object({"protocol", "engine", "attention"});
  Ready ready{object["engine"].text(), {}};
  if (!object.has("attention")) return ready;
  const JsonValue attention = object["attention"];
  if (attention.is_text()) {
    attention.text_of({"every sample"});
    return ready;
  }
  const std::vector<JsonValue> each = attention.array();
  if (each.size() != points)
    throw attention.error(std::to_string(each.size()) + " entries",
                          "one for each of the " + std::to_string(points) + " points");
  for (const JsonValue& entry : each) ready.attention.push_back(read_attention(entry, points));
  return ready;
}

}  // namespace fengsui::json_lines
