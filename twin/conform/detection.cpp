// Tables A and B: how often an engine is wrong in noise, and how long it takes to see a fault.
//
// An alarm stands for A samples and is quiet for Q samples in turn, both waits for some samples in a row:
//
//   share of the time in alarm   f = E[A] / (E[A] + E[Q]); while all is well the false alarm rate, in a fault
//                                1 - f is the missed alarm rate
//   its standard error           sqrt(((1 - f)² Var A + f² Var Q) / (samples · (E[A] + E[Q])))
//   detection delay              E[wait] - 1 samples after the first of the fault, from a quiet start
//
// The wait for n in a row of probability p has mean (1 - pⁿ) / (q pⁿ) and variance (1 - (2n+1) q pⁿ - p²ⁿ⁺¹)
// / (q pⁿ)², q = 1 - p (Feller, An Introduction to Probability Theory I, XIII.7).
#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "sim/base/text.h"
#include "twin/conform/behaviour.h"

namespace fengsui::conform {

namespace {

constexpr std::uint64_t samples = 20'000;
constexpr double standard_errors = 4.5;

// Beyond the limit with this probability while all is well, and in a fault: tables A and B (normal noise, the
// limit at 1.5 and a fault of 2 standard deviations).
constexpr double normal[] = {0.05, 0.0668072013}, faulty[] = {0.8, 0.6914624613};
constexpr double beyond = 60.0, within = 40.0;  // of a limit at 50

struct Wait {
  double mean = 0.0, variance = 0.0;  // [sample], [sample²]
};

Wait in_a_row(double probability, int count) {
  const double all = std::pow(probability, count), other = 1.0 - probability;
  return {(1.0 - all) / (other * all),
          (1.0 - (2.0 * count + 1.0) * other * all - std::pow(probability, 2 * count + 1)) /
              (other * all * other * all)};
}

Finding close(const std::string& what, double expected, double error, double got) {
  const double slack = standard_errors * error;
  const auto rounded = [](double value) { return format_number(std::round(value * 1e6) / 1e6); };
  return {std::abs(got - expected) <= slack, what + " " + rounded(expected) + " ± " + rounded(slack),
          rounded(got)};
}

// The events of one point that is read once a second.
template <typename Value>
std::vector<Alarm> alarms_of(const Maker& make, std::string_view tag, std::uint64_t count, Value value) {
  constexpr std::uint64_t block = 500;
  Driver driver(make);
  for (std::uint64_t k = 0; k < count;) {
    std::vector<Reading> readings;
    for (std::uint64_t i = 0; i < block && k < count; ++i, ++k)
      readings.push_back(reading(static_cast<double>(k), tag, value(k)));
    driver.exchange(readings.back().time, readings);
  }
  driver.wait_until(static_cast<double>(count) + 60.0);
  return driver.alarms();
}

double share_in_alarm(const std::vector<Alarm>& alarms) {
  double standing_s = 0.0, since_s = 0.0;
  bool stands = false;
  for (const Alarm& alarm : alarms) {
    if (alarm.event == AlarmEvent::raised) {
      stands = true;
      since_s = to_seconds(alarm.time);
    } else if (alarm.event == AlarmEvent::returned && stands) {
      stands = false;
      standing_s += to_seconds(alarm.time) - since_s;
    }
  }
  if (stands) standing_s += static_cast<double>(samples) - since_s;
  return standing_s / static_cast<double>(samples);
}

Finding share(const std::string& what, const Wait& alarm, const Wait& quiet, bool missed,
              const std::vector<Alarm>& alarms) {
  const double cycle = alarm.mean + quiet.mean, in_alarm = alarm.mean / cycle;
  const double error = std::sqrt(
      ((1.0 - in_alarm) * (1.0 - in_alarm) * alarm.variance + in_alarm * in_alarm * quiet.variance) /
      (static_cast<double>(samples) * cycle));
  const double got = share_in_alarm(alarms);
  return close(what, missed ? 1.0 - in_alarm : in_alarm, error, missed ? 1.0 - got : got);
}

struct Setting {
  std::string_view tag;
  int on = 1, off = 1;  // samples to raise, to return
};
constexpr Setting settings[] = {{"CT_URGENT", 1, 1},   {"CT_TWO_ON", 2, 1},   {"CT_TWO_OFF", 1, 2},
                                {"CT_TWO_BOTH", 2, 2}, {"CT_THREE_ON", 3, 1}, {"CT_THREE_BOTH", 3, 3},
                                {"CT_FIVE_BOTH", 5, 5}};

// The first setting that is wrong, or the last one.
Finding shares(const Maker& make, double probability, bool missed) {
  const Stream coin{7, Draw::test, 13};
  Finding finding{true, "", ""};
  for (const Setting& setting : settings) {
    finding = share((missed ? "missed " : "false ") + std::string(setting.tag),
                    in_a_row(1.0 - probability, setting.off), in_a_row(probability, setting.on), missed,
                    alarms_of(make, setting.tag, samples, [&](std::uint64_t k) {
                      return coin.uniform(k) < probability ? beyond : within;
                    }));
    if (!finding.holds) break;
  }
  return finding;
}

Finding shares(const Maker& make, std::span<const double> probabilities, bool missed) {
  Finding finding{true, "", ""};
  for (const double probability : probabilities)
    if (finding.holds) finding = shares(make, probability, missed);
  return finding;
}

Finding false_alarm_rate(const Maker& make) { return shares(make, normal, false); }
Finding missed_alarm_rate(const Maker& make) { return shares(make, faulty, true); }

// Faults of 90 samples, each after 30 quiet ones. An alarm that the fault does not raise counts as raised at
// its end.
template <typename Value>
double delay_of(const Maker& make, std::string_view tag, std::uint64_t trials, Value in_fault) {
  constexpr std::uint64_t quiet = 30, trial = 120;
  const std::vector<Alarm> alarms = alarms_of(make, tag, trials * trial, [&](std::uint64_t k) {
    return k % trial < quiet ? 0.5 * within : in_fault(k);
  });
  double sum_s = 0.0;
  std::size_t next = 0;
  for (std::uint64_t i = 0; i < trials; ++i) {
    const Time onset = at(static_cast<double>(i * trial + quiet)),
               end = at(static_cast<double>((i + 1) * trial));
    while (next < alarms.size() && (alarms[next].event != AlarmEvent::raised || alarms[next].time < onset))
      ++next;
    const bool raised = next < alarms.size() && alarms[next].time < end;
    sum_s += to_seconds((raised ? alarms[next].time : end) - onset);
  }
  return sum_s / static_cast<double>(trials);
}

Finding delay(const std::string& what, const Wait& wait, std::uint64_t trials, double got) {
  return close(what + " [sample]", wait.mean - 1.0, std::sqrt(wait.variance / static_cast<double>(trials)),
               got);
}

Finding detection_delay(const Maker& make) {
  constexpr std::uint64_t trials = 400;
  const Stream coin{7, Draw::test, 14};
  Finding finding{true, "", ""};
  for (const double probability : faulty)
    for (const Setting& setting : settings)
      if (finding.holds)
        finding = delay("delay " + std::string(setting.tag), in_a_row(probability, setting.on), trials,
                        delay_of(make, setting.tag, trials, [&](std::uint64_t k) {
                          return coin.uniform(k) < probability ? beyond : within;
                        }));
  return finding;
}

// Raised at 1.5, back below 1.0 standard deviations; a fault is two of them above normal.
Finding in_deadband(const Maker& make) {
  constexpr double sigma = 8.0, limit = 50.0, edge = 46.0, mean_normal = 38.0, mean_fault = 54.0;
  constexpr std::uint64_t trials = 500;
  const Stream noise{7, Draw::test, 15};
  const auto around = [&](double mean) {
    return [&noise, mean](std::uint64_t k) { return mean + sigma * normal_quantile(noise.uniform(k)); };
  };
  const auto above = [&](double level, double mean) { return 1.0 - normal_cdf((level - mean) / sigma); };
  for (const auto& [mean, missed] : {std::pair{mean_normal, false}, std::pair{mean_fault, true}}) {
    const Finding finding =
        share(missed ? "missed" : "false", in_a_row(1.0 - above(edge, mean), 1),
              in_a_row(above(limit, mean), 1), missed, alarms_of(make, "CT_BAND", samples, around(mean)));
    if (!finding.holds) return finding;
  }
  return delay("delay", in_a_row(above(limit, mean_fault), 1), trials,
               delay_of(make, "CT_BAND", trials, around(mean_fault)));
}

}  // namespace

std::span<const Behaviour> detection_behaviours() {
  static const Behaviour list[] = {
      {"detection.false_alarm_rate",
       {"share of time in false alarm, by closed form", "误报率（闭式解）"},
       false_alarm_rate},
      {"detection.missed_alarm_rate",
       {"share of a fault without alarm, by closed form", "漏报率（闭式解）"},
       missed_alarm_rate},
      {"detection.delay",
       {"mean delay of detection, by closed form", "平均检测延迟（闭式解）"},
       detection_delay},
      {"detection.deadband",
       {"false and missed alarms and delay with a deadband, by closed form",
        "死区下的误报、漏报与延迟（闭式解）"},
       in_deadband},
  };
  return list;
}

}  // namespace fengsui::conform
