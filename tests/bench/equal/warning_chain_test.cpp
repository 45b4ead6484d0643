// What the benchmarks compare in speed must be equal in results: the warning chain in Fengsui, SimGrid and
// SimPy against the exact answers and against each other.
#include <gtest/gtest.h>

#include <bit>

#include "tests/bench/baselines/simpy.h"
#include "tests/bench/baselines/warning_chain_fengsui.h"
#include "tests/bench/baselines/warning_chain_simgrid.h"
#include "tests/sim/network/in_child.h"

namespace fengsui::baselines {
namespace {

Chain chain_of(double hours) {
  Chain chain = read_chain(FENGSUI_SOURCE_DIR "/tests/bench/baselines/warning_chain.json");
  chain.hours = hours;
  return chain;
}

ChainResult on_simgrid(const Chain& chain) {
  const auto numbers = in_child([&] {
    const auto all = std::bit_cast<std::array<std::int64_t, 8>>(run_on_simgrid_actors(chain));
    return std::vector<std::int64_t>(all.begin(), all.end());
  });
  std::array<std::int64_t, 8> all{};
  EXPECT_EQ(numbers.size(), all.size());
  std::copy_n(numbers.begin(), std::min(numbers.size(), all.size()), all.begin());
  return std::bit_cast<ChainResult>(all);
}

TEST(WarningChain, ExactAnswers) {
  const ChainResult exact = exact_result(chain_of(1));
  EXPECT_NEAR(exact.second, 0.2231301601, 1e-10);
  EXPECT_NEAR(exact.third, 0.0497870684, 1e-10);
  EXPECT_NEAR(exact.minutes_to_clear, 39.68112891, 1e-8);
  EXPECT_NEAR(exact.alarm_delay_s, 40.2018, 1e-3);
}

TEST(WarningChain, FengsuiByExceptionIsExact) {
  const Chain chain = chain_of(200);
  const ChainResult ours = run_on_fengsui(chain, SensingSpec::Mode::by_exception);
  EXPECT_GT(ours.cases, 15'000);
  EXPECT_LT(distance(ours, exact_result(chain)), 4.5);

  // a deadline that is five minutes longer, a limit that is a little lower: both are noticed
  Chain later = chain, lower = chain;
  later.deadline_min[0] += 5;
  lower.limit -= 0.1;
  EXPECT_GT(distance(ours, exact_result(later)), 4.5);
  EXPECT_GT(distance(ours, exact_result(lower)), 4.5);
}

TEST(WarningChain, AllModelsAgree) {
  const Chain chain = chain_of(3);
  const ChainResult exact = exact_result(chain), every = run_on_fengsui(chain, SensingSpec::Mode::every),
                    simgrid = on_simgrid(chain), simpy = run_on_simpy(chain, Sampling::process_per_sensor),
                    one_clock = run_on_simpy(chain, Sampling::one_clock),
                    ours = run_on_fengsui(chain_of(50), SensingSpec::Mode::by_exception);
  for (const ChainResult& result : {every, simgrid, simpy, one_clock}) {
    EXPECT_GT(result.cases, 200);
    EXPECT_LT(distance(result, exact), 4.5);
    EXPECT_LT(distance(result, ours), 4.5);
  }
  Chain wrong = chain;
  wrong.time_constant_s *= 1.05;
  EXPECT_GT(distance(simpy, exact_result(wrong)), 4.5) << "a sensor that follows more slowly";
}

}  // namespace
}  // namespace fengsui::baselines
