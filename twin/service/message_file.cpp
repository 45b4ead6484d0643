#include "twin/service/message_file.h"

#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "sim/port/json_lines_values.h"

namespace fengsui {

namespace {

using Json = nlohmann::ordered_json;

template <class Enum>
void put(Json& json, const std::string& key, Enum value) {
  const PortWord& word = word_of(value);
  json[key] = word.key;
  json[key + "_zh"] = word.chinese;
}

}  // namespace

MessageFile::MessageFile(std::filesystem::path file, AlertStatus status, std::optional<WallTime> start)
    : file_(std::move(file)), status_(status), start_(start) {}

void MessageFile::begin(const Directory& directory, const std::string& run, bool continued) {
  directory_ = directory;
  run_ = run;
  number_ = 0;
  if (file_.last_line().empty()) return;
  const std::string name = file_.path().string();
  if (!continued)
    throw InputError(name, "", "a file that holds messages already",
                     "a new file, or --journal to go on with the run they are of");
  const Json last = Json::parse(file_.last_line(), nullptr, false);
  if (!last.is_object() || !last.contains("number") || !last["number"].is_number_integer() ||
      last.value("run", "") != run)
    throw InputError(name, "the last line", "no message of this run",
                     "a new file, or the one that belongs to the journal");
  in_file_ = last["number"].get<std::int64_t>();
}

std::string MessageFile::line_of(const Alarm& alarm) const {
  Json json = {{"number", number_}, {"run", run_}, {"status", word_of(status_)}, {"kind", "alarm"}};
  if (start_) json["time"] = beijing_time(*start_, alarm.time);
  json["since_start_us"] = json_lines::to_json(alarm.time);
  json["id"] = alarm.id.index;
  put(json, "event", alarm.event);
  json["enterprise"] = directory_.enterprises[alarm.enterprise.index].name;
  if (alarm.point.valid()) {
    const PointEntry& point = directory_.points[alarm.point.index];
    json["unit"] = point.unit_name;
    json["unit_class"] = point.unit_class;
    json["point"] = point.tag;
  } else {
    json["gateway"] = alarm.gateway.index;
  }
  put(json, "condition", alarm.condition);
  json["priority"] = alarm.priority;
  json["value"] = json_lines::number_or_null(alarm.value);
  json["limit"] = json_lines::number_or_null(alarm.limit);
  if (alarm.point.valid()) json["measure"] = directory_.points[alarm.point.index].measure;
  return json_lines::line_of(json);
}

std::string MessageFile::line_of(const Warning& warning) const {
  Json json = {{"number", number_}, {"run", run_}, {"status", word_of(status_)}, {"kind", "warning"}};
  if (start_) json["time"] = beijing_time(*start_, warning.time);
  json["since_start_us"] = json_lines::to_json(warning.time);
  json["id"] = warning.id.index;
  put(json, "event", warning.event);
  json["enterprise"] = directory_.enterprises[warning.enterprise.index].name;
  put(json, "colour", warning.colour);
  json["score"] = warning.score;
  json["reason"] = warning.reason;
  json["because"] = Json::array();
  for (const AlarmId alarm : warning.because) json["because"].push_back(alarm.index);
  return json_lines::line_of(json);
}

void MessageFile::publish(const EngineOutput& output, bool fresh) {
  std::string lines;
  const auto take = [&](const auto& event) {
    ++number_;
    if (fresh && number_ > in_file_) lines += line_of(event);
  };
  for (const Alarm& alarm : output.alarms) take(alarm);
  for (const Warning& warning : output.warnings) take(warning);
  file_.append(lines);
}

void MessageFile::caught_up() {
  if (in_file_ > number_)
    throw InputError(
        file_.path().string(), "the last line", "message " + std::to_string(in_file_),
        "at most " + std::to_string(number_) + ", the events of the journal: one of them is older");
}

}  // namespace fengsui
