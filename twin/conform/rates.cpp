// Closed forms for independent samples: n samples in a row raise, m in a row return.
//
//   samples until n in a row of probability p: (1 - p^n) / (p^n (1 - p))
//   annunciations per sample: 1 / (samples until the raise + samples until the return)
#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "sim/base/text.h"
#include "twin/conform/behaviour.h"

namespace fengsui::conform {

namespace {

constexpr std::uint64_t samples = 20'000;
constexpr double standard_errors = 4.5;

double until_in_a_row(double probability, int count) {
  const double all = std::pow(probability, count);
  return (1.0 - all) / (all * (1.0 - probability));
}

template <typename Value>
std::size_t raises_of(const Maker& make, std::string_view tag, Value value) {
  constexpr std::uint64_t block = 500;
  Driver driver(make);
  for (std::uint64_t k = 0; k < samples;) {
    std::vector<Reading> readings;
    for (std::uint64_t i = 0; i < block; ++i, ++k)
      readings.push_back(reading(static_cast<double>(k), tag, value(k)));
    driver.exchange(readings.back().time, readings);
  }
  driver.wait_until(static_cast<double>(samples) + 60.0);
  std::size_t count = 0;
  for (const Alarm& alarm : driver.alarms()) count += alarm.event == AlarmEvent::raised;
  return count;
}

// The number of cycles in a fixed time varies at most like a Poisson number: each cycle is two waits in a
// row.
Finding close(double rate, std::size_t count) {
  const double expected = rate * static_cast<double>(samples), slack = standard_errors * std::sqrt(expected);
  return {std::abs(static_cast<double>(count) - expected) <= slack,
          format_number(std::round(expected)) + " ± " + format_number(std::round(slack)) +
              " alarms in 20000 samples",
          std::to_string(count) + " alarms"};
}

// Each sample is beyond the limit with this probability: one in twenty while all is well, four in five in
// a fault.
constexpr double normal = 0.05, faulty = 0.8;

Finding in_a_row(const Maker& make, std::string_view tag, double beyond, int on, int off) {
  const Stream coin{7, Draw::test, 11};
  const std::size_t count =
      raises_of(make, tag, [&](std::uint64_t k) { return coin.uniform(k) < beyond ? 60.0 : 40.0; });
  return close(1.0 / (until_in_a_row(beyond, on) + until_in_a_row(1.0 - beyond, off)), count);
}

Finding every_sample(const Maker& make) { return in_a_row(make, "CT_URGENT", normal, 1, 1); }
Finding two_raise(const Maker& make) { return in_a_row(make, "CT_TWO_ON", normal, 2, 1); }
Finding two_return(const Maker& make) { return in_a_row(make, "CT_TWO_OFF", faulty, 1, 2); }
Finding two_both(const Maker& make) { return in_a_row(make, "CT_TWO_BOTH", normal, 2, 2); }

// A fault two standard deviations above normal; the alarm is raised at 1.5 of them and returns below 1.0.
Finding in_deadband(const Maker& make) {
  constexpr double mean = 54.0, sigma = 8.0, limit = 50.0, edge = 46.0;
  const Stream noise{7, Draw::test, 12};
  const std::size_t count = raises_of(
      make, "CT_BAND", [&](std::uint64_t k) { return mean + sigma * normal_quantile(noise.uniform(k)); });
  const double raise = 1.0 - normal_cdf((limit - mean) / sigma), back = normal_cdf((edge - mean) / sigma);
  return close(1.0 / (1.0 / raise + 1.0 / back), count);
}

}  // namespace

std::span<const Behaviour> rate_behaviours() {
  static const Behaviour list[] = {
      {"rates.every_sample",
       {"alarms in noise without delays, by closed form", "无延时报警率（闭式解）"},
       every_sample},
      {"rates.two_raise",
       {"alarms in noise with two samples to raise, by closed form", "两点报警延时报警率（闭式解）"},
       two_raise},
      {"rates.two_return",
       {"alarms in noise with two samples to return, by closed form", "两点恢复延时报警率（闭式解）"},
       two_return},
      {"rates.two_both",
       {"alarms in noise with two samples for both, by closed form", "两点双向延时报警率（闭式解）"},
       two_both},
      {"rates.deadband",
       {"alarms in normal noise with a deadband, by closed form", "死区报警率（闭式解）"},
       in_deadband},
  };
  return list;
}

}  // namespace fengsui::conform
