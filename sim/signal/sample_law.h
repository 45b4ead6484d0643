// The law of a point's samples at a given moment: what its sensor, healthy or faulty, draws them from.
//
// Kinds: normal (mean moving with the response of the sensor, plus bias and drift), constant, silent.
// And the zone of a reading: the stretch between two neighbouring levels, which readings leave with a chance
// that this file knows, quantisation and clamping included.
#pragma once

#include <vector>

#include "sim/port/directory.h"
#include "sim/signal/first_hit.h"
#include "sim/signal/response.h"
#include "sim/signal/sensor.h"

namespace fengsui {

struct SampleLaw {
  enum class Kind : std::uint8_t { normal, constant, silent };

  Kind kind = Kind::normal;
  Response response;
  double bias = 0.0;         // [unit of the point]
  double drift_per_s = 0.0;  // [unit of the point/s]
  Time drift_since{};
  double sigma = 0.0;             // [unit of the point]
  double constant_reading = 0.0;  // [unit of the point]
};

SampleLaw healthy_law(const SensorSpec& spec, const Response& response);
SampleLaw law_of(const SensorSpec& spec, const Response& response, const SensorState& state);

// What the fault adds to the mean [unit of the point].
inline double error_of_mean(const SampleLaw& law, Time time) {
  return law.bias + law.drift_per_s * to_seconds(time - law.drift_since);
}
inline double mean(const SampleLaw& law, Time time) {
  return value(law.response, time) + error_of_mean(law, time);
}
Bounds mean_bounds(const SampleLaw& law, Time first, Time last);

// Readings at or beyond `lower` and not beyond `upper`, and the raw values that become such readings.
struct Zone {
  Level lower, upper;
  double raw_low = 0.0, raw_high = 0.0;  // raw values in [raw_low, raw_high) [unit of the point]

  bool contains(double a_reading) const { return lower.below(a_reading) && !upper.below(a_reading); }
};

Zone make_zone(const SensorSpec& spec, Level lower, Level upper);
// Zone `number` of a point: the one with that many levels below it.
Zone numbered_zone(const SensorSpec& spec, const std::vector<Level>& levels, int number);
int zone_number(const std::vector<Level>& levels, double a_reading);

// Chance that a sample's reading lies outside a zone; the law is not silent. See first_hit.h.
struct LeavingChance {
  const SensorSpec& spec;
  const SampleLaw& law;
  const Zone& zone;

  Odds within(SampleIndex begin, SampleIndex end) const;
  double at(SampleIndex index) const;
};

// One reading: any, one outside the zone, one inside it.
double draw_reading(const SensorSpec& spec, const SampleLaw& law, Time time, double uniform);
double draw_reading_outside(const SensorSpec& spec, const SampleLaw& law, Time time, const Zone& zone,
                            const Draws& draws);
double draw_reading_inside(const SensorSpec& spec, const SampleLaw& law, Time time, const Zone& zone,
                           const Draws& draws);

}  // namespace fengsui
