// Which levels a scenario has, whoever wrote it.
#include <algorithm>

#include "sim/base/text.h"
#include "sim/workflow/local_time.h"
#include "twin/generate/scenario_model.h"

namespace fengsui::generate {

std::vector<std::uint32_t> ScenarioModel::network_levels(const Scenario& scenario) const {
  std::vector<std::uint32_t> found;
  const auto add = [&](const char* key) { found.push_back(level(Factor::network, key)); };
  for (const ScenarioEvent& event : scenario.events) switch (event.kind) {
      case ActionKind::link_down: {
        // the link next to a gateway is an access line; every other is a trunk here
        const auto link = network::find_link(built_.city.network.topology, event.link.name);
        if (!link) break;
        const LinkSpec& spec = built_.city.network.topology.links[link->index];
        const auto kind = [&](NodeId node) { return built_.city.network.topology.nodes[node.index].kind; };
        const bool access = kind(spec.first) == NodeKind::gateway || kind(spec.second) == NodeKind::gateway;
        add(access ? "access_link_down" : "trunk_down");
        break;
      }
      case ActionKind::gateway_down:
        add("gateway_down");
        break;
      case ActionKind::gateway_clock:
        add("clock_wrong");
        break;
      case ActionKind::late_messages:
        add("messages_late");
        break;
      default:
        break;
    }
  if (found.empty()) add("sound");
  return found;
}

std::vector<std::uint32_t> ScenarioModel::staffing_levels(const Scenario& scenario) const {
  std::vector<std::uint32_t> found;
  for (const ScenarioEvent& event : scenario.events) {
    std::uint32_t here = undecided;
    if (event.kind == ActionKind::operator_leaves) here = level(Factor::staffing, "operator_away");
    if (event.kind == ActionKind::officers_leave) {
      here = level(Factor::staffing, event.office.name + "_away");
      // a district may go by its own name
      if (here == undecided && built_.city.workflow.policy.levels.size() > 1)
        here = level(Factor::staffing, built_.city.workflow.policy.levels[1].name.key + "_away");
    }
    if (here != undecided) found.push_back(here);
  }
  if (found.empty()) found.push_back(level(Factor::staffing, "everybody"));
  return found;
}

std::uint32_t ScenarioModel::time_level(const Scenario& scenario) const {
  const Duration in_week = workflow::since_monday(scenario.start);
  constexpr Duration day = std::chrono::hours{24};
  const bool weekend = in_week / day >= 5;
  const Duration in_day = in_week % day;
  const Policy& policy = built_.city.workflow.policy;
  const bool night = in_day < policy.day_from || in_day >= policy.day_to;
  return level(Factor::time_of_day,
               std::string(weekend ? "weekend" : "workday") + std::string(night ? "_night" : ""));
}

std::uint32_t ScenarioModel::weather_level(const Scenario& scenario) const {
  for (const EnterpriseOverride& enterprise : scenario.enterprises)
    for (const UnitOverride& unit : enterprise.units)
      for (const ParameterOverride& parameter : unit.parameters) {
        if (parameter.parameter.name != "inlet_temperature") continue;
        const double degc = parameter.value.in("degC", scenario.file);
        if (degc >= sizes_.heat_degc) return level(Factor::weather, "heat");
        if (degc <= sizes_.frost_degc) return level(Factor::weather, "frost");
      }
  return level(Factor::weather, "ordinary");
}

std::vector<ArrayRow> ScenarioModel::rows_of(const Scenario& scenario) const {
  const std::vector<std::uint32_t> network = network_levels(scenario), staffing = staffing_levels(scenario);
  const std::uint32_t time = time_level(scenario), weather = weather_level(scenario);
  std::vector<ArrayRow> rows;
  for (const ScenarioEvent& event : scenario.events) {
    if (event.kind != ActionKind::start_fault) continue;
    const std::uint32_t equipment = level(Factor::equipment, event.unit.unit_class);
    const std::uint32_t fault = level(Factor::fault, event.fault.name);
    if (equipment == undecided || fault == undecided) continue;
    for (const std::uint32_t state : network)
      for (const std::uint32_t people : staffing)
        rows.push_back({equipment, fault, state, people, time, weather});
  }
  return rows;
}

}  // namespace fengsui::generate
