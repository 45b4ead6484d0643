// Accident chains with and without what should stop them.
#include <gtest/gtest.h>

#include "tests/sim/plant/shop.h"

namespace fengsui::plant {

using Well = casting_well::Signal;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// The leak of an unattended well, 35 mm hole under 80 mm of metal.
Shop leaking(std::vector<UnitOverride> overrides, double table_area_m2 = 2.0) {
  overrides.insert(overrides.begin(), casting());
  UnitOverride table;
  table.unit_class = UnitClass::casting_well;
  table.parameters["table_area"] = table_area_m2;
  overrides.push_back(table);
  Shop shop(fixed_shop(overrides));
  shop.operator_leaves(shop.well());
  shop.run_until(Time{minutes{1}});
  shop.fault(shop.well(), "guide_hole_leak", 1.72, 158.2);
  return shop;
}

constexpr Time leak_time{minutes{1}};

UnitOverride deviation_trip(double failure = 0.0) {
  UnitOverride change = only(UnitClass::casting_well, "level_trip");
  for (InterlockOverride& interlock : change.interlocks)
    if (interlock.key == "level_trip") {
      interlock.level = 100.0;
      interlock.probability_of_failure = failure;
    }
  return change;
}

}  // namespace

TEST(Leak, UnprotectedWellExplodesAfterNinetyTwoSeconds) {
  Shop shop = leaking({unprotected(UnitClass::casting_well)});
  shop.run_for(minutes{10});
  const LogEntry* accident = shop.first(LogKind::accident, shop.well());
  ASSERT_NE(accident, nullptr);
  EXPECT_NEAR(seconds_after(leak_time, accident), 92.0, 0.1);
  EXPECT_NEAR(accident->value, 158.2, 0.01);
  EXPECT_EQ(accident->other, 6u);
  // the point of no return moves with the threshold
  const CatalogueAccident& explosion = aluminium().of(UnitClass::casting_well).accidents.front();
  EXPECT_NEAR(seconds_after(leak_time, shop.first(LogKind::point_of_no_return, shop.well())),
              92.0 * explosion.point_of_no_return / explosion.level, 0.1);
  EXPECT_EQ(shop.count(LogKind::accident_averted), 0u);
  // the line is lost: well and furnace
  EXPECT_EQ(shop.state.destroyed.size(), 2u);
}

TEST(Leak, LevelDeviationTripAvertsTheExplosion) {
  Shop shop = leaking({deviation_trip()});
  shop.run_for(minutes{10});
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
  const LogEntry* trip = shop.first(LogKind::interlock_tripped, shop.well());
  ASSERT_NE(trip, nullptr);
  EXPECT_NEAR(seconds_after(leak_time, trip), 27.4 + 4.5, 0.3);
  const LogEntry* averted = shop.first(LogKind::accident_averted, shop.well());
  ASSERT_NE(averted, nullptr);
  EXPECT_EQ(averted->other, trip->detail);
  EXPECT_GT(averted->value, 0.4);
  EXPECT_LT(shop.read(shop.well(), Well::aluminium_in_pit), 80.0);
}

TEST(Leak, InterlockThatFailsOnDemandDoesNotHelp) {
  Shop shop = leaking({deviation_trip(1.0)});
  shop.run_for(minutes{10});
  EXPECT_EQ(shop.count(LogKind::interlock_failed_on_demand), 1u);
  EXPECT_EQ(shop.count(LogKind::accident), 1u);
}

TEST(Leak, BypassedOrBlindInterlockIsLoggedOnceAndDoesNotHelp) {
  for (const bool bypass : {true, false}) {
    Shop shop = leaking({deviation_trip()});
    const InterlockId trip = *find_interlock(shop.spec, shop.well(), "level_trip");
    if (bypass)
      set_bypass(shop.context(), shop.spec, shop.state, trip, true);
    else
      set_instrument_blind(shop.context(), shop.spec, shop.state, trip, true);
    shop.run_for(minutes{10});
    unsigned blind = 0;
    for (const LogEntry& entry : shop.log)
      blind += entry.kind == LogKind::interlock_blind && entry.detail == trip.index;
    EXPECT_EQ(blind, 1u);
    EXPECT_EQ(shop.count(LogKind::accident), 1u);
  }
}

TEST(Leak, BypassRemovedInTimeLetsTheInterlockAct) {
  Shop shop = leaking({deviation_trip()});
  const InterlockId trip = *find_interlock(shop.spec, shop.well(), "level_trip");
  set_bypass(shop.context(), shop.spec, shop.state, trip, true);
  shop.run_for(seconds{40});
  set_bypass(shop.context(), shop.spec, shop.state, trip, false);
  shop.run_for(minutes{5});
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
  EXPECT_EQ(shop.count(LogKind::interlock_tripped), 1u);
}

TEST(Leak, AbsentInstrumentBlindsItsInterlock) {
  UnitOverride absent = deviation_trip();
  absent.absent_points = {"DW_LM_DIST"};
  Shop shop = leaking({absent});
  EXPECT_FALSE(find_point(shop.spec, shop.well(), "DW_LM_DIST"));
  shop.run_for(minutes{10});
  EXPECT_EQ(shop.count(LogKind::accident), 1u);
}

TEST(Leak, PresentOperatorNoticesAndStopsTheCast) {
  Shop shop(fixed_shop({casting(), unprotected(UnitClass::casting_well)}));
  shop.fault(shop.well(), "guide_hole_leak", 1.72, 158.2);
  shop.run_for(minutes{10});
  EXPECT_EQ(shop.count(LogKind::operator_noticed), 1u);
  EXPECT_EQ(shop.count(LogKind::operator_acted), 1u);
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
  const LogEntry* averted = shop.first(LogKind::accident_averted, shop.well());
  ASSERT_NE(averted, nullptr);
  EXPECT_EQ(averted->other, InterlockId::none_index);
}

TEST(Leak, StuckCutOffValveShowsOnDemandAndLengthensTheRun) {
  Shop good = leaking({deviation_trip()}), stuck = leaking({deviation_trip()});
  stuck.fault(stuck.well(), "cutoff_valve_stuck");
  good.run_for(minutes{5});
  EXPECT_EQ(stuck.first(LogKind::fault_witnessed, stuck.well())->detail,
            *fault_index(stuck.spec, UnitClass::casting_well, "guide_hole_leak"));
  stuck.run_for(minutes{5});
  unsigned witnessed = 0;
  for (const LogEntry& entry : stuck.log)
    witnessed += entry.kind == LogKind::fault_witnessed &&
                 entry.detail == *fault_index(stuck.spec, UnitClass::casting_well, "cutoff_valve_stuck");
  EXPECT_EQ(witnessed, 1u);
  EXPECT_EQ(good.count(LogKind::accident), 0u);
  // 54 kg before the trip and 120 kg of launder metal after it reach the threshold
  EXPECT_EQ(stuck.count(LogKind::accident), 1u);
}

TEST(WaterLoss, TripKeepsTheShellsSolidAndItsAbsenceBleedsThem) {
  Shop safe(fixed_shop({casting(), only(UnitClass::casting_well, "water_flow_trip")}));
  Shop bare(fixed_shop({casting(), unprotected(UnitClass::casting_well)}));
  for (Shop* shop : {&safe, &bare}) {
    shop->operator_leaves(shop->well());
    shop->fault(shop->well(), "mould_water_pump_trip", {}, 100.0);
    shop->run_for(minutes{5});
  }
  EXPECT_EQ(safe.count(LogKind::accident), 0u);
  EXPECT_DOUBLE_EQ(safe.first(LogKind::accident_averted, safe.well())->value, 1.0);
  EXPECT_LT(seconds_after(Time{}, safe.first(LogKind::interlock_tripped, safe.well())), 7.0);
  EXPECT_EQ(bare.count(LogKind::accident), 1u);
}

TEST(WaterLoss, StandbyPumpRestoresTheFlow) {
  Shop shop(fixed_shop({casting(), only(UnitClass::casting_well, "standby_pump")}));
  shop.operator_leaves(shop.well());
  shop.fault(shop.well(), "mould_water_pump_trip");
  shop.run_for(minutes{2});
  EXPECT_NEAR(shop.read(shop.well(), Well::water_flow), 540, 1);
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
}

TEST(HangUp, CrewThatPriesDropsTheHead) {
  UnitOverride starting = casting(seconds{10});
  starting.phase = "start";
  UnitOverride reckless = unprotected(UnitClass::casting_well);
  reckless.parameters = {{"prying_probability", 1.0}, {"gap_of_drop", 1000.0}};
  UnitOverride fitted = only(UnitClass::casting_well, "head_gap_trip");
  fitted.parameters = reckless.parameters;
  Shop pried(fixed_shop({starting, reckless})), safe(fixed_shop({starting, fitted}));
  for (Shop* shop : {&pried, &safe}) {
    shop->fault(shop->well(), "start_up_hang_up", {}, 100.0);
    shop->run_for(minutes{15});
  }
  EXPECT_EQ(pried.count(LogKind::operator_acted), 0u);
  const LogEntry* free = pried.first(LogKind::point_of_no_return, pried.well());
  const LogEntry* accident = pried.first(LogKind::accident, pried.well());
  ASSERT_TRUE(free && accident);
  EXPECT_LT(to_seconds(accident->time - free->time), 8.0);
  EXPECT_GT(free->value, 100.0);
  EXPECT_EQ(safe.count(LogKind::accident), 0u);
  EXPECT_EQ(safe.count(LogKind::accident_averted), 1u);
}

TEST(Rope, BreakStripsBilletsUnlessTiltTrips) {
  Shop bare(
      fixed_shop({casting(), unprotected(UnitClass::casting_well), unprotected(UnitClass::rope_hoist)}, 1));
  Shop safe(fixed_shop(
      {casting(), unprotected(UnitClass::casting_well), only(UnitClass::rope_hoist, "tilt_trip")}, 1));
  for (Shop* shop : {&bare, &safe}) {
    const UnitId hoist = shop->unit(UnitClass::rope_hoist);
    shop->operator_leaves(hoist);
    shop->fault(hoist, "rope_break", {}, 200.0);
    shop->run_for(minutes{5});
  }
  const LogEntry* accident = bare.first(LogKind::accident, bare.well());
  ASSERT_NE(accident, nullptr);
  EXPECT_GT(to_seconds(accident->time), 20.0);
  EXPECT_LT(to_seconds(accident->time), 60.0);
  EXPECT_EQ(safe.count(LogKind::accident), 0u);
  EXPECT_EQ(safe.count(LogKind::accident_averted), 1u);
}

TEST(Brake, OverspeedBrakeCatchesThePlatform) {
  for (const bool fitted : {true, false}) {
    Shop shop(fixed_shop(
        {casting(), unprotected(UnitClass::casting_well),
         fitted ? only(UnitClass::rope_hoist, "overspeed_brake") : unprotected(UnitClass::rope_hoist)},
        1));
    const UnitId hoist = shop.unit(UnitClass::rope_hoist);
    shop.operator_leaves(hoist);
    shop.fault(hoist, "brake_failure", {}, 200.0);
    shop.run_for(minutes{5});
    EXPECT_EQ(shop.count(LogKind::accident), fitted ? 0u : 1u);
  }
}

TEST(TapHole, RunAwayReachesTheReturnWaterInTwentyFiveMinutes) {
  Shop shop(fixed_shop(
      {casting(minutes{5}), unprotected(UnitClass::casting_well), unprotected(UnitClass::fixed_furnace)}));
  const UnitId furnace = shop.unit(UnitClass::fixed_furnace);
  shop.operator_leaves(furnace);
  shop.fault(furnace, "tap_hole_runaway", 5.1, 150.0);
  shop.run_for(minutes{40});
  const LogEntry* accident = shop.first(LogKind::accident, furnace);
  ASSERT_NE(accident, nullptr);
  EXPECT_NEAR(to_seconds(accident->time) / 60.0, 25.4, 0.3);
}

TEST(TapHole, DrainTripLeadsTheMetalAway) {
  Shop shop(fixed_shop({casting(minutes{5}), unprotected(UnitClass::casting_well),
                        only(UnitClass::fixed_furnace, "launder_high_trip")}));
  const UnitId furnace = shop.unit(UnitClass::fixed_furnace);
  shop.operator_leaves(furnace);
  shop.fault(furnace, "tap_hole_runaway", 5.1, 150.0);
  shop.run_for(minutes{40});
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
  EXPECT_EQ(shop.count(LogKind::accident_averted), 1u);
  EXPECT_FALSE(shop.state.units[furnace.index].is(Flag::overflowing));
}

TEST(TiltValve, StuckForwardOverflowsAndGravityReturnStopsIt) {
  UnitOverride sure = only(UnitClass::tilting_furnace, "launder_high_trip");
  sure.parameters["gravity_return_failure"] = 0.0;
  Shop shop(tilting_shop({casting(), unprotected(UnitClass::casting_well), sure}));
  const UnitId furnace = shop.unit(UnitClass::tilting_furnace);
  shop.operator_leaves(furnace);
  shop.fault(furnace, "tilt_valve_stuck", 0.1, 150.0);
  shop.run_for(minutes{10});
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
  EXPECT_TRUE(shop.state.units[furnace.index].is(Flag::overflowing));
  EXPECT_TRUE(shop.state.units[furnace.index].is(Flag::tilted_back));
  EXPECT_LT(shop.read(furnace, tilting_furnace::Signal::tilt_angle), 0.1);
}

TEST(PowerLoss, TripsOnBatteriesAndStopsPumpAndPlaten) {
  Shop shop(fixed_shop({casting(), only(UnitClass::casting_well, "power_trip")}, 1));
  shop.operator_leaves(shop.well());
  shop.fault(shop.well(), "power_loss", {}, 50.0);
  shop.run_for(minutes{5});
  EXPECT_DOUBLE_EQ(shop.read(shop.well(), Well::power), 0.0);
  EXPECT_NEAR(shop.read(shop.well(), Well::casting_speed), 0.0, 1e-3);
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
  EXPECT_EQ(shop.count(LogKind::interlock_tripped), 1u);
}

TEST(LevelLoop, FailureHighOverflowsUnlessTripped) {
  Shop bare(fixed_shop({casting(), unprotected(UnitClass::casting_well)}));
  Shop safe(fixed_shop({casting(), only(UnitClass::casting_well, "level_high_trip")}));
  for (Shop* shop : {&bare, &safe}) {
    shop->operator_leaves(shop->well());
    shop->fault(shop->well(), "level_loop_failure", 3.5, 30.0);
    shop->run_for(minutes{5});
  }
  EXPECT_EQ(bare.count(LogKind::accident), 1u);
  EXPECT_EQ(safe.count(LogKind::accident), 0u);
}

TEST(Lining, RefractoryLeakEndsInABreakoutUnlessDrained) {
  Shop shop(fixed_shop({casting(), unprotected(UnitClass::fixed_furnace)}));
  const UnitId furnace = shop.unit(UnitClass::fixed_furnace);
  shop.operator_leaves(furnace);
  Shop drained = shop;
  shop.fault(furnace, "refractory_leak");
  drained.fault(furnace, "refractory_leak");
  drained.run_for(minutes{60});
  act(drained.context(), drained.spec, drained.state, furnace, PlantAction::drain_furnace);
  drained.run_for(hours{3});
  shop.run_for(hours{4});
  EXPECT_EQ(shop.count(LogKind::accident), 1u);
  EXPECT_EQ(drained.count(LogKind::accident), 0u);
  EXPECT_EQ(drained.count(LogKind::accident_averted), 1u);
}

TEST(Domino, NeighbouringWellWithMetalExplodesToo) {
  UnitOverride certain = unprotected(UnitClass::casting_well);
  certain.parameters["domino_probability"] = 1.0;
  UnitOverride near = casting();
  near.number = 3;
  UnitOverride source = casting();
  source.number = 1;
  UnitOverride resting = casting();
  resting.number = 2;
  resting.phase = "lift_out";
  Shop shop({EnterpriseId{0u}, "shop", 3, 0, 3, 0, {source, resting, near, certain}});
  shop.operator_leaves(shop.well(1));
  shop.fault(shop.well(1), "guide_hole_leak", 1.72, 158.2);
  shop.run_for(minutes{3});
  ASSERT_EQ(shop.count(LogKind::accident), 2u);
  EXPECT_EQ(shop.first(LogKind::accident, shop.well(2)), nullptr);
  EXPECT_NEAR(to_seconds(shop.first(LogKind::accident, shop.well(3))->time -
                         shop.first(LogKind::accident, shop.well(1))->time),
              4.0, 0.001);
}

TEST(People, EvacuationEmptiesTheHall) {
  Shop shop = leaking({unprotected(UnitClass::casting_well)});
  act(shop.context(), shop.spec, shop.state, shop.well(), PlantAction::evacuate);
  shop.run_for(minutes{10});
  EXPECT_EQ(shop.first(LogKind::accident, shop.well())->other, 1u);  // 6 exp(-92/60)
}

}  // namespace fengsui::plant
