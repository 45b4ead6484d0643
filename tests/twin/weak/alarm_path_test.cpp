// The way of a red warning in a run of the library: what is derived from the record, that every fault is one
// a scenario may have, and what cuts on paper.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/files.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"
#include "twin/weak/weak_result.h"

namespace fengsui::weak {
namespace {

using testing::ElementsAre;

class Onward final : public Pilot {
 public:
  bool proceed(Session&, Time) override { return true; }
};

struct Evening {
  ScenarioFiles files;
  BuiltCity built;
  Record record;
  AlarmPath path;
  std::vector<FaultPlace> places;

  Evening() {
    const std::string home = FENGSUI_SOURCE_DIR;
    files =
        load_scenario(home + "/scenarios/library/aluminium/jingmei_dc_2022_alarm_only.json", home + "/data");
    built = build_city(files);
    Prepared prepared = prepare(files);
    Session session(std::move(prepared.city), reach_engine(prepared.engine), std::move(prepared.record));
    Onward onward;
    session.run(Carrier::direct, onward);
    record = std::move(session).take_record();
    path = alarm_path(record).value();
    const std::string sizes = home + "/data/faults/alarm_path.json";
    places = fault_places(built, record, path, read_fault_sizes(read_file(sizes), sizes));
  }
};

const Evening& evening() {
  static const Evening one;
  return one;
}

TEST(AlarmPath, MomentsStandInOrderFromTheStartToTheFirstHumanAct) {
  const AlarmPath& path = evening().path;
  EXPECT_EQ(path.danger, scenario_start + std::chrono::seconds(508));
  ASSERT_EQ(path.moments.size(), 6u);
  EXPECT_TRUE(std::ranges::is_sorted(path.moments, {}, &Moment::time));
  EXPECT_EQ(path.moments.front().key, "start");
  EXPECT_EQ(path.moments[1].key, "danger");
  EXPECT_EQ(path.moments[3].time, path.red);
  EXPECT_EQ(path.moments.back().time, path.act);
  EXPECT_EQ(path.alarms.size(), 2u) << "low and low-low of the table level";
  EXPECT_EQ(path.offices.size(), 3u);
  EXPECT_FALSE(alarm_path(evening().record, EnterpriseId(1u))) << "no red warning there";
}

TEST(AlarmPath, EveryFaultFromEveryMomentOnIsAScenario) {
  const Evening& here = evening();
  for (std::size_t place = 0; place < here.places.size(); ++place)
    for (std::size_t fault = 0; fault < here.places[place].faults.size(); ++fault) {
      SCOPED_TRACE(in_words(here.places[place], here.places[place].faults[fault]).english);
      const auto inputs = with_injections(here.files, here.places, here.path.moments, {{place, fault, 2}},
                                          std::chrono::minutes(10));
      BuiltCity built;
      ASSERT_NO_THROW(built = build_city(load_scenario(inputs)));
      EXPECT_TRUE(built.city.script.size() > here.built.city.script.size());
    }
}

TEST(AlarmPath, OnPaperTheChainFromTheOneInstrumentToTheServerCutsAlone) {
  const Evening& here = evening();
  const PlaceCuts cuts = cuts_of(path_graph(here.built, here.path, here.places));
  std::vector<std::string> single;
  for (const std::size_t place : cuts.single) single.push_back(place_kind_name(here.places[place].kind).key);
  EXPECT_THAT(single, ElementsAre("sensor", "gateway", "link", "link", "link", "link", "server"));
  EXPECT_EQ(cuts.smallest, 1u);

  // a second instrument that gives an alarm of its own: neither is a single cut, both together are
  AlarmPath two = here.path;
  two.alarms.push_back({two.sensors.front(), AlarmCondition::low});
  const PlaceCuts of_two = cuts_of(path_graph(here.built, two, here.places));
  EXPECT_EQ(of_two.single.size(), cuts.single.size() - 1);
  ASSERT_EQ(of_two.pairs.size(), 1u);
  EXPECT_EQ(here.places[of_two.pairs[0].first].kind, PlaceKind::sensor);
  EXPECT_EQ(here.places[of_two.pairs[0].second].kind, PlaceKind::sensor);
}

Seen seen(std::optional<int> red_later_s, std::optional<int> act_later_s, bool trace = true) {
  const AlarmPath& path = evening().path;
  Seen result;
  result.trace = trace;
  if (red_later_s) result.red = path.red + std::chrono::seconds(*red_later_s);
  if (act_later_s) result.act = *path.act + std::chrono::seconds(*act_later_s);
  return result;
}

Effect effect(const Seen& what) { return effect_of(what, evening().path, std::chrono::seconds(1)).effect; }

TEST(Effect, IsTheWorstThatHappened) {
  EXPECT_EQ(effect(seen({}, {})), Effect::silenced);
  EXPECT_EQ(effect(seen(-300, -300)), Effect::cried_wolf);
  EXPECT_EQ(effect(seen(0, {})), Effect::nobody_acts);
  EXPECT_EQ(effect(seen(60, 60)), Effect::delayed);
  EXPECT_EQ(effect(seen(0, 60)), Effect::act_delayed);
  EXPECT_EQ(effect(seen(0, 0)), Effect::none);
  EXPECT_EQ(effect(seen(-5, -5)), Effect::none) << "sooner, but after the danger began";
}

TEST(Effect, WithoutATraceNothingIsKnown) {
  EXPECT_EQ(effect(seen(0, 0, false)), Effect::no_trace) << "not harmless";
  // the run itself leaves no trace against itself, whatever it says
  EXPECT_FALSE(seen_in(evening().record, evening().record, evening().path).trace);
  Record other = evening().record;
  std::erase_if(other.log, [](const LogEntry& entry) { return entry.kind == LogKind::notice_lost; });
  EXPECT_TRUE(seen_in(other, evening().record, evening().path).trace);
  // an announcement alone is no trace
  Record announced = evening().record;
  announced.log.insert(announced.log.end() - 1,
                       {announced.log.back().time, LogKind::gateway_down, 0, 0, 0, 0, 0.0});
  EXPECT_FALSE(seen_in(announced, evening().record, evening().path).trace);
}

TEST(Effect, APairDoesMoreOnlyWhenItIsWorseThanTheWorseOfBoth) {
  const Duration least = std::chrono::seconds(1);
  const auto late = [](int s) { return EffectSize{Effect::delayed, std::chrono::seconds(s), {}, ""}; };
  const EffectSize silent{Effect::silenced, {}, {}, ""}, none{Effect::none, {}, {}, ""};
  EXPECT_TRUE(does_more(silent, late(60), none, least));
  EXPECT_TRUE(does_more(late(90), late(60), late(30), least));
  EXPECT_FALSE(does_more(late(60), late(60), none, least));
  EXPECT_FALSE(does_more(silent, silent, none, least));
  EXPECT_FALSE(does_more(none, none, none, least));
}

TEST(PairPlan, CoversWhatItSaysAndLeavesOutWhatSilencesAlone) {
  const Evening& here = evening();
  const auto usable = [](const Injection& injection) { return injection.place != 5; };
  const PairPlan all = plan_pairs(here.places, 6, usable, 2000, 1),
                 some = plan_pairs(here.places, 6, usable, 50, 1);
  EXPECT_EQ(all.coverage.covered, all.coverage.possible);
  EXPECT_EQ(some.pairs.size(), 50u);
  EXPECT_EQ(some.covered_by(50), some.coverage.covered);
  EXPECT_LT(some.coverage.covered, some.coverage.possible);
  EXPECT_LT(some.covered_by(10), some.covered_by(50));
  for (const auto& [first, second] : all.pairs) {
    EXPECT_LT(first.place, second.place);
    EXPECT_TRUE(usable(first) && usable(second));
    EXPECT_LT(first.fault, here.places[first.place].faults.size());
    EXPECT_LT(second.fault, here.places[second.place].faults.size());
  }
}

}  // namespace
}  // namespace fengsui::weak
