// Messages per second through the two carriers: a city of 1,000 gateways in 16 districts, one reading per
// message, five seconds between the messages of a gateway.
#include <benchmark/benchmark.h>

#include <chrono>
#include <ctime>

#include "sim/network/direct.h"
#include "sim/network/network_settings.h"
#include "sim/network/simgrid_network.h"
#include "tests/sim/network/in_child.h"

namespace fengsui {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t gateways = 1000;

NetworkSpec city() {
  NetworkSettings settings;
  settings.access_link = {8ms, 10e6, {}};
  settings.access_uplink = {2ms, 100e6, {}};
  settings.carrier_trunk = {3ms, 200e6, {}};
  settings.district_trunk = {2ms, 500e6, {}};
  settings.enterprises_per_access_node = 40;
  settings.carriers_per_district = 3;
  settings.gateway.upload_period = 5s;
  settings.gateway.time_out = 10s;
  settings.gateway.retry = 30s;
  settings.gateway.buffer_readings = 1000;
  settings.gateway.readings_per_message = 500;
  settings.gateway.clock_error_sigma = 2s;
  settings.gateway.bytes_per_reading = 184;
  settings.gateway.header_bytes = 700;
  std::vector<DistrictId> districts;
  for (std::size_t i = 0; i < gateways; ++i) districts.emplace_back(i % 16);
  return network::build_network(settings, 16, districts);
}

// Each gateway gets a reading for its next upload as soon as the last one has arrived.
struct BusyWorld : Clockwork {
  explicit BusyWorld(bool on_direct) : direct(on_direct), spec(city()) {
    network::start(context(), spec, state, false);
    for (std::size_t i = 0; i < gateways; ++i) feed(GatewayId(i));
  }

  Context context() { return {time_now, 1, agenda, log}; }

  void feed(GatewayId gateway) {
    const Reading reading{time_now, 1.0, PointId(gateway.index), Quality::good, {}};
    network::accept(context(), spec, state, gateway, {&reading, 1});
  }

  Time now() const override { return time_now; }
  Time next_time() const override { return agenda.next_time(); }
  void run_until_including(Time time) override {
    while (agenda.next_time() <= time) {
      const Event event = agenda.pop();
      time_now = event.time;
      network::handle(context(), spec, state, event);
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
  }
  bool stop() override { return false; }

  void drain() {
    for (const Delivery& delivery : state.arrivals) feed(delivery.beat.gateway);
    messages += state.arrivals.size();
    state.arrivals.clear();
    if (direct) network::carry_departures(context(), spec, state);
  }

  bool direct;
  NetworkSpec spec;
  NetworkState state;
  Agenda agenda;
  Log log;
  Time time_now{};
  std::size_t messages = 0;
};

void direct_messages(benchmark::State& state) {
  std::size_t messages = 0;
  for (auto _ : state) {
    BusyWorld world(true);
    world.run_until_including(Time{1000s});
    messages += world.messages;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(messages));
}

// SimGrid needs a process of its own: the child reports its messages and its processor time.
void simgrid_messages(benchmark::State& state) {
  std::int64_t messages = 0;
  for (auto _ : state) {
    const auto numbers = in_child([] {
      BusyWorld world(false);
      const std::clock_t begin = std::clock();
      network::run_on_simgrid(world.spec, world, Time{1000s});
      const std::clock_t took = std::clock() - begin;
      return std::vector<std::int64_t>{static_cast<std::int64_t>(world.messages), took};
    });
    if (numbers.size() != 2) return state.SkipWithError("the child that ran SimGrid did not end well");
    messages += numbers[0];
    state.SetIterationTime(static_cast<double>(numbers[1]) / CLOCKS_PER_SEC);
  }
  state.SetItemsProcessed(messages);
}

BENCHMARK(direct_messages)->Unit(benchmark::kMillisecond);
BENCHMARK(simgrid_messages)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace fengsui
