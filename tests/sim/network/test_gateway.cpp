#include <gtest/gtest.h>

#include "tests/sim/network/small_world.h"

using namespace fengsui;
using namespace std::chrono_literals;

namespace {

constexpr GatewayId only{std::size_t{0}};
constexpr LinkId uplink{std::size_t{0}};

// One reading a second from `from` to `to`, whose value counts up.
void sample_every_second(SmallWorld& world, int from, int to) {
  for (int second = from; second <= to; ++second)
    world.at(at_seconds(second), [second](SmallWorld& w) { w.sample(only, second); });
}

void switch_link_at(SmallWorld& world, int second, bool up) {
  world.at(at_seconds(second), [up](SmallWorld& w) { network::set_link(w.context(), w.state, uplink, up); });
}

void switch_gateway_at(SmallWorld& world, int second, bool up) {
  world.at(at_seconds(second),
           [up](SmallWorld& w) { network::set_gateway(w.context(), w.spec, w.state, only, up); });
}

std::vector<double> values(const SmallWorld& world) {
  std::vector<double> result;
  for (const Reading& reading : world.received) result.push_back(reading.value);
  return result;
}

std::vector<double> counting(int from, int to) {
  std::vector<double> result;
  for (int i = from; i <= to; ++i) result.push_back(i);
  return result;
}

const LogEntry* entry(const SmallWorld& world, LogKind kind) {
  const auto found = std::ranges::find(world.log, kind, &LogEntry::kind);
  return found == world.log.end() ? nullptr : &*found;
}

TEST(Gateway, UploadsAtTheNextMultipleOfItsPeriodAndTakesRouteTime) {
  SmallWorld world(small_network(1));
  sample_every_second(world, 1, 4);
  world.at(at_seconds(5.001), [](SmallWorld& w) { w.sample(only); });
  world.run_until_including(at_seconds(60));

  // the last sample is too late for the upload at 5 s; 15 ms latency and bytes at 10 Mbit/s
  ASSERT_EQ(world.deliveries.size(), 2u);
  EXPECT_EQ(world.deliveries[0].readings.size(), 4u);
  EXPECT_EQ(world.deliveries[0].beat.received, at_seconds(5 + 0.015 + (800 + 4 * 200) * 8 / 10e6));
  EXPECT_EQ(world.deliveries[1].beat.received, at_seconds(10 + 0.015 + 1000 * 8 / 10e6));
}

TEST(Gateway, NothingToSendCostsNoEvents) {
  SmallWorld world(small_network(50));
  world.run_until_including(at_seconds(1e6));
  EXPECT_EQ(world.events, 0u);
  EXPECT_TRUE(world.agenda.empty());
}

TEST(Gateway, HeartbeatsOnlyWhenSilent) {
  GatewaySpec gateway = plain_gateway();
  gateway.heartbeat = 30s;
  SmallWorld silent(small_network(1, gateway));
  silent.run_until_including(at_seconds(3000));
  EXPECT_EQ(silent.deliveries.size(), 100u);
  for (const Delivery& delivery : silent.deliveries) EXPECT_TRUE(delivery.readings.empty());

  // uploads every 5 s leave no silence
  SmallWorld busy(small_network(1, gateway));
  sample_every_second(busy, 0, 2999);
  busy.run_until_including(at_seconds(3000));
  EXPECT_LE(std::ranges::count_if(busy.deliveries, [](const auto& d) { return d.readings.empty(); }), 1);
  EXPECT_EQ(busy.received.size(), 2996u) << "those of the last period are still in the store";
}

TEST(Gateway, StoreAndForwardLosesNothingAndKeepsOrderAcrossAnOutage) {
  GatewaySpec gateway = plain_gateway();
  gateway.readings_per_message = 7;
  SmallWorld world(small_network(1, gateway));
  sample_every_second(world, 1, 2000);
  switch_link_at(world, 501, false);
  switch_link_at(world, 1203, true);
  world.run_until_including(at_seconds(2100));
  EXPECT_EQ(values(world), counting(1, 2000));

  // nothing came through in between, and the backlog says how much it was and how old
  for (const Delivery& delivery : world.deliveries)
    EXPECT_FALSE(delivery.beat.received > at_seconds(501) && delivery.beat.received < at_seconds(1203));
  ASSERT_EQ(world.count(LogKind::backlog_sent), 1u);
  const LogEntry& backlog = *entry(world, LogKind::backlog_sent);
  EXPECT_GE(backlog.detail, 703u);
  EXPECT_LE(backlog.detail, 703u + 45u);
  EXPECT_NEAR(backlog.value, 705, 45);
  EXPECT_EQ(world.count(LogKind::message_lost), 0u);
}

TEST(Gateway, RetriesKeepTheirDistance) {
  SmallWorld world(small_network(1));
  world.at(at_seconds(1), [](SmallWorld& w) { w.sample(only); });
  switch_link_at(world, 0, false);
  switch_link_at(world, 46, true);
  world.run_until_including(at_seconds(200));

  // sent at 5 s, given up at 15 s, again at 45 s, given up at 55 s, again at 85 s
  ASSERT_EQ(world.deliveries.size(), 1u);
  EXPECT_EQ(world.deliveries[0].beat.received, at_seconds(85.0158));
}

TEST(Gateway, FullStoreDropsTheOldestAndSaysHowMany) {
  GatewaySpec gateway = plain_gateway();
  gateway.buffer_readings = 100;
  SmallWorld world(small_network(1, gateway));
  sample_every_second(world, 1, 1000);
  switch_link_at(world, 0, false);
  switch_link_at(world, 1001, true);
  world.run_until_including(at_seconds(1200));
  EXPECT_EQ(values(world), counting(901, 1000));
  double lost = 0;
  for (const LogEntry& line : world.log) lost += line.kind == LogKind::message_lost ? line.detail : 0;
  EXPECT_EQ(lost, 900);
}

TEST(Gateway, ReadingsOlderThanTheStoreKeepsAreDropped) {
  GatewaySpec gateway = plain_gateway();
  gateway.buffer_age = 100s;
  SmallWorld world(small_network(1, gateway));
  sample_every_second(world, 1, 500);
  switch_link_at(world, 0, false);
  switch_link_at(world, 501, true);
  world.run_until_including(at_seconds(700));
  ASSERT_FALSE(world.received.empty());
  EXPECT_EQ(world.received.back().value, 500);
  for (const Delivery& delivery : world.deliveries)
    for (const Reading& reading : delivery.readings) EXPECT_GE(reading.time, delivery.beat.received - 101s);
}

TEST(Gateway, WithoutPowerSamplesAreLostUnlessItStoresThem) {
  for (const bool stores : {false, true}) {
    GatewaySpec gateway = plain_gateway();
    gateway.stores_while_down = stores;
    SmallWorld world(small_network(1, gateway));
    sample_every_second(world, 1, 300);
    switch_gateway_at(world, 100, false);
    switch_gateway_at(world, 200, true);
    world.at(at_seconds(150), [](SmallWorld& w) { EXPECT_FALSE(network::gateway_up(w.state, only)); });
    world.run_until_including(at_seconds(400));
    EXPECT_EQ(world.received.size(), stores ? 300u : 200u);
    EXPECT_EQ(world.count(LogKind::message_lost), stores ? 0u : 1u);
    EXPECT_EQ(world.count(LogKind::backlog_sent), 1u);
    EXPECT_EQ(world.count(LogKind::gateway_down), 1u);
    EXPECT_EQ(world.count(LogKind::gateway_up), 1u);
  }
}

TEST(Gateway, StampsAreTheGatewaysClockNotTheTruth) {
  GatewaySpec gateway = plain_gateway();
  gateway.clock_error = 3s;
  SmallWorld world(small_network(1, gateway));
  world.at(at_seconds(1), [](SmallWorld& w) { w.sample(only); });
  world.at(at_seconds(20), [](SmallWorld& w) {
    network::set_clock_error(w.state, only, -8s);
    w.sample(only);
  });
  world.run_until_including(at_seconds(60));
  ASSERT_EQ(world.received.size(), 2u);
  EXPECT_EQ(world.received[0].time, at_seconds(4));
  EXPECT_EQ(world.received[1].time, at_seconds(12));

  // its clock shows 5 s when it is 2 s
  EXPECT_EQ(world.deliveries[0].beat.received, at_seconds(2.0158));
  EXPECT_EQ(world.deliveries[0].beat.stamped, at_seconds(5));
}

TEST(Gateway, ClockErrorsHaveTheirStandardDeviation) {
  GatewaySpec gateway = plain_gateway();
  gateway.clock_error_sigma = 2s;
  const std::size_t gateways = 20000;
  SmallWorld world(small_network(gateways, gateway));
  double squares = 0;
  for (const GatewayState& state : world.state.gateways) {
    const double error = to_seconds(state.clock_error);
    squares += error * error;
  }
  const auto z = [&](double sigma) {
    const double n = static_cast<double>(gateways), variance = sigma * sigma;
    return (squares / n - variance) / (variance * std::sqrt(2 / n));
  };
  EXPECT_LT(std::abs(z(2.0)), 4.5);
  EXPECT_GT(std::abs(z(2.1)), 4.5) << "a wrong sigma must show";
}

TEST(Gateway, DuplicatesAndLateMessagesComeAtTheirRate) {
  GatewaySpec gateway = plain_gateway();
  gateway.duplicate_probability = 0.05;
  gateway.late_probability = 0.1;
  SmallWorld world(small_network(1, gateway));
  const int messages = 20000;
  for (int i = 0; i < messages; ++i)
    world.at(at_seconds(5 * i + 1), [i](SmallWorld& w) { w.sample(only, i); });
  world.run_until_including(at_seconds(5 * messages + 100));

  const auto z = [&](double seen, double probability) {
    return (seen - messages * probability) / std::sqrt(messages * probability * (1 - probability));
  };
  const double duplicates = static_cast<double>(world.received.size()) - messages;
  const double late =
      static_cast<double>(std::ranges::count_if(world.deliveries, [](const Delivery& delivery) {
        return delivery.beat.received - delivery.beat.stamped > 20s;
      }));
  EXPECT_EQ(duplicates, static_cast<double>(world.count(LogKind::message_duplicated)));
  EXPECT_EQ(late, static_cast<double>(world.count(LogKind::message_delayed)));
  EXPECT_LT(std::abs(z(duplicates, 0.05)), 4.5);
  EXPECT_LT(std::abs(z(late, 0.1)), 4.5);
  EXPECT_GT(std::abs(z(duplicates, 0.06)), 4.5) << "a wrong rate must show";
  EXPECT_GT(std::abs(z(late, 0.115)), 4.5) << "a wrong rate must show";

  EXPECT_EQ(world.state.messages.size(), world.state.free_messages.size()) << "no message is forgotten";
}

TEST(Gateway, ScriptedFaultsOverrideTheDataAndCanBeTakenBack) {
  GatewaySpec gateway = plain_gateway();
  gateway.clock_error_sigma = 2s;
  SmallWorld world(small_network(1, gateway));
  const Duration natural = world.state.gateways[0].clock_error;
  network::set_clock_error(world.state, only, 90s);
  network::set_late(world.state, only, 1.0, 33s);
  world.at(at_seconds(1), [](SmallWorld& w) { w.sample(only); });
  world.run_until_including(at_seconds(60));
  ASSERT_EQ(world.deliveries.size(), 1u);
  EXPECT_EQ(world.deliveries[0].beat.received, at_seconds(5 + 33 + 0.0158));
  EXPECT_EQ(network::natural_clock_error(world.context(), world.spec, only), natural);
  EXPECT_NE(natural, Duration::zero());
}

TEST(Gateway, LateMessageThatFailsStillArrivesOnce) {
  GatewaySpec gateway = plain_gateway();
  gateway.late_probability = 0.5;
  SmallWorld world(small_network(1, gateway));
  sample_every_second(world, 1, 2000);
  for (int second = 100; second < 2000; second += 200) {
    switch_link_at(world, second, false);
    switch_link_at(world, second + 37, true);
  }
  world.run_until_including(at_seconds(2500));
  std::vector<double> seen = values(world);
  EXPECT_FALSE(std::ranges::is_sorted(seen)) << "late messages were overtaken";
  std::ranges::sort(seen);
  EXPECT_EQ(seen, counting(1, 2000));
}

TEST(Gateway, ScriptAndRandomOutageBothHoldALinkDown) {
  SmallWorld world(small_network(1));
  const auto set = [&](bool up, DownReason reason) {
    network::set_link(world.context(), world.state, uplink, up, reason);
    return network::link_up(world.state, uplink);
  };
  EXPECT_FALSE(set(false, DownReason::scripted));
  EXPECT_FALSE(set(false, DownReason::outage));
  EXPECT_FALSE(set(true, DownReason::outage)) << "the script still holds it";
  EXPECT_TRUE(set(true, DownReason::scripted));
  EXPECT_EQ(world.count(LogKind::link_down), 1u);
  EXPECT_EQ(world.count(LogKind::link_up), 1u);
}

TEST(Outages, LinksAndGatewaysAreDownForTheShareOfTimeThatTheirDataSay) {
  GatewaySpec gateway = plain_gateway();
  gateway.outages = {Delay::exponential(1000), Delay::exponential(250)};
  NetworkSpec spec = small_network(400, gateway);
  for (LinkSpec& link : spec.topology.links) link.outages = {Delay::exponential(300), Delay::constant(100)};
  SmallWorld world(spec, 3, true);
  world.run_until_including(at_seconds(20000));

  // independent things, one look each, long after the start
  const auto z = [&](double down, double probability) {
    return (down - 400 * probability) / std::sqrt(400 * probability * (1 - probability));
  };
  const auto down = [](const auto& state) { return state.down != 0; };
  const double gateways = static_cast<double>(std::ranges::count_if(world.state.gateways, down));
  const double links =
      static_cast<double>(std::ranges::count_if(std::span(world.state.links).subspan(1), down));
  EXPECT_LT(std::abs(z(gateways, 0.2)), 4.5);
  EXPECT_LT(std::abs(z(links, 0.25)), 4.5);
  EXPECT_GT(std::abs(z(gateways, 0.35)), 4.5) << "a wrong share must show";
  EXPECT_GT(std::abs(z(links, 0.4)), 4.5) << "a wrong share must show";

  SmallWorld calm(spec, 3, false);
  calm.run_until_including(at_seconds(20000));
  EXPECT_EQ(calm.events, 0u) << "no random outages unless asked for";
}

// Collects what an archive is shown, to compare states.
struct Bytes {
  std::vector<double> seen;

  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void operator()(const T& value) { seen.push_back(static_cast<double>(value)); }
  void operator()(Time time) { (*this)(time.time_since_epoch()); }
  void operator()(Duration duration) { seen.push_back(static_cast<double>(duration.count())); }
  template <class Tag>
  void operator()(Id<Tag> id) {
    seen.push_back(id.index);
  }
  template <class T>
  void operator()(const std::vector<T>& values) {
    seen.push_back(static_cast<double>(values.size()));
    for (const T& value : values) (*this)(value);
  }
  template <class T>
  requires requires(Bytes& archive, const T& value) { visit(archive, value); }
  void operator()(const T& value) { visit(*this, value); }
};

TEST(NetworkState, CopyOfTheWorldHasTheSameFuture) {
  GatewaySpec gateway = plain_gateway();
  gateway.heartbeat = 30s;
  gateway.duplicate_probability = gateway.late_probability = 0.2;
  gateway.clock_error_sigma = 2s;
  gateway.outages = {Delay::exponential(300), Delay::lognormal(60, 1)};
  SmallWorld world(small_network(5, gateway), 11, true);
  for (int i = 0; i < 3000; ++i)
    world.at(at_seconds(i * 0.5), [i](SmallWorld& w) { w.sample(GatewayId(std::size_t(i % 5)), i); });
  world.run_until_including(at_seconds(700));
  SmallWorld copy = world;
  world.run_until_including(at_seconds(2000));
  copy.run_until_including(at_seconds(2000));
  EXPECT_EQ(world.received, copy.received);
  EXPECT_EQ(world.log, copy.log);
  Bytes of_world, of_copy;
  visit(of_world, world.state);
  visit(of_copy, copy.state);
  EXPECT_EQ(of_world.seen, of_copy.seen);

  // the archive sees a difference in a buffer
  copy.sample(GatewayId(std::size_t{2}));
  Bytes changed;
  visit(changed, copy.state);
  EXPECT_NE(changed.seen, of_world.seen);
}

}  // namespace
