// Known answers of the lumped models, each with a variant that is wrong and must not pass.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/sim/plant/shop.h"

namespace fengsui::plant {

using Well = casting_well::Signal;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Calibration, SixtyStrandsGiveThirtyOneTonnesAnHour) {
  const auto duty = casting_well::casting_duty(60, 178, 130);
  EXPECT_NEAR(duty.metal_kg_s * 3.6, 31.4, 0.1);
  EXPECT_NEAR(duty.water_m3_h, 543, 1);
  EXPECT_NEAR(duty.water_rise_k, 13.8, 0.1);
  // billets weighed as liquid metal are too light
  EXPECT_GT(std::abs(duty.metal_kg_s * 3.6 * 2360 / 2700 - 31.4), 0.1);
}

TEST(Calibration, HoleOfThirtyMillimetresLetsOneAndThreeQuarterKilogramsASecondThrough) {
  EXPECT_NEAR(casting_well::leak_through_hole_kg_s(30, 150), 1.72, 0.02);
  EXPECT_NEAR(casting_well::leak_through_hole_kg_s(35, 80), 1.72, 0.02);
  EXPECT_NEAR(92 * casting_well::leak_through_hole_kg_s(30, 150), 158, 1);
  // a diameter taken for a radius passes four times as much
  EXPECT_GT(std::abs(casting_well::leak_through_hole_kg_s(60, 150) - 1.72), 1.0);
}

TEST(Calibration, TapHolesByTorricelli) {
  EXPECT_NEAR(fixed_furnace::tap_hole_flow_kg_s(60, 0.6), 13.7, 0.1);
  EXPECT_NEAR(fixed_furnace::tap_hole_flow_kg_s(50, 0.6), 9.5, 0.1);
  EXPECT_NEAR(fixed_furnace::tap_hole_flow_kg_s(40, 0.6), 6.1, 0.1);
}

TEST(Calibration, PumpTripReachesLowLowBeforeTwoSeconds) {
  UnitOverride no_tank = unprotected(UnitClass::casting_well);
  no_tank.parameters["head_tank_share"] = 0.0;
  Shop shop(fixed_shop({casting(), no_tank}));
  shop.fault(shop.well(), "mould_water_pump_trip");
  Shop low = shop, half = shop;
  EXPECT_NEAR(low.seconds_until(low.well(), Well::water_flow, 459, Direction::down, 5), 0.65, 0.011);
  EXPECT_NEAR(shop.seconds_until(shop.well(), Well::water_flow, 378, Direction::down, 5), 1.43, 0.011);
  EXPECT_NEAR(half.seconds_until(half.well(), Well::water_flow, 270, Direction::down, 5), 2.77, 0.011);
  // a coast-down of 6 s instead of 4 s would be later than two seconds
  EXPECT_GT(-6.0 * std::log(0.7), 2.0);
}

TEST(Calibration, HeadTankDelaysLowLowButNotBeyondTwoSeconds) {
  Shop shop(fixed_shop({casting(), unprotected(UnitClass::casting_well)}));
  shop.fault(shop.well(), "mould_water_pump_trip");
  const double low_low_s = shop.seconds_until(shop.well(), Well::water_flow, 378, Direction::down, 5);
  EXPECT_GT(low_low_s, 1.43);
  EXPECT_LT(low_low_s, 2.0);
  shop.run_for(seconds{30});
  EXPECT_NEAR(shop.read(shop.well(), Well::water_flow), 0.35 * 540, 1);
}

TEST(Calibration, ShellsBleedFifteenSecondsAfterTheWaterFallsBelowHalf) {
  UnitOverride bare = unprotected(UnitClass::casting_well);
  bare.parameters["head_tank_share"] = 0.0;
  Shop shop(fixed_shop({casting(), bare}));
  shop.operator_leaves(shop.well());
  shop.fault(shop.well(), "mould_water_pump_trip");
  EXPECT_NEAR(shop.seconds_until(shop.well(), Well::aluminium_in_pit, 1e-9, Direction::up, 40), 2.77 + 15.0,
              0.05);
}

TEST(Calibration, GuideHoleLeakOfNinetyTwoSecondsPutsHundredFiftyEightKilogramsIntoThePit) {
  Shop shop(fixed_shop({casting(), unprotected(UnitClass::casting_well)}));
  shop.operator_leaves(shop.well());
  shop.fault(shop.well(), "guide_hole_leak", 1.72, 1e6);
  shop.run_for(seconds{92});
  EXPECT_NEAR(shop.read(shop.well(), Well::aluminium_in_pit), 158.2, 0.1);
  EXPECT_GT(std::abs(shop.read(shop.well(), Well::aluminium_in_pit) - 1.3 * 92), 30);
}

TEST(Calibration, LeakLowersTheTableToItsLimits) {
  Shop shop(fixed_shop({casting(), unprotected(UnitClass::casting_well)}));
  shop.operator_leaves(shop.well());
  shop.fault(shop.well(), "guide_hole_leak", 1.72, 1e6);
  Shop low = shop;
  EXPECT_NEAR(low.seconds_until(low.well(), Well::table_level, 90, Direction::down, 200), 82, 1);
  EXPECT_NEAR(shop.seconds_until(shop.well(), Well::table_level, 70, Direction::down, 200), 165, 1);
}

TEST(Calibration, ClosedLevelLoopHidesTheLeakFromTheLevelButNotFromTheBalance) {
  Shop shop(tilting_shop({casting(), unprotected(UnitClass::casting_well)}));
  shop.operator_leaves(shop.well());
  shop.fault(shop.well(), "guide_hole_leak", 1.72, 1e6);
  shop.run_for(seconds{60});
  EXPECT_NEAR(shop.read(shop.well(), Well::table_level), 110, 0.5);
  EXPECT_NEAR(shop.read(shop.well(), Well::feed_residual), 1.72, 0.01);
}

TEST(Calibration, RunAwayTapHoleFillsTheLaunder) {
  Shop shop(
      fixed_shop({casting(), unprotected(UnitClass::casting_well), unprotected(UnitClass::fixed_furnace)}));
  const UnitId furnace = shop.unit(UnitClass::fixed_furnace);
  shop.operator_leaves(furnace);
  shop.fault(furnace, "tap_hole_runaway", 5.1, 1e6);
  const auto after = [&](double level) {
    Shop copy = shop;
    return copy.seconds_until(furnace, FurnaceSignal::launder_level, level, Direction::up, 100);
  };
  EXPECT_NEAR(after(175), 18, 1);
  EXPECT_NEAR(after(190), 30, 1);
  EXPECT_NEAR(after(220), 52, 1);
  // the whole outflow instead of its surplus would fill it in a third of the time
  EXPECT_GT(52 - 70 / level_rate_mm_s(13.8, 1.6, 2360), 20);
  shop.run_for(seconds{60});
  EXPECT_TRUE(shop.state.units[furnace.index].is(Flag::overflowing));
}

TEST(Calibration, StuckHeadOpensTheGapAtPlatenSpeed) {
  Shop shop(fixed_shop({[] {
                          UnitOverride change = casting(seconds{30});
                          change.phase = "start";
                          return change;
                        }(),
                        unprotected(UnitClass::casting_well)}));
  shop.operator_leaves(shop.well());
  shop.fault(shop.well(), "start_up_hang_up");
  Shop high = shop;
  EXPECT_NEAR(high.seconds_until(high.well(), Well::head_gap, 5, Direction::up, 60), 3.85, 0.02);
  EXPECT_NEAR(shop.seconds_until(shop.well(), Well::head_gap, 10, Direction::up, 60), 7.69, 0.02);
}

TEST(Calibration, BrokenRopeTiltsThePlatformInHalfASecond) {
  Shop shop(fixed_shop({casting(), unprotected(UnitClass::rope_hoist)}, 1));
  const UnitId hoist = shop.unit(UnitClass::rope_hoist);
  shop.operator_leaves(hoist);
  shop.fault(hoist, "rope_break");
  Shop tilt = shop;
  EXPECT_NEAR(shop.seconds_until(hoist, rope_hoist::Signal::imbalance, 35, Direction::up, 5), 0.24, 0.02);
  EXPECT_NEAR(tilt.seconds_until(hoist, rope_hoist::Signal::platform_tilt, 10, Direction::up, 5), 0.51, 0.02);
}

TEST(Calibration, FailedPitPumpRaisesTheWaterByHalfAMetreAMinute) {
  Shop shop(fixed_shop({casting(), unprotected(UnitClass::casting_well)}));
  shop.operator_leaves(shop.well());
  const double before = shop.read(shop.well(), Well::pit_water_distance);
  shop.fault(shop.well(), "pit_pump_failure");
  shop.run_for(minutes{1});
  EXPECT_NEAR(before - shop.read(shop.well(), Well::pit_water_distance), 450, 5);
}

TEST(Calibration, ForceClassesByMass) {
  EXPECT_EQ(force_class(4.9), 1u);
  EXPECT_EQ(force_class(5.0), 2u);
  EXPECT_EQ(force_class(50.0), 2u);
  EXPECT_EQ(force_class(50.1), 3u);
}

TEST(Calibration, DrawnThresholdsFollowTheExplosionProbability) {
  // P(explosion with m kg) = 1 - exp(-(m/150)^1.5) over many wells
  std::vector<double> thresholds;
  EnterpriseEquipment firm{EnterpriseId{0u}, "shop", 400, 0, 400, 0, {}};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Shop shop(firm, seed);
    for (std::size_t i = 0; i < shop.spec.guards.size(); ++i) {
      const GuardSpec& guard = shop.spec.guards[i];
      if (guard.kind == GuardKind::accident && guard.index == 0 &&
          shop.spec.of(guard.unit).unit_class == UnitClass::casting_well)
        thresholds.push_back(shop.state.guards[i].level);
    }
  }
  const double total = static_cast<double>(thresholds.size());
  const auto z = [&](double mass_kg, double shape) {
    const double expected = 1.0 - std::exp(-std::pow(mass_kg / 150.0, shape));
    const auto explode = std::ranges::count_if(thresholds, [&](double level) { return level <= mass_kg; });
    return (static_cast<double>(explode) / total - expected) / std::sqrt(expected * (1 - expected) / total);
  };
  for (const double mass_kg : {20.0, 60.0, 160.0, 300.0})
    EXPECT_LT(std::abs(z(mass_kg, 1.5)), 4.5) << mass_kg;
  // an exponential curve and a steeper one of the same scale
  for (const double wrong_shape : {1.0, 2.0}) EXPECT_GT(std::abs(z(60.0, wrong_shape)), 4.5) << wrong_shape;
}

}  // namespace fengsui::plant
