// The smallest world around a network: readings come by script, deliveries are kept.
// It runs on the direct carrier by itself, or as the clockwork of SimGrid.
#pragma once

#include <functional>
#include <map>

#include "sim/network/clockwork.h"
#include "sim/network/direct.h"
#include "sim/network/network_settings.h"

namespace fengsui {

struct SmallWorld : Clockwork {
  explicit SmallWorld(NetworkSpec network_spec, std::uint64_t random_seed = 1, bool random_outages = false)
      : spec(std::move(network_spec)), seed(random_seed) {
    network::start(context(), spec, state, random_outages);
  }

  Context context() { return {time_now, seed, agenda, log}; }

  // Something that the script does at a time.
  void at(Time time, std::function<void(SmallWorld&)> action) {
    agenda.schedule(time, Room::script, 0, static_cast<std::uint32_t>(script.size()));
    script.push_back(std::move(action));
  }

  void sample(GatewayId gateway, double value = 0.0) {
    const Reading reading{time_now, value, PointId(gateway.index), Quality::good, {}};
    network::accept(context(), spec, state, gateway, {&reading, 1});
  }

  Time now() const override { return time_now; }
  Time next_time() const override { return agenda.next_time(); }

  void run_until_including(Time time) override {
    while (agenda.next_time() <= time) {
      const Event event = agenda.pop();
      time_now = event.time;
      ++events;
      if (event.room == Room::script) {
        script[event.subject](*this);
      } else {
        network::handle(context(), spec, state, event);
      }
      drain();
    }
    time_now = time;
  }

  NetworkState& network() override { return state; }

  void delivered(MessageId id, Time time) override {
    time_now = time;
    network::delivered(context(), spec, state, id);
    drain();
  }

  void failed(MessageId id, Time time) override {
    time_now = time;
    network::failed(context(), spec, state, id);
    drain();
  }

  bool stop() override { return false; }

  void drain() {
    for (Delivery& delivery : state.arrivals) {
      for (const Reading& reading : delivery.readings) received.push_back(reading);
      if (on_delivery) on_delivery(delivery);
      deliveries.push_back(std::move(delivery));
    }
    state.arrivals.clear();
    if (direct) network::carry_departures(context(), spec, state);
  }

  std::size_t count(LogKind kind) const {
    return static_cast<std::size_t>(std::ranges::count(log, kind, &LogEntry::kind));
  }

  NetworkSpec spec;
  NetworkState state;
  Agenda agenda;
  Log log;
  std::uint64_t seed = 1;
  Time time_now{};
  bool direct = true;  // false: the owner of the clock carries
  std::vector<std::function<void(SmallWorld&)>> script;
  std::function<void(const Delivery&)> on_delivery;
  std::vector<Delivery> deliveries;
  std::vector<Reading> received;
  std::uint64_t events = 0;
};

inline constexpr Time at_seconds(double seconds) {
  return Time{Duration{static_cast<std::int64_t>(seconds * 1e6 + 0.5)}};
}

// A gateway without luck: no errors, faults or heartbeats unless a test asks for them.
inline GatewaySpec plain_gateway() {
  using namespace std::chrono_literals;
  GatewaySpec gateway;
  gateway.upload_period = 5s;
  gateway.time_out = 10s;
  gateway.retry = 30s;
  gateway.buffer_readings = 100000;
  gateway.readings_per_message = 100;
  gateway.bytes_per_reading = 200;
  gateway.header_bytes = 800;
  gateway.late = Delay::constant(40.0);
  return gateway;
}

// `gateways` behind one access node: 10 ms and 10 Mbit/s each, then a shared uplink, then the platform.
inline TopologySpec shared_uplink(std::size_t gateways, double uplink_bits_per_second = 100e6) {
  using namespace std::chrono_literals;
  TopologySpec topology;
  topology.nodes.resize(2 + gateways);
  topology.nodes[0].kind = NodeKind::platform;
  topology.nodes[1].kind = NodeKind::access;
  topology.links.push_back({NodeId(1), NodeId(0), 5ms, uplink_bits_per_second, {}, "uplink", "上行链路"});
  for (std::size_t i = 0; i < gateways; ++i) {
    topology.gateways.push_back(NodeId(2 + i));
    topology.links.push_back({NodeId(2 + i), NodeId(1), 10ms, 10e6, {}, "access", "接入链路"});
  }
  return topology;
}

inline NetworkSpec small_network(std::size_t gateways, const GatewaySpec& gateway = plain_gateway()) {
  return network::build_network(gateway, shared_uplink(gateways));
}

}  // namespace fengsui
