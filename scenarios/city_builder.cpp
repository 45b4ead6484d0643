#include "scenarios/city_builder.h"

#include <algorithm>

#include "scenarios/action_builder.h"
#include "scenarios/catalogue_reader.h"
#include "scenarios/equipment_builder.h"
#include "scenarios/network_reader.h"
#include "scenarios/policy_reader.h"
#include "scenarios/script.h"
#include "sim/workflow/local_time.h"

namespace fengsui {

namespace {

// One point of the sensing room per installed point of the plant; gateways are numbered like enterprises.
SensingSpec sensing_of(const PlantSpec& plant, Sampling sampling) {
  SensingSpec spec;
  spec.mode = sampling == Sampling::every ? SensingSpec::Mode::every : SensingSpec::Mode::by_exception;
  for (const PointSite& site : plant.points) {
    const SensorSpec sensor{site.range_low, site.range_high, site.resolution, site.noise_sigma,
                            site.lag_s,     site.period,     Duration::zero()};
    spec.points.push_back({sensor, site.signal, gateway_of(plant.of(site.unit).enterprise), {}});
  }
  sensing::connect(spec);
  return spec;
}

Directory directory_of(const BuiltCity& built, const ScenarioFiles& files) {
  const City& city = built.city;
  Directory directory;
  for (const std::size_t row_index : built.register_row_of) {
    const RegisterRow& row = files.enterprise_register.rows[row_index];
    const auto overridden = std::ranges::find(files.scenario.enterprises, row.name,
                                              [](const EnterpriseOverride& e) { return e.enterprise.name; });
    const bool given = overridden != files.scenario.enterprises.end() && overridden->management;
    directory.enterprises.push_back(
        {row.name, built.catalogue.sector, inherent_risk(built.catalogue, files.enterprise_register, row),
         given ? *overridden->management : built.catalogue.base_risk.management.value});
  }
  for (const GatewaySpec& gateway : city.network.gateways)
    directory.gateways.push_back({gateway.enterprise, gateway.heartbeat});
  for (const PointSite& site : city.plant.points) {
    const UnitSpec& unit = city.plant.of(site.unit);
    directory.points.push_back({site.tag, std::string(plant::vocabulary(unit.unit_class).key), unit.english,
                                site.measure, unit.enterprise, site.unit, gateway_of(unit.enterprise),
                                site.range_low, site.range_high, site.limits, site.period});
  }
  return directory;
}

}  // namespace

BuiltCity build_city(const ScenarioFiles& files, std::optional<std::uint64_t> seed) {
  const Scenario& scenario = files.scenario;
  const Register& enterprises = files.enterprise_register;
  const auto text = [&](const char* role) -> const InputFile& { return files.of(role); };

  BuiltCity built;
  City& city = built.city;
  built.catalogue = read_catalogue(text("catalogue").text, text("catalogue").path);
  built.districts = enterprises.districts();

  // a steel register is read and shown, but there is no equipment of it to simulate yet
  if (enterprises.sector == RegisterSector::aluminium)
    for (std::size_t row = 0; row < enterprises.rows.size(); ++row) {
      built.register_row_of.push_back(row);
      const auto district = std::ranges::find(built.districts, enterprises.rows[row].district);
      built.district_of.emplace_back(static_cast<std::size_t>(district - built.districts.begin()));
    }
  if (built.register_row_of.empty())
    throw InputError(text("register").path, "", "no enterprise that can be simulated",
                     "at least one row of the aluminium form");

  city.plant = plant::assemble(built.catalogue, equipment_of(files, built.catalogue));
  city.sensing = sensing_of(city.plant, scenario.sampling);
  city.network = network::build_network(read_network_settings(text("network").text, text("network").path),
                                        built.districts.size(), built.district_of);
  city.workflow =
      workflow::make_offices(read_policy(text("policy").text, text("policy").path), built.districts.size(),
                             built.district_of, workflow::since_monday(scenario.start));
  city.directory = directory_of(built, files);
  city.seed = seed.value_or(scenario.seed);
  city.duration = scenario.duration;
  city.random_faults = scenario.random_faults;
  city.random_outages = scenario.random_outages;
  built.script = script(scenario);
  for (const ScenarioEvent& event : built.script) city.script.push_back(action_of(event, files, built));
  return built;
}

}  // namespace fengsui
