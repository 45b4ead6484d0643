// What is shown at a time, without a display.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/twin/record/sample_record.h"
#include "tests/viz/runs.h"
#include "viz/model/cause_chain.h"
#include "viz/model/divergence.h"
#include "viz/model/engine_words.h"
#include "viz/model/playback.h"
#include "viz/model/run_view.h"
#include "viz/model/search.h"
#include "viz/model/texts.h"
#include "viz/model/timeline_filter.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Time at_s(double seconds) { return scenario_start + from_seconds(seconds); }

std::vector<Stretch> random_stretches(std::size_t count) {
  std::mt19937 random(7);
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < count; ++i) {
    const double from = static_cast<double>(random() % 1000);
    stretches.push_back(
        {at_s(from), random() % 5 == 0 ? never : at_s(from + static_cast<double>(random() % 60))});
  }
  std::ranges::sort(stretches, {}, &Stretch::from);
  return stretches;
}

TEST(IntervalIndex, FindsWhatLookingAtEachFinds) {
  const auto stretches = random_stretches(777);
  const IntervalIndex index(stretches);
  std::size_t differ_if_the_end_counted = 0;
  for (int second = -1; second <= 1100; ++second) {
    std::vector<std::uint32_t> found, expected, wrong;
    index.covering(at_s(second), found);
    for (std::uint32_t i = 0; i < stretches.size(); ++i) {
      const bool begun = stretches[i].from <= at_s(second);
      if (begun && at_s(second) < stretches[i].to) expected.push_back(i);
      if (begun && at_s(second) <= stretches[i].to) wrong.push_back(i);
    }
    ASSERT_EQ(found, expected) << second;
    differ_if_the_end_counted += found != wrong;
  }
  EXPECT_GT(differ_if_the_end_counted, 100u) << "the test must tell an open end from a closed one";
}

TEST(IntervalIndex, OfNothingFindsNothing) {
  std::vector<std::uint32_t> found{1, 2};
  IntervalIndex(std::vector<Stretch>{}).covering(at_s(0), found);
  EXPECT_THAT(found, IsEmpty());
}

// One alarm of the sample record's well, at a time and in the log at the same time.
void say_alarm(Record& record, double second, std::uint32_t id, AlarmEvent event, LogKind kind,
               PointId point = PointId(sample::distance)) {
  Alarm alarm;
  alarm.id = AlarmId(std::size_t{id});
  alarm.point = point;
  alarm.enterprise = EnterpriseId(std::size_t{0});
  alarm.event = event;
  alarm.condition = AlarmCondition::low;
  alarm.time = at_s(second);
  record.alarms.push_back(alarm);
  record.log.push_back({at_s(second), kind, 0, id, point.index, 0, 0.0});
}

std::vector<AlarmState> states_at(const AlarmBook& book, double second) {
  std::vector<std::uint32_t> found;
  book.at(at_s(second), found);
  std::vector<AlarmState> states;
  for (const std::uint32_t i : found) states.push_back(book.rows()[i].state);
  return states;
}

TEST(AlarmBook, FollowsTheStatesOfIsa18) {
  Record record;
  record.names = sample::names();
  say_alarm(record, 10, 0, AlarmEvent::raised, LogKind::alarm_raised);
  say_alarm(record, 20, 0, AlarmEvent::acknowledged, LogKind::alarm_acknowledged);
  say_alarm(record, 30, 0, AlarmEvent::returned, LogKind::alarm_returned);
  say_alarm(record, 40, 1, AlarmEvent::raised, LogKind::alarm_raised);
  say_alarm(record, 50, 1, AlarmEvent::returned, LogKind::alarm_returned);
  say_alarm(record, 60, 1, AlarmEvent::acknowledged, LogKind::alarm_acknowledged);
  say_alarm(record, 70, 2, AlarmEvent::raised, LogKind::alarm_raised);
  say_alarm(record, 80, 2, AlarmEvent::shelved, LogKind::alarm_shelved);
  say_alarm(record, 90, 2, AlarmEvent::unshelved, LogKind::alarm_unshelved);
  const AlarmBook book(record);
  EXPECT_THAT(states_at(book, 9), IsEmpty());
  EXPECT_THAT(states_at(book, 10), ElementsAre(AlarmState::unacknowledged));
  EXPECT_THAT(states_at(book, 25), ElementsAre(AlarmState::acknowledged));
  EXPECT_THAT(states_at(book, 35), IsEmpty()) << "acknowledged and returned: normal";
  EXPECT_THAT(states_at(book, 45), ElementsAre(AlarmState::unacknowledged));
  EXPECT_THAT(states_at(book, 55), ElementsAre(AlarmState::returned)) << "nobody has seen it";
  EXPECT_THAT(states_at(book, 65), IsEmpty());
  EXPECT_THAT(states_at(book, 85), ElementsAre(AlarmState::shelved));
  EXPECT_THAT(states_at(book, 95), IsEmpty());
  ASSERT_TRUE(book.find(AlarmId(std::size_t{1})));
  EXPECT_EQ(book.find(AlarmId(std::size_t{1}))->raised, at_s(40));
  EXPECT_FALSE(book.find(AlarmId(std::size_t{9})));
}

TEST(AlarmBook, AnOccurrenceKeepsItsAgeWhenAcknowledged) {
  Record record;
  record.names = sample::names();
  say_alarm(record, 10, 0, AlarmEvent::raised, LogKind::alarm_raised);
  say_alarm(record, 20, 0, AlarmEvent::acknowledged, LogKind::alarm_acknowledged);
  EXPECT_EQ(AlarmBook(record).rows()[1].raised, at_s(10));
}

TEST(AlarmBook, ElevenAlarmsInTenMinutesAreAFloodAndTenAreNot) {
  for (const std::uint32_t count : {10u, 11u}) {
    Record record;
    record.names = sample::names();
    for (std::uint32_t i = 0; i < count; ++i)
      say_alarm(record, 100.0 + i, i, AlarmEvent::raised, LogKind::alarm_raised);
    const AlarmBook book(record);
    EXPECT_EQ(book.flood(at_s(120)).has_value(), count == 11u);
    EXPECT_FALSE(book.flood(at_s(700.5)).has_value()) << "the first has left the window by then";
  }
}

// The policy's clocks, worked out from the log, expire exactly when the simulator says that they did.
class Clocks : public ::testing::TestWithParam<const char*> {};

TEST_P(Clocks, ExpireWhenTheLogSaysSo) {
  const auto run = RunView::open(run_of(GetParam()));
  ASSERT_TRUE(run->policy);
  std::multiset<std::tuple<Time, std::uint32_t, std::uint32_t>> logged, shown;
  for (const LogEntry& entry : run->record.log)
    if (entry.kind == LogKind::clock_expired) logged.emplace(entry.time, entry.subject, entry.other);
  std::size_t in_time = 0;
  for (const CaseStory& story : run->cases.stories())
    for (const ClockRun& clock : story.clocks) {
      // the duty call is a reminder, which the log does not call overdue
      if (clock.clock == workflow::Clock::duty_call || clock.deadline > run->end) continue;
      if (clock.deadline < clock.stopped)
        shown.emplace(clock.deadline, story.id.index, static_cast<std::uint32_t>(clock.clock));
      in_time += clock.stopped <= clock.deadline;
    }
  EXPECT_EQ(shown, logged);
  EXPECT_GT(in_time + logged.size(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Library, Clocks,
                         ::testing::Values("jingmei_dc_2022_as_it_happened", "jingmei_dc_2022_alarm_only",
                                           "leak_during_network_outage", "wells_and_furnaces"));

TEST(SampleCurve, NeverLosesAPeak) {
  SampleCurve curve;
  std::mt19937 random(11);
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) {
    values.push_back(static_cast<double>(random() % 1000));
    if (i == 3210) values.back() = 1e6;
    curve.add(at_s(i), values.back());
  }
  curve.seal();
  for (const std::size_t count : {1u, 7u, 320u, 4999u}) {
    const auto columns = curve.columns(at_s(0), at_s(5000), count);
    const auto highest =
        std::ranges::max(columns, {}, [](const Column& column) { return column.empty ? -1.0 : column.high; });
    EXPECT_EQ(highest.high, 1e6) << count;
  }
  // each column has the extremes of its own samples and of no others
  const auto columns = curve.columns(at_s(0), at_s(5000), 50);
  for (std::size_t i = 0; i < 50; ++i) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(i * 100);
    EXPECT_EQ(columns[i].low, *std::min_element(begin, begin + 100));
    EXPECT_EQ(columns[i].high, *std::max_element(begin, begin + 100));
  }
}

TEST(SampleCurve, PutsLateSamplesWhereTheyBelong) {
  SampleCurve curve;
  for (const double second : {1.0, 3.0, 2.0}) curve.add(at_s(second), second);
  curve.seal();
  ASSERT_TRUE(curve.latest(at_s(2.5)));
  EXPECT_EQ(curve.value(*curve.latest(at_s(2.5))), 2.0);
  EXPECT_FALSE(curve.latest(at_s(0.5)));
}

TEST(Curves, TruthStaysWithinItsSegments) {
  Record record;
  record.names = sample::names();
  const SignalId signal(std::size_t{0});
  record.segments = {{at_s(0), signal, hold(at_s(0), 110.0)},
                     {at_s(100), signal, ramp(at_s(100), 110.0, -1.0, 10.0)}};
  const Curves curves(record);
  EXPECT_EQ(curves.truth(signal, at_s(50)), 110.0);
  EXPECT_NEAR(*curves.truth(signal, at_s(150)), 60.0, 1e-9);
  const auto columns = curves.truth_columns(signal, at_s(0), at_s(200), 10);
  EXPECT_EQ(columns[0].low, 110.0);
  EXPECT_NEAR(columns[5].low, 90.0, 0.01);
  EXPECT_NEAR(columns[5].high, 110.0, 0.01);
  EXPECT_FALSE(curves.truth(SignalId(std::size_t{1}), at_s(1)).has_value());
}

TEST(TimelineFilter, InSlicesFindsWhatItFindsAtOnce) {
  const auto run = RunView::open(run_of("jingmei_dc_2022_alarm_only"));
  TimelineWish wish;
  wish.words = "well 9";
  TimelineFilter at_once, in_slices;
  at_once.work(run->record, wish, run->record.log.size());
  for (std::size_t i = 0; i <= run->record.log.size() && !in_slices.complete(run->record); ++i)
    in_slices.work(run->record, wish, 3);
  EXPECT_TRUE(in_slices.complete(run->record));
  EXPECT_EQ(in_slices.entries(), at_once.entries());
  EXPECT_GT(at_once.entries().size(), 3u);
  // another wish begins anew
  wish.at_least = Severity::danger;
  at_once.work(run->record, wish, run->record.log.size());
  for (const std::uint32_t entry : at_once.entries())
    EXPECT_EQ(describe(run->record.log[entry].kind).severity, Severity::danger);
  EXPECT_LT(at_once.entries().size(), in_slices.entries().size());
}

TEST(Search, TakesWordsInAnyOrderAndCase) {
  EXPECT_TRUE(contains_words("DW_LM_DIST 分配流槽液位 9号深井", "9号 dw_lm"));
  EXPECT_TRUE(contains_words("anything", "  "));
  EXPECT_FALSE(contains_words("DW_LM_DIST", "dw_ft"));
}

TEST(Playback, StopsAtTheEndAndStartsAnew) {
  Playback playback;
  playback.end = at_s(100);
  playback.toggle();
  playback.advance(5.0);
  EXPECT_EQ(playback.now, at_s(50)) << "ten times as fast as the clock";
  playback.advance(50.0);
  EXPECT_EQ(playback.now, at_s(100));
  EXPECT_FALSE(playback.running);
  playback.toggle();
  EXPECT_EQ(playback.now, at_s(0));
}

TEST(Divergence, IsWhereTheStoriesPart) {
  const auto with_alarm = RunView::open(run_of("jingmei_dc_2022_alarm_only"));
  const auto as_it_was = RunView::open(run_of("jingmei_dc_2022_as_it_happened"));
  const auto difference = first_difference(with_alarm->record, as_it_was->record, Severity::notice);
  ASSERT_TRUE(difference);
  // the same leak at 00:08:28; then one plant has an alarm
  EXPECT_EQ(with_alarm->record.log[difference->left].kind, LogKind::alarm_raised);
  EXPECT_GT(difference->time, at_s(508));
  EXPECT_FALSE(first_difference(as_it_was->record, as_it_was->record, Severity::detail));
}

TEST(CauseChain, LeadsFromTheFaultToThePeople) {
  const auto run = RunView::open(run_of("jingmei_dc_2022_alarm_only"));
  ASSERT_FALSE(run->alarms.rows().empty());
  const auto chain = chain_of(*run, run->alarms.rows().front().id);
  std::vector<Stage> first_seen;
  for (const CauseLink& link : chain)
    if (std::ranges::find(first_seen, link.stage) == first_seen.end()) first_seen.push_back(link.stage);
  EXPECT_THAT(first_seen, ElementsAre(Stage::fault, Stage::effect, Stage::reading, Stage::alarm,
                                      Stage::warning, Stage::item, Stage::people, Stage::outcome));
  EXPECT_TRUE(std::ranges::is_sorted(chain, {}, &CauseLink::time));
  EXPECT_THAT(chain_of(*run, AlarmId(std::size_t{123456})), IsEmpty());
}

TEST(RunView, FindsOutTheVerdictAndTheNetwork) {
  const auto run = RunView::open(run_of("leak_during_network_outage"));
  const Findings& findings = run->wait_for_findings();
  EXPECT_EQ(findings.judgement.verdict, Verdict::pass);
  ASSERT_TRUE(findings.topology);
  EXPECT_GT(findings.topology->nodes.size(), 6u);
  ASSERT_TRUE(findings.explainer);
  ASSERT_FALSE(run->record.alarms.empty());
  const auto words = findings.explainer->why(run->record.alarms.front().id);
  ASSERT_TRUE(words);
  EXPECT_THAT(words->english, ::testing::Not(IsEmpty()));
}

TEST(RunView, OfARunWithoutItsInputsShowsTheRest) {
  Record record;
  record.names = sample::names();
  say_alarm(record, 10, 0, AlarmEvent::raised, LogKind::alarm_raised);
  const RunView run(std::move(record));
  EXPECT_FALSE(run.policy);
  EXPECT_FALSE(run.wait_for_findings().topology);
  EXPECT_EQ(run.alarms.rows().size(), 1u);
}

// A record that grows slice by slice shows the same as one that is opened at once.
TEST(RunView, GrownInSlicesIsTheSameAsOpenedAtOnce) {
  const auto whole = RunView::open(run_of("leak_during_network_outage"));
  Record begun = whole->record;
  const auto take = [](auto& to, const auto& from, std::size_t share) {
    const std::size_t size = from.size() * share / 7;
    to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(to.size()),
              from.begin() + static_cast<std::ptrdiff_t>(size));
  };
  begun.log.clear(), begun.segments.clear(), begun.readings.clear(), begun.alarms.clear(),
      begun.warnings.clear();
  RunView grown(std::move(begun), {}, Growth::grows);
  for (std::size_t share = 1; share <= 7; ++share) {
    take(grown.record.log, whole->record.log, share);
    take(grown.record.segments, whole->record.segments, share);
    take(grown.record.readings, whole->record.readings, share);
    take(grown.record.alarms, whole->record.alarms, share);
    take(grown.record.warnings, whole->record.warnings, share);
    grown.grow();
  }
  EXPECT_EQ(grown.dangers, whole->dangers);
  ASSERT_EQ(grown.alarms.rows().size(), whole->alarms.rows().size());
  ASSERT_EQ(grown.cases.stories().size(), whole->cases.stories().size());
  ASSERT_GT(whole->alarms.rows().size(), 0u);
  std::size_t seen = 0;
  for (Time time = scenario_start; time <= whole->end; time += std::chrono::seconds(7)) {
    std::vector<std::uint32_t> left, right;
    grown.alarms.at(time, left), whole->alarms.at(time, right);
    ASSERT_EQ(left, right);
    seen += left.size();
    grown.conditions.at(time, left), whole->conditions.at(time, right);
    ASSERT_EQ(left, right);
    grown.cases.open_at(time, left), whole->cases.open_at(time, right);
    ASSERT_EQ(left, right);
  }
  EXPECT_GT(seen, 0u);
  for (std::size_t i = 0; i < whole->record.names.points.size(); ++i) {
    const SampleCurve &one = grown.curves.readings(PointId(i)), &other = whole->curves.readings(PointId(i));
    ASSERT_EQ(one.size(), other.size());
    for (std::size_t k = 0; k < one.size(); ++k) ASSERT_EQ(one.time(k), other.time(k));
    const auto low = one.columns(scenario_start, whole->end, 50),
               high = other.columns(scenario_start, whole->end, 50);
    for (std::size_t k = 0; k < low.size(); ++k) ASSERT_EQ(low[k].high, high[k].high);
  }
}

// The names in braces of a text.
std::multiset<std::string> slots(const std::string& words) {
  std::multiset<std::string> found;
  for (std::size_t i = words.find('{'); i != std::string::npos; i = words.find('{', i + 1))
    found.insert(words.substr(i, words.find('}', i) - i));
  return found;
}

TEST(ConsoleTexts, SayTheSameInBothLanguages) {
  EXPECT_GT(console_texts().size(), 100u);
  for (const ConsoleText& row : console_texts()) {
    EXPECT_STRNE(row.english, "");
    EXPECT_STRNE(row.chinese, "");
    EXPECT_EQ(slots(row.english), slots(row.chinese)) << row.english;
  }
}

Record two_gateways() {
  Record record;
  record.names.gateways = {{"one", EnterpriseId(std::size_t{0})}, {"two", EnterpriseId(std::size_t{1})}};
  for (std::size_t i = 0; i < 2; ++i) {
    PointName point;
    point.gateway = GatewayId(i);
    record.names.points.push_back(point);
  }
  return record;
}

TEST(QueueBook, CountsWhatCameLateWhileItWaited) {
  Record record = two_gateways();
  const auto receive = [&](double stamp, double received, std::size_t point) {
    record.readings.push_back({{at_s(stamp), 1.0, PointId(point), Quality::good}, at_s(received)});
  };
  receive(5, 7, 0);  // in time
  for (const double stamp : {10.0, 30.0, 20.0}) receive(stamp, 100, 0);
  receive(50, 120, 0);
  receive(60, 62, 1);
  QueueBook queues(record);
  queues.grow(record);
  const GatewayId one(std::size_t{0}), two(std::size_t{1});
  const auto waiting = [&](double second) { return queues.waiting(one, at_s(second)); };
  EXPECT_EQ(waiting(6), 0u) << "two seconds on the way are not a queue";
  EXPECT_EQ(waiting(10), 1u);
  EXPECT_EQ(waiting(29.9), 2u);
  EXPECT_EQ(waiting(60), 4u);
  EXPECT_EQ(waiting(99.9), 4u);
  EXPECT_EQ(waiting(100), 1u);
  EXPECT_EQ(waiting(120), 0u);
  EXPECT_EQ(queues.waiting(two, at_s(61)), 0u);
  EXPECT_EQ(queues.waiting(GatewayId(), at_s(60)), 0u);
  // a live run goes on
  receive(130, 200, 1);
  queues.grow(record);
  EXPECT_EQ(queues.waiting(two, at_s(150)), 1u);
  EXPECT_EQ(waiting(60), 4u) << "nothing is counted twice";
}

TEST(QueueBook, AddsUpWhatWasLost) {
  Record record = two_gateways();
  record.log.push_back({at_s(10), LogKind::message_lost, 0, 0, 3, 0, 0.0});
  record.log.push_back({at_s(20), LogKind::message_delayed, 0, 0, 9, 0, 0.0});
  record.log.push_back({at_s(30), LogKind::message_lost, 0, 0, 4, 0, 0.0});
  QueueBook queues(record);
  queues.grow(record);
  const GatewayId one(std::size_t{0});
  EXPECT_EQ(queues.lost(one, at_s(9)), 0u);
  EXPECT_EQ(queues.lost(one, at_s(10)), 3u);
  EXPECT_EQ(queues.lost(one, at_s(30)), 7u);
  EXPECT_EQ(queues.lost(GatewayId(std::size_t{1}), at_s(30)), 0u);
}

TEST(EngineWords, UnitsHaveTheirChineseNames) {
  Names names;
  const EnterpriseId here(std::size_t{0}), elsewhere(std::size_t{1});
  const auto unit = [&](const char* english, const char* chinese, EnterpriseId of) {
    names.units.push_back({"casting_well", {english, chinese}, 0, 0, of});
  };
  unit("well 1", "1号深井", here);
  unit("well 12", "12号深井", here);
  unit("hoist 1", "1号吊机", elsewhere);
  const std::string reason = "报警：well 12 DW_LM_DIST 低、well 1 DW_FT_MW 低、hoist 1 低 / alarms: well 12";
  EXPECT_EQ(reason_words(reason, names, here, Language::english), "alarms: well 12");
  EXPECT_EQ(reason_words(reason, names, here, Language::chinese),
            "报警：12号深井 DW_LM_DIST 低、1号深井 DW_FT_MW 低、hoist 1 低");
  EXPECT_EQ(reason_words("only one", names, here, Language::english), "only one");
}

}  // namespace
}  // namespace fengsui::viz::testing
