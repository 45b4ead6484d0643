// Problems of simulation optimisation whose best answer is known exactly (docs/verification.md), solved by
// the tuner's own procedures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "tests/twin/study/tuned_by.h"

namespace fengsui {
namespace {

using nlohmann::json;

json listed(const std::vector<double>& values) { return {{"values", values}}; }

json rule(const std::string& method, double indifference, const char* goal = "minimise") {
  json tune = {{"method", method}, {goal, "x"}, {"indifference", indifference}};
  if (method == "ocba")
    tune["budget"] = 3000;
  else
    tune["at_most"] = 20000;
  return tune;
}

// (s, S) inventory: Poisson demand of 25, an order costs 32 and 3 a piece and comes at once, holding costs 1,
// missing 5; 30 periods from a stock of S. Mean cost per period.
struct Inventory {
  double low, high, cost;
};
const Inventory inventories[] = {
    {20, 40, 114.1763}, {20, 80, 112.7424}, {40, 60, 130.5498}, {40, 100, 130.6992}, {60, 100, 147.3821}};

double inventory_cost(double low, double high, std::uint64_t seed) {
  const Stream demands{seed, Draw::test, 0};
  double stock = high, cost = 0.0;
  for (std::uint64_t period = 0; period < 30; ++period) {
    if (stock < low) {
      cost += 32.0 + 3.0 * (high - stock);
      stock = high;
    }
    stock -= poisson_quantile(demands.uniform(period), 25.0);
    cost += stock > 0.0 ? stock : -5.0 * stock;
  }
  return cost / 30.0;
}

double by_number(const std::vector<double>& point, std::uint64_t seed) {
  const Inventory& one = inventories[static_cast<std::size_t>(point[0])];
  return inventory_cost(one.low, one.high, seed);
}

TEST(InventoryProblem, SimulatesThePublishedCosts) {
  for (const Inventory& one : inventories) {
    std::vector<double> costs;
    for (std::uint64_t seed = 0; seed < 4000; ++seed)
      costs.push_back(inventory_cost(one.low, one.high, seed));
    const Estimate found = estimate(costs, 0.95);
    EXPECT_LT(std::abs(found.mean - one.cost), 4.5 / 1.96 * found.half_width) << one.low << " " << one.high;
  }
}

TEST(InventoryProblem, IsSolvedByEveryProcedureInsideItsGap) {
  for (const char* method : {"kn", "rinott", "ocba"}) {
    const Study study = sample::study_of({0.0}, {listed({0, 1, 2, 3, 4})}, 1, rule(method, 1.43));
    const sample::TunedBy tuned = sample::tuned_by(
        study, [](const auto& point, std::uint64_t seed) { return std::vector{by_number(point, seed)}; });
    EXPECT_TRUE(tuned.found.choice.decided) << method;
    EXPECT_EQ(tuned.found.choice.best, 1u) << method << ": (20, 80)";
    // 4.5 errors in place of Student's 2.1
    EXPECT_LT(std::abs(tuned.found.fresh.mean - 112.7424), 2.2 * tuned.found.fresh.half_width);
  }
}

TEST(InventoryProblem, WithMissingPiecesForFreeHasAnotherAnswer) {
  const Study study = sample::study_of({0.0}, {listed({0, 1, 2, 3, 4})}, 1, rule("kn", 1.43));
  const sample::TunedBy tuned = sample::tuned_by(study, [](const auto& point, std::uint64_t seed) {
    const Inventory& one = inventories[static_cast<std::size_t>(point[0])];
    return std::vector{inventory_cost(one.low, one.high, seed) - (one.high > 70 ? 0.0 : 5.0)};
  });
  EXPECT_NE(tuned.found.choice.best, 1u);
}

// Newsvendors: demand of two kinds, mean profit or cost of so many days as one run.
constexpr std::uint64_t days = 100;

double profit_of(double order, std::uint64_t seed) {
  const Stream luck{seed, Draw::test, 0};
  double profit = 0.0;
  for (std::uint64_t day = 0; day < days; ++day) {
    // Burr XII, 2 and 20, by inversion
    const double demand = std::sqrt(std::pow(luck.uniform(day), -1.0 / 20.0) - 1.0);
    profit += 9.0 * std::min(order, demand) + std::max(0.0, order - demand) - 5.0 * order;
  }
  return profit / days;
}

// Exactly: 8 E min(x, D) - 4 x, by Simpson's rule.
double exact_profit(double order) {
  constexpr int steps = 1000;
  double sum = 0.0;
  for (int i = 0; i <= steps; ++i) {
    const double t = order * i / steps;
    sum += (i == 0 || i == steps ? 1 : i % 2 ? 4 : 2) * std::pow(1.0 + t * t, -20.0);
  }
  return 8.0 * sum * order / steps / 3.0 - 4.0 * order;
}

TEST(Newsvendor, OfSimOptIsFound) {
  EXPECT_NEAR(exact_profit(0.1877895733), 0.4639430729, 1e-9);
  const std::vector<double> orders = {0.10, 0.13, 0.16, 0.19, 0.22, 0.25, 0.28};
  const Study study = sample::study_of({0.10}, {listed(orders)}, 1, rule("kn", 0.004, "maximise"));
  const sample::TunedBy tuned = sample::tuned_by(
      study, [](const auto& point, std::uint64_t seed) { return std::vector{profit_of(point[0], seed)}; });
  ASSERT_TRUE(tuned.found.choice.decided);
  const double order = tuned.best()[0];
  EXPECT_GE(exact_profit(order), 0.4639430729 - 0.004);
  EXPECT_LT(std::abs(order - 0.1877895733), 0.03);
  EXPECT_LT(std::abs(tuned.found.fresh.mean - exact_profit(order)), 2.2 * tuned.found.fresh.half_width);
  EXPECT_LT(exact_profit(0.25), 0.4639430729 - 0.004) << "a wrong order is told apart";
}

TEST(Newsvendor, WithNormalDemandIsFound) {
  const auto cost = [](const std::vector<double>& point, std::uint64_t seed) {
    const Stream luck{seed, Draw::test, 0};
    double sum = 0.0;
    for (std::uint64_t day = 0; day < days; ++day) {
      const double demand = 120.0 + 10.0 * normal_quantile(luck.uniform(day));
      sum += point[0] > demand ? 2.0 * (point[0] - demand) : 18.0 * (demand - point[0]);
    }
    return std::vector{sum / days};
  };
  for (const char* method : {"kn", "rinott"}) {
    const Study study =
        sample::study_of({121.0}, {listed({121, 124, 127, 130, 133, 136, 139})}, 1, rule(method, 1.0));
    const sample::TunedBy tuned = sample::tuned_by(study, cost);
    ASSERT_TRUE(tuned.found.choice.decided);
    EXPECT_EQ(tuned.best()[0], 133.0) << method << ": the nearest to 132.8155";
    EXPECT_LT(std::abs(tuned.found.fresh.mean - 35.0996663865), 2.2 * tuned.found.fresh.half_width + 0.01);
  }
  // who takes holding for as dear as missing orders the mean
  const Study study = sample::study_of({121.0}, {listed({121, 124, 127, 130, 133})}, 1, rule("kn", 1.0));
  const sample::TunedBy other = sample::tuned_by(study, [&](const auto& point, std::uint64_t seed) {
    std::vector<double> result = cost(point, seed);
    result[0] += 16.0 * std::max(0.0, point[0] - 120.0);
    return result;
  });
  EXPECT_NE(other.best()[0], 133.0);
}

// M/M/c with an offered load of 8: mean length of the queue, exactly, and over so many events of the chain.
double exact_queue(int servers) {
  double term = 1.0, sum = 0.0;
  for (int n = 0; n < servers; ++n) {
    sum += term;
    term *= 8.0 / (n + 1);
  }
  const double rho = 8.0 / servers, waiting = term / (1.0 - rho);
  return waiting / (sum + waiting) * rho / (1.0 - rho);
}

double simulated_queue(int servers, std::uint64_t seed) {
  constexpr int steps = 8000, most_servers = 18;
  const Stream luck{seed, Draw::test, 0};
  // it begins in its steady state, so that no warm-up is needed
  double left = luck.uniform(0), term = 1.0, sum = 0.0;
  for (int n = 0; n < 200; ++n) {
    sum += term;
    term *= 8.0 / std::min(n + 1, servers);
  }
  int people = 0;
  for (double share = 1.0 / sum; left > share && people < 200; ++people) {
    left -= share;
    share *= 8.0 / std::min(people + 1, servers);
  }
  // every step is an arrival, the end at one of the servers, or nothing: the same for every number of them
  double waiting = 0.0;
  for (int step = 1; step <= steps; ++step) {
    waiting += std::max(0, people - servers);
    const double event = luck.uniform(static_cast<std::uint64_t>(step)) * (8.0 + most_servers);
    if (event < 8.0)
      ++people;
    else if (event - 8.0 < std::min(people, servers))
      --people;
  }
  return waiting / steps;
}

TEST(Staffing, OfADutyRoomIsFoundByEveryProcedure) {
  struct Row {
    double weight;
    std::vector<double> servers;
    int best;
    double cost, gap;
  };
  for (const Row& row : {Row{5, {11, 12, 13, 14}, 12, 13.398416545, 0.209},
                         Row{20, {13, 14, 15, 16}, 14, 15.047470999, 0.38}}) {
    EXPECT_NEAR(row.best + row.weight * exact_queue(row.best), row.cost, 1e-8);
    double second = 1e9;
    for (const double servers : row.servers)
      if (const int c = static_cast<int>(servers); c != row.best)
        second = std::min(second, c + row.weight * exact_queue(c));
    EXPECT_GE(second, row.cost + row.gap);
    for (const char* method : {"kn", "rinott", "ocba"}) {
      const Study study = sample::study_of({row.servers[0]}, {listed(row.servers)}, 1, rule(method, row.gap));
      const sample::TunedBy tuned = sample::tuned_by(study, [&](const auto& point, std::uint64_t seed) {
        return std::vector{point[0] + row.weight * simulated_queue(static_cast<int>(point[0]), seed)};
      });
      EXPECT_TRUE(tuned.found.choice.decided) << method;
      EXPECT_EQ(tuned.best()[0], row.best) << method;
      EXPECT_LT(std::abs(tuned.found.fresh.mean - row.cost), 2.2 * tuned.found.fresh.half_width);
    }
    // waiting that counts for half as much asks for fewer
    const Study study =
        sample::study_of({row.servers[0]}, {listed({10, 11, 12, 13, 14})}, 1, rule("kn", row.gap));
    const sample::TunedBy cheap = sample::tuned_by(study, [&](const auto& point, std::uint64_t seed) {
      return std::vector{point[0] + 0.3 * row.weight * simulated_queue(static_cast<int>(point[0]), seed)};
    });
    EXPECT_LT(cheap.best()[0], row.best);
  }
}

}  // namespace
}  // namespace fengsui
