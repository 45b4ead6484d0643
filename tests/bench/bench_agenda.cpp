// Planned events per second: each event taken plans the next one, with 2, 1,000 and 100,000 pending.
// Beside the agenda, in the same run: a bare std::priority_queue of the same records, and SimGrid's kernel
// timers.
#include <benchmark/benchmark.h>

#include <chrono>
#include <ctime>
#include <queue>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include "sim/base/agenda.h"
#include "tests/sim/network/in_child.h"

namespace {

using namespace fengsui;

// Times of the next events, the same for all three: a fixed sequence of cheap pseudo-random microseconds.
class Steps {
 public:
  std::int64_t next() {
    bits_ ^= bits_ << 13;
    bits_ ^= bits_ >> 7;
    bits_ ^= bits_ << 17;
    return static_cast<std::int64_t>(bits_ % 1'000'000) + 1;
  }

 private:
  std::uint64_t bits_ = 88172645463325252u;
};

void agenda(benchmark::State& state) {
  Steps steps;
  Agenda agenda;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    agenda.schedule(Time{Duration{steps.next()}}, Room::plant, 1, 2, 3);
  for (auto _ : state) {
    const Event event = agenda.pop();
    agenda.schedule(event.time + Duration{steps.next()}, event.room, event.kind, event.subject, event.detail);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(agenda)->Arg(2)->Arg(1000)->Arg(100'000);

struct Later {
  bool operator()(const Event& a, const Event& b) const {
    return a.time != b.time ? a.time > b.time : a.order > b.order;
  }
};

void bare_priority_queue(benchmark::State& state) {
  Steps steps;
  std::priority_queue<Event, std::vector<Event>, Later> queue;
  std::uint64_t order = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    queue.push({Time{Duration{steps.next()}}, order++, Room::plant, 1, 2, 3});
  for (auto _ : state) {
    const Event event = queue.top();
    queue.pop();
    queue.push(
        {event.time + Duration{steps.next()}, order++, event.room, event.kind, event.subject, event.detail});
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(bare_priority_queue)->Arg(2)->Arg(1000)->Arg(100'000);

// A timer that sets itself again until enough have gone off.
struct Alarm {
  Steps* steps;
  std::int64_t* left;
  double date;

  void operator()() const {
    if (--*left <= 0) return;
    const double next = date + static_cast<double>(steps->next()) * 1e-6;
    simgrid::kernel::timer::Timer::set(next, Alarm{steps, left, next});
  }
};

std::int64_t processor_time_of_timers(std::int64_t pending, std::int64_t count) {
  char name[] = "bench", *words[] = {name, nullptr};
  int word_count = 1;
  simgrid::s4u::Engine engine(&word_count, words);
  simgrid::s4u::Host* host = simgrid::s4u::create_full_zone("zone")->create_host("host", 1e9)->seal();
  Steps steps;
  std::int64_t left = count;
  for (std::int64_t i = 0; i < pending; ++i) {
    const double date = static_cast<double>(steps.next()) * 1e-6;
    simgrid::kernel::timer::Timer::set(date, Alarm{&steps, &left, date});
  }
  // somebody must be there for as long as the timers go on, or the simulation would be over
  const double end = 0.6 * static_cast<double>(count) / static_cast<double>(pending) + 2.0;
  simgrid::s4u::Actor::create("sleeper", host, [end] { simgrid::s4u::this_actor::sleep_for(end); });
  const std::clock_t begin = std::clock();
  engine.run();
  return std::clock() - begin;
}

void simgrid_timers(benchmark::State& state) {
  const std::int64_t count = 400'000;
  for (auto _ : state) {
    const auto took = in_child([&] { return std::vector{processor_time_of_timers(state.range(0), count)}; });
    if (took.empty()) return state.SkipWithError("the child that ran SimGrid did not end well");
    state.SetIterationTime(static_cast<double>(took[0]) / CLOCKS_PER_SEC);
  }
  state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(simgrid_timers)->Arg(2)->Arg(1000)->Arg(100'000)->UseManualTime();

}  // namespace
