// Common random numbers: another engine, other rules or other people face the same faults and the same
// outages.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <tuple>
#include <vector>

#include "sim/network/network.h"
#include "sim/plant/site.h"
#include "tests/determinism/rehearsal.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

// What strikes from outside: when, in which room, whom, how.
using Strike = std::tuple<Time, Room, std::uint16_t, std::uint32_t, std::uint64_t>;

bool strikes_from_outside(const Event& event) {
  if (event.room == Room::plant)
    return event.kind == static_cast<std::uint16_t>(plant::PlantEvent::fault_onset);
  return event.room == Room::network &&
         event.kind >= static_cast<std::uint16_t>(network::NetworkEvent::link_outage_begins);
}

class Watching final : public Pilot {
 public:
  bool proceed(Session& session, Time) override {
    const Event& next = session.world().agenda.pending().front();
    if (strikes_from_outside(next))
      strikes.emplace_back(next.time, next.room, next.kind, next.subject, next.detail);
    return true;
  }

  std::vector<Strike> strikes;
};

struct Day {
  std::vector<Strike> strikes;
  Record record;
};

Day day_of(Prepared prepared) {
  Watching watching;
  Record record = run(std::move(prepared), watching);
  return {watching.strikes, std::move(record)};
}

// Hears everything and says nothing.
class Mute final : public Engine {
 public:
  std::vector<Attention> begin(const Directory& directory, Time) override {
    return std::vector<Attention>(directory.points.size());
  }
  void exchange(const EngineInput&, EngineOutput&) override {}
};

Day day_with_mute_engine() {
  Prepared prepared = bad_day();
  Session session(std::move(prepared.city), std::make_unique<Mute>(), std::move(prepared.record));
  Watching watching;
  session.run(Carrier::direct, watching);
  return {watching.strikes, std::move(session).take_record()};
}

TEST(CommonLuck, AMuteEngineFacesTheSameFaultsAndOutages) {
  const Day usual = day_of(bad_day()), mute = day_with_mute_engine();
  ASSERT_GT(usual.strikes.size(), 20u);
  EXPECT_EQ(usual.strikes, mute.strikes);
  EXPECT_NE(usual.record.run.digest, mute.record.run.digest);
  EXPECT_EQ(count(mute.record, LogKind::case_opened), 0u);
}

TEST(CommonLuck, StricterRulesFaceTheSameFaultsAndOutages) {
  const Day usual = day_of(bad_day());
  Prepared stricter = bad_day();
  nlohmann::json rules = nlohmann::json::parse(stricter.engine.rules_text, nullptr, true, true);
  rules["risk"]["colours"]["blue"]["value"] = "10";
  rules["kinds"]["temperature"]["on_delay"]["value"] = "10 s";
  stricter.engine.rules_text = rules.dump();
  const Day strict = day_of(std::move(stricter));
  EXPECT_EQ(usual.strikes, strict.strikes);
  EXPECT_NE(usual.record.run.digest, strict.record.run.digest);
}

TEST(CommonLuck, PeopleWhoNeverReactFaceTheSameFaultsAndOutages) {
  const Day usual = day_of(bad_day());
  Prepared careless = bad_day();

  // who is called up answers; so nobody is called, and a message makes nobody move
  for (workflow::Channel& channel : careless.city.workflow.policy.channels) channel.answered = false;
  for (workflow::LevelPolicy& level : careless.city.workflow.policy.levels)
    for (workflow::TaskPolicy& task : level.tasks) task.lapse = {1.0, 1.0};
  const Day lapsed = day_of(std::move(careless));
  EXPECT_EQ(usual.strikes, lapsed.strikes);
  EXPECT_GT(count(usual.record, LogKind::case_acknowledged), 0u);
  EXPECT_EQ(count(lapsed.record, LogKind::case_acknowledged), 0u);
}

TEST(CommonLuck, AnotherSeedFacesOtherFaultsAndOutages) {
  EXPECT_NE(day_of(bad_day(1)).strikes, day_of(bad_day(2)).strikes);
}

}  // namespace
