#include "tests/bench/baselines/chain.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "sim/base/inversion.h"

namespace fengsui::baselines {

namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

// Distance of two means in standard errors; a deviation of 0 belongs to an exact value.
double apart(double one, double one_error, double other, double other_error) {
  return std::abs(one - other) / std::hypot(one_error, other_error);
}

double share_error(double share, double cases) {
  return cases > 0 ? std::sqrt(share * (1 - share) / cases) : 0.0;
}

}  // namespace

Chain read_chain(const std::filesystem::path& file) {
  std::ifstream stream(file);
  const nlohmann::json json = nlohmann::json::parse(stream);
  return {json.at("sensors"),
          json.at("period_s"),
          json.at("normal"),
          json.at("disturbed"),
          json.at("time_constant_s"),
          json.at("noise"),
          json.at("limit"),
          json.at("deadband"),
          json.at("quiet_at_least_s"),
          json.at("quiet_more_mean_s"),
          json.at("disturbance_s"),
          json.at("handling_mean_min"),
          json.at("deadline_min"),
          json.at("hours"),
          json.at("seed")};
}

ChainResult summarise(const std::vector<double>& alarm_delays_s, const std::vector<double>& minutes_to_clear,
                      double second, double third) {
  return {static_cast<double>(minutes_to_clear.size()),
          second,
          third,
          mean_of(minutes_to_clear),
          deviation_of(minutes_to_clear),
          mean_of(alarm_delays_s),
          deviation_of(alarm_delays_s),
          0.0};
}

ChainResult exact_result(const Chain& chain) {
  ChainResult exact;
  exact.cases = 0;  // infinitely many: `second` and `third` are shares

  // each level is left by handling or at its deadline; exponential handling has no memory
  double reaches = 1.0;
  for (std::size_t level = 0; level < chain.handling_mean_min.size(); ++level) {
    const double mean = chain.handling_mean_min[level];
    const double stays =
        level < chain.deadline_min.size() ? std::exp(-chain.deadline_min[level] / mean) : 0.0;
    exact.minutes_to_clear += reaches * mean * (1.0 - stays);
    reaches *= stays;
    if (level == 0) exact.second = reaches;
    if (level == 1) exact.third = reaches;
  }

  // a sample falls anywhere within the first period; the alarm is the first sample at or above the limit
  constexpr int phases = 1000;
  for (int i = 0; i < phases; ++i) {
    double quiet = 1.0, delay = (i + 0.5) / phases * chain.period_s;
    for (; quiet > 1e-15; delay += chain.period_s) {
      const double value =
          chain.disturbed + (chain.normal - chain.disturbed) * std::exp(-delay / chain.time_constant_s);
      const double alarm = normal_cdf((value - chain.limit) / chain.noise);
      exact.alarm_delay_s += quiet * alarm * delay / phases;
      quiet *= 1.0 - alarm;
    }
  }
  return exact;
}

double distance(const ChainResult& one, const ChainResult& other) {
  const auto share = [](const ChainResult& result, double count) {
    return result.cases > 0 ? count / result.cases : count;
  };
  const auto error = [](const ChainResult& result, double deviation) {
    return result.cases > 0 ? deviation / std::sqrt(result.cases) : 0.0;
  };
  const auto shares_apart = [&](double mine, double theirs) {
    const double a = share(one, mine), b = share(other, theirs);
    return apart(a, share_error(a, one.cases), b, share_error(b, other.cases));
  };
  return std::max({shares_apart(one.second, other.second), shares_apart(one.third, other.third),
                   apart(one.minutes_to_clear, error(one, one.minutes_to_clear_deviation),
                         other.minutes_to_clear, error(other, other.minutes_to_clear_deviation)),
                   apart(one.alarm_delay_s, error(one, one.alarm_delay_s_deviation), other.alarm_delay_s,
                         error(other, other.alarm_delay_s_deviation))});
}

}  // namespace fengsui::baselines
