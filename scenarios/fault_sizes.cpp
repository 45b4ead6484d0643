#include "scenarios/fault_sizes.h"

#include <nlohmann/json.hpp>

#include "sim/base/text.h"

namespace fengsui {

namespace {

double number(const JsonValue& value, std::string_view unit, double above, double at_most) {
  const double number = value.sourced(unit).value;
  if (!(number > above) || number > at_most)
    throw value.map()["value"].error(format_number(number),
                                     "above " + format_number(above) + ", at most " + format_number(at_most));
  return number;
}

}  // namespace

FaultSizes read_fault_sizes(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root = document.root().object({"sensor_faults", "gateway_faults", "cooling_water"});
  const JsonObject sensor = root["sensor_faults"].object({"drift", "bias", "noise"});
  const JsonObject gateway =
      root["gateway_faults"].object({"clock_error", "late", "late_probability", "duplicate_probability"});
  constexpr double longest_s = 1e8;
  FaultSizes sizes;
  sizes.drift_of_range_per_s = number(sensor["drift"], "1/s", 0, 1);
  sizes.bias_of_range = number(sensor["bias"], "1", 0, 1);
  sizes.noise_factor = number(sensor["noise"], "1", 1, 1e6);
  sizes.clock_error = from_seconds(number(gateway["clock_error"], "s", 0, longest_s));
  sizes.late = from_seconds(number(gateway["late"], "s", 0, longest_s));
  sizes.late_probability = number(gateway["late_probability"], "1", 0, 1);
  sizes.duplicate_probability = number(gateway["duplicate_probability"], "1", 0, 1);
  const JsonObject water = root["cooling_water"].object({"heat", "frost"});
  sizes.frost_degc = number(water["frost"], "degC", 0, 100);
  sizes.heat_degc = number(water["heat"], "degC", sizes.frost_degc, 100);
  return sizes;
}

}  // namespace fengsui
