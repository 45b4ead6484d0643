// Truth against warnings: everything that can be said about one finished record. Pure functions of the
// record.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/expectation.h"
#include "twin/judge/alarm_load.h"
#include "twin/judge/data_scores.h"
#include "twin/judge/detection.h"
#include "twin/judge/expectation_result.h"
#include "twin/judge/false_alarms.h"
#include "twin/judge/kpis.h"
#include "twin/judge/settings.h"
#include "twin/judge/witness.h"
#include "twin/judge/workflow_scores.h"
#include "twin/record/record.h"

namespace fengsui {

// Inconclusive: the run proves nothing (see inconclusive_reasons), whatever the expectations say.
enum class Verdict : std::uint8_t { pass, fail, inconclusive };

const KeyedName& verdict_name(Verdict verdict);

struct Judgement {
  Verdict verdict = Verdict::inconclusive;
  std::vector<Label> reasons;  // why inconclusive
  std::vector<ExpectationResult> expectations;
  std::vector<FaultEffect> faults;
  std::vector<Detection> detections;
  FalseAlarms false_alarms;
  std::vector<PositionLoad> positions;
  std::vector<AlarmHabit> habits;
  std::vector<CaseScore> cases;
  std::vector<ColourLevelScore> colour_levels;
  std::vector<OfficeLoad> offices;
  std::vector<GatewayScore> gateways;
  std::vector<Kpi> kpis;
  std::vector<Kpi> colour_kpis;  // the same by colour and level, see colour_sheet.h

  // A number of either sheet; nothing when there is no such key.
  const Kpi* find(std::string_view key) const;
};

Judgement judge(const Record& record, const std::vector<Expectation>& expectations,
                const JudgeSettings& settings = {});

// What is kept in the run file: verdict, reasons, expectation results, KPIs.
nlohmann::ordered_json to_json(const Judgement& judgement);

}  // namespace fengsui
