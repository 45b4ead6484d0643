#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/error.h"
#include "tests/twin/judge/sample_judgement.h"

namespace fengsui {
namespace {

using namespace sample;
using testing::HasSubstr;
using K = LogKind;

TEST(Expectations, WithinIncludesItsLastMicrosecond) {
  const Record record = sample::leak_record();
  Expectation expectation = expect_warning(Colour::red, 40);
  EXPECT_TRUE(one(record, expectation).pass);
  expectation.within = from_seconds(40) - Duration{1};
  EXPECT_FALSE(one(record, expectation).pass);
}

TEST(Expectations, SayWhatWasExpectedAndWhatWasGot) {
  const ExpectationResult late = one(sample::leak_record(), expect_warning(Colour::red, 30));
  EXPECT_EQ(late.expected.english, "red warning, within 30 s after leak");
  EXPECT_EQ(late.expected.chinese, "红色预警，leak后 30 s 内");
  EXPECT_EQ(late.got.english, "00:10:40 (40 s after leak) 青湾铝业（虚构）: red warning (score 80.5)");
  EXPECT_EQ(late.when, at_s(640));
  EXPECT_EQ(render_results({late}, Language::english, false),
            "FAILED /expect/0 {\"warning\":\"red\"}\n  exp: red warning, within 30 s after leak\n"
            "  got: 00:10:40 (40 s after leak) 青湾铝业（虚构）: red warning (score 80.5)\n");
  EXPECT_THAT(render_results({late}, Language::chinese, false), HasSubstr("未通过"));

  Record quiet = sample::leak_record();
  std::erase_if(quiet.log, [](const LogEntry& e) { return e.kind == K::warning_raised; });
  EXPECT_EQ(one(quiet, expect_warning(Colour::red, 30)).got.english, "none");
  EXPECT_EQ(
      render_results({one(sample::leak_record(), expect_warning(Colour::red, 40))}, Language::english, false),
      "");
}

TEST(Expectations, AreTrueOfTheLeakAndTheirOppositesAreNot) {
  const Record record = sample::leak_record();
  using Kind = Expectation::Kind;
  const auto make = [](Kind kind, auto fill) {
    Expectation expectation;
    expectation.kind = kind;
    expectation.never = kind == Kind::no_warning;  // as the reader has it
    fill(expectation);
    return expectation;
  };
  const std::vector<Expectation> met = {
      make(Kind::warning, [](Expectation& e) { e.colour = Colour::orange; }),  // red is worse
      make(Kind::no_warning, [](Expectation& e) { e.within = from_seconds(639.999999); }),
      make(Kind::alarm, [](Expectation& e) { e.point = "DW_LM_DIST", e.condition = AlarmCondition::low; }),
      make(Kind::alarm, [](Expectation& e) { e.unit = "casting_well 9", e.enterprise = "青湾铝业（虚构）"; }),
      make(Kind::acknowledged, [](Expectation& e) { e.level = "district", e.within = from_seconds(1000); }),
      make(Kind::acknowledged,
           [](Expectation& e) { e.enterprise = "青湾铝业（虚构）", e.colour = Colour::red; }),
      make(Kind::cleared, [](Expectation& e) { e.after = "leak", e.within = from_seconds(2400); }),
      make(Kind::escalated, [](Expectation& e) { e.level = "district"; }),
      make(Kind::accident,
           [](Expectation& e) { e.after = "leak", e.at = from_seconds(92), e.tolerance = from_seconds(0); }),
      make(Kind::accident, [](Expectation& e) { e.at = from_seconds(690), e.tolerance = from_seconds(2); }),
      make(Kind::interlock,
           [](Expectation& e) { e.interlock = "level_trip", e.outcome = Expectation::Outcome::blind; }),
      make(Kind::witness, [](Expectation& e) { e.event = "leak", e.within = from_seconds(601); }),
      make(Kind::false_alarms, [](Expectation& e) { e.at_most = 0; }),
  };
  for (const Expectation& expectation : met) {
    const ExpectationResult result = one(record, expectation);
    EXPECT_TRUE(result.pass) << result.expected.english << " / " << result.got.english;
    Expectation opposite = expectation;
    opposite.never = !expectation.never;
    EXPECT_FALSE(one(record, opposite).pass) << result.expected.english;
  }
  const std::vector<Expectation> unmet = {
      make(Kind::no_warning, [](Expectation& e) { e.within = from_seconds(640); }),
      make(Kind::alarm, [](Expectation& e) { e.point = "DW_WL"; }),
      make(Kind::alarm, [](Expectation& e) { e.condition = AlarmCondition::high; }),
      make(Kind::alarm, [](Expectation& e) { e.unit = "fixed_furnace 1"; }),
      make(Kind::acknowledged, [](Expectation& e) { e.level = "city"; }),
      make(Kind::escalated, [](Expectation& e) { e.level = "city"; }),
      make(Kind::accident,
           [](Expectation& e) {
             e.after = "leak", e.at = from_seconds(91), e.tolerance = from_seconds(0.999999);
           }),
      make(Kind::accident, [](Expectation& e) { e.unit = "fixed_furnace 1"; }),
      make(Kind::interlock, [](Expectation& e) { e.interlock = "level_trip"; }),
      make(Kind::witness, [](Expectation& e) { e.event = "leak", e.within = from_seconds(600); }),
  };
  for (const Expectation& expectation : unmet) {
    const ExpectationResult result = one(record, expectation);
    EXPECT_FALSE(result.pass) << result.expected.english << " / " << result.got.english;
  }
}

TEST(Expectations, OfAnAlarmSpeakOfItsRaiseOrOfItsReturn) {
  Record record = sample::leak_record();
  Expectation raised;
  raised.kind = Expectation::Kind::alarm;
  raised.point = "DW_LM_DIST";
  Expectation returned = raised;
  returned.alarm_event = AlarmEvent::returned;
  EXPECT_TRUE(one(record, raised).pass);
  EXPECT_FALSE(one(record, returned).pass);
  EXPECT_NE(one(record, returned).expected.english, one(record, raised).expected.english);

  for (LogEntry& e : record.log)
    if (e.kind == K::alarm_raised) e.kind = K::alarm_returned;
  EXPECT_FALSE(one(record, raised).pass);
  EXPECT_TRUE(one(record, returned).pass);
}

TEST(Expectations, ThatHappenedTooEarlyDoNotCount) {
  Record record = sample::leak_record();
  for (LogEntry& e : record.log)
    if (e.kind == K::warning_raised) e = entry(640, K::warning_changed, 3, 0, 2);
  insert(record, entry(10, K::warning_raised, 3, 0, 4));
  EXPECT_FALSE(one(record, expect_warning(Colour::red, 1000)).pass);
}

TEST(Expectations, UnknownNamesAreErrorsWithTheNearestName) {
  Expectation expectation = expect_warning(Colour::red, 40);
  expectation.after = "leek";
  try {
    judge(sample::leak_record(), {expectation});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("/expect/0"), HasSubstr("leek"), HasSubstr("leak")));
  }
}

}  // namespace
}  // namespace fengsui
