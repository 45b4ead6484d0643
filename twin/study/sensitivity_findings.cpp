#include "twin/study/sensitivity_findings.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fengsui {

bool ResponseFindings::decided() const {
  return std::ranges::any_of(standings, [](Standing standing) { return standing != Standing::open; });
}

bool SensitivityFindings::decided() const {
  bool measured = false;
  for (const ResponseFindings& response : responses) {
    if (response.count == 0) continue;
    measured = true;
    if (!response.decided()) return false;
  }
  return measured;
}

SensitivityFindings sensitivity_findings(const Study& study, const std::vector<StudyRun>& runs) {
  SensitivityFindings found{sensitivity_design(study), {}};
  for (std::size_t r = 0; r < study.responses.size(); ++r) {
    const PointValues values = point_values(runs, found.design.points.size(), r);
    ResponseFindings response;
    if (study.sensitivity->method == SensitivityMethod::morris) {
      response.effects = elementary_effects(study, found.design, values);
      response.standings = standings(study, response.effects);
      for (const ElementaryEffects& effect : response.effects)
        response.count = std::max(response.count, effect.count);
    } else {
      response.indices = sobol_indices(study, found.design, values);
      response.standings = standings(study, *response.indices);
      response.count = response.indices->count;
    }
    found.responses.push_back(std::move(response));
  }
  return found;
}

Bounded weight_of(const ResponseFindings& response, std::size_t factor) {
  return response.indices ? response.indices->factors[factor].total : response.effects[factor].size;
}

std::vector<std::size_t> by_weight(const ResponseFindings& response) {
  std::vector<std::size_t> order(response.standings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto weight = [&](std::size_t f) {
    const double value = weight_of(response, f).value;
    return std::isnan(value) ? -INFINITY : value;
  };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
  return order;
}

const char* standing_name(Standing standing) {
  return standing == Standing::matters ? "matters" : standing == Standing::negligible ? "negligible" : "open";
}

}  // namespace fengsui
