#include "sim/signal/sample_law.h"

#include <algorithm>
#include <cassert>

#include "sim/signal/truncated_normal.h"

namespace fengsui {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The smallest raw value whose reading is beyond the level; infinite if all or none are.
double raw_edge(const SensorSpec& spec, Level level) {
  if (!level.below(spec.range_high)) return infinity;
  if (level.below(spec.range_low)) return -infinity;
  if (spec.resolution <= 0.0) return level.value;

  // readings lie on a grid: find its first line beyond the level, which collects from half a step before it
  const auto beyond = [&](double line) { return level.below(reading(spec, line * spec.resolution)); };
  double line = std::ceil(level.value / spec.resolution);
  while (beyond(line - 1.0)) line -= 1.0;
  while (!beyond(line)) line += 1.0;
  return (line - 0.5) * spec.resolution;
}

// Draws until rounding at the very edge of a zone has not put the reading on the wrong side of it.
template <class Quantile>
double draw_conditioned(const SensorSpec& spec, const SampleLaw& law, Time time, const Zone& zone,
                        bool inside, const Draws& draws, Quantile quantile) {
  if (law.kind == SampleLaw::Kind::constant) return law.constant_reading;
  const double centre = mean(law, time);
  if (law.sigma == 0.0) return reading(spec, centre);
  for (;;) {
    const double z =
        quantile(draws.next(), (zone.raw_low - centre) / law.sigma, (zone.raw_high - centre) / law.sigma);
    const double result = reading(spec, centre + law.sigma * z);
    if (zone.contains(result) == inside) return result;
  }
}

}  // namespace

SampleLaw healthy_law(const SensorSpec& spec, const Response& response) {
  SampleLaw law;
  law.response = response;
  law.sigma = spec.noise_sigma;
  return law;
}

SampleLaw law_of(const SensorSpec& spec, const Response& response, const SensorState& state) {
  SampleLaw law = healthy_law(spec, response);
  const auto constantly = [&](double value) {
    law.kind = SampleLaw::Kind::constant;
    law.constant_reading = value;
  };
  switch (state.fault) {
    case SensorFault::none:
      break;
    case SensorFault::stuck:
      constantly(state.fault_value);
      break;
    case SensorFault::drift:
      law.drift_per_s = state.fault_value;
      law.drift_since = state.fault_since;
      break;
    case SensorFault::zero:
      constantly(spec.range_low);
      break;
    case SensorFault::full_scale:
      constantly(spec.range_high);
      break;
    case SensorFault::noisy:
      law.sigma *= state.fault_value;
      break;
    case SensorFault::offline:
      law.kind = SampleLaw::Kind::silent;
      break;
    case SensorFault::pinned:
      constantly(reading(spec, state.fault_value));
      break;
    case SensorFault::bias:
      law.bias = state.fault_value;
      break;
  }
  return law;
}

Bounds mean_bounds(const SampleLaw& law, Time first, Time last) {
  const Bounds truth = bounds(law.response, first, last);
  const double a = error_of_mean(law, first), b = error_of_mean(law, last);
  return {truth.low + std::min(a, b), truth.high + std::max(a, b)};
}

Zone make_zone(const SensorSpec& spec, Level lower, Level upper) {
  return {lower, upper, raw_edge(spec, lower), raw_edge(spec, upper)};
}

Zone numbered_zone(const SensorSpec& spec, const std::vector<Level>& levels, int number) {
  const auto level = [&](int position, double otherwise) {
    const bool exists = position >= 0 && position < static_cast<int>(levels.size());
    return exists ? levels[static_cast<std::size_t>(position)] : Level{otherwise, true};
  };
  return make_zone(spec, level(number - 1, -infinity), level(number, infinity));
}

int zone_number(const std::vector<Level>& levels, double a_reading) {
  return static_cast<int>(
      std::ranges::count_if(levels, [&](const Level& level) { return level.below(a_reading); }));
}

Odds LeavingChance::within(SampleIndex begin, SampleIndex end) const {
  if (law.kind == SampleLaw::Kind::constant) {
    const double chance = zone.contains(law.constant_reading) ? 0.0 : 1.0;
    return {chance, chance};
  }
  const Bounds centre = mean_bounds(law, sample_time(spec, begin), sample_time(spec, end - 1));
  if (law.sigma == 0.0) {
    const double low = reading(spec, centre.low), high = reading(spec, centre.high);
    if (zone.contains(low) && zone.contains(high)) return {0.0, 0.0};
    const bool all_outside = zone.upper.below(low) || !zone.lower.below(high);
    return {all_outside ? 1.0 : 0.0, 1.0};
  }
  const auto outside = [&](double towards_low, double towards_high) {
    return std::min(1.0, normal_cdf((zone.raw_low - towards_low) / law.sigma) +
                             normal_cdf((towards_high - zone.raw_high) / law.sigma));
  };
  return {outside(centre.high, centre.low), outside(centre.low, centre.high)};
}

double LeavingChance::at(SampleIndex index) const { return within(index, index + 1).high; }

double draw_reading(const SensorSpec& spec, const SampleLaw& law, Time time, double uniform) {
  assert(law.kind != SampleLaw::Kind::silent);
  if (law.kind == SampleLaw::Kind::constant) return law.constant_reading;
  return reading(spec, mean(law, time) + law.sigma * normal_quantile(uniform));
}

double draw_reading_outside(const SensorSpec& spec, const SampleLaw& law, Time time, const Zone& zone,
                            const Draws& draws) {
  return draw_conditioned(spec, law, time, zone, false, draws, normal_outside);
}

double draw_reading_inside(const SensorSpec& spec, const SampleLaw& law, Time time, const Zone& zone,
                           const Draws& draws) {
  return draw_conditioned(spec, law, time, zone, true, draws, normal_inside);
}

}  // namespace fengsui
