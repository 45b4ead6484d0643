// A study with real runs that takes a second.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/end_to_end/program.h"

namespace fengsui::end_to_end {

// A short leak, three alarm delays, a few replications.
inline nlohmann::json leak_study(const Desk& desk, int replications) {
  nlohmann::json scenario = small_scenario();
  scenario["duration"] = "00:05:00";
  // only the level alarm can find the leak
  nlohmann::json& well = scenario["enterprises"].begin().value()["units"][1];
  well["absent_points"] = {"DW_LK", "DW_FR", "DW_OP"};
  well["interlocks"] = {{"leak_trip", "absent"}, {"feed_residual_trip", "absent"}, {"level_trip", "absent"}};
  well["parameters"] = {{"table_area", "2 m2"}};
  desk.write("leak.json", scenario.dump());
  return {{"version", 1},
          {"id", "leaks"},
          {"title", {{"en", "Leaks"}, {"zh", "泄漏"}}},
          {"scenario", "leak.json"},
          {"factors",
           {{{"key", "on_delay"},
             {"file", "rules"},
             {"at", "/kinds/metal_level/trip_on_delay/value"},
             {"values", {"0.5 s", "9 s", "20 s"}}}}},
          {"design", "grid"},
          {"replications", replications},
          {"responses", {{{"kpi", "warning_delay"}}, {{"kpi", "alarms"}}}}};
}

inline fs::path written(const Desk& desk, const nlohmann::json& study) {
  return desk.write("study.json", study.dump());
}

}  // namespace fengsui::end_to_end
