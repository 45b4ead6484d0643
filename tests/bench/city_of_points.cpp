#include "tests/bench/city_of_points.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "twin/engine/rule_reader.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace fengsui::bench {

namespace {

using namespace std::chrono_literals;

constexpr Duration settled = 3h;  // casts are under way by then
constexpr Duration recorded_for = 120s;

// Asks for every sample, decides nothing, and keeps what arrives within the recorded time.
class Listener final : public Engine {
 public:
  explicit Listener(std::vector<CityOfPoints::Second>& seconds) : seconds_(seconds) {}

  std::vector<Attention> begin(const Directory& directory, Time) override {
    Attention attention;
    attention.every_sample = true;
    return std::vector<Attention>(directory.points.size(), attention);
  }
  void exchange(const EngineInput& input, EngineOutput& output) override {
    output.clear();
    const Duration since = input.now - scenario_start - settled;
    if (since < 0s || since >= recorded_for) return;
    const auto second = std::chrono::floor<std::chrono::seconds>(since);
    const Time begin = scenario_start + settled + second;
    CityOfPoints::Second& kept = seconds_[static_cast<std::size_t>(second.count())];
    for (Reading reading : input.readings) {
      reading.time = scenario_start + (reading.time - begin);
      kept.readings.push_back(reading);
    }
    for (const GatewayBeat& beat : input.beats)
      kept.beats.push_back(
          {beat.gateway, scenario_start + (beat.stamped - begin), scenario_start + (beat.received - begin)});
  }

 private:
  std::vector<CityOfPoints::Second>& seconds_;
};

class NoPilot final : public Pilot {
 public:
  bool proceed(Session&, Time) override { return true; }
};

}  // namespace

CityOfPoints city_of_points(std::size_t at_least) {
  const char* home = std::getenv("FENGSUI_HOME");
  const std::filesystem::path folder = home ? home : FENGSUI_SOURCE_DIR;
  Prepared prepared = prepare(folder / "scenarios/library/aluminium/ordinary_month.json", folder);
  prepared.city.duration = settled + recorded_for;
  prepared.city.sensing.mode = SensingSpec::Mode::every;
  const Directory district = prepared.city.directory;

  CityOfPoints city;
  city.rules = engine::read_rules(prepared.engine.rules_text, prepared.engine.rules_file);
  city.recorded.resize(static_cast<std::size_t>(recorded_for / 1s));
  Session session(std::move(prepared.city), std::make_unique<Listener>(city.recorded),
                  std::move(prepared.record));
  NoPilot pilot;
  session.run(Carrier::direct, pilot);

  city.points_per_district = district.points.size();
  city.gateways_per_district = district.gateways.size();
  std::uint32_t units = 0;
  for (const PointEntry& point : district.points) units = std::max(units, point.unit.index + 1);
  for (; city.directory.points.size() < at_least; ++city.districts) {
    const std::size_t enterprises = city.directory.enterprises.size(),
                      gateways = city.directory.gateways.size();
    for (const EnterpriseEntry& enterprise : district.enterprises)
      city.directory.enterprises.push_back(enterprise);
    for (GatewayEntry gateway : district.gateways) {
      gateway.enterprise = EnterpriseId(enterprises + gateway.enterprise.index);
      city.directory.gateways.push_back(gateway);
    }
    for (PointEntry point : district.points) {
      point.enterprise = EnterpriseId(enterprises + point.enterprise.index);
      point.unit = UnitId(city.districts * units + point.unit.index);
      point.gateway = GatewayId(gateways + point.gateway.index);
      city.directory.points.push_back(point);
    }
  }
  return city;
}

CityOfPoints::Second delivered(const CityOfPoints& city, std::size_t second, Time now) {
  constexpr std::size_t offset = 7;  // seconds between neighbouring districts
  CityOfPoints::Second all;
  const Duration later = now - 1s - scenario_start;
  for (std::size_t d = 0; d < city.districts; ++d) {
    const CityOfPoints::Second& one = city.recorded[(second + offset * d) % city.recorded.size()];
    for (Reading reading : one.readings) {
      reading.time += later;
      reading.point = PointId(d * city.points_per_district + reading.point.index);
      all.readings.push_back(reading);
    }
    for (const GatewayBeat& beat : one.beats)
      all.beats.push_back({GatewayId(d * city.gateways_per_district + beat.gateway.index),
                           beat.stamped + later, beat.received + later});
  }
  return all;
}

}  // namespace fengsui::bench
