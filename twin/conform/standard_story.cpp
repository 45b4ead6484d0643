#include "twin/conform/standard_story.h"

#include <cmath>

#include "twin/conform/driver.h"

namespace fengsui::conform {

std::vector<Reading> standard_readings() {
  std::vector<Reading> readings;
  for (int t = 0; t < static_cast<int>(standard_end_s); ++t) {
    const double time_s = t;
    // slow swings of different periods, each through its limits, between 5 and 95
    const auto swing = [&](double period_s) {
      return 50.0 + 45.0 * std::sin(6.283185307 * time_s / period_s);
    };
    readings.push_back(reading(time_s, "CT_RUN", t >= 90 && t < 210 ? 1.0 : 0.0));
    readings.push_back(reading(time_s, "CT_LIMIT", swing(97.0)));
    readings.push_back(reading(time_s, "CT_ON", swing(23.0)));
    readings.push_back(reading(time_s, "CT_OFF", swing(41.0)));
    readings.push_back(reading(time_s, "CT_BAND", swing(61.0)));
    readings.push_back(reading(time_s, "CT_PLAIN", swing(113.0)));
    readings.push_back(reading(time_s, "CT_ARMED", swing(71.0)));
    readings.push_back(reading(time_s, "CT_URGENT", swing(19.0)));
  }
  return readings;
}

}  // namespace fengsui::conform
