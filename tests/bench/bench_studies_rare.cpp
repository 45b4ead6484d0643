// Splitting against plain Monte Carlo for gambler's ruin with probability 2.6e-6. Items per second are
// estimates with a relative error of 5 %: 1 / (seconds for one). Plain simulation would take minutes for one:
// its seconds are extrapolated from the cost of a run, (1 - p) / (p · 0.05²) runs.
#include <benchmark/benchmark.h>

#include <cmath>
#include <ctime>

#include "twin/study/splitting.h"

namespace {

using namespace fengsui;

constexpr double exact = 2.6075611241e-6, wanted_error = 0.05;

// A walk on the whole numbers, up with probability 0.4, that ends at zero; the event is 30.
struct Gambler {
  using State = int;
  std::vector<int> levels;
  std::uint64_t steps = 0;

  State begin(std::uint64_t) const { return 1; }
  bool advance(State& state, std::size_t level, std::uint64_t luck) {
    const Stream coin{luck, Draw::test, 1};
    std::uint64_t step = 0;
    for (; state > 0 && state < levels[level]; ++step) state += coin.uniform(step) < 0.4 ? 1 : -1;
    steps += step;
    return state >= levels[level];
  }
};

double processor_s(std::clock_t began) { return static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC; }

// What an estimate with the wanted error costs, from the error that this effort reached.
void studies_rare_splitting(benchmark::State& state) {
  Gambler gambler;
  for (int level = 2; level <= 30; level += 2) gambler.levels.push_back(level);
  for (auto _ : state) {
    const std::clock_t began = std::clock();
    const study::RareEstimate estimate = study::split(gambler, {gambler.levels.size(), 500, 200, 7});
    const double share = std::pow(estimate.relative_error / wanted_error, 2);
    state.SetIterationTime(processor_s(began) * share);
    state.counters["steps"] = static_cast<double>(gambler.steps) * share;
    state.counters["estimate_over_exact"] = estimate.probability / exact;
    if (std::abs(estimate.probability / exact - 1) > 4.5 * estimate.relative_error)
      return state.SkipWithError("the estimate is not the known answer");
  }
  state.SetItemsProcessed(state.iterations());
}
void studies_rare_plain_extrapolated(benchmark::State& state) {
  constexpr std::uint64_t runs = 2'000'000;
  const double share = (1 - exact) / (exact * wanted_error * wanted_error) / static_cast<double>(runs);
  Gambler gambler{{30}, 0};
  for (auto _ : state) {
    const std::clock_t began = std::clock();
    benchmark::DoNotOptimize(study::plain_hits(gambler, 1, runs, 3));
    state.SetIterationTime(processor_s(began) * share);
    state.counters["steps"] = static_cast<double>(gambler.steps) * share;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(studies_rare_splitting)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(studies_rare_plain_extrapolated)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
