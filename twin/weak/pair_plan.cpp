#include "twin/weak/pair_plan.h"

#include <algorithm>

namespace fengsui::weak {

PairPlan plan_pairs(const std::vector<FaultPlace>& places, std::size_t moments,
                    const std::function<bool(const Injection&)>& usable, std::size_t most,
                    std::uint64_t seed) {
  // a table, because the rules are asked very often
  std::size_t most_faults = 1;
  for (const FaultPlace& place : places) most_faults = std::max(most_faults, place.faults.size());
  std::vector<bool> good(places.size() * most_faults * moments, false);
  const auto number = [&](std::size_t place, std::size_t fault, std::size_t moment) {
    return (place * most_faults + fault) * moments + moment;
  };
  std::vector<std::size_t> kept;  // places with something usable
  for (std::size_t place = 0; place < places.size(); ++place) {
    bool any = false;
    for (std::size_t fault = 0; fault < places[place].faults.size(); ++fault)
      for (std::size_t moment = 0; moment < moments; ++moment) {
        const bool here = usable({place, fault, moment});
        good[number(place, fault, moment)] = here;
        any = any || here;
      }
    if (any) kept.push_back(place);
  }
  PairPlan plan;
  if (kept.size() < 2 || most == 0) return plan;

  // factors: first and second place, how each breaks, when each breaks
  enum : std::size_t { place_1, place_2, fault_1, fault_2, moment_1, moment_2 };
  const auto possible = [&](const ArrayRow& row, std::size_t place, std::size_t fault, std::size_t moment) {
    if (row[place] == undecided || row[fault] == undecided) return true;
    if (row[moment] != undecided)
      return static_cast<bool>(good[number(kept[row[place]], row[fault], row[moment])]);
    for (std::size_t any = 0; any < moments; ++any)
      if (good[number(kept[row[place]], row[fault], any)]) return true;
    return false;
  };
  ArrayRequest request;
  request.levels = {kept.size(), kept.size(), most_faults, most_faults, moments, moments};
  request.seed = seed;
  request.most_rows = most;
  request.candidates = 10;
  request.allowed = [&](const ArrayRow& row) {
    if (row[place_1] != undecided && row[place_2] != undecided && row[place_1] >= row[place_2]) return false;
    return possible(row, place_1, fault_1, moment_1) && possible(row, place_2, fault_2, moment_2);
  };
  CoveringArray array = covering_array(request);
  for (const ArrayRow& row : array.rows)
    plan.pairs.push_back({{kept[row[place_1]], row[fault_1], row[moment_1]},
                          {kept[row[place_2]], row[fault_2], row[moment_2]}});
  plan.coverage = array.coverage;
  plan.covered = std::move(array.covered_after);
  return plan;
}

}  // namespace fengsui::weak
