// How fast one M/M/1 queue runs through the whole workflow: agenda events per second.
#include <benchmark/benchmark.h>

#include "sim/base/inversion.h"
#include "tests/sim/workflow/small_town.h"

namespace {

using namespace fengsui;
using namespace fengsui::workflow;

void workflow_mm1(benchmark::State& benchmark_state) {
  Policy policy = instant_policy(1);
  task(policy, 0, Task::acknowledge).service = always(Delay::exponential(60));
  std::int64_t events = 0;
  for (auto _ : benchmark_state) {
    Town town(policy);
    const Stream arrivals{town.seed, Draw::arrival, 0};
    Time next = scenario_start;
    for (std::uint64_t i = 0; i < 50'000; ++i) {
      next = after(next, from_seconds(exponential_quantile(arrivals.uniform(i), 75)));
      while (town.agenda.next_time() <= next) events += town.step();
      town.now = next;
      town.report();
      ++events;
      town.log.clear();
    }
    benchmark::DoNotOptimize(town.state.cases.size());
  }
  benchmark_state.SetItemsProcessed(events);
}
BENCHMARK(workflow_mm1)->Unit(benchmark::kMillisecond);

}  // namespace
