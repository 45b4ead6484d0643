// What generated scenarios differ in: factors with their levels, the rules between them, a row of an array
// made into a scenario, and the rows that a given scenario stands for.
//
// Factors: equipment, its fault, network state, staffing, time of day, weather. Only what does something in
// the model is a level. The weather is the temperature of the cooling water of the wells: rain, wind and
// lightning change nothing here, so they are no levels.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/city_builder.h"
#include "scenarios/fault_sizes.h"
#include "twin/record/names.h"
#include "twin/study/covering_array.h"

namespace fengsui::generate {

enum class Factor : std::uint8_t { equipment, fault, network, staffing, time_of_day, weather };
inline constexpr std::size_t factor_count = 6;
const KeyedName& factor_name(Factor factor);

class ScenarioModel {
 public:
  // `inputs`: names of register, catalogue, policy, rules and network as a scenario gives them. Throws
  // InputError when the register has nothing that can break.
  ScenarioModel(const ScenarioFiles& files, nlohmann::ordered_json inputs, const FaultSizes& sizes);

  const std::vector<KeyedName>& levels(Factor factor) const {
    return levels_[static_cast<std::size_t>(factor)];
  }
  Levels sizes() const;

  // A fault that the equipment cannot have is not allowed; everything else is.
  bool allowed(const ArrayRow& row) const;

  // The scenario of a row. Who has the fault, and all luck in the run, follow from `seed`.
  nlohmann::ordered_json scenario_of(const ArrayRow& row, const std::string& id, std::uint64_t seed) const;

  // What a scenario, generated or not, stands for: a row for each of its faults of the plant with each of
  // the other levels that it has. Empty when it has none of the faults of the model.
  std::vector<ArrayRow> rows_of(const Scenario& scenario) const;

 private:
  struct Place {
    std::string enterprise, unit, well;
    std::size_t enterprise_index = 0;
  };

  std::uint32_t level(Factor factor, std::string_view key) const;
  bool hidden(const ArrayRow& row) const;
  Place place_for(const ArrayRow& row, std::uint64_t seed) const;
  void add_network_event(const std::string& state, const Place& place, nlohmann::ordered_json& events) const;
  std::vector<std::uint32_t> network_levels(const Scenario& scenario) const;
  std::vector<std::uint32_t> staffing_levels(const Scenario& scenario) const;
  std::uint32_t time_level(const Scenario& scenario) const;
  std::uint32_t weather_level(const Scenario& scenario) const;

  BuiltCity built_;
  nlohmann::ordered_json inputs_;
  FaultSizes sizes_;
  std::array<std::vector<KeyedName>, factor_count> levels_;
  std::vector<std::vector<bool>> fits_;  // [equipment][fault]
};

}  // namespace fengsui::generate
