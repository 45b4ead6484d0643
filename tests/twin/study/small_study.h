// A study of two small files that nobody could simulate, for reading, designing and writing.
#pragma once

#include <nlohmann/json.hpp>

#include "twin/study/study_reader.h"

namespace fengsui::sample {

inline StudyBase base(const std::filesystem::path&) {
  StudyBase base;
  base.inputs = {{"scenario", "a/scenario.json", R"({"duration": "00:20:00", "people": 5, "id": "x"})"},
                 {"rules", "a/rules.json",
                  "// delays\n{\"delay\": {\"value\": \"15 s\", \"source\": \"a book\"}, \"band\": \"5 %\", "
                  "\"gain\": 0.5}"}};
  base.kpis = {
      {"alarms", {"alarms", "报警数"}, {}, ""},
      {"clear_time", {"to clear", "消警"}, {}, "s"},
      {"clear_time_red", {"red: to clear", "红色：消警"}, {}, "s", KpiPart{"clear_time", Colour::red, {}}},
      {"clear_time_red_city",
       {"red, city: to clear", "红色，市级：消警"},
       {},
       "s",
       KpiPart{"clear_time", Colour::red, 2}},
      {"clear_time_blue",
       {"blue: to clear", "蓝色：消警"},
       {},
       "s",
       KpiPart{"clear_time", Colour::blue, {}}}};
  return base;
}

inline nlohmann::json study_json() {
  return nlohmann::json::parse(R"({
    "version": 1, "id": "small", "title": {"en": "Small", "zh": "小"}, "scenario": "scenario.json", "seed": 3,
    "factors": [
      {"key": "delay", "file": "rules", "at": "/delay/value", "values": ["5 s", "1 min"]},
      {"key": "people", "file": "scenario", "at": "/people", "from": 1, "to": 5, "step": 2}],
    "design": "grid", "replications": 3,
    "responses": [{"kpi": "alarms"}, {"kpi": "clear_time"}]})");
}

inline Study read(const nlohmann::json& json) { return read_study(json.dump(), "b/study.json", base); }

}  // namespace fengsui::sample
