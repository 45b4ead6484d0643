// The warning chain of baselines/README.md in four simulators: sensor samples covered per second of processor
// time. `hour`: an alarm per sensor and hour, long enough to compare the results; `day`: one per sensor and
// day. `distance`: from the exact answers, in standard errors; below 4.5 the results are equal.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <bit>

#include "tests/bench/baselines/simpy.h"
#include "tests/bench/baselines/warning_chain_fengsui.h"
#include "tests/bench/baselines/warning_chain_simgrid.h"
#include "tests/sim/network/in_child.h"

namespace {

using namespace fengsui;
using namespace fengsui::baselines;

Chain chain_of(double hours, double quiet_more_mean_s = 2400) {
  Chain chain = read_chain(FENGSUI_SOURCE_DIR "/tests/bench/baselines/warning_chain.json");
  chain.hours = hours;
  chain.quiet_more_mean_s = quiet_more_mean_s;
  return chain;
}

template <class Run>
void measure(benchmark::State& state, const Chain& chain, Run run) {
  for (auto _ : state) {
    try {
      const ChainResult result = run(chain);
      state.SetIterationTime(result.processor_s);
      state.counters["cases"] = result.cases;
      state.counters["distance"] = distance(result, exact_result(chain));
      if (distance(result, exact_result(chain)) > 4.5)
        return state.SkipWithError("the results are not those of the model");
    } catch (const std::exception& problem) {
      return state.SkipWithError(problem.what());
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(chain.samples()));
}

ChainResult on_simgrid(const Chain& chain) {
  using Words = std::array<std::int64_t, 8>;
  const auto numbers = in_child([&] {
    const auto words = std::bit_cast<Words>(run_on_simgrid_actors(chain));
    return std::vector<std::int64_t>(words.begin(), words.end());
  });
  Words words{};
  if (numbers.size() != words.size()) throw std::runtime_error("the child that ran SimGrid did not end well");
  std::ranges::copy(numbers, words.begin());
  return std::bit_cast<ChainResult>(words);
}

ChainResult by_exception(const Chain& chain) {
  return run_on_fengsui(chain, SensingSpec::Mode::by_exception);
}

void studies_chain_hour_by_exception(benchmark::State& state) { measure(state, chain_of(200), by_exception); }
// a mean of 24 hours from one disturbance to the next
void studies_chain_day_by_exception(benchmark::State& state) {
  measure(state, chain_of(5000, 85'200), by_exception);
}
void studies_chain_every_sample(benchmark::State& state) {
  measure(state, chain_of(10),
          [](const Chain& chain) { return run_on_fengsui(chain, SensingSpec::Mode::every); });
}
void studies_chain_simgrid(benchmark::State& state) { measure(state, chain_of(5), on_simgrid); }
void studies_chain_simpy(benchmark::State& state) {
  measure(state, chain_of(5),
          [](const Chain& chain) { return run_on_simpy(chain, Sampling::process_per_sensor); });
}
void studies_chain_simpy_one_clock(benchmark::State& state) {
  measure(state, chain_of(5), [](const Chain& chain) { return run_on_simpy(chain, Sampling::one_clock); });
}
BENCHMARK(studies_chain_hour_by_exception)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(studies_chain_day_by_exception)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(studies_chain_every_sample)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(studies_chain_simgrid)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(studies_chain_simpy)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(studies_chain_simpy_one_clock)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
