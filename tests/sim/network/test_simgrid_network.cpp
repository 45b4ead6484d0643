#include <gtest/gtest.h>

#include "sim/base/error.h"
#include "sim/network/simgrid_network.h"
#include "tests/sim/network/in_child.h"
#include "tests/sim/network/small_world.h"

using namespace fengsui;
using namespace std::chrono_literals;

namespace {

using Build = SmallWorld (*)();

// What arrived, as numbers: time and gateway of each delivery, and how many readings.
std::vector<std::int64_t> story(const SmallWorld& world) {
  std::vector<std::int64_t> numbers;
  for (const Delivery& delivery : world.deliveries) {
    numbers.push_back(delivery.beat.received.time_since_epoch().count());
    numbers.push_back(delivery.beat.gateway.index);
    numbers.push_back(static_cast<std::int64_t>(delivery.readings.size()));
  }
  return numbers;
}

std::vector<std::int64_t> on_simgrid(Build build, Time end) {
  return in_child([&] {
    SmallWorld world = build();
    world.direct = false;
    network::run_on_simgrid(world.spec, world, end);
    return story(world);
  });
}

std::vector<std::int64_t> on_direct(Build build, Time end) {
  SmallWorld world = build();
  world.run_until_including(end);
  return story(world);
}

// Twenty gateways that never send at the same time.
SmallWorld quiet_world() {
  GatewaySpec gateway = plain_gateway();
  gateway.heartbeat = 30s;
  gateway.clock_error_sigma = 2s;
  SmallWorld world(small_network(20, gateway));
  for (std::size_t g = 0; g < 20; ++g)
    for (int i = 0; i < 50; ++i)
      world.at(at_seconds(static_cast<double>(g) * 0.7 + i * 17.3),
               [g](SmallWorld& w) { w.sample(GatewayId(g)); });
  return world;
}

// Ten gateways that all send 80 kB at once through an uplink that takes 4 Mbit/s.
SmallWorld crowded_world() {
  GatewaySpec gateway = plain_gateway();
  gateway.clock_error = Duration::zero();
  gateway.header_bytes = 80000;
  SmallWorld world(network::build_network(gateway, shared_uplink(10, 4e6)));
  for (std::size_t g = 0; g < 10; ++g)
    world.at(at_seconds(1), [g](SmallWorld& w) { w.sample(GatewayId(g)); });
  return world;
}

// A message of 1 s length whose link breaks in the middle for a second.
SmallWorld broken_world() {
  GatewaySpec gateway = plain_gateway();
  gateway.header_bytes = 1250000;
  SmallWorld world(small_network(2, gateway));
  world.at(at_seconds(1), [](SmallWorld& w) {
    w.sample(GatewayId(0));
    w.sample(GatewayId(1));
  });
  world.at(at_seconds(5.5), [](SmallWorld& w) { network::set_link(w.context(), w.state, LinkId(1), false); });
  world.at(at_seconds(6.5), [](SmallWorld& w) { network::set_link(w.context(), w.state, LinkId(1), true); });
  return world;
}

TEST(SimgridNetwork, QuietNetworkDeliversWhenTheDirectCarrierDoes) {
  const auto simgrid = on_simgrid(quiet_world, at_seconds(900)),
             direct = on_direct(quiet_world, at_seconds(900));
  ASSERT_GT(direct.size(), 3u * 900);
  ASSERT_EQ(simgrid.size(), direct.size());
  for (std::size_t i = 0; i < direct.size(); i += 3) {
    ASSERT_NEAR(static_cast<double>(simgrid[i]), static_cast<double>(direct[i]), 1.0) << "delivery " << i / 3;
    ASSERT_EQ(simgrid[i + 1], direct[i + 1]);
    ASSERT_EQ(simgrid[i + 2], direct[i + 2]);
  }
}

TEST(SimgridNetwork, CrowdOnTheSharedUplinkDelaysThereAndNotOnTheDirectCarrier) {
  const auto simgrid = on_simgrid(crowded_world, at_seconds(60)),
             direct = on_direct(crowded_world, at_seconds(60));
  ASSERT_EQ(simgrid.size(), 30u);
  ASSERT_EQ(direct.size(), 30u);

  // 10 messages of 80.2 kB share 4 Mbit/s: all are through after 10 times the lonely transfer
  const double lonely = 0.015 + 80200 * 8 / 4e6, together = 0.015 + 10 * 80200 * 8 / 4e6;
  for (std::size_t i = 0; i < 30; i += 3) {
    EXPECT_NEAR(static_cast<double>(simgrid[i]) * 1e-6, 5.0 + together, 1e-3);
    EXPECT_NEAR(static_cast<double>(direct[i]) * 1e-6, 5.0 + lonely, 1e-6);
  }
}

TEST(SimgridNetwork, LinkFailureInTheMiddleFailsTheMessageAndTheGatewaySendsAgain) {
  const auto simgrid = on_simgrid(broken_world, at_seconds(120)),
             direct = on_direct(broken_world, at_seconds(120));
  ASSERT_EQ(simgrid.size(), 6u);

  // gateway 1 is not concerned; gateway 0 gives up at 15 s and comes through 30 s later
  EXPECT_EQ(simgrid[1], 1);
  EXPECT_NEAR(static_cast<double>(simgrid[0]) * 1e-6, 5 + 0.015 + 1.00016, 1e-5);
  EXPECT_EQ(simgrid[4], 0);
  EXPECT_NEAR(static_cast<double>(simgrid[3]) * 1e-6, 45 + 0.015 + 1.00016, 1e-5);
  EXPECT_EQ(simgrid, direct);
}

TEST(SimgridNetwork, TwoRunsAreTheSameToTheMicrosecond) {
  const auto first = on_simgrid(crowded_world, at_seconds(60)),
             second = on_simgrid(crowded_world, at_seconds(60));
  EXPECT_EQ(first, second);
  const auto quiet = on_simgrid(quiet_world, at_seconds(900)),
             again = on_simgrid(quiet_world, at_seconds(900));
  EXPECT_FALSE(quiet.empty());
  EXPECT_EQ(quiet, again);
}

TEST(SimgridNetwork, DeliveryCanBringForwardTheNextEventOfTheWorld) {
  const auto numbers = in_child([] {
    SmallWorld world(small_network(1));
    world.direct = false;
    world.at(at_seconds(1), [](SmallWorld& w) { w.sample(GatewayId(0)); });
    world.at(at_seconds(100), [](SmallWorld&) {});
    std::vector<std::int64_t> times;
    world.on_delivery = [&](const Delivery&) {
      world.at(world.now() + 2s, [&](SmallWorld& w) { times.push_back(w.now().time_since_epoch().count()); });
    };
    network::run_on_simgrid(world.spec, world, at_seconds(200));
    times.push_back(world.now().time_since_epoch().count());
    return times;
  });
  EXPECT_EQ(numbers, (std::vector<std::int64_t>{7015800, 200000000}));
}

TEST(SimgridNetwork, EndsCleanlyWithMessagesUnderWayWhichTheDirectCarrierCanFinish) {
  const auto numbers = in_child([] {
    SmallWorld world = broken_world();
    world.direct = false;
    network::run_on_simgrid(world.spec, world, at_seconds(5.25));
    const std::int64_t under_way = std::ranges::count(world.state.messages, true, &Message::in_flight);

    // a copy goes on without SimGrid, through the same failure
    SmallWorld copy = world;
    copy.direct = true;
    network::take_over(copy.context(), copy.spec, copy.state);
    copy.run_until_including(at_seconds(120));
    std::vector<std::int64_t> result = story(copy);
    result.push_back(under_way);
    return result;
  });
  auto expected = on_direct(broken_world, at_seconds(120));
  expected.push_back(2);
  EXPECT_EQ(numbers, expected);
}

TEST(SimgridNetwork, WorldThatBeganOnTheDirectCarrierGoesOnFromItsOwnTimeAndDeliversOnce) {
  // the change comes in the middle of a message
  const auto direct = on_direct(quiet_world, at_seconds(900));
  const std::int64_t change = direct[3 * 300] - 5000;
  const auto numbers = in_child([change] {
    SmallWorld world = quiet_world();
    world.run_until_including(Time{Duration{change}});
    world.direct = false;
    network::run_on_simgrid(world.spec, world, at_seconds(900));
    return story(world);
  });
  ASSERT_EQ(numbers.size(), direct.size());

  // only what was under way then starts again, and is later by what it had behind it
  for (std::size_t i = 0; i < direct.size(); i += 3) {
    const bool under_way = direct[i] > change && direct[i] < change + 16000;
    ASSERT_NEAR(static_cast<double>(numbers[i]), static_cast<double>(direct[i]), under_way ? 16000 : 1);
  }
  EXPECT_GT(numbers[3 * 300], direct[3 * 300] + 1000);
}

TEST(SimgridNetwork, MessagesBeyondThePlatformsConnectionsWaitAndAreNotLost) {
  const auto times = in_child([] {
    SmallWorld world = crowded_world();
    world.direct = false;
    world.spec.platform_connections = 2;
    network::run_on_simgrid(world.spec, world, at_seconds(60));
    return story(world);
  });
  ASSERT_EQ(times.size(), 30u);

  // two at a time through the same uplink: five rounds, the last ends with the latency of five
  EXPECT_NEAR(static_cast<double>(times[0]) * 1e-6, 5.0 + 0.015 + 2 * 80200 * 8 / 4e6, 1e-3);
  EXPECT_NEAR(static_cast<double>(times[27]) * 1e-6, 5.0 + 5 * (0.015 + 2 * 80200 * 8 / 4e6), 1e-3);
}

TEST(SimgridNetwork, SecondRunInOneProcessIsRefused) {
  const auto numbers = in_child([] {
    SmallWorld first = crowded_world(), second = crowded_world();
    first.direct = second.direct = false;
    network::run_on_simgrid(first.spec, first, at_seconds(6));
    try {
      network::run_on_simgrid(second.spec, second, at_seconds(6));
    } catch (const std::logic_error&) {
      return std::vector<std::int64_t>{1};
    }
    return std::vector<std::int64_t>{0};
  });
  EXPECT_EQ(numbers, std::vector<std::int64_t>{1});
}

TEST(SimgridNetwork, WhatTheWorldThrowsReachesTheCaller) {
  const auto numbers = in_child([] {
    SmallWorld world = crowded_world();
    world.direct = false;
    world.on_delivery = [](const Delivery&) { throw InputError("engine", "", "nonsense", "sense"); };
    try {
      network::run_on_simgrid(world.spec, world, at_seconds(60));
    } catch (const InputError&) {
      return std::vector<std::int64_t>{1};
    }
    return std::vector<std::int64_t>{0};
  });
  EXPECT_EQ(numbers, std::vector<std::int64_t>{1});
}

}  // namespace
