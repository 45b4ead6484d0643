// The day that the determinism tests rehearse has everything in it that could make two runs differ; and two
// runs do differ when they should.
#include <gtest/gtest.h>

#include "tests/determinism/rehearsal.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

TEST(BadDay, EveryRoomHasSomethingToDo) {
  const Record record = run(bad_day());
  EXPECT_EQ(record.run.outcome, Outcome::finished);
  EXPECT_GE(count(record, LogKind::fault_started), 5u) << "the leak and random faults";
  EXPECT_GE(count(record, LogKind::fault_witnessed), 2u);
  EXPECT_EQ(count(record, LogKind::sensor_fault_started), 2u);
  EXPECT_GE(count(record, LogKind::link_down), 2u) << "the scripted and random ones";
  EXPECT_GE(count(record, LogKind::gateway_down), 1u);
  EXPECT_GE(count(record, LogKind::backlog_sent), 1u);
  EXPECT_GE(count(record, LogKind::message_duplicated), 1u);
  EXPECT_GE(count(record, LogKind::alarm_raised), 3u);
  EXPECT_GE(count(record, LogKind::warning_raised), 1u);
  EXPECT_GE(count(record, LogKind::case_opened), 1u);
  EXPECT_GE(count(record, LogKind::task_finished), 1u);
  EXPECT_GT(record.readings.size(), 100u);
}

TEST(BadDay, AnotherSeedGivesAnotherDigest) {
  EXPECT_NE(run(bad_day(1)).run.digest, run(bad_day(2)).run.digest);
}

TEST(BadDay, AnythingDoneFromOutsideGivesAnotherDigest) {
  // somebody looks after the table after all
  class Instructor final : public Pilot {
   public:
    bool proceed(Session& session, Time next) override {
      if (!done_ && to_seconds(next) > 450.0) {
        Action action;
        action.kind = ActionKind::operator_returns;
        action.enterprise = EnterpriseId(std::size_t{0});
        action.unit = *plant::find_unit(session.city().plant, action.enterprise, UnitClass::casting_well, 1);
        session.inject(action);
        done_ = true;
      }
      return true;
    }

   private:
    bool done_ = false;
  };
  Instructor instructor;
  const Record helped = run(bad_day(), instructor);
  EXPECT_EQ(count(helped, LogKind::instructor_action), 1u);
  EXPECT_NE(helped.run.digest, run(bad_day()).run.digest);
}

// One change at a time; each must show.
TEST(WorldHash, DiffersAfterOneFieldChanged) {
  const City city = bad_day().city;
  const World world = begin_world(city);
  const std::uint64_t hash = world_hash(world);
  EXPECT_EQ(world_hash(begin_world(city)), hash);
  EXPECT_EQ(world_hash(World(world)), hash);

  const auto changed = [&](auto change) {
    World other = world;
    change(other);
    return world_hash(other);
  };
  EXPECT_NE(hash, changed([](World& w) { w.now += Duration{1}; }));
  EXPECT_NE(hash, changed([](World& w) { ++w.engine_stamp; }));
  EXPECT_NE(hash, changed([](World& w) { w.heard.push_back({AlarmId(std::size_t{0}), 2}); }));
  EXPECT_NE(hash, changed([](World& w) { w.agenda.pop(); }));
  EXPECT_NE(hash, changed([](World& w) { w.agenda.schedule(w.now, Room::plant, 0, 0); }));
  EXPECT_NE(hash, changed([](World& w) { w.plant.segments.front().from += 1e-12; }));
  EXPECT_NE(hash, changed([](World& w) { w.plant.guards.back().stamp += 1; }));
  EXPECT_NE(hash, changed([](World& w) { w.plant.interlocks.front().bypassed ^= true; }));
  EXPECT_NE(hash, changed([](World& w) { w.sensing.points.back().draws += 1; }));
  EXPECT_NE(hash, changed([](World& w) { w.sensing.points.front().sensor.fault = SensorFault::stuck; }));
  EXPECT_NE(hash, changed([](World& w) { w.network.gateways.back().clock_error += Duration{1}; }));
  EXPECT_NE(hash, changed([](World& w) { w.network.links.front().down = 1; }));
  EXPECT_NE(hash, changed([](World& w) { w.workflow.queues.front().absent ^= true; }));
  EXPECT_NE(hash, changed([](World& w) { w.workflow.conduct.front().known[0] += 1; }));
}

TEST(WorldHash, LeavesOutWhatTheCallerHasYetToCollect) {
  World world = begin_world(bad_day().city);
  const std::uint64_t hash = world_hash(world);
  world.log.clear();
  world.segment_changes.clear();
  EXPECT_EQ(world_hash(world), hash);
}

}  // namespace
