#include "twin/judge/judgement.h"

#include <algorithm>
#include <array>

#include "twin/judge/colour_sheet.h"

namespace fengsui {

const Kpi* Judgement::find(std::string_view key) const {
  for (const std::vector<Kpi>* sheet : {&kpis, &colour_kpis})
    if (const auto row = std::ranges::find(*sheet, key, &Kpi::key); row != sheet->end()) return &*row;
  return nullptr;
}

const KeyedName& verdict_name(Verdict verdict) {
  static const std::array<KeyedName, 3> table = {{{"pass", {"passed", "通过"}},
                                                  {"fail", {"failed", "未通过"}},
                                                  {"inconclusive", {"inconclusive", "无结论"}}}};
  return table[static_cast<std::size_t>(verdict)];
}

Judgement judge(const Record& record, const std::vector<Expectation>& expectations,
                const JudgeSettings& settings) {
  Judgement judgement;
  judgement.faults = find_faults(record);
  judgement.reasons = inconclusive_reasons(record, judgement.faults);
  judgement.detections = find_detections(record, judgement.faults, settings.settling);
  judgement.false_alarms = find_false_alarms(record, judgement.faults, settings.settling);
  judgement.positions = position_loads(record, settings.flood);
  judgement.habits = alarm_habits(record, settings);
  judgement.cases = score_cases(record);
  judgement.colour_levels = summarise_cases(record, judgement.cases, judgement.detections);
  judgement.offices = office_loads(record);
  judgement.gateways = score_gateways(record);
  for (const Expectation& expectation : expectations)
    judgement.expectations.push_back(
        evaluate(record, expectation, judgement.faults, judgement.false_alarms, judgement.cases));
  judgement.kpis = score_sheet(record, judgement);
  judgement.colour_kpis = colour_sheet(record, judgement);

  const bool met = std::ranges::all_of(judgement.expectations, &ExpectationResult::pass);
  judgement.verdict = !judgement.reasons.empty() ? Verdict::inconclusive
                      : met                      ? Verdict::pass
                                                 : Verdict::fail;
  return judgement;
}

namespace {

nlohmann::ordered_json to_json(const Label& label) {
  return {{"english", label.english}, {"chinese", label.chinese}};
}

}  // namespace

nlohmann::ordered_json to_json(const Judgement& judgement) {
  using Json = nlohmann::ordered_json;
  Json reasons = Json::array(), results = Json::array(), kpis = Json::array();
  for (const Label& reason : judgement.reasons) reasons.push_back(to_json(reason));
  for (const ExpectationResult& result : judgement.expectations) {
    Json row = {{"place", result.place},
                {"pass", result.pass},
                {"text", result.text},
                {"expected", to_json(result.expected)},
                {"got", to_json(result.got)}};
    if (result.when) row["time_us"] = result.when->time_since_epoch().count();
    results.push_back(std::move(row));
  }
  for (const Kpi& kpi : judgement.kpis)
    kpis.push_back({{"key", kpi.key},
                    {"name", to_json(kpi.name)},
                    {"value", kpi.value ? Json(*kpi.value) : Json(nullptr)},
                    {"unit", kpi.unit}});
  return {{"verdict", verdict_name(judgement.verdict).key},
          {"reasons", std::move(reasons)},
          {"expectations", std::move(results)},
          {"kpis", std::move(kpis)}};
}

}  // namespace fengsui
