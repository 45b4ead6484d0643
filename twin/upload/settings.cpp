#include "twin/upload/settings.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/base/strict_json.h"
#include "sim/base/text.h"
#include "twin/upload/codes.h"

namespace fengsui::upload {

namespace {

using namespace std::chrono_literals;

class Sources {
 public:
  explicit Sources(const JsonObject& sources) {
    for (const auto& [key, title] : sources.members()) keys_.insert(key);
  }

  void check(const JsonValue& value) const {
    const std::string source = value.text();
    if (!keys_.contains(source) && !(source.starts_with("estimate: ") && source.size() > 10))
      throw value.error("\"" + source + "\"", "a key of \"sources\", or \"estimate: why\"");
  }

  double number(const JsonValue& value, std::string_view unit, double low, double high) const {
    const Sourced sourced = value.sourced(unit);
    check(value.map()["source"]);
    if (sourced.value < low || sourced.value > high)
      throw value.map()["value"].error(
          format_number(sourced.value),
          format_number(low) + " to " + format_number(high) + " [" + std::string(unit) + "]");
    return sourced.value;
  }

  Duration duration(const JsonValue& value, Duration low, Duration high) const {
    return from_seconds(number(value, "s", to_seconds(low), to_seconds(high)));
  }

  std::int64_t whole(const JsonValue& value, std::string_view unit, double low, double high) const {
    const double result = number(value, unit, low, high);
    if (result != std::floor(result))
      throw value.map()["value"].error(format_number(result), "a whole number");
    return static_cast<std::int64_t>(result);
  }

  std::string text(const JsonValue& value, std::size_t bytes) const {
    const JsonObject object = value.object({"value", "source"});
    check(object["source"]);
    std::string result = object["value"].text();
    if (result.size() != bytes)
      throw object["value"].error(std::to_string(result.size()) + " bytes", std::to_string(bytes) + " bytes");
    return result;
  }

 private:
  std::set<std::string> keys_;
};

std::vector<std::string> words_of(const JsonObject& line, std::string_view key) {
  std::vector<std::string> words;
  if (line.has(key))
    for (const JsonValue& word : line[key].array()) words.push_back(word.text());
  return words;
}

std::vector<IndicatorType> read_types(const Sources& read, const JsonValue& value) {
  const JsonObject table = value.object({"source", "lines"});
  read.check(table["source"]);
  std::vector<IndicatorType> types;
  for (const JsonValue& each : table["lines"].array()) {
    const JsonObject line = each.object({"code", "chinese", "english", "tags", "measures"});
    types.push_back({line["code"].text(), line["english"].text(), line["chinese"].text(),
                     words_of(line, "tags"), words_of(line, "measures")});
    if (!is_code(types.back().code, 2))
      throw line["code"].error("\"" + types.back().code + "\"", "two digits");
  }
  if (types.empty() || !types.back().tags.empty() || !types.back().measures.empty())
    throw table["lines"].error("a last line that does not fit every point",
                               "a last line without tags and measures");
  return types;
}

std::vector<Sight> read_sights(const Sources& read, const JsonValue& value) {
  std::vector<Sight> sights;
  for (const JsonValue& each : value.array()) {
    const JsonObject line =
        each.object({"class", "fault", "accident", "alarm_type", "english", "chinese", "source"});
    read.check(line["source"]);
    if (line.has("fault") == line.has("accident"))
      throw each.error("a sight", "either a \"fault\" or an \"accident\"");
    sights.push_back({line["class"].text(), line.has("fault") ? line["fault"].text() : "",
                      line.has("accident") ? line["accident"].text() : "", line["alarm_type"].text(),
                      line["english"].text(), line["chinese"].text()});
  }
  return sights;
}

CameraSettings read_cameras(const Sources& read, const JsonValue& value) {
  const JsonObject object = value.object({"look_every", "recognised", "accident_visible", "sights"});
  CameraSettings cameras;
  cameras.look_every = read.duration(object["look_every"], 10ms, 1h);
  cameras.recognised = read.number(object["recognised"], "1", 0.001, 1.0);
  cameras.accident_visible = read.duration(object["accident_visible"], 1s, 24h);
  cameras.sights = read_sights(read, object["sights"]);
  return cameras;
}

}  // namespace

UploadSettings read_upload_settings(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root = document.root().object(
      {"sources", "real_time", "alarms", "cameras", "retry", "buffer", "initial_vectors", "indicator_types"});
  const Sources read(root["sources"].map());
  const JsonObject real_time = root["real_time"].object({"period", "longest_silence"});
  const JsonObject alarms = root["alarms"].object({"scan", "confirm_samples", "hysteresis"});
  const JsonObject retry = root["retry"].object({"first", "last", "time_out", "refusals_in_a_row"});
  const JsonObject buffer = root["buffer"].object({"age", "size"});
  const JsonObject vectors = root["initial_vectors"].object({"des", "sm4"});

  UploadSettings settings;
  settings.edge.longest_silence = read.duration(real_time["longest_silence"], 1s, 24h);
  settings.edge.period = read.duration(real_time["period"], 1s, settings.edge.longest_silence);
  settings.edge.scan = read.duration(alarms["scan"], 100ms, 1min);
  settings.edge.confirm_samples = read.whole(alarms["confirm_samples"], "1", 1, 1000);
  settings.edge.hysteresis = read.number(alarms["hysteresis"], "1", 0.0, 0.5);
  settings.cameras = read_cameras(read, root["cameras"]);
  settings.retry.first = read.duration(retry["first"], 1ms, 1h);
  settings.retry.last = read.duration(retry["last"], settings.retry.first, 24h);
  settings.retry.time_out = read.duration(retry["time_out"], 10ms, 10min);
  settings.retry.refusals_in_a_row = read.whole(retry["refusals_in_a_row"], "1", 1, 1e6);
  settings.buffer.age = read.duration(buffer["age"], 1s, std::chrono::hours{24 * 366});
  settings.buffer.bytes = static_cast<std::size_t>(read.whole(buffer["size"], "byte", 1, 1e12));
  settings.des_vector = read.text(vectors["des"], 8);
  settings.sm4_vector = read.text(vectors["sm4"], 16);
  settings.types = read_types(read, root["indicator_types"]);
  return settings;
}

}  // namespace fengsui::upload
