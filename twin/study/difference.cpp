#include "twin/study/difference.h"

#include <algorithm>

#include "twin/record/record_json.h"

namespace fengsui {

namespace {

Concern concern_of(LogKind kind) {
  const LogKindInfo& info = describe(kind);
  switch (info.lane) {
    case Lane::plant:
      return Concern::plant;
    case Lane::sensors:
      return Concern::sensors;
    case Lane::network:
      return Concern::network;
    case Lane::engine:
      return info.subject == Refers::alarm     ? Concern::alarms
             : info.subject == Refers::warning ? Concern::warnings
                                               : Concern::other;
    case Lane::enterprise:
    case Lane::district:
    case Lane::city:
    case Lane::workflow:
      return Concern::cases;
    case Lane::scenario:
      return Concern::other;
  }
  return Concern::other;
}

std::vector<KpiDifference> kpi_differences(const std::vector<Kpi>& a, const std::vector<Kpi>& b) {
  std::vector<KpiDifference> found;
  for (const Kpi& kpi : a) {
    const auto other = std::ranges::find(b, kpi.key, &Kpi::key);
    const std::optional<double> value = other == b.end() ? std::nullopt : other->value;
    if (kpi.value != value) found.push_back({kpi.key, kpi.name, kpi.unit, kpi.value, value});
  }
  // a policy with clocks of its own has rows of its own
  for (const Kpi& kpi : b)
    if (kpi.value && std::ranges::find(a, kpi.key, &Kpi::key) == a.end())
      found.push_back({kpi.key, kpi.name, kpi.unit, std::nullopt, kpi.value});
  return found;
}

}  // namespace

Difference difference(const Record& a, const Judgement& judgement_a, const Record& b,
                      const Judgement& judgement_b) {
  Difference result;
  result.inputs = input_differences(a, b);
  result.names_differ = names_to_json(a.names) != names_to_json(b.names);
  result.divergences = divergences(a, b);
  result.consequences = consequences(a, b);
  for (const Consequence& consequence : result.consequences) {
    const LogKind kind = consequence.a ? a.log[*consequence.a].kind : b.log[*consequence.b].kind;
    ++result.concerns[static_cast<std::size_t>(concern_of(kind))];
  }
  result.kpis = kpi_differences(judgement_a.kpis, judgement_b.kpis);
  result.outcomes_differ = a.run.outcome != b.run.outcome;
  return result;
}

}  // namespace fengsui
