// Queues with known answers, played by the ordinary workflow. Unit of time: one minute of mean service.
#include <gtest/gtest.h>

#include <functional>

#include "sim/base/inversion.h"
#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

constexpr double unit_s = 60.0;

struct Customers {
  std::vector<double> waited, stayed;  // [unit]; stayed: until cleared
  std::vector<bool> overdue;
};

// Poisson arrivals of four colours (red first), rates per unit, at one enterprise; all are played to the end.
Customers play_queue(const Policy& policy, const std::vector<double>& rates, std::size_t customers,
                     std::uint64_t seed, std::vector<Colour>* colours = nullptr) {
  Town town(policy, seed);
  double total = 0;
  for (const double rate : rates) total += rate;
  Customers result{std::vector<double>(customers), std::vector<double>(customers),
                   std::vector<bool>(customers)};
  const Stream arrivals{seed, Draw::arrival, 0};
  Time next = scenario_start;
  const auto collect = [&] {
    for (const LogEntry& entry : town.log) {
      const double units = entry.value / unit_s;
      const bool first = entry.other == static_cast<std::uint32_t>(Task::acknowledge);
      if (entry.kind == LogKind::task_started && first) result.waited[entry.subject] = units;
      if (entry.kind == LogKind::task_abandoned) result.waited[entry.subject] = units;
      if (entry.kind == LogKind::case_cleared) result.stayed[entry.subject] = units;
      if (entry.kind == LogKind::clock_expired) result.overdue[entry.subject] = true;
    }
    town.log.clear();
  };
  for (std::size_t i = 0; i < customers; ++i) {
    next = after(next, from_seconds(exponential_quantile(arrivals.uniform(2 * i), unit_s / total)));
    town.play(next);
    double pick = arrivals.uniform(2 * i + 1) * total;
    std::size_t kind = 0;
    while (kind + 1 < rates.size() && pick >= rates[kind]) pick -= rates[kind++];
    const Colour colour = static_cast<Colour>(4 - kind);
    if (colours) colours->push_back(colour);
    town.report(colour);
    collect();
  }
  while (town.step()) {
  }
  collect();
  return result;
}

Policy queue_policy(unsigned officers, std::size_t levels = 1) {
  Policy policy = instant_policy(levels, officers);
  task(policy, 0, Task::acknowledge).service = always(Delay::exponential(unit_s));
  for (std::size_t level = 0; level < levels; ++level) task(policy, level, Task::review) = {};
  return policy;
}

using Measurement = std::function<double(const Customers&, std::size_t)>;

// mean of something over the customers after the warm-up, replicated
std::vector<Estimate> replicate(const Policy& policy, const std::vector<double>& rates, std::size_t customers,
                                std::size_t warm_up, int replications, const std::vector<Measurement>& what) {
  std::vector<Estimate> estimates(what.size());
  for (int r = 0; r < replications; ++r) {
    const Customers result = play_queue(policy, rates, customers, 1000u + static_cast<unsigned>(r));
    for (std::size_t k = 0; k < what.size(); ++k) {
      double sum = 0;
      for (std::size_t i = warm_up; i < customers; ++i) sum += what[k](result, i);
      estimates[k].add(sum / static_cast<double>(customers - warm_up));
    }
  }
  return estimates;
}

const Measurement has_to_wait = [](const Customers& c, std::size_t i) { return c.waited[i] > 0 ? 1.0 : 0.0; };
const Measurement wait = [](const Customers& c, std::size_t i) { return c.waited[i]; };
const Measurement waits_over_one = [](const Customers& c, std::size_t i) {
  return c.waited[i] > 1 ? 1.0 : 0.0;
};
const Measurement stays_over_two = [](const Customers& c, std::size_t i) {
  return c.stayed[i] > 2 ? 1.0 : 0.0;
};
const Measurement is_overdue = [](const Customers& c, std::size_t i) { return c.overdue[i] ? 1.0 : 0.0; };

struct ErlangRow {
  unsigned officers;
  double load, wait_probability, mean_wait, wait_over_one, stay_over_two;
};

class MmcQueue : public testing::TestWithParam<ErlangRow> {};

TEST_P(MmcQueue, MatchesErlangC) {
  const ErlangRow row = GetParam();
  const auto estimates = replicate(queue_policy(row.officers), {row.load}, 9000, 1500, 30,
                                   {has_to_wait, wait, waits_over_one, stays_over_two});
  EXPECT_LT(std::abs(estimates[0].z(row.wait_probability)), 4.5) << estimates[0].mean();
  EXPECT_LT(std::abs(estimates[1].z(row.mean_wait)), 4.5) << estimates[1].mean();
  EXPECT_LT(std::abs(estimates[2].z(row.wait_over_one)), 4.5) << estimates[2].mean();
  EXPECT_LT(std::abs(estimates[3].z(row.stay_over_two)), 4.5) << estimates[3].mean();
}

TEST_P(MmcQueue, RejectsOneOfficerMore) {
  const ErlangRow row = GetParam();
  const auto estimates =
      replicate(queue_policy(row.officers + 1), {row.load}, 9000, 1500, 10, {has_to_wait, wait});
  EXPECT_GT(std::abs(estimates[0].z(row.wait_probability)), 4.5);
  EXPECT_GT(std::abs(estimates[1].z(row.mean_wait)), 4.5);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MmcQueue,
    testing::Values(ErlangRow{1, 0.8, 0.8, 4.0, 0.65498460246, 0.67032004604},
                    ErlangRow{2, 1.5, 0.642857142857, 1.28571428571, 0.389912566958, 0.434320629153},
                    ErlangRow{3, 2, 0.444444444444, 0.444444444444, 0.163501973854, 0.25563331278},
                    ErlangRow{5, 4, 0.554112554113, 0.554112554113, 0.203846616753, 0.285317242148},
                    ErlangRow{10, 8, 0.409180150796, 0.204590075398, 0.0553765116028, 0.183217398957}));

struct DeadlineRow {
  unsigned officers;
  double rate, limit, wait_probability, overdue, mean_wait;
};

// whoever is not signed for in time is handed over to a level that has time for everybody
Policy deadline_policy(const DeadlineRow& row, Clock clock) {
  Policy policy = queue_policy(row.officers, 2);
  limit(policy, 0, clock, from_seconds(row.limit * unit_s));
  on_expiry(policy, clock, Escalation::hand_over);
  return policy;
}

class DeadlineQueue : public testing::TestWithParam<DeadlineRow> {};

TEST_P(DeadlineQueue, MatchesDeterministicPatience) {
  const DeadlineRow row = GetParam();
  const auto estimates = replicate(deadline_policy(row, Clock::acknowledge), {row.rate}, 9000, 500, 30,
                                   {has_to_wait, is_overdue, wait});
  EXPECT_LT(std::abs(estimates[0].z(row.wait_probability)), 4.5) << estimates[0].mean();
  EXPECT_LT(std::abs(estimates[1].z(row.overdue)), 4.5) << estimates[1].mean();
  EXPECT_LT(std::abs(estimates[2].z(row.mean_wait)), 4.5) << estimates[2].mean();
}

TEST_P(DeadlineQueue, RejectsALimitThatRunsThroughTheService) {
  const DeadlineRow row = GetParam();
  const auto estimates =
      replicate(deadline_policy(row, Clock::verify), {row.rate}, 9000, 500, 10, {is_overdue});
  EXPECT_GT(std::abs(estimates[0].z(row.overdue)), 4.5);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DeadlineQueue,
    testing::Values(DeadlineRow{1, 0.9, 2, 0.703112647173, 0.218763725364, 0.905742161545},
                    DeadlineRow{1, 1.2, 2, 0.825818499603, 0.311817916998, 1.17181209095},
                    DeadlineRow{3, 2.4, 1, 0.507147613775, 0.0992345730419, 0.28291677572},
                    DeadlineRow{10, 10, 0.5, 0.621104144954, 0.103517357492, 0.181155375612}));

struct PriorityRow {
  unsigned officers;
  std::vector<double> rates, waits;  // red first
};

std::vector<Estimate> waits_by_colour(const PriorityRow& row, Discipline discipline, int replications) {
  Policy policy = queue_policy(row.officers);
  policy.discipline = discipline;
  std::vector<Estimate> estimates(4);
  for (int r = 0; r < replications; ++r) {
    std::vector<Colour> colours;
    const std::size_t customers = 20000;
    const Customers result =
        play_queue(policy, row.rates, customers, 2000u + static_cast<unsigned>(r), &colours);
    std::array<double, 4> sum{}, count{};
    for (std::size_t i = 2000; i < customers; ++i) {
      const auto kind = 4 - static_cast<std::size_t>(colours[i]);
      sum[kind] += result.waited[i];
      count[kind] += 1;
    }
    for (std::size_t kind = 0; kind < 4; ++kind) estimates[kind].add(sum[kind] / count[kind]);
  }
  return estimates;
}

class ColourQueue : public testing::TestWithParam<PriorityRow> {};

TEST_P(ColourQueue, MatchesCobham) {
  const auto estimates = waits_by_colour(GetParam(), Discipline::colour_then_arrival, 30);
  for (std::size_t kind = 0; kind < 4; ++kind)
    EXPECT_LT(std::abs(estimates[kind].z(GetParam().waits[kind])), 4.5)
        << kind << " " << estimates[kind].mean();
}

TEST_P(ColourQueue, RejectsFirstComeFirstServed) {
  const auto estimates = waits_by_colour(GetParam(), Discipline::arrival, 10);
  EXPECT_GT(estimates[0].z(GetParam().waits[0]), 4.5);
  EXPECT_LT(estimates[3].z(GetParam().waits[3]), -4.5);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ColourQueue,
    testing::Values(PriorityRow{1,
                                {0.05, 0.15, 0.20, 0.40},
                                {0.842105263158, 1.05263157895, 1.66666666667, 6.66666666667}},
                    PriorityRow{3,
                                {0.15, 0.45, 0.6, 1.2},
                                {0.227084565346, 0.283855706682, 0.449438202247, 1.79775280899}}));

}  // namespace
}  // namespace fengsui::workflow
