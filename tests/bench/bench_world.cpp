// A district of 20 enterprises: a copy of its world, the hash of it, one day and one month from end to end.
// A day is the whole chain, from the plants to the cases of the duty rooms, with the record in memory and its
// digest.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

#include "tests/sim/network/in_child.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace {

using namespace fengsui;
using namespace std::chrono_literals;

class NoPilot final : public Pilot {
 public:
  bool proceed(Session&, Time) override { return true; }
};

Session district(Duration duration) {
  const char* home = std::getenv("FENGSUI_HOME");
  const std::filesystem::path folder = home ? home : FENGSUI_SOURCE_DIR;
  Prepared prepared = prepare(folder / "scenarios/library/aluminium/ordinary_month.json", folder);
  prepared.city.duration = duration;
  return {std::move(prepared.city), reach_engine(prepared.engine), std::move(prepared.record)};
}

Session after_one_day() {
  Session session = district(24h);
  NoPilot pilot;
  session.run(Carrier::direct, pilot);
  return session;
}

void copy_of_the_world(benchmark::State& state) {
  const Session session = after_one_day();
  for (auto _ : state) {
    World copy = session.world();
    benchmark::DoNotOptimize(copy.agenda.size());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(copy_of_the_world)->Unit(benchmark::kMicrosecond);

void hash_of_the_world(benchmark::State& state) {
  const Session session = after_one_day();
  for (auto _ : state) benchmark::DoNotOptimize(world_hash(session.world()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hash_of_the_world)->Unit(benchmark::kMicrosecond);

// Only the run is timed; SimGrid needs a process of its own, so both run in one.
void run_days(benchmark::State& state, Carrier carrier) {
  const std::int64_t days = state.range(0);
  std::int64_t readings = 0;
  for (auto _ : state) {
    const auto numbers = in_child([&] {
      Session session = district(days * 24h);
      NoPilot pilot;
      const std::clock_t begin = std::clock();
      session.run(carrier, pilot);
      const std::clock_t took = std::clock() - begin;
      return std::vector<std::int64_t>{took, static_cast<std::int64_t>(session.record().readings.size())};
    });
    if (numbers.size() != 2) return state.SkipWithError("the child that ran the district did not end well");
    state.SetIterationTime(static_cast<double>(numbers[0]) / CLOCKS_PER_SEC);
    readings = numbers[1];
  }
  state.SetItemsProcessed(state.iterations() * days);
  state.counters["readings"] = static_cast<double>(readings);
}
void days_direct(benchmark::State& state) { run_days(state, Carrier::direct); }
void days_simgrid(benchmark::State& state) { run_days(state, Carrier::simgrid); }
BENCHMARK(days_direct)->Arg(1)->Arg(30)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(days_simgrid)->Arg(1)->Arg(30)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
