// Three levels with limits: closed forms for handing a case up and for working on together.
#include <gtest/gtest.h>

#include "sim/base/inversion.h"
#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

// handling takes exponential times of mean 30, 60, 120 min; limits 45 and 90 min; nobody queues
Policy three_levels(Escalation escalation) {
  Policy policy = instant_policy(3);
  const minutes means[] = {minutes{30}, minutes{60}, minutes{120}};
  for (std::size_t level = 0; level < 3; ++level) {
    task(policy, level, Task::handle).reaction = always(exponential(means[level]));
    task(policy, level, Task::review) = {};
  }
  limit(policy, 0, Clock::clear, minutes{45});
  limit(policy, 1, Clock::clear, minutes{90});
  on_expiry(policy, Clock::clear, escalation);
  return policy;
}

struct Path {
  double opened = 0, second = -1, third = -1, cleared = 0;  // [min]
};

// Poisson arrivals, 0.1 per minute
std::vector<Path> paths(Escalation escalation, std::size_t cases, std::uint64_t seed) {
  Town town(three_levels(escalation), seed);
  const Stream arrivals{seed, Draw::arrival, 0};
  Time next = scenario_start;
  for (std::size_t i = 0; i < cases; ++i) {
    next = after(next, from_seconds(exponential_quantile(arrivals.uniform(i), 600)));
    town.play(next);
    town.report();
  }
  while (town.step()) {
  }
  std::vector<Path> result(cases);
  for (const LogEntry& entry : town.log) {
    const double minute = to_seconds(entry.time) / 60;
    Path& path = result[std::min<std::size_t>(entry.subject, cases - 1)];
    if (entry.kind == LogKind::case_opened) path.opened = minute;
    if (entry.kind == LogKind::case_escalated)
      (OfficeId{entry.detail} == town.office(1) ? path.second : path.third) = minute;
    if (entry.kind == LogKind::case_cleared) path.cleared = minute;
  }
  return result;
}

// z of a mean over independent cases
template <class Value>
double z(const std::vector<Path>& all, double answer, Value value) {
  Estimate estimate;
  for (const Path& path : all) estimate.add(value(path));
  return estimate.z(answer);
}
double reached_second(const Path& path) { return path.second >= 0; }
double reached_third(const Path& path) { return path.third >= 0; }
double time_to_clear(const Path& path) { return path.cleared - path.opened; }
double open_after_375(const Path& path) { return time_to_clear(path) > 375; }

TEST(HandOff, MatchesTheClosedForms) {
  const auto all = paths(Escalation::hand_over, 60000, 11);
  EXPECT_LT(std::abs(z(all, 0.2231301601, reached_second)), 4.5);
  EXPECT_LT(std::abs(z(all, 0.0497870684, reached_third)), 4.5);
  EXPECT_LT(std::abs(z(all, 39.68112891, time_to_clear)), 4.5);
  EXPECT_LT(std::abs(z(all, 0.0067379470, open_after_375)), 4.5);
}

TEST(HandOff, RejectsLevelsThatKeepWorking) {
  const auto all = paths(Escalation::join, 60000, 11);
  EXPECT_LT(z(all, 0.0497870684, reached_third), -4.5);
  EXPECT_LT(z(all, 39.68112891, time_to_clear), -4.5);
}

TEST(HandOff, NumbersInProgressArePoisson) {
  const auto all = paths(Escalation::hand_over, 120000, 12);
  // looks that lie far apart are as good as independent
  Estimate first, second, third, ten_or_more;
  std::size_t oldest = 0;
  for (double look = 2000; look < all.back().opened; look += 1000) {
    while (all[oldest].opened < look - 3000 && oldest + 1 < all.size()) ++oldest;
    std::array<int, 3> open{};
    for (std::size_t i = oldest; i < all.size() && all[i].opened <= look; ++i) {
      if (all[i].cleared <= look) continue;
      const bool at_third = all[i].third >= 0 && all[i].third <= look;
      const bool at_second = all[i].second >= 0 && all[i].second <= look;
      ++open[at_third ? 2 : at_second ? 1 : 0];
    }
    first.add(open[0]), second.add(open[1]), third.add(open[2]);
    ten_or_more.add(open[0] + open[1] + open[2] >= 10);
  }
  EXPECT_LT(std::abs(first.z(2.33060952)), 4.5);
  EXPECT_LT(std::abs(second.z(1.04005855)), 4.5);
  EXPECT_LT(std::abs(third.z(0.59744482)), 4.5);
  EXPECT_LT(std::abs(ten_or_more.z(7.71867523e-3)), 4.5);
  EXPECT_GT(std::abs(first.z(3.0)), 4.5) << "a limit that does not take the case away";
}

TEST(Join, MatchesTheClosedForms) {
  const auto all = paths(Escalation::join, 200000, 13);
  EXPECT_LT(std::abs(z(all, 0.2231301601, reached_second)), 4.5);
  EXPECT_LT(std::abs(z(all, 0.0024787522, reached_third)), 4.5);
  EXPECT_LT(std::abs(z(all, 27.76161625, time_to_clear)), 4.5);
}

TEST(Join, RejectsHandingOver) {
  const auto all = paths(Escalation::hand_over, 60000, 13);
  EXPECT_GT(z(all, 0.0024787522, reached_third), 4.5);
  EXPECT_GT(z(all, 27.76161625, time_to_clear), 4.5);
}

}  // namespace
}  // namespace fengsui::workflow
