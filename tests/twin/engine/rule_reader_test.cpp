#include "twin/engine/rule_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "sim/base/error.h"
#include "tests/twin/engine/plant_of_one.h"

namespace fengsui::engine {
namespace {

const std::string file = FENGSUI_SOURCE_DIR "/data/rules/aluminium.json";

std::string text_of_file() {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// The error of the file with one passage replaced.
InputError error_after(const std::string& found, const std::string& replacement) {
  std::string text = text_of_file();
  const std::size_t at = text.find(found);
  EXPECT_NE(at, std::string::npos) << found;
  text.replace(at, found.size(), replacement);
  try {
    read_rules(text, "rules.json");
  } catch (const InputError& error) {
    return error;
  }
  ADD_FAILURE() << "accepted: " << replacement;
  return {"", "", "", ""};
}

TEST(AluminiumRules, AreReadAndCoverEveryUnitClass) {
  const Rules rules = read_rules(text_of_file(), file);
  std::set<std::string> prefixes, triggers;
  for (const PointRule& point : rules.points) prefixes.insert(point.tag.substr(0, 2));
  for (const Trigger& trigger : rules.risk.triggers) triggers.insert(trigger.key);
  EXPECT_EQ(prefixes, (std::set<std::string>{"DW", "FF", "TF", "WR"}));
  EXPECT_TRUE(triggers.contains("metal_leak") && triggers.contains("rope_break"));
  EXPECT_EQ(rules.offline_after, std::chrono::minutes{5});
  EXPECT_DOUBLE_EQ(rules.risk.threshold[4], 80);
}

TEST(AluminiumRules, SayWhatIsDoneAboutFloodsAndShelving) {
  const Rules rules = read_rules(text_of_file(), file);
  EXPECT_EQ(rules.longest_shelving, std::chrono::hours{8});
  EXPECT_EQ(rules.flood.chatter_count, 3u);
  EXPECT_EQ(rules.flood.begins_above, 10u);
  EXPECT_EQ(rules.reorder_wait, Duration::zero());
  EXPECT_EQ(error_after("\"begins_above\": {\"value\": \"10\"", "\"begins_above\": {\"value\": \"3\"").place,
            "/flood/flood/ends_below");
  EXPECT_EQ(error_after("\"count\": {\"value\": \"3\"", "\"count\": {\"value\": \"2.5\"").place,
            "/flood/chattering/count");
}

TEST(RuleReader, ReadsLatchAndReAlarm) {
  std::string text = text_of_file();
  const std::string high = "\"alarms\": {\"high\": {\"priority\": 2}, \"high_high\": {}}";
  text.replace(text.find(high), high.size(),
               "\"alarms\": {\"high\": {\"latch\": true, \"re_alarm_after\": {\"value\": \"1 h\", "
               "\"source\": \"estimate: "
               "as an example\"}}, \"high_high\": {}}");
  const std::string shelving = "\"longest_shelving\"";
  text.replace(text.find(shelving), shelving.size(),
               "\"re_alarm_after\": {\"priority_1\": {\"value\": \"20 min\", \"source\": \"estimate: as an "
               "example\"}}, "
               "\"longest_shelving\"");
  const Rules rules = read_rules(text, file);
  const AlarmRule* latched = nullptr;
  for (const PointRule& point : rules.points)
    for (const AlarmRule& alarm : point.alarms)
      if (alarm.latch) latched = &alarm;
  ASSERT_NE(latched, nullptr);
  EXPECT_EQ(latched->re_alarm_after, std::chrono::hours{1});
  EXPECT_EQ(rules.re_alarm_after[1], std::chrono::minutes{20});
  EXPECT_EQ(rules.re_alarm_after[2], forever);
}

TEST(AluminiumRules, TurnALeakDetectorIntoARedWarningAtOnce) {
  Directory directory = one_unit({"DW_LK", "DW_RUN"});
  directory.points[0].measure = directory.points[1].measure = "bool";
  Bench bench(read_rules(text_of_file(), file), directory);
  bench.read(5, 0);
  bench.read(6, 1);
  ASSERT_EQ(bench.warnings.size(), 1u);
  EXPECT_EQ(bench.warnings[0].colour, Colour::red);
  EXPECT_EQ(bench.warnings[0].time, at(6));
  EXPECT_EQ(bench.warnings[0].reason.substr(0, std::string("模盘漏铝").size()), "模盘漏铝");
}

TEST(AluminiumRules, LeaveAnIdleWellInPeaceAndSeeWaterLossWhileCasting) {
  Directory directory = one_unit({"DW_FT_MW", "DW_PT_MW", "DW_RUN"});
  directory.points[0].measure = "m3/h";
  directory.points[0].range_high = 800;
  directory.points[0].limits = {378.0, 459.0, 594.0, {}};
  directory.points[1].measure = "MPa";
  directory.points[1].range_high = 0.6;
  directory.points[1].limits = {0.08, 0.12, 0.30, 0.35};
  directory.points[2].measure = "bool";
  Bench bench(read_rules(text_of_file(), file), directory);
  const auto water = [&](double time_s, double flow, double pressure, double running) {
    bench.exchange(at(time_s), {{at(time_s), flow, PointId(0), Quality::good, {}},
                                {at(time_s), pressure, PointId(1), Quality::good, {}},
                                {at(time_s), running, PointId(2), Quality::good, {}}});
  };
  double t = 0;
  for (; t < 600; t += 5) water(t, 0, 0, 0);
  for (; t < 1500; t += 5) water(t, 530 + t / 100, 0.2, 1);
  EXPECT_TRUE(bench.alarms.empty()) << testing::PrintToString(story(bench.alarms));
  for (; t < 1560; t += 1) water(t, 100, 0.01, 1);
  ASSERT_FALSE(bench.warnings.empty());
  EXPECT_EQ(bench.warnings.front().colour, Colour::red);
  EXPECT_EQ(bench.warnings.front().time, at(1501));
}

TEST(RuleFile, UnknownKeyNamesThePlaceAndTheNearestKey) {
  const InputError error = error_after("\"offline_after\"", "\"offline_aftr\"");
  EXPECT_EQ(error.place, "/data");
  EXPECT_NE(error.expected.find("offline_after"), std::string::npos);
}

TEST(RuleFile, AKeyWithoutEffectIsAnError) {
  const InputError error = error_after("\"high\": {\"priority\": 4}", "\"high\": {\"window\": {}}");
  EXPECT_EQ(error.place, "/points/DW_FT_MW/alarms/high");
}

TEST(RuleFile, BadUnitNamesThePlace) {
  EXPECT_EQ(error_after("\"2 mm/s\"", "\"2 K\"").place, "/points/DW_LM_DIST/alarms/rate/limit/value");
  EXPECT_EQ(error_after("\"measure\": \"MPa\"", "\"measure\": \"MPq\"").place, "/points/TF_PT_HYD/measure");
}

// What replaces the alarms of one point.
Rules with_alarms(const std::string& alarms) {
  std::string text = text_of_file();
  const std::string found = R"({"high": {"priority": 2}, "high_high": {}}},
    "WR_TILT")";
  const std::size_t at = text.find(found);
  EXPECT_NE(at, std::string::npos);
  std::string replacement = "{";
  replacement.append(alarms).append("}}, \"WR_TILT\"");
  return read_rules(text.replace(at, found.size(), replacement), "rules.json");
}

const AlarmRule& alarm_of(const Rules& rules) {
  for (const PointRule& point : rules.points)
    if (point.tag == "WR_UNB") return point.alarms.back();
  throw InputError("rules.json", "", "no WR_UNB", "one");
}

// A number as rule files write it.
std::string sourced(const std::string& value) {
  std::string text = "{\"value\": \"";
  return text.append(value).append("\", \"source\": \"estimate: a test\"}");
}

// Where the alarms of one point are refused.
std::string refused(const std::string& alarms) {
  try {
    with_alarms(alarms);
  } catch (const InputError& error) {
    return error.place;
  }
  return "";
}

TEST(RuleFile, ConditionsOverSeveralPointsAreFormulas) {
  std::string text = R"("expression": {"over": {"a": {"point": "WR_UNB", "measure": "%"},
      "b": {"point": "WR_TILT", "measure": "mm/m"}}, "formula": "a - b", "measure": "1", "limit": )";
  AlarmRule rule = alarm_of(with_alarms(text.append(sourced("3")).append("}")));
  ASSERT_TRUE(rule.combination);
  EXPECT_EQ(rule.combination->inputs.size(), 2u);
  EXPECT_EQ(rule.combination->inputs[1].measure, "mm/m");
  EXPECT_EQ(rule.limit, 3.0);

  text =
      R"("vote": {"over": {"a": {"point": "WR_UNB", "measure": "%"}}, "of": ["a > 5", "a > 6"], "at_least": 2})";
  EXPECT_EQ(alarm_of(with_alarms(text)).limit, 2.0);

  text = R"("deviation": {"set_point": )";
  text.append(sourced("5 %")).append(", \"limit\": ").append(sourced("2 %"));
  text.append(", \"filter\": {\"ewma\": ").append(sourced("30 s")).append("}}");
  rule = alarm_of(with_alarms(text));
  EXPECT_EQ(rule.smoothing.kind, Smoothing::Kind::ewma);
  EXPECT_TRUE(rule.combination->inputs[1].fixed);
  EXPECT_EQ(rule.combination->inputs[1].value, 5.0);
}

TEST(RuleFile, FormulasThatCannotBeEvaluatedAreRefusedWithTheirPlace) {
  const std::string place = "/points/WR_UNB/alarms";
  const std::string over = R"("over": {"a": {"point": "WR_UNB", "measure": "%"}})";
  const auto expression = [&](const std::string& formula) {
    std::string text = "\"expression\": {";
    return refused(text.append(over).append(", \"formula\": \"").append(formula).append("\"}"));
  };
  EXPECT_EQ(expression("a > 5"), "");
  for (const char* wrong : {"a >", "b > 5", "5 > 4", "a = 5", "a, a"})
    EXPECT_EQ(expression(wrong), place + "/expression/formula") << wrong;
  std::string vote = "\"vote\": {";
  EXPECT_EQ(refused(vote.append(over).append(R"(, "of": ["a > 5", "(a > 6"], "at_least": 1})")),
            place + "/vote/of/1");
  vote = "\"vote\": {";
  EXPECT_EQ(refused(vote.append(over).append(R"(, "of": ["a > 5", "a > 6"], "at_least": 3})")),
            place + "/vote/at_least");
  EXPECT_EQ(refused("\"deviation\": {\"limit\": " + sourced("2 %") + "}"), place + "/deviation");
  EXPECT_EQ(
      refused("\"absent\": {\"within\": " + sourced("24 h") + ", \"on_delay\": " + sourced("1 s") + "}"),
      place + "/absent");
  EXPECT_EQ(refused("\"repeated\": {\"of\": \"high\", \"count\": " + sourced("3") +
                    ", \"within\": " + sourced("1 h") + "}"),
            place + "/repeated/of");
  EXPECT_EQ(refused("\"high\": {\"filter\": {}}"), place + "/high/filter");
}

TEST(RuleFile, LimitsOutOfOrderAreRefused) {
  const std::string limit = R"("limit": {"value": "$ °C", "source": "estimate: a test"})";
  const auto with = [&](const std::string& value) {
    return std::string(limit).replace(limit.find('$'), 1, value);
  };
  const InputError error =
      error_after(R"("low": {"priority": 4}, "high": {}, "high_high": {"priority": 2}}},
    "DW_TT_OUT")",
                  R"("low": {)" + with("40") + R"(}, "high": {)" + with("35") + R"(}}}, "DW_TT_OUT")");
  EXPECT_EQ(error.place, "/points/DW_TT_IN/alarms");
  EXPECT_EQ(error.found, "low 40 and high 35");
}

TEST(RuleFile, NumbersWithoutAKnownSourceAreRefused) {
  const InputError error = error_after("\"source\": \"hebei-gateway\"", "\"source\": \"hebei-gatewy\"");
  EXPECT_EQ(error.place, "/data/offline_after/source");
  EXPECT_NE(error.expected.find("hebei-gateway"), std::string::npos);
  EXPECT_EQ(error_after("\"source\": \"hebei-gateway\"", "\"source\": \"estimate\"").place,
            "/data/offline_after/source");
}

TEST(RuleFile, WeightsColoursAndTriggersAreChecked) {
  EXPECT_EQ(error_after("\"value\": \"0.35\"", "\"value\": \"0.30\"").place, "/risk/weights");
  EXPECT_EQ(error_after("\"yellow\": {\"value\": \"50\"", "\"yellow\": {\"value\": \"30\"").place,
            "/risk/colours/yellow");
  EXPECT_EQ(error_after("\"silent\": {\"for\"", "\"silence\": {\"for\"").place,
            "/risk/triggers/gateway_silent_for_a_day");
  EXPECT_EQ(error_after("\"from\": \"blue\", \"to\": \"yellow\"", "\"from\": \"red\", \"to\": \"red\"").place,
            "/risk/upgrades/same_item_again/to");
  EXPECT_EQ(error_after("\"when\": {\"recurring\"", "\"when\": {\"overdue\": true, \"recurring\"").place,
            "/risk/upgrades/same_item_again/when");
  EXPECT_EQ(error_after("\"target\": {\"value\": \"99.5 %\"", "\"target\": {\"value\": \"101 %\"").place,
            "/risk/management/online_rate/target");
}

}  // namespace
}  // namespace fengsui::engine
