// What the tests of the readers share: the error a reading throws, and a small scenario to vary.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "sim/base/error.h"

namespace fengsui {

template <class Read>
InputError error_of(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    return error;
  }
  ADD_FAILURE() << "no error";
  return {"", "", "", ""};
}

// A scenario that uses most of the format.
inline nlohmann::json small_scenario() {
  return nlohmann::json::parse(R"({
    "$schema": "../data/schemas/scenario.schema.json",
    "version": 1,
    "id": "leak",
    "title": {"en": "A leak", "zh": "漏铝"},
    "about": {"sourced": ["92 s from leak to explosion"], "inferred": ["size of the hole"], "sources": ["A notice"]},
    "start": "2022-04-03T11:00:00+08:00",
    "duration": "00:35:00",
    "seed": 7,
    "register": "qingwan_aluminium", "catalogue": "aluminium", "policy": "shanghai_2024", "rules": "aluminium",
    "network": "district_city",
    "sampling": "every", "random_faults": false, "random_outages": true, "engine": "builtin",
    "enterprises": {"海螺型材有限公司（虚构）": {
      "management": 30,
      "units": [
        {"unit": "casting_well 9", "phase": "steady", "elapsed": "00:10:00", "absent_points": ["DW_LK"],
         "limits": {"DW_LM_DIST": {"low": "100 mm", "low_low": "95 mm"}},
         "interlocks": {"level_trip": "bypassed",
                        "gap_trip": {"state": "fitted", "probability_of_failure": 0.1, "level": "5 mm", "delay": "2 s"}},
         "people_near": 12, "parameters": {"table_area": "2 m2"}},
        {"unit": "casting_well *", "interlocks": {"water_trip": "absent"}}]}},
    "events": [
      {"id": "leak", "at": "2022-04-03T11:10:00+08:00", "do": "fault", "enterprise": "海螺型材有限公司（虚构）",
       "unit": "casting_well 9", "fault": "guide_hole_leak", "size": "1.72 kg/s", "accident_threshold": "158.2 kg", "for": "10 min"},
      {"at": "00:05:00", "do": "late", "enterprise": "海螺型材有限公司（虚构）", "probability": 0.1, "delay": "2 min", "for": "90s"},
      {"at": "0s", "do": "phone_report", "office": "青湾区（虚构）", "enterprise": "海螺型材有限公司（虚构）", "colour": "red"}],
    "expect": [
      {"warning": "red", "enterprise": "海螺型材有限公司（虚构）", "after": "leak", "within": "40s"},
      {"accident": false},
      {"witness": "leak"}]
  })");
}

}  // namespace fengsui
