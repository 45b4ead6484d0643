// A scenario reads into what it says; each mistake gives one message with its place and what was expected.
#include "scenarios/scenario_reader.h"

#include <nlohmann/json.hpp>

#include "scenarios/scenario_values.h"
#include "scenarios/script.h"
#include "tests/scenarios/support.h"

namespace fengsui {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::HasSubstr;

Scenario read(const json& scenario) { return read_scenario(scenario.dump(), "leak.json"); }

TEST(ScenarioReader, ReadsWhatIsWritten) {
  const Scenario scenario = read(small_scenario());
  EXPECT_EQ(scenario.id, "leak");
  EXPECT_EQ(scenario.title.chinese, "漏铝");
  EXPECT_EQ(scenario.about.inferred.size(), 1u);
  EXPECT_EQ(format_wall_time(scenario.start, scenario_start), "2022-04-03T11:00:00+08:00");
  EXPECT_EQ(scenario.duration, Duration{35min});
  EXPECT_EQ(scenario.seed, 7u);
  EXPECT_EQ(scenario.policy.name, "shanghai_2024");
  EXPECT_EQ(scenario.policy.pointer, "/policy");
  EXPECT_EQ(scenario.sampling, Sampling::every);
  EXPECT_FALSE(scenario.random_faults);
  EXPECT_TRUE(scenario.random_outages);
  EXPECT_EQ(scenario.engine.name, "builtin");
}

TEST(ScenarioReader, WhatIsLeftOutHasItsDocumentedDefault) {
  json shortest = small_scenario();
  for (const char* key : {"$schema", "about", "seed", "sampling", "random_faults", "random_outages", "engine",
                          "enterprises", "expect", "events"})
    shortest.erase(key);
  const Scenario scenario = read(shortest);
  EXPECT_EQ(scenario.seed, 1u);
  EXPECT_EQ(scenario.sampling, Sampling::by_exception);
  EXPECT_FALSE(scenario.random_faults || scenario.random_outages);
  EXPECT_EQ(scenario.engine.name, "builtin");
  EXPECT_TRUE(scenario.events.empty() && scenario.enterprises.empty() && scenario.expectations.empty());
}

TEST(ScenarioReader, ASeedThatNoNumberKeepsExactIsText) {
  json scenario = small_scenario();
  for (const std::uint64_t seed : {std::uint64_t{0}, (std::uint64_t{1} << 53) - 1, std::uint64_t{1} << 53,
                                   std::numeric_limits<std::uint64_t>::max()}) {
    scenario["seed"] = written_seed(seed);
    EXPECT_EQ(scenario["seed"].is_string(), seed >= std::uint64_t{1} << 53);
    EXPECT_EQ(read(scenario).seed, seed);
  }
}

TEST(ScenarioReader, ReadsOverridesOfUnits) {
  const Scenario scenario = read(small_scenario());
  ASSERT_EQ(scenario.enterprises.size(), 1u);
  const EnterpriseOverride& enterprise = scenario.enterprises[0];
  EXPECT_EQ(enterprise.enterprise.name, "海螺型材有限公司（虚构）");
  EXPECT_EQ(enterprise.management, 30.0);
  ASSERT_EQ(enterprise.units.size(), 2u);

  const UnitOverride& well = enterprise.units[0];
  EXPECT_EQ(well.unit.unit_class, "casting_well");
  EXPECT_EQ(well.unit.number, 9u);
  EXPECT_EQ(well.phase.name, "steady");
  EXPECT_EQ(well.elapsed, Duration{10min});
  EXPECT_EQ(well.absent_points[0].name, "DW_LK");
  EXPECT_EQ(well.limits[0].point.name, "DW_LM_DIST");
  EXPECT_EQ(well.limits[0].low->in("mm", "leak.json"), 100.0);
  EXPECT_FALSE(well.limits[0].high);
  ASSERT_EQ(well.interlocks.size(), 2u);
  EXPECT_EQ(well.interlocks[0].interlock.name, "gap_trip");
  EXPECT_EQ(well.interlocks[0].state, InterlockOverride::State::fitted);
  EXPECT_EQ(well.interlocks[0].probability_of_failure, 0.1);
  EXPECT_EQ(well.interlocks[0].delay, Duration{2s});
  EXPECT_EQ(well.interlocks[1].state, InterlockOverride::State::bypassed);
  EXPECT_EQ(well.people_near, 12u);
  EXPECT_EQ(well.parameters[0].value.in("m2", "leak.json"), 2.0);
  EXPECT_EQ(enterprise.units[1].unit.number, UnitReference::all);
}

TEST(ScenarioReader, ReadsEventsAndDatesBecomeTimesSinceTheStart) {
  const Scenario scenario = read(small_scenario());
  ASSERT_EQ(scenario.events.size(), 3u);
  const ScenarioEvent& leak = scenario.events[0];
  EXPECT_EQ(leak.kind, ActionKind::start_fault);
  EXPECT_EQ(leak.at, Duration{10min});
  EXPECT_EQ(leak.unit.number, 9u);
  EXPECT_EQ(leak.fault.pointer, "/events/0/fault");
  EXPECT_EQ(leak.size->in("kg/s", "leak.json"), 1.72);
  EXPECT_EQ(leak.accident_threshold->in("kg", "leak.json"), 158.2);
  EXPECT_EQ(leak.lasts, Duration{10min});
  EXPECT_EQ(scenario.events[1].probability, 0.1);
  EXPECT_EQ(scenario.events[1].delay, Duration{2min});
  EXPECT_EQ(scenario.events[2].colour, Colour::red);
}

TEST(ScenarioReader, TheScriptIsInOrderAndEndsWhatHasADuration) {
  json scenario = small_scenario();
  scenario["events"][0]["for"] = "26 min";  // beyond the end
  const auto events = script(read(scenario));
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events[0].kind, ActionKind::phone_report);
  EXPECT_EQ(events[1].probability, 0.1);
  EXPECT_EQ(events[2].kind, ActionKind::messages_restored);
  EXPECT_EQ(events[2].at, Duration{390s});
  EXPECT_EQ(events[2].probability, 0.0);
  EXPECT_EQ(events[3].kind, ActionKind::start_fault);

  const auto with_repair = script(read(small_scenario()));
  ASSERT_EQ(with_repair.size(), 5u);
  EXPECT_EQ(with_repair[4].kind, ActionKind::end_fault);
  EXPECT_EQ(with_repair[4].at, Duration{20min});
  EXPECT_EQ(with_repair[4].fault.name, "guide_hole_leak");
}

TEST(ScenarioReader, AlarmActionsNameAConditionAndAShelvingIsEndedByTheEngine) {
  json scenario = small_scenario();
  json action = {{"at", "1 min"},
                 {"do", "shelve_alarm"},
                 {"enterprise", scenario["events"][0]["enterprise"]},
                 {"unit", "casting_well 9"},
                 {"point", "DW_LM_DIST"},
                 {"condition", "low_low"},
                 {"for", "2 min"}};
  scenario["events"] = json::array({action});
  scenario["expect"] = json::array();
  const auto shelved = script(read(scenario));
  ASSERT_EQ(shelved.size(), 1u);
  EXPECT_EQ(shelved[0].kind, ActionKind::shelve_alarm);
  EXPECT_EQ(shelved[0].condition, AlarmCondition::low_low);
  EXPECT_EQ(shelved[0].lasts, Duration{2min});

  scenario["events"][0]["do"] = "alarm_out_of_service";
  const auto out = script(read(scenario));
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[1].kind, ActionKind::alarm_in_service);
  EXPECT_EQ(out[1].at, Duration{3min});
  EXPECT_EQ(out[1].condition, AlarmCondition::low_low);
}

TEST(ScenarioReader, AQuantityInTheWrongUnitNamesItsPlace) {
  const Scenario scenario = read(small_scenario());
  const InputError error = error_of([&] { scenario.events[0].size->in("mm", scenario.file); });
  EXPECT_STREQ(error.what(), "leak.json: /events/0/size: found \"1.72 kg/s\", expected a quantity in mm");
}

TEST(ScenarioReader, UnknownReferencesSuggestTheNearestOrListWhatThereIs) {
  const InputError near = unknown_reference("/events/0/fault", "leak.json", "a fault of casting_well",
                                            "guide_hole_leek", {"rope_break", "guide_hole_leak"});
  EXPECT_STREQ(near.what(),
               "leak.json: /events/0/fault: found \"guide_hole_leek\", expected a fault of casting_well, "
               "\"guide_hole_leak\" perhaps");
  EXPECT_THAT(unknown_reference("/x", "f", "a link", "zzzzzzzz", {"a", "b"}).expected,
              HasSubstr("a link: a, b"));
  EXPECT_THAT(unknown_reference("/x", "f", "a link", "zzzzzzzz", {}).expected, HasSubstr("there are none"));
  const std::vector<std::string> many(40, "candidate");
  EXPECT_THAT(unknown_reference("/x", "f", "a link", "zzzz", many).expected, HasSubstr("(28 more)"));
}

// A change to the small scenario (JSON pointer and new value; null removes) and the message it must give.
struct Mistake {
  const char *pointer, *value, *place, *found, *expected;
};

void PrintTo(const Mistake& mistake, std::ostream* stream) {
  *stream << mistake.pointer << " = " << mistake.value;
}

void apply(json& scenario, const Mistake& mistake) {
  const json::json_pointer pointer(mistake.pointer);
  if (std::string_view(mistake.value) == "null")
    scenario.at(pointer.parent_pointer()).erase(pointer.back());
  else
    scenario[pointer] = json::parse(mistake.value);
}

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, GiveOneClearMessage) {
  const Mistake& mistake = GetParam();
  json scenario = small_scenario();
  apply(scenario, mistake);
  const InputError error = error_of([&] { read(scenario); });
  EXPECT_EQ(error.file, "leak.json");
  EXPECT_EQ(error.place, mistake.place);
  EXPECT_THAT(error.found, HasSubstr(mistake.found));
  EXPECT_THAT(error.expected, HasSubstr(mistake.expected));
}

INSTANTIATE_TEST_SUITE_P(
    Header, Mistakes,
    testing::Values(
        Mistake{"/version", "2", "/version", "format version 2", "version 1"},
        Mistake{"/version", "null", "/", "no \"version\"", "given"},
        Mistake{"/version", "\"1\"", "/version", "\"1\"", "a whole number"},
        Mistake{"/sed", "3", "/", "unknown key \"sed\"", "\"seed\" perhaps"},
        Mistake{"/id", "\"Leak 9\"", "/id", "Leak 9", "lower-case"},
        Mistake{"/id", "\"\"", "/id", "\"\"", "1 to 64"},
        Mistake{"/id", "\"../leak\"", "/id", "../leak", "lower-case"},
        Mistake{"/title", "\"A leak\"", "/title", "A leak", "an object"},
        Mistake{"/title/zh", "null", "/title", "no \"zh\"", "given"},
        Mistake{"/title/zh", "\" \"", "/title/zh", "\" \"", "not empty"},
        Mistake{"/about/infered", "[]", "/about", "unknown key \"infered\"", "\"inferred\" perhaps"},
        Mistake{"/start", "\"2022-04-03T11:00:00\"", "/start", "2022-04-03T11:00:00", "with time and offset"},
        Mistake{"/start", "5", "/start", "5", "a text"},
        Mistake{"/duration", "2100", "/duration", "2100", "a duration"},
        Mistake{"/duration", "\"0s\"", "/duration", "0s", "above 0"},
        Mistake{"/duration", "\"-1 h\"", "/duration", "-1 h", "not negative"},
        Mistake{"/duration", "\"11 y\"", "/duration", ":", "at most ten years"},
        Mistake{"/seed", "-1", "/seed", "-1", "a whole number from 0"},
        Mistake{"/seed", "9007199254740992", "/seed", "9007199254740992", "larger ones as text"},
        Mistake{"/seed", "7.5", "/seed", "7.5", "a whole number from 0"},
        Mistake{"/seed", "\"18446744073709551616\"", "/seed", "\"18446744073709551616\"",
                "up to \"18446744073709551615\""},
        Mistake{"/seed", "\"7 \"", "/seed", "\"7 \"", "a whole number from 0"},
        Mistake{"/register", "null", "/", "no \"register\"", "given"},
        Mistake{"/policy", "\"\"", "/policy", "\"\"", "not empty"},
        Mistake{"/sampling", "\"by exeption\"", "/sampling", "by exeption", "\"by exception\" perhaps"},
        Mistake{"/random_faults", "1", "/random_faults", "1", "true or false"}));

INSTANTIATE_TEST_SUITE_P(
    Enterprises, Mistakes,
    testing::Values(
        Mistake{"/enterprises/海螺型材有限公司（虚构）/management", "101",
                "/enterprises/海螺型材有限公司（虚构）/management", "101", "0 to 100"},
        Mistake{"/enterprises/x", R"({"units": [{}]})", "/enterprises/x/units/0", "no \"unit\"", "given"},
        Mistake{"/enterprises/x", R"({"unit": []})", "/enterprises/x", "unknown key \"unit\"",
                "\"units\" perhaps"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "casting_well"}]})", "/enterprises/x/units/0/unit",
                "casting_well", "class and number"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "casting_well 0"}]})", "/enterprises/x/units/0/unit",
                "casting_well 0", "casting_well *"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "casting_well -1"}]})",
                "/enterprises/x/units/0/unit", "-1", "class and number"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 99999999999"}]})", "/enterprises/x/units/0/unit",
                "99999999999", "class and number"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 1"}, {"unit": "w 1"}]})",
                "/enterprises/x/units/1", "second entry", "/enterprises/x/units/0"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 1", "elapsed": "5 s"}]})",
                "/enterprises/x/units/0/elapsed", "no phase", "\"phase\""},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 1", "limits": {"T": {}}}]})",
                "/enterprises/x/units/0/limits/T", "no limit", "at least one"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 1", "limits": {"T": {"lo": "1 mm"}}}]})",
                "/enterprises/x/units/0/limits/T", "\"lo\"", "\"low\" perhaps"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 1", "limits": {"T": {"low": "1 inch"}}}]})",
                "/enterprises/x/units/0/limits/T/low", "1 inch", "known unit"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 1", "interlocks": {"i": "bypased"}}]})",
                "/enterprises/x/units/0/interlocks/i", "bypased", "\"bypassed\" perhaps"},
        Mistake{"/enterprises/x",
                R"({"units": [{"unit": "w 1", "interlocks": {"i": {"probability_of_failure": 1.5}}}]})",
                "/enterprises/x/units/0/interlocks/i/probability_of_failure", "1.5", "0 to 1"},
        Mistake{"/enterprises/x", R"({"units": [{"unit": "w 1", "people_near": -2}]})",
                "/enterprises/x/units/0/people_near", "-2", "a whole number"}));

INSTANTIATE_TEST_SUITE_P(
    Events, Mistakes,
    testing::Values(
        Mistake{"/events", "{}", "/events", "{}", "a list"},
        Mistake{"/events/0", "{}", "/events/0", "no \"do\"", "given"},
        Mistake{"/events/0/do", "\"falt\"", "/events/0/do", "falt", "\"fault\" perhaps"},
        Mistake{"/events/0/do", "\"explode\"", "/events/0/do", "explode", "fault, repair, sensor_fault"},
        Mistake{"/events/0/at", "null", "/events/0", "no \"at\"", "given"},
        Mistake{"/events/0/at", "\"36 min\"", "/events/0/at", "00:36:00", "ends at 00:35:00"},
        Mistake{"/events/0/at", "\"-1 s\"", "/events/0/at", "-1 s", "since the start"},
        Mistake{"/events/0/at", "\"2022-04-03T10:59:59+08:00\"", "/events/0/at", "10:59:59",
                "not before the start"},
        Mistake{"/events/0/at", "600", "/events/0/at", "600", "a text"},
        Mistake{"/events/0/unit", "null", "/events/0", "no \"unit\"", "given"},
        Mistake{"/events/0/unit", "\"casting_well *\"", "/events/0/unit", "casting_well *",
                "class and number"},
        Mistake{"/events/0/probability", "0.5", "/events/0", "unknown key \"probability\"",
                "accident_threshold"},
        Mistake{"/events/0/size", "\"big\"", "/events/0/size", "big", "known unit"},
        Mistake{"/events/0/for", "\"0s\"", "/events/0/for", "0s", "above 0"},
        Mistake{"/events/0/id", "\"Leak!\"", "/events/0/id", "Leak!", "lower-case"},
        Mistake{"/events/1/id", "\"leak\"", "/events/1/id", "\"leak\" again", "/events/0"},
        Mistake{"/events/1/probability", "-0.1", "/events/1/probability", "-0.1", "0 to 1"},
        Mistake{"/events/1/delay", "null", "/events/1", "no \"delay\"", "given"},
        Mistake{"/events/2/colour", "\"pink\"", "/events/2/colour", "pink", "blue, yellow, orange, red"}));

}  // namespace
}  // namespace fengsui
