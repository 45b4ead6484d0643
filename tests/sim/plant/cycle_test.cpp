// Production runs for a month, branches, and repeats itself.
#include <gtest/gtest.h>

#include "tests/sim/plant/shop.h"

namespace fengsui::plant {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

EnterpriseEquipment mixed_shop() { return {EnterpriseId{0u}, "shop", 3, 2, 3, 2, {}}; }

// A hash of everything that matters to the future.
struct Fingerprint {
  std::uint64_t hash = 14695981039346656037ull;

  template <class T>
  void operator()(const T& field) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      mix(&field, sizeof field);
    else if constexpr (std::is_same_v<T, Time>)
      (*this)(field.time_since_epoch().count());
    else if constexpr (requires { field.index; } && sizeof(T) == 4)
      (*this)(field.index);
    else
      visit(*this, field);
  }
  template <class T>
  void operator()(const std::vector<T>& fields) {
    for (const T& field : fields) (*this)(field);
  }
  void mix(const void* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      hash = (hash ^ static_cast<const unsigned char*>(bytes)[i]) * 1099511628211ull;
  }
};

std::uint64_t fingerprint(const PlantState& state) {
  Fingerprint print;
  print(state);
  return print.hash;
}

}  // namespace

TEST(Cycle, FurnaceCyclesTakeEightToNineHours) {
  Shop shop(fixed_shop({}));
  shop.run_for(days{30});
  const auto phase = shop.spec.first_phase[0] + static_cast<std::uint32_t>(FurnacePhase::charge);
  std::vector<Time> charges;
  for (const LogEntry& entry : shop.log)
    if (entry.kind == LogKind::phase_started && entry.subject == 0 && entry.detail == phase)
      charges.push_back(entry.time);
  ASSERT_GT(charges.size(), 70u);
  const double mean_h = to_seconds(charges.back() - charges[1]) / 3600.0 / double(charges.size() - 2);
  EXPECT_GT(mean_h, 8.0);
  EXPECT_LT(mean_h, 9.2);
}

TEST(Cycle, MonthHasABoundedNumberOfEvents) {
  Shop shop(mixed_shop());
  shop.run_for(days{30});
  EXPECT_LT(shop.events, 60000u);
  EXPECT_LT(shop.agenda.size(), 500u);
  EXPECT_EQ(shop.count(LogKind::accident), 0u);
  EXPECT_EQ(shop.count(LogKind::interlock_demanded), 0u);
  EXPECT_EQ(shop.count(LogKind::interlock_blind), 0u);
  EXPECT_EQ(shop.count(LogKind::point_of_no_return), 0u);
}

TEST(Cycle, FurnacesThatShareAWellTakeTurns) {
  Shop shop({EnterpriseId{0u}, "shop", 4, 0, 1, 0, {}});
  shop.run_for(days{10});
  const auto cast = shop.spec.first_phase[0] + static_cast<std::uint32_t>(FurnacePhase::cast);
  std::array<unsigned, 4> casts{};
  for (const LogEntry& entry : shop.log)
    if (entry.kind == LogKind::phase_started && entry.detail == cast && entry.subject < 4)
      ++casts[entry.subject];
  for (const unsigned count : casts) EXPECT_GT(count, 15u);
  unsigned casting = 0;
  for (std::size_t i = 0; i < 4; ++i)
    casting += shop.state.units[i].phase == static_cast<int>(FurnacePhase::cast);
  EXPECT_LE(casting, 1u);
}

TEST(Cycle, SignalsStayInTheRangeOfTheirInstruments) {
  Shop shop(mixed_shop());
  for (int step = 0; step < 2000; ++step) {
    shop.run_for(minutes{7});
    for (const PointSite& point : shop.spec.points) {
      const double reading = signal_value(shop.state, point.signal, shop.now);
      ASSERT_GE(reading, point.range_low - 1e-9) << point.tag << " at " << to_seconds(shop.now);
      ASSERT_LE(reading, point.range_high + 1e-9) << point.tag << " at " << to_seconds(shop.now);
    }
  }
}

TEST(Cycle, LimitsHoldWhileTheyAreInForce) {
  // armed points of a healthy shop never leave their alarm limits
  Shop shop(mixed_shop());
  for (int step = 0; step < 4000; ++step) {
    shop.run_for(minutes{5});
    for (const PointSite& point : shop.spec.points) {
      const UnitSpec& unit = shop.spec.of(point.unit);
      std::size_t arming = static_cast<std::size_t>(FurnaceSignal::pouring);
      if (unit.unit_class == UnitClass::casting_well)
        arming = static_cast<std::size_t>(casting_well::Signal::casting_running);
      if (unit.unit_class == UnitClass::rope_hoist)
        arming = static_cast<std::size_t>(rope_hoist::Signal::lowering);
      if (point.tag == "WR_ST") continue;  // its limits are those of full speed, the start is slower
      if (signal_value(shop.state, signal_of(shop.spec, point.unit, arming), shop.now) < 0.5) continue;
      const double reading = signal_value(shop.state, point.signal, shop.now);
      const bool state_point = point.measure == "1";
      if (state_point) continue;
      ASSERT_TRUE(!point.limits.low || reading > *point.limits.low) << point.tag << " " << reading;
      ASSERT_TRUE(!point.limits.high || reading < *point.limits.high) << point.tag << " " << reading;
    }
  }
}

TEST(Cycle, ForcedPhaseBeginsInTheMiddle) {
  Shop shop(fixed_shop({casting(minutes{10})}, 1));
  EXPECT_NEAR(shop.read(shop.well(), casting_well::Signal::table_level), 110, 0.5);
  EXPECT_NEAR(shop.read(shop.well(), casting_well::Signal::water_flow), 540, 0.5);
  EXPECT_NEAR(shop.read(shop.well(), casting_well::Signal::cast_length), 300 + 1300, 1);
  EXPECT_NEAR(shop.read(shop.unit(UnitClass::fixed_furnace), FurnaceSignal::launder_level), 150, 0.5);
  EXPECT_NEAR(shop.read(shop.unit(UnitClass::fixed_furnace), FurnaceSignal::bath_level), 530 - 0.1547 * 790,
              3);
  EXPECT_NEAR(shop.read(shop.unit(UnitClass::rope_hoist), rope_hoist::Signal::tension_1),
              14.7 + 0.01427 * 790, 0.5);
  shop.run_for(minutes{32});
  EXPECT_EQ(shop.state.units[shop.well().index].phase, static_cast<int>(casting_well::Phase::steady));
  shop.run_for(minutes{3});
  EXPECT_NE(shop.state.units[shop.well().index].phase, static_cast<int>(casting_well::Phase::steady));
}

TEST(Cycle, ForcedPhaseStillCrossesLevelsAhead) {
  // the cast has lasted ten minutes at time 0: its length reaches 5 m 26 minutes later
  Shop shop(fixed_shop({casting(minutes{10})}));
  const SignalId length =
      signal_of(shop.spec, shop.well(), static_cast<std::size_t>(casting_well::Signal::cast_length));
  for (const Segment& segment : shop.state.segments) EXPECT_GE(segment.start, Time{});
  EXPECT_NEAR(to_seconds(next_crossing(shop.state.segments[length.index], Time{}, 5000.0, Direction::up)),
              3400.0 / 130.0 * 60.0, 1.0);
}

TEST(Value, CopyBranchesIdentically) {
  Shop shop(mixed_shop(), 7, true);
  shop.run_for(days{20});
  Shop copy = shop;
  shop.run_for(days{60});
  copy.run_for(days{60});
  EXPECT_EQ(shop.log, copy.log);
  EXPECT_EQ(fingerprint(shop.state), fingerprint(copy.state));
  copy.run_for(hours{20});
  EXPECT_NE(fingerprint(shop.state), fingerprint(copy.state));
}

TEST(Value, SameSeedSameLogAndOtherSeedOtherLog) {
  Shop first(mixed_shop(), 3, true), second(mixed_shop(), 3, true), other(mixed_shop(), 4, true);
  for (Shop* shop : {&first, &second, &other}) shop->run_for(days{60});
  EXPECT_EQ(first.log, second.log);
  EXPECT_NE(first.log, other.log);
}

TEST(RandomFaults, ComeAtTheirRateAndAreRepaired) {
  // 40 wells for a year: 0.5 clogged strainers each; a rate taken per month would give twelve times as many
  EnterpriseEquipment firm{EnterpriseId{0u}, "shop", 20, 0, 20, 0, {}};
  double total = 0.0;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    Shop shop(firm, seed, true);
    shop.run_for(days{365});
    const auto clog = *fault_index(shop.spec, UnitClass::casting_well, "level_loop_failure");
    for (const LogEntry& entry : shop.log)
      total += entry.kind == LogKind::fault_started && entry.detail == clog;
    EXPECT_GT(shop.count(LogKind::fault_ended), 0u);
    EXPECT_GT(shop.count(LogKind::fault_witnessed), 0u);
  }
  const double expected = 40 * 0.2;
  EXPECT_LT(std::abs(total - expected), 4.5 * std::sqrt(expected));
  EXPECT_GT(12 * expected - expected, 4.5 * std::sqrt(12 * expected));
}

}  // namespace fengsui::plant
