#include <limits>

#include "twin/conform/behaviour.h"

namespace fengsui::conform {

namespace {

// Long enough for an engine that waits for readings under way.
constexpr double quiet = 60.0;

struct Sample {
  double time_s, value;
};

Story told(const Maker& make, std::string_view tag, std::initializer_list<Sample> samples) {
  Driver driver(make);
  double last = 0.0;
  for (const Sample& sample : samples) driver.read(last = sample.time_s, tag, sample.value);
  driver.wait_until(last + quiet);
  return driver.story();
}

Finding at_limit(const Maker& make) {
  return same({"raised high of CT_PLAIN at 10", "returned high of CT_PLAIN at 20"},
              told(make, "CT_PLAIN", {{0, 49.999}, {10, 50.0}, {20, 49.999}}));
}

Finding sides(const Maker& make) {
  return same({"raised low of CT_LIMIT at 10", "raised low_low of CT_LIMIT at 20",
               "returned low_low of CT_LIMIT at 30", "returned low of CT_LIMIT at 40",
               "raised high of CT_LIMIT at 50", "raised high_high of CT_LIMIT at 60",
               "returned high_high of CT_LIMIT at 70", "returned high of CT_LIMIT at 80"},
              told(make, "CT_LIMIT",
                   {{0, 50}, {10, 19}, {20, 9}, {30, 15}, {40, 50}, {50, 81}, {60, 91}, {70, 85}, {80, 50}}));
}

Finding deadband(const Maker& make) {
  return same(
      {"raised high of CT_BAND at 10", "returned high of CT_BAND at 30", "raised low of CT_BAND at 40",
       "returned low of CT_BAND at 60"},
      told(make, "CT_BAND", {{0, 30}, {10, 50}, {20, 46.5}, {30, 45.5}, {40, 20}, {50, 23.5}, {60, 24.5}}));
}

Finding on_delay(const Maker& make) {
  return same({"raised high of CT_ON at 25", "returned high of CT_ON at 30"},
              told(make, "CT_ON", {{0, 10}, {10, 60}, {14, 10}, {20, 60}, {30, 10}}));
}

Finding off_delay(const Maker& make) {
  return same({"raised high of CT_OFF at 10", "returned high of CT_OFF at 47"},
              told(make, "CT_OFF", {{0, 10}, {10, 60}, {20, 10}, {26, 60}, {40, 10}, {60, 10}}));
}

Finding bad_values(const Maker& make) {
  Driver driver(make);
  driver.read(0, "CT_PLAIN", 10);
  driver.read(10, "CT_PLAIN", 99, Quality::bad);
  driver.read(20, "CT_PLAIN", std::numeric_limits<double>::quiet_NaN());
  driver.read(30, "CT_PLAIN", 10);
  driver.wait_until(30 + quiet);
  return same({}, driver.story());
}

Finding arming(const Maker& make) {
  Driver driver(make);
  driver.read(0, "CT_RUN", 0);
  driver.read(0, "CT_ARMED", 10);
  driver.read(100, "CT_ARMED", 60);
  driver.read(200, "CT_RUN", 1);
  driver.read(300, "CT_RUN", 0);
  driver.read(400, "CT_RUN", 1);
  driver.read(500, "CT_ARMED", 10);
  driver.wait_until(500 + quiet);
  Story spoken;
  for (const std::string& line : driver.story())
    if (!line.starts_with("released")) spoken.push_back(line);
  return same({"raised high of CT_ARMED at 200", "suppressed high of CT_ARMED at 300",
               "raised high of CT_ARMED at 400", "returned high of CT_ARMED at 500"},
              spoken);
}

}  // namespace

std::span<const Behaviour> limit_behaviours() {
  static const Behaviour list[] = {
      {"limits.equality", {"a value equal to the limit is beyond it", "等于限值即为越限"}, at_limit},
      {"limits.sides",
       {"low-low, low, high and high-high each have their side", "低低、低、高、高高限各在其侧"},
       sides},
      {"limits.deadband",
       {"the deadband lies on the normal side of the limit", "死区位于正常一侧"},
       deadband},
      {"delays.on",
       {"an alarm waits its on-delay, and a short excursion gives none", "报警延时，短时越限不报警"},
       on_delay},
      {"delays.off", {"a return waits its off-delay", "恢复延时"}, off_delay},
      {"values.bad",
       {"bad quality and values that are no numbers raise nothing", "坏质量与非数值不报警"},
       bad_values},
      {"suppression.by_design",
       {"suppressed by the state of the plant, evaluated anew when that ends", "设计抑制，解除后重新判定"},
       arming},
  };
  return list;
}

}  // namespace fengsui::conform
