// Two records held against each other: the story of sample_record.h, changed in known places.
#include "twin/study/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "tests/twin/record/sample_record.h"

namespace fengsui {
namespace {

using sample::at_s;
using sample::entry;
using sample::leak_record;
using testing::HasSubstr;
using testing::Not;

Difference compared(const Record& a, const Record& b) { return difference(a, judge(a, {}), b, judge(b, {})); }

std::string in_words(const Record& a, const Record& b, Language language = Language::english,
                     std::size_t most = 100) {
  return difference_in_words(compared(a, b), a, b, language, most);
}

TEST(Difference, OfARecordAndItselfIsNothing) {
  const Record record = leak_record();
  const Difference found = compared(record, record);
  EXPECT_TRUE(found.same());
  EXPECT_TRUE(found.inputs.empty());
  EXPECT_TRUE(found.consequences.empty());
  EXPECT_TRUE(found.kpis.empty());
  EXPECT_THAT(in_words(record, record), HasSubstr("what happened: the same"));
}

struct Change {
  const char* name;
  RecordColumn column;
  std::size_t row;
  double time_s;
  std::function<void(Record&)> make;
};

class OneChange : public testing::TestWithParam<Change> {};

TEST_P(OneChange, IsFoundInItsColumnAndRow) {
  const Record a = leak_record();
  Record b = a;
  GetParam().make(b);
  const Difference found = compared(a, b);
  ASSERT_EQ(found.divergences.size(), 1u);
  const Divergence& first = found.divergences.front();
  EXPECT_EQ(first.column, GetParam().column);
  EXPECT_EQ(first.row, GetParam().row);
  EXPECT_EQ(first.time, at_s(GetParam().time_s));
  ASSERT_TRUE(first.a && first.b);
  EXPECT_NE(first.a->words, first.b->words) << first.a->words.english;
  EXPECT_FALSE(found.same());
}

INSTANTIATE_TEST_SUITE_P(
    Columns, OneChange,
    testing::Values(
        Change{"fault_size", RecordColumn::log, 2, 600, [](Record& r) { r.log[2].value = 1.5; }},
        Change{"segment", RecordColumn::segments, 2, 600,
               [](Record& r) { r.segments[2].segment.target = 80; }},
        Change{"reading", RecordColumn::readings, 1, 0.7,
               [](Record& r) { r.readings[1].reading.value += 1; }},
        Change{"quality", RecordColumn::readings, 2, 1.2,
               [](Record& r) { r.readings[2].reading.quality = Quality::bad; }},
        Change{"alarm_limit", RecordColumn::alarms, 0, 626, [](Record& r) { r.alarms[0].limit = 98; }},
        Change{"warning_score", RecordColumn::warnings, 0, 640, [](Record& r) { r.warnings[0].score = 79; }},
        Change{"warning_reason", RecordColumn::warnings, 0, 640,
               [](Record& r) { r.warnings[0].reason = "x"; }}),
    [](const auto& change) { return change.param.name; });

TEST(Difference, AShorterColumnDivergesWhereItEnds) {
  const Record a = leak_record();
  Record b = a;
  b.alarms.pop_back();
  const Divergence first = compared(a, b).divergences.at(0);
  EXPECT_EQ(first.row, b.alarms.size());
  EXPECT_TRUE(first.a);
  EXPECT_FALSE(first.b);
  EXPECT_THAT(in_words(a, b), HasSubstr("B  nothing more in this column"));
}

TEST(Difference, OfSeveralColumnsTheEarliestComesFirstAndTheCauseBeforeItsEffect) {
  const Record a = leak_record();
  Record b = a;
  b.warnings[0].time = at_s(639);
  b.alarms[0].time = at_s(625);
  b.segments[2].segment.target = 80.0;
  auto columns = [&] {
    std::vector<RecordColumn> order;
    for (const Divergence& divergence : compared(a, b).divergences) order.push_back(divergence.column);
    return order;
  };
  using enum RecordColumn;
  EXPECT_THAT(columns(), testing::ElementsAre(segments, alarms, warnings));
  // at the instant of the leak the fault stands before the signal it moves
  b.log[2].value = 1.5;
  EXPECT_THAT(columns(), testing::ElementsAre(log, segments, alarms, warnings));

  // what people heard stands behind what the engine said at the same instant
  Record late = a;
  late.warnings[0].score = 70.0;
  late.log[6].value = 70.0;
  const auto found = compared(a, late).divergences;
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].column, warnings);
}

TEST(Difference, ANumberThatIsNoneEqualsItselfAndTheSignOfZeroCounts) {
  Record a = leak_record();
  a.log[2].value = std::numeric_limits<double>::quiet_NaN();
  Record b = a;
  EXPECT_TRUE(compared(a, b).same());
  a.log[2].value = 0.0;
  b.log[2].value = -0.0;
  EXPECT_FALSE(compared(a, b).same());
}

TEST(Difference, ConsequencesAreMovedChangedOrInOneRunOnly) {
  const Record a = leak_record();
  Record b = a;
  b.log[6].time = at_s(645);  // the warning comes later
  b.log[7].time = at_s(645);
  std::ranges::stable_sort(b.log, {}, &LogEntry::time);
  std::erase_if(b.log, [](const LogEntry& e) { return e.kind == LogKind::accident; });
  b.log.push_back(entry(3100, LogKind::measure_taken, 0, sample::district_office, 0));

  const Difference found = compared(a, b);
  ASSERT_EQ(found.consequences.size(), 4u);
  const auto kind = [&](std::size_t i) {
    const Consequence& c = found.consequences[i];
    return c.a ? a.log[*c.a].kind : b.log[*c.b].kind;
  };
  EXPECT_EQ(kind(2), LogKind::accident);
  EXPECT_FALSE(found.consequences[2].b);
  EXPECT_EQ(kind(3), LogKind::measure_taken);
  EXPECT_FALSE(found.consequences[3].a);
  for (const std::size_t moved : {0u, 1u})
    EXPECT_TRUE(found.consequences[moved].a && found.consequences[moved].b);
  EXPECT_EQ(found.concerns[static_cast<std::size_t>(Concern::plant)], 1u);
  EXPECT_EQ(found.concerns[static_cast<std::size_t>(Concern::warnings)], 1u);
  EXPECT_EQ(found.concerns[static_cast<std::size_t>(Concern::cases)], 2u);

  const std::string words = in_words(a, b);
  EXPECT_THAT(words, HasSubstr("00:10:40 → 00:10:45 (+5 s)"));
  EXPECT_THAT(words, HasSubstr("only A  青湾铝业（虚构） well 9: "));
  EXPECT_THAT(words, HasSubstr("only B  "));
  // the accident is a score, too
  EXPECT_THAT(words, HasSubstr("accidents after a fault: 1 | 0"));
}

TEST(Difference, AnotherNumberOfTheSameAlarmIsNoConsequence) {
  const Record a = leak_record();
  Record b = a;
  for (LogEntry& e : b.log)
    if (e.kind == LogKind::alarm_raised) e.subject = 8;
  const Difference found = compared(a, b);
  EXPECT_FALSE(found.same()) << "the record differs";
  EXPECT_TRUE(found.consequences.empty());
  for (LogEntry& e : b.log)
    if (e.kind == LogKind::alarm_raised) e.detail = sample::level;
  EXPECT_EQ(compared(a, b).consequences.size(), 2u) << "an alarm of another point is one";
}

TEST(Difference, InputsAreNamedByPlaceAndCommentsDoNotCount) {
  Record a = leak_record();
  a.run.inputs = {{"rules", "a.json", "// first\n{\"delay\": {\"value\": \"2 s\"}, \"list\": [1, 2]}"},
                  {"register", "a.csv", "one,two\n1,2\n"}};
  Record b = a;
  b.run.inputs[0].path = "b.json";
  b.run.inputs[0].text = "{\"delay\": {\"value\": \"2 s\"},\n \"list\": [1, 2]} // second";
  EXPECT_TRUE(compared(a, b).inputs.empty());

  b.run.seed = 5;
  b.run.inputs[0].text = "{\"delay\": {\"value\": \"20 s\"}, \"list\": [1, 2, 3]}";
  b.run.inputs[1].text = "one,two\n1,3\n";
  const auto inputs = compared(a, b).inputs;
  ASSERT_EQ(inputs.size(), 4u);
  EXPECT_EQ(inputs[0].what.english, "seed");
  EXPECT_EQ(inputs[1].place, "/delay/value");
  EXPECT_EQ(inputs[1].a, "\"2 s\"");
  EXPECT_EQ(inputs[1].b, "\"20 s\"");
  EXPECT_EQ(inputs[2].a, "");
  EXPECT_EQ(inputs[2].b, "3");
  EXPECT_EQ(inputs[3].place, "line 2");
  EXPECT_TRUE(compared(a, b).same()) << "other inputs, the same course";

  // inputs stand before what happened
  b.log[2].value = 1.0;
  const std::string words = in_words(a, b);
  EXPECT_LT(words.find("inputs that differ"), words.find("first divergence"));
  EXPECT_THAT(words, HasSubstr("rules /delay/value: \"2 s\" | \"20 s\""));
}

TEST(Difference, AnInterruptedRunDiffersFromAWholeOne) {
  const Record a = leak_record();
  Record b = a;
  b.run.outcome = Outcome::interrupted;
  EXPECT_FALSE(compared(a, b).same());
}

TEST(Difference, IsToldInBothLanguagesAndCutToLength) {
  const Record a = leak_record();
  Record b = a;
  for (LogEntry& e : b.log)
    if (e.time > at_s(630)) e.time += from_seconds(1);
  const std::string chinese = in_words(a, b, Language::chinese);
  EXPECT_THAT(chinese, HasSubstr("首个分歧：真值日志"));
  EXPECT_THAT(chinese, HasSubstr("9号深井"));
  EXPECT_THAT(in_words(a, b, Language::english, 3), HasSubstr("more (--most)"));
  EXPECT_THAT(in_words(a, b, Language::english, 100), Not(HasSubstr("more (--most)")));
}

}  // namespace
}  // namespace fengsui
