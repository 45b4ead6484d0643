// The drawn truth goes through every breakpoint, and thinning keeps what the eye would see.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "twin/report/decimate.h"
#include "twin/report/trend_data.h"

namespace fengsui {
namespace {

using std::chrono::seconds;

bool holds(const std::vector<Sample>& samples, double t_s, double value) {
  return std::ranges::any_of(samples, [&](const Sample& sample) {
    return std::abs(sample.t_s - t_s) < 1e-6 && std::abs(sample.value - value) < 1e-9;
  });
}

TEST(Truth, IsExactWhereSegmentsMeet) {
  const Focus focus;
  const std::vector<Segment> segments{hold(scenario_start, 110.0),
                                      ramp(scenario_start + seconds(10), 110.0, -0.5),
                                      hold(scenario_start + seconds(50), 3.0)};
  const auto samples = truth_samples(segments, focus, scenario_start, scenario_start + seconds(100));
  EXPECT_TRUE(holds(samples, 10.0, 110.0));
  EXPECT_TRUE(holds(samples, 50.0, 90.0)) << "the ramp's end, before the jump";
  EXPECT_TRUE(holds(samples, 50.0, 3.0)) << "and after it";
  EXPECT_TRUE(holds(samples, 100.0, 3.0));
}

TEST(Truth, TurnsWhereARampReachesItsTarget) {
  const std::vector<Segment> segments{ramp(scenario_start, 0.0, 2.0, 20.0)};
  const auto samples = truth_samples(segments, Focus{}, scenario_start, scenario_start + seconds(100));
  EXPECT_TRUE(holds(samples, 10.0, 20.0));
}

TEST(Truth, FollowsAnExponentialWithinAFewPermille) {
  const Segment segment = lag(scenario_start, 100.0, 0.0, 5.0);
  const auto samples = truth_samples({segment}, Focus{}, scenario_start, scenario_start + seconds(60));
  double worst = 0.0;
  for (double t = 0.0; t < 60.0; t += 0.1) {
    const auto next = std::ranges::upper_bound(samples, t, {}, &Sample::t_s);
    if (next == samples.begin() || next == samples.end()) continue;
    const Sample &a = *std::prev(next), &b = *next;
    const double drawn = a.value + (b.value - a.value) * (t - a.t_s) / (b.t_s - a.t_s);
    worst = std::max(worst, std::abs(drawn - 100.0 * std::exp(-t / 5.0)));
  }
  EXPECT_LT(worst, 1.5);
}

TEST(Decimation, KeepsTheOnlySpikeInAMillion) {
  std::vector<Sample> samples;
  for (int i = 0; i < 1'000'000; ++i) samples.push_back({i * 1.0, i == 637'211 ? 99.0 : 0.0});
  const auto kept = decimated(samples, 1000);
  EXPECT_LE(kept.size(), 1000u);
  EXPECT_TRUE(holds(kept, 637'211.0, 99.0));
  EXPECT_EQ(kept.front(), samples.front());
  EXPECT_EQ(kept.back(), samples.back());
  EXPECT_TRUE(std::ranges::is_sorted(kept, {}, &Sample::t_s));
}

TEST(Decimation, LeavesFewSamplesAlone) {
  const std::vector<Sample> samples{{0.0, 1.0}, {0.0, 2.0}, {1.0, 3.0}};
  EXPECT_EQ(decimated(samples, 4), samples);
}

TEST(Decimation, ManySamplesAtOneInstantDoNotDivideByZero) {
  const std::vector<Sample> samples(100, Sample{5.0, 1.0});
  EXPECT_LE(decimated(samples, 8).size(), 8u);
}

}  // namespace
}  // namespace fengsui
