// The warning chain that Fengsui, SimGrid and SimPy simulate beside each other (README.md): its numbers, what
// comes out, and how far two results are apart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fengsui::baselines {

// As in warning_chain.json.
struct Chain {
  int sensors = 0;
  double period_s = 0, normal = 0, disturbed = 0, time_constant_s = 0, noise = 0, limit = 0, deadband = 0;
  double quiet_at_least_s = 0, quiet_more_mean_s = 0, disturbance_s = 0;
  std::vector<double> handling_mean_min, deadline_min;
  double hours = 0;
  std::uint64_t seed = 0;

  double samples() const { return sensors * hours * 3600 / period_s; }
};

// Throws what nlohmann::json throws.
Chain read_chain(const std::filesystem::path& file);

struct ChainResult {
  double cases = 0, second = 0, third = 0;  // those that reached the levels
  double minutes_to_clear = 0, minutes_to_clear_deviation = 0;
  double alarm_delay_s = 0, alarm_delay_s_deviation = 0;  // from the disturbance to its alarm
  double processor_s = 0;
};

// Mean and deviation of what the models note down case by case.
ChainResult summarise(const std::vector<double>& alarm_delays_s, const std::vector<double>& minutes_to_clear,
                      double second, double third);

// What must come out: closed forms, and an integral for the delay of the alarm.
ChainResult exact_result(const Chain& chain);

// The largest distance between two results in standard errors of their difference, over the shares that reach
// the second and the third level, the time to clear and the delay of the alarm. A result without deviations
// is exact.
double distance(const ChainResult& one, const ChainResult& other);

}  // namespace fengsui::baselines
