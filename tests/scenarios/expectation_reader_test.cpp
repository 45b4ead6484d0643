#include "scenarios/expectation_reader.h"

#include "scenarios/vocabulary.h"
#include "tests/scenarios/support.h"

namespace fengsui {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Kind = Expectation::Kind;

Expectation read(const std::string& line) {
  ScenarioEvent leak, pin;
  leak.id = "leak";
  const WallTime start = *parse_wall_time("2022-04-03T11:00:00+08:00");
  const JsonDocument document = JsonDocument::parse("[" + line + "]", "leak.json");
  return read_expectations(document.root(), start, {leak, pin}).at(0);
}

TEST(ExpectationReader, WarningOfAnEnterpriseAfterAnEvent) {
  const Expectation line =
      read(R"({"warning": "red", "enterprise": "甲", "within": "40s", "after": "leak"})");
  EXPECT_EQ(line.kind, Kind::warning);
  EXPECT_EQ(line.colour, Colour::red);
  EXPECT_EQ(line.enterprise, "甲");
  EXPECT_EQ(line.within, Duration{40s});
  EXPECT_EQ(line.after, "leak");
  EXPECT_FALSE(line.never);
  EXPECT_EQ(line.text, R"({"after":"leak","enterprise":"甲","warning":"red","within":"40s"})");
  EXPECT_EQ(line.pointer, "/0");
}

TEST(ExpectationReader, WhatMustNotHappenIsMarkedNever) {
  EXPECT_TRUE(read(R"({"no_warning": "orange"})").never);
  EXPECT_EQ(read(R"({"no_warning": "orange"})").kind, Kind::no_warning);
  EXPECT_TRUE(read(R"({"accident": false})").never);
  EXPECT_FALSE(read(R"({"accident": true})").never);
  EXPECT_TRUE(read(R"({"cleared": false})").never);
  EXPECT_TRUE(read(R"({"escalated_to": "city", "never": true})").never);
  EXPECT_FALSE(read(R"({"escalated_to": "city", "never": false})").never);
}

TEST(ExpectationReader, EveryKindReadsItsSubject) {
  const Expectation alarm = read(
      R"({"alarm": "DW_LM_DIST", "condition": "low_low", "enterprise": "甲", "unit": "casting_well 9"})");
  EXPECT_EQ(alarm.point, "DW_LM_DIST");
  EXPECT_EQ(alarm.condition, AlarmCondition::low_low);
  EXPECT_EQ(alarm.unit, "casting_well 9");
  EXPECT_EQ(read(R"({"alarm": "G", "condition": "state"})").condition, AlarmCondition::state);
  EXPECT_EQ(read(R"({"acknowledged": "district", "colour": "blue"})").level, "district");
  EXPECT_EQ(read(R"({"acknowledged": "district", "colour": "blue"})").colour, Colour::blue);
  EXPECT_EQ(read(R"({"acknowledged": "any"})").level, "");
  EXPECT_EQ(read(R"({"escalated_to": "city", "within": "1 h"})").level, "city");
  EXPECT_EQ(read(R"({"false_alarms_at_most": 3})").at_most, 3u);
  EXPECT_EQ(read(R"({"interlock": "level_trip"})").outcome, Expectation::Outcome::tripped);
  EXPECT_EQ(read(R"({"interlock": "level_trip", "outcome": "blind"})").outcome, Expectation::Outcome::blind);
  const Expectation witness = read(R"({"witness": "leak", "within": "5s"})");
  EXPECT_EQ(witness.event, "leak");
  EXPECT_EQ(witness.after, "leak");
}

TEST(ExpectationReader, TimesMayBeDatesOrCountFromAnEvent) {
  const Expectation dated =
      read(R"({"accident": true, "at": "2022-04-03T11:11:32+08:00", "tolerance": "2 s"})");
  EXPECT_EQ(dated.at, Duration{692s});
  EXPECT_EQ(dated.tolerance, Duration{2s});
  EXPECT_EQ(read(R"({"accident": true, "after": "leak", "at": "92s", "tolerance": "0s"})").at, Duration{92s});
}

TEST(ExpectationReader, WordsStandInTheOrderOfTheirEnums) {
  EXPECT_EQ(static_cast<std::size_t>(Colour::red), vocabulary::colours().size());
  EXPECT_EQ(vocabulary::colours().back(), "red");
  EXPECT_EQ(static_cast<std::size_t>(AlarmCondition::expression) + 1, vocabulary::conditions().size());
  EXPECT_EQ(vocabulary::conditions()[static_cast<std::size_t>(AlarmCondition::rate)], "rate");
  EXPECT_EQ(vocabulary::alarm_events()[static_cast<std::size_t>(AlarmEvent::returned)], "returned");
  EXPECT_EQ(read(R"({"alarm": "X", "event": "returned"})").alarm_event, AlarmEvent::returned);
  EXPECT_EQ(read(R"({"alarm": "X"})").alarm_event, AlarmEvent::raised);
  EXPECT_EQ(static_cast<std::size_t>(Expectation::Outcome::blind) + 1, vocabulary::outcomes().size());
  // no event writes messages_restored: it ends other events
  EXPECT_EQ(vocabulary::events().size(), action_words().size() - 1);
  EXPECT_EQ(vocabulary::expectations().size(), static_cast<std::size_t>(Kind::witness) + 1);
}

TEST(ExpectationReader, MistakesGiveOneClearMessage) {
  struct Row {
    const char *line, *place, *found, *expected;
  };
  const Row table[] = {
      {R"({})", "/0", "\"\"", "says what is expected"},
      {R"({"warnig": "red"})", "/0", "warnig", "\"warning\" perhaps"},
      {R"({"enterprise": "甲"})", "/0", "enterprise", "warning, no_warning, alarm"},
      {R"({"warning": "red", "accident": false})", "/0", "both \"warning\" and \"accident\"",
       "one expectation"},
      {R"({"warning": "pink"})", "/0/warning", "pink", "blue, yellow, orange, red"},
      {R"({"warning": "red", "unit": "w 1"})", "/0", "unknown key \"unit\"", "within"},
      {R"({"warning": "red", "after": "leek"})", "/0/after", "leek", "\"leak\" perhaps"},
      {R"({"warning": "red", "after": ""})", "/0/after", "\"\"", "the id of an event"},
      {R"({"warning": "red", "within": "40"})", "/0/within", "40", "a duration"},
      {R"({"witness": "flood"})", "/0/witness", "flood", "leak"},
      {R"({"alarm": ""})", "/0/alarm", "\"\"", "not empty"},
      {R"({"alarm": "T", "condition": "lo"})", "/0/condition", "lo", "\"low\" perhaps"},
      {R"({"alarm": "T", "unit": "w 1"})", "/0/unit", "no enterprise", "\"enterprise\""},
      {R"({"alarm": "T", "unit": "w *", "enterprise": "甲"})", "/0/unit", "w *", "class and number"},
      {R"({"accident": "no"})", "/0/accident", "no", "true or false"},
      {R"({"accident": true, "at": "92s"})", "/0", "no \"tolerance\"", "given"},
      {R"({"accident": true, "tolerance": "2s"})", "/0/tolerance", "no time", "\"at\""},
      {R"({"accident": false, "at": "92s", "tolerance": "2s"})", "/0/at", "must not happen", "no \"at\""},
      {R"({"accident": true, "at": "92s", "tolerance": "2s", "within": "3s"})", "/0/at", "both",
       "one of them"},
      {R"({"accident": true, "at": "2022-04-03T11:11:32+08:00", "tolerance": "2s", "after": "leak"})",
       "/0/at", "date", "since that event"},
      {R"({"false_alarms_at_most": -1})", "/0/false_alarms_at_most", "-1", "a whole number"},
      {R"({"interlock": "i", "outcome": "triped"})", "/0/outcome", "triped", "\"tripped\" perhaps"},
      {R"(7)", "/0", "7", "an object"},
  };
  for (const Row& row : table) {
    const InputError error = error_of([&] { read(row.line); });
    EXPECT_EQ(error.place, row.place) << row.line;
    EXPECT_THAT(error.found, HasSubstr(row.found)) << row.line;
    EXPECT_THAT(error.expected, HasSubstr(row.expected)) << row.line;
  }
}

}  // namespace
}  // namespace fengsui
