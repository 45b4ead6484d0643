#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "sim/base/error.h"
#include "sim/base/random.h"
#include "tests/twin/judge/sample_judgement.h"
#include "twin/judge/timeline.h"
#include "twin/record/validate.h"

namespace fengsui {
namespace {

using namespace sample;
using testing::HasSubstr;
using K = LogKind;

TEST(Judgement, OfTheLeakIsAPass) {
  const Judgement judgement = judge(sample::leak_record(), {expect_warning(Colour::red, 40)});
  EXPECT_EQ(judgement.verdict, Verdict::pass);
  EXPECT_TRUE(judgement.reasons.empty());
}

TEST(Judgement, OneUnmetExpectationFails) {
  EXPECT_EQ(judge(sample::leak_record(), {expect_warning(Colour::red, 39)}).verdict, Verdict::fail);
}

TEST(Judgement, AFaultWithoutWitnessIsInconclusiveEvenWhenAllIsAsExpected) {
  Record record = sample::leak_record();
  std::erase_if(record.log, [](const LogEntry& e) { return e.kind == K::fault_witnessed; });
  const Judgement judgement = judge(record, {expect_warning(Colour::red, 40)});
  EXPECT_EQ(judgement.verdict, Verdict::inconclusive);
  ASSERT_EQ(judgement.reasons.size(), 1u);
  EXPECT_THAT(judgement.reasons[0].english, HasSubstr("well 9: guide hole leak"));
}

TEST(Judgement, ARandomFaultNeedsNoWitness) {
  Record record = sample::leak_record();
  insert(record, entry(50, K::fault_started, sample::furnace, sample::pump_trip));
  EXPECT_EQ(judge(record, {}).verdict, Verdict::pass);
}

TEST(Judgement, AnEventThatStartsNoFaultIsInconclusive) {
  Record record = sample::leak_record();
  record.names.events.push_back({"second", {"second leak", "再次泄漏"}, at_s(800), true});
  insert(record, entry(800, K::scenario_action, 1));
  EXPECT_THAT(judge(record, {}).reasons.at(0).english, HasSubstr("second"));
  // one that lies beyond the end of an aborted run promises nothing
  record.names.events.back().time = at_s(4000);
  EXPECT_EQ(judge(record, {}).verdict, Verdict::pass);
}

TEST(Judgement, AWorldInWhichNothingMovesIsInconclusive) {
  Record record = sample::leak_record();
  record.names.events.clear();
  record.log = {entry(0, K::scenario_started)};
  record.segments = {{at_s(0), SignalId(0), hold(at_s(0), 110.0)},
                     {at_s(9), SignalId(0), hold(at_s(9), 110.0)}};
  EXPECT_EQ(judge(record, {}).verdict, Verdict::inconclusive);
  record.segments.push_back({at_s(10), SignalId(0), hold(at_s(10), 111.0)});
  EXPECT_EQ(judge(record, {}).verdict, Verdict::pass);
}

TEST(Judgement, AStalledEngineOrAnUnfinishedRunIsInconclusive) {
  Record record = sample::leak_record();
  record.log.push_back(entry(3100, K::engine_stalled, 0, 0, 0, 30.0));
  EXPECT_EQ(judge(record, {}).verdict, Verdict::inconclusive);
  record = sample::leak_record();
  for (const Outcome outcome : {Outcome::interrupted, Outcome::stalled, Outcome::failed}) {
    record.run.outcome = outcome;
    EXPECT_EQ(judge(record, {}).verdict, Verdict::inconclusive);
  }
}

TEST(Judgement, SensorAndNetworkFaultsHaveWitnessesToo) {
  Record record = sample::leak_record();
  record.log = {entry(1, K::scenario_action, 0),
                entry(1, K::sensor_fault_started, 0, 1),
                entry(2, K::instructor_action, 0),
                entry(2, K::gateway_down, 0),
                entry(3, K::instructor_action, 0),
                entry(3, K::link_down, 0),
                entry(5, K::sensor_fault_witnessed, 0, 1),
                entry(20, K::gateway_reported_offline, 0, 0),
                entry(60, K::link_up, 0),
                entry(61, K::gateway_up, 0)};
  auto faults = find_faults(record);
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_EQ(faults[0].witnessed, at_s(5));
  EXPECT_EQ(faults[0].event, "leak");
  EXPECT_EQ(faults[1].witnessed, at_s(20));
  EXPECT_EQ(faults[1].ended, at_s(61));
  EXPECT_EQ(faults[2].witnessed, at_s(20));
  EXPECT_TRUE(faults[2].injected);
  EXPECT_TRUE(faults[2].event.empty());

  // evidence long after the end, or of another gateway, is none
  record.names.gateways.push_back({"gateway B", {}});
  const Log before = record.log;
  for (const LogEntry& odd : {entry(20, K::gateway_reported_offline, 1), entry(662, K::backlog_sent, 0, 5)}) {
    record.log = before;
    std::erase_if(record.log, [](const LogEntry& e) { return e.kind == K::gateway_reported_offline; });
    insert(record, odd);
    faults = find_faults(record);
    EXPECT_FALSE(faults[1].witnessed);
    EXPECT_FALSE(faults[2].witnessed);
  }
}

TEST(Judgement, KpisAreCountedAndNamedInBothLanguages) {
  const Judgement judgement = judge(sample::leak_record(), {});
  const auto value = [&](std::string_view key) {
    for (const Kpi& kpi : judgement.kpis)
      if (kpi.key == key) return kpi.value;
    return std::optional<double>(-1.0);
  };
  EXPECT_EQ(value("lead_time"), 52.0);
  EXPECT_EQ(value("warning_delay"), 40.0);
  EXPECT_EQ(value("accidents"), 1.0);
  EXPECT_EQ(value("accidents_warned"), 1.0);
  EXPECT_EQ(value("alarms"), 1.0);
  EXPECT_EQ(value("false_alarms"), 0.0);
  EXPECT_EQ(value("overdue_verify"), 1.0);
  EXPECT_EQ(value("clear_time"), 2360.0);
  EXPECT_EQ(value("online_rate"), 100.0);
  std::vector<std::string> keys;
  for (const Kpi& kpi : judgement.kpis) {
    EXPECT_NE(kpi.name.english, "");
    EXPECT_NE(kpi.name.chinese, "");
    EXPECT_EQ(std::ranges::count(keys, kpi.key), 0) << kpi.key;
    keys.push_back(kpi.key);
  }
}

TEST(Judgement, OfAnEmptyRecordIsInconclusiveWithoutNonsense) {
  const Judgement judgement = judge(Record{}, {});
  EXPECT_EQ(judgement.verdict, Verdict::inconclusive);
  for (const Kpi& kpi : judgement.kpis) EXPECT_TRUE(!kpi.value || std::abs(*kpi.value) <= 100.0) << kpi.key;
}

TEST(Judgement, AnyValidRecordCanBeJudged) {
  const Stream stream{5, Draw::test, 9};
  std::uint64_t draw = 0;
  const auto below = [&](std::size_t bound) {
    return static_cast<std::uint32_t>(stream.uniform(draw++) * static_cast<double>(bound));
  };
  const std::uint32_t choices[] = {0, 0, 1, 2, 3, 7, sample::none};
  int judged = 0;
  for (int round = 0; round < 300; ++round) {
    Record record = sample::leak_record();
    for (std::size_t i = 1; i < record.log.size(); ++i) {
      LogEntry changed = record.log[i];
      changed.kind = log_kinds()[below(log_kinds().size())].kind;
      changed.subject = choices[below(7)];
      changed.detail = choices[below(7)];
      changed.other = choices[below(7)];
      const LogEntry before = std::exchange(record.log[i], changed);
      try {
        validate(record, "random");
      } catch (const InputError&) {
        record.log[i] = before;
      }
    }
    for (Alarm& alarm : record.alarms) alarm.point = PointId(choices[below(2)]), alarm.gateway = {};
    record.alarms[0].enterprise = {};
    if (round % 3 == 0) record.names.units[1].enterprise = {};
    if (round % 5 == 0) record.names.points[0].unit = {};
    if (round % 7 == 0) record.names.enterprises[0].district = {};
    if (round % 11 == 0) record.names.units[1].unit_class = sample::none;
    const Judgement judgement = judge(record, {expect_warning(Colour::red, 40)});
    judged += !judgement.kpis.empty();
    render_timeline(record, {});
  }
  EXPECT_EQ(judged, 300);
}

TEST(Judgement, AsJsonHoldsVerdictReasonsAndResults) {
  const auto json = to_json(judge(sample::leak_record(), {expect_warning(Colour::red, 40)}));
  EXPECT_EQ(json["verdict"], "pass");
  EXPECT_EQ(json["expectations"][0]["pass"], true);
  EXPECT_EQ(json["expectations"][0]["time_us"], 640000000);
  EXPECT_EQ(json["reasons"].size(), 0u);
  EXPECT_GT(json["kpis"].size(), 20u);
}

}  // namespace
}  // namespace fengsui
