// Each kind of finding: the shipped rules have none, and one change of them brings exactly one, at its place.
#include "twin/engine/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/engine/rule_reader.h"

namespace fengsui::engine {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

json read_json(const std::string& name) {
  std::ifstream file(std::string(FENGSUI_SOURCE_DIR) + "/data/" + name);
  return json::parse(file, nullptr, true, true);
}

Rules rules_of(const json& rules) { return read_rules(rules.dump(), "rules.json"); }

// One unit of each class of the shipped catalogue.
Directory catalogue_points() {
  Directory directory;
  directory.enterprises.push_back({"Ruixin Aluminium", "aluminium", 0.0, 0.0});
  directory.gateways.push_back({EnterpriseId(0), {}});
  std::uint32_t unit = 0;
  const json catalogue = read_json("catalogue/aluminium.json");
  for (const auto& [name, unit_class] : catalogue.at("classes").items()) {
    for (const json& row : unit_class.at("points")) {
      PointEntry point;
      point.tag = row.at("tag");
      point.unit_class = point.unit_name = name;
      point.measure = row.at("measure");
      point.unit = UnitId(unit);
      point.enterprise = EnterpriseId(0);
      point.gateway = GatewayId(0);
      const auto value = [&](const json& number) {
        return number.is_number() ? number.get<double>()
                                  : parse_quantity(number.get<std::string>(), point.measure).value();
      };
      point.range_low = value(row.at("range")[0]);
      point.range_high = value(row.at("range")[1]);
      if (row.contains("low_low")) point.limits.low_low = value(row["low_low"]);
      if (row.contains("low")) point.limits.low = value(row["low"]);
      if (row.contains("high")) point.limits.high = value(row["high"]);
      if (row.contains("high_high")) point.limits.high_high = value(row["high_high"]);
      point.period = parse_duration(row.at("period").get<std::string>()).value();
      directory.points.push_back(point);
    }
    ++unit;
  }
  return directory;
}

PointEntry& point_of(Directory& directory, const std::string& tag) {
  return *std::ranges::find(directory.points, tag, &PointEntry::tag);
}

std::vector<std::string> pointers_of(const std::vector<LintFinding>& findings) {
  std::vector<std::string> pointers;
  for (const LintFinding& finding : findings) {
    EXPECT_FALSE(finding.english.empty());
    EXPECT_FALSE(finding.chinese.empty());
    pointers.push_back((finding.point.valid() ? "point " : "") + finding.pointer);
  }
  return pointers;
}

json sourced(const std::string& value) { return {{"value", value}, {"source", "estimate: a test"}}; }

json trigger(const char* colour, const char* kind, json rest) {
  return {{"colour", colour}, {"english", "a test"}, {"chinese", "试验"}, {kind, std::move(rest)}};
}

struct Wrong {
  std::string name, pointer;
  std::function<void(json&)> change;
  std::function<void(Directory&)> change_points = nullptr;  // then it shows with points only
};

std::ostream& operator<<(std::ostream& stream, const Wrong& wrong) { return stream << wrong.name; }

json& trigger_of(json& rules, const char* key) { return rules["risk"]["triggers"][key]; }
json& alarm_of(json& rules, const char* tag, const char* condition) {
  return rules["points"][tag]["alarms"][condition];
}

json repeated(const char* of, const char* count, const char* within) {
  return {{"of", of}, {"count", sourced(count)}, {"within", sourced(within)}};
}

const auto as_it_is = [](Directory&) {};

const Wrong wrongs[] = {
    // what the file itself shows
    {"PatternOfAnAlarmThatNoRuleGives", "/risk/triggers/rope_break/pattern/1",
     [](json& r) { trigger_of(r, "rope_break")["pattern"][1]["condition"] = "low"; }},
    {"PatternOverTwoClasses", "/risk/triggers/t/pattern",
     [](json& r) {
       r["points"]["casting_well/DW_XX"] = r["points"]["DW_LK"];
       r["points"]["rope_hoist/WR_XX"] = r["points"]["DW_LK"];
       trigger_of(r, "t") =
           trigger("red", "pattern",
                   {{{"tag", "DW_XX"}, {"condition", "state"}}, {{"tag", "WR_XX"}, {"condition", "state"}}});
     }},
    {"TogetherOfTooManyPoints", "/risk/triggers/several_trips/together/points",
     [](json& r) { trigger_of(r, "several_trips")["together"]["points"]["value"] = "90"; }},
    {"RepeatedAlarmThatDoesNotFitItsWindow", "/points/DW_PT_MW/alarms/repeated/within",
     [](json& r) { alarm_of(r, "DW_PT_MW", "repeated") = repeated("low", "4", "60 s"); }},
    {"ArmedByTheOppositeOfItsState", "/points/DW_LK/alarms/state/armed_when",
     [](json& r) {
       alarm_of(r, "DW_LK", "state")["armed_when"] = {{"point", "DW_LK"}, {"equals", 0}};
     }},
    {"SustainedBehindAnother", "/risk/triggers/slow",
     [](json& r) {
       trigger_of(r, "slow") = trigger("yellow", "sustained", {{"level", 2}, {"for", sourced("2 min")}});
     }},
    {"SilentBehindAnother", "/risk/triggers/gateway_silent_for_a_day",
     [](json& r) { trigger_of(r, "gateway_silent_for_hours")["colour"] = "orange"; }},
    {"PatternBehindASmallerOne", "/risk/triggers/both",
     [](json& r) {
       trigger_of(r, "both") =
           trigger("orange", "pattern",
                   {{{"tag", "DW_LK"}, {"condition", "state"}}, {{"tag", "DW_PWR"}, {"condition", "state"}}});
     }},
    {"ChatteringFasterThanAnyAlarm", "/flood/chattering/within",
     [](json& r) {
       for (auto& [name, kind] : r["kinds"].items()) kind["off_delay"] = sourced("2 h");
       for (auto& [name, point] : r["points"].items())
         for (auto& [condition, alarm] : point["alarms"].items()) {
           if (condition == "state" || condition == "rate") alarm["off_delay"] = sourced("2 h");
         }
     }},
    {"UpgradeFromAColourThatNeverComes", "/risk/upgrades/same_item_again/from",
     [](json& r) {
       r["risk"]["upgrades"]["same_item_again"]["from"] = "orange";
       r["risk"]["upgrades"]["same_item_again"]["to"] = "red";
       for (auto& [name, each] : r["risk"]["triggers"].items()) each["colour"] = "blue";
       r["risk"]["triggers"].erase("gateway_silent_for_a_day");
       r["risk"]["triggers"].erase("trip_level_alarm");
       r["risk"]["alarms"]["points_per_severity"] = sourced("0");
       r["risk"]["alarms"]["silent_gateway"] = json::array();
       r["risk"]["handling"]["overdue_points"] = r["risk"]["handling"]["rejected_points"] = sourced("0");
     }},

    // what the points show
    {"RuleWithoutAPoint", "/points/DW_NONE", [](json& r) { r["points"]["DW_NONE"] = r["points"]["DW_LK"]; },
     as_it_is},
    {"KeyWithASlash", "/points/rope_hoist~1DW_ST",
     [](json& r) { r["points"]["rope_hoist/DW_ST"] = r["points"]["DW_ST"]; }, as_it_is},
    {"UnitThatDoesNotConvert", "/points/TF_PT_HYD/measure",
     [](json& r) { r["points"]["TF_PT_HYD"]["measure"] = "mm"; }, as_it_is},
    {"NoLimit", "/points/DW_ST/alarms/high_high", [](json&) {},
     [](Directory& d) { point_of(d, "DW_ST").limits.high_high.reset(); }},
    {"ArmedByAPointThatNobodyHas", "/points/DW_ST/alarms/low/armed_when/point",
     [](json& r) { alarm_of(r, "DW_ST", "low")["armed_when"]["point"] = "DW_RUNS"; }, as_it_is},
    {"LimitOutOfRange", "/points/WR_UNB/alarms/high_high/limit",
     [](json& r) { alarm_of(r, "WR_UNB", "high_high")["limit"] = sourced("400 %"); }, as_it_is},
    {"LimitOutOfOrderWithTheEnterprises", "/points/DW_ST/alarms/low/limit",
     [](json& r) { alarm_of(r, "DW_ST", "low")["limit"] = sourced("200 mm/min"); }, as_it_is},
    {"DeadbandAsWideAsTheRange", "/points/DW_ST/alarms/high",
     [](json& r) { alarm_of(r, "DW_ST", "high")["deadband"] = sourced("200 mm/min"); }, as_it_is},
    {"RateBeyondTheRange", "/points/DW_LM_DIST/alarms/rate/limit",
     [](json& r) { alarm_of(r, "DW_LM_DIST", "rate")["limit"] = sourced("900 mm/s"); }, as_it_is},
    {"StuckWindowShorterThanThePeriod", "/points/DW_FT_MW/alarms/stuck/window", [](json&) {},
     [](Directory& d) { point_of(d, "DW_FT_MW").period = std::chrono::hours{1}; }},
    {"SetPointTooNear", "/points/DW_ST/alarms/deviation/limit",
     [](json& r) {
       alarm_of(r, "DW_ST", "deviation") = {{"set_point", sourced("130 mm/min")},
                                            {"limit", sourced("200 mm/min")}};
     },
     as_it_is},
    {"NoPartnerOfADeviation", "/points/DW_ST/alarms/deviation",
     [](json& r) {
       alarm_of(r, "DW_ST", "deviation") = {{"from", "DW_NONE"}, {"limit", sourced("20 mm/min")}};
     },
     as_it_is},
    {"MarginOfHalfTheRange", "/points/DW_ST/alarms/out_of_range/margin",
     [](json& r) {
       alarm_of(r, "DW_ST", "out_of_range") = {{"margin", sourced("-150 mm/min")}};
     },
     as_it_is},
    {"AbsentBetweenSamples", "/points/DW_ST/alarms/absent/within",
     [](json& r) {
       alarm_of(r, "DW_ST", "absent") = {{"within", sourced("1 s")}};
     },
     as_it_is},
    {"OwnLimitOutOfRange", "point /high_high", [](json&) {},
     [](Directory& d) { point_of(d, "DW_ST").limits.high_high = 301.0; }},
    {"OwnLimitsOutOfOrder", "point /high", [](json&) {},
     [](Directory& d) { point_of(d, "DW_ST").limits.high = 100.0; }},
    {"TogetherOfMorePointsThanAnyUnitHas", "/risk/triggers/several_trips/together/points",
     [](json& r) { trigger_of(r, "several_trips")["together"]["points"]["value"] = "12"; }, as_it_is},
};

struct LintOf : testing::TestWithParam<Wrong> {};

TEST_P(LintOf, TellsItAtItsPlaceAndNothingElse) {
  const Wrong& wrong = GetParam();
  json rules = read_json("rules/aluminium.json");
  Directory points = catalogue_points();
  wrong.change(rules);
  if (wrong.change_points) {
    EXPECT_THAT(pointers_of(lint(rules_of(rules))), IsEmpty());
    wrong.change_points(points);
    EXPECT_THAT(pointers_of(lint(rules_of(rules), points)), ElementsAre(wrong.pointer));
    return;
  }
  EXPECT_THAT(pointers_of(lint(rules_of(rules))), ElementsAre(wrong.pointer));
}

INSTANTIATE_TEST_SUITE_P(Wrong, LintOf, testing::ValuesIn(wrongs),
                         [](const auto& test) { return test.param.name; });

TEST(LintOfShippedRules, FindsNothing) {
  for (const char* name : {"aluminium", "shanghai_steel", "guangdong_dust", "conformance"})
    EXPECT_THAT(pointers_of(lint(rules_of(read_json(std::string("rules/") + name + ".json")))), IsEmpty())
        << name;
  EXPECT_THAT(pointers_of(lint(rules_of(read_json("rules/aluminium.json")), catalogue_points())), IsEmpty());
}

// Of the pit's water a firm gives the pair of limits that fits its gauge.
TEST(Lint, SparesTheSideThatTheEnterpriseDidNotChoose) {
  Directory points = catalogue_points();
  Limits& limits = point_of(points, "DW_LT_PIT").limits;
  ASSERT_TRUE(limits.low && !limits.high);
  limits.low_low.reset();
  EXPECT_THAT(pointers_of(lint(rules_of(read_json("rules/aluminium.json")), points)),
              ElementsAre("/points/DW_LT_PIT/alarms/low_low"));
  limits = {};
  limits.high = 1500.0;
  EXPECT_THAT(pointers_of(lint(rules_of(read_json("rules/aluminium.json")), points)),
              ElementsAre("/points/DW_LT_PIT/alarms/high_high"));
}

// The neighbours of findings that are none.
TEST(Lint, SparesWhatJustFits) {
  json rules = read_json("rules/aluminium.json");
  // on 15 s, off 5 s: onsets at 0, 20, 40 and 60 s
  alarm_of(rules, "DW_PT_MW", "repeated") = repeated("low", "4", "60.1 s");
  trigger_of(rules, "slow") = trigger("orange", "sustained", {{"level", 2}, {"for", sourced("2 min")}});
  alarm_of(rules, "DW_ST", "out_of_range") = {{"margin", sourced("-149 mm/min")}};
  alarm_of(rules, "WR_UNB", "high_high")["limit"] = sourced("100 %");
  Directory points = catalogue_points();
  point_of(points, "WR_UNB").range_high = 100.0;
  EXPECT_THAT(pointers_of(lint(rules_of(rules), points)), IsEmpty());
}

TEST(Lint, SaysTheSameOfManyPointsOnce) {
  json rules = read_json("rules/aluminium.json");
  alarm_of(rules, "WR_UNB", "high_high")["limit"] = sourced("400 %");
  Directory points = catalogue_points();
  PointEntry another = point_of(points, "WR_UNB");
  another.unit = UnitId(9);
  points.points.push_back(another);
  const auto findings = lint(rules_of(rules), points);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_THAT(findings[0].english, testing::EndsWith("(and at 1 more)"));
  EXPECT_THAT(findings[0].chinese, testing::EndsWith("（另有1处）"));
}

// What the reader refuses is no finding but an error with its place.
TEST(Lint, LeavesToTheReaderWhatItRefuses) {
  json rules = read_json("rules/aluminium.json");
  alarm_of(rules, "DW_FT_MW", "stuck")["window"] = sourced("59 s");
  try {
    rules_of(rules);
    FAIL() << "the window is shorter than the grid";
  } catch (const InputError& problem) {
    EXPECT_EQ(problem.place, "/points/DW_FT_MW/alarms/stuck/window");
  }
  rules = read_json("rules/aluminium.json");
  alarm_of(rules, "DW_ST", "high")["limit"] = sourced("140 mm/min");
  alarm_of(rules, "DW_ST", "high_high")["limit"] = sourced("140 mm/min");
  EXPECT_THROW(rules_of(rules), InputError);
}

}  // namespace
}  // namespace fengsui::engine
