#include "tests/bench/baselines/warning_chain_simgrid.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <random>
#include <simgrid/s4u.hpp>
#include <vector>

namespace fengsui::baselines {

namespace {

namespace s4u = simgrid::s4u;

double now() { return s4u::Engine::get_clock(); }

struct Sensor {
  double start = 0, begin = 0, target = 0;  // the value follows the target with a lag
  double disturbed_at = 0;
  bool alarmed = false;
};

// Actors run one at a time, so they may share all this.
struct Town {
  const Chain& chain;
  s4u::Host* host;
  std::vector<Sensor> sensors;
  double end;
  std::mt19937_64 random;
  std::normal_distribution<double> noise{0.0, chain.noise};
  std::vector<double> alarm_delays_s{}, minutes_to_clear{};
  double second = 0, third = 0;

  double exponential(double mean) { return std::exponential_distribution<double>(1.0 / mean)(random); }

  double value(const Sensor& sensor) const {
    return sensor.target +
           (sensor.begin - sensor.target) * std::exp((sensor.start - now()) / chain.time_constant_s);
  }

  void follow(Sensor& sensor, double target) {
    sensor.begin = value(sensor);
    sensor.start = now();
    sensor.target = target;
  }

  void disturb(Sensor& sensor) {
    while (now() < end) {
      s4u::this_actor::sleep_for(chain.quiet_at_least_s + exponential(chain.quiet_more_mean_s));
      sensor.disturbed_at = now();
      follow(sensor, chain.disturbed);
      s4u::this_actor::sleep_for(chain.disturbance_s);
      follow(sensor, chain.normal);
    }
  }

  void watch(Sensor& sensor, double offset_s) {
    s4u::this_actor::sleep_for(offset_s);
    while (now() < end) {
      const double reading = value(sensor) + noise(random);
      if (!sensor.alarmed && reading >= chain.limit) {
        sensor.alarmed = true;
        alarm_delays_s.push_back(now() - sensor.disturbed_at);
        s4u::Actor::create("case", host, [this] { work(); });
      } else if (sensor.alarmed && reading < chain.limit - chain.deadband) {
        sensor.alarmed = false;
      }
      s4u::this_actor::sleep_for(chain.period_s);
    }
  }

  // Each level handles the case until its deadline, then the level above begins anew.
  void work() {
    const double opened = now();
    for (std::size_t level = 0; level < chain.handling_mean_min.size(); ++level) {
      if (level == 1) ++second;
      if (level == 2) ++third;
      const double handled_min = exponential(chain.handling_mean_min[level]);
      const bool last = level == chain.deadline_min.size();
      s4u::this_actor::sleep_for(60 *
                                 (last ? handled_min : std::min(handled_min, chain.deadline_min[level])));
      if (last || handled_min <= chain.deadline_min[level]) break;
    }
    minutes_to_clear.push_back((now() - opened) / 60);
  }
};

}  // namespace

ChainResult run_on_simgrid_actors(const Chain& chain) {
  char name[] = "warning_chain";
  char* words[] = {name, nullptr};
  int count = 1;
  s4u::Engine engine(&count, words);
  s4u::NetZone* zone = s4u::create_full_zone("city");
  s4u::Host* host = zone->create_host("office", 1e9);
  zone->seal();

  const auto sensors = static_cast<std::size_t>(chain.sensors);
  Town town{chain, host, std::vector<Sensor>(sensors, {0, chain.normal, chain.normal, 0, false}),
            chain.hours * 3600, std::mt19937_64(chain.seed)};
  for (std::size_t i = 0; i < sensors; ++i) {
    Sensor& sensor = town.sensors[i];
    const double offset_s = static_cast<double>(i) * chain.period_s / static_cast<double>(sensors);
    s4u::Actor::create("plant", host, [&town, &sensor] { town.disturb(sensor); });
    s4u::Actor::create("sensor", host, [&town, &sensor, offset_s] { town.watch(sensor, offset_s); });
  }
  const std::clock_t began = std::clock();
  engine.run();
  ChainResult result = summarise(town.alarm_delays_s, town.minutes_to_clear, town.second, town.third);
  result.processor_s = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  return result;
}

}  // namespace fengsui::baselines
