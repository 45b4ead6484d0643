// How people handled the cases: per case, by colour and level, and how busy officers were.
#pragma once

#include <optional>
#include <vector>

#include "sim/workflow/policy.h"
#include "twin/judge/detection.h"
#include "twin/record/record.h"

namespace fengsui {

// What one level did on one case; times are absent when it did not happen.
struct CaseAtLevel {
  std::uint32_t level = 0;
  OfficeId office;
  Time involved{};  // opened at, pushed to, or escalated to this level
  bool escalated_here = false;
  std::optional<Time> delivered, acknowledged, verified, handled, feedback, reviewed;
  std::vector<std::uint32_t> overdue;  // clocks that expired here
};

struct CaseScore {
  CaseId id;
  EnterpriseId enterprise;               // none for a case opened above the enterprise level
  Colour colour = Colour::none;          // the worst it had
  workflow::EquipmentSet equipment = 0;  // known where the policy has limits by class
  Time opened{};
  std::optional<Time> acknowledged, verified, handled, feedback, cleared;  // first time at any level
  std::uint32_t highest_level = 0;
  std::uint32_t overdue = 0, escalations = 0, rejected = 0, false_feedback = 0, notices_lost = 0;
  std::vector<std::uint32_t> measures;  // in order
  std::vector<CaseAtLevel> levels;      // in order of involvement
};

std::vector<CaseScore> score_cases(const Record& record);

// Times since a level was involved [s].
struct StageTimes {
  std::uint64_t count = 0;
  double mean_s = 0.0, median_s = 0.0, p90_s = 0.0, worst_s = 0.0;
};

struct ColourLevelScore {
  Colour colour = Colour::none;
  std::uint32_t level = 0;
  std::uint64_t cases = 0;
  StageTimes acknowledge, verify, feedback, clear;  // clear: of cases of which this is the highest level
  // From when the level was told of the case to the first accident that followed at the enterprise; below 0:
  // it was told afterwards.
  StageTimes lead;
  std::vector<std::uint64_t> overdue;  // by clock index
  std::uint64_t escalated_here = 0, rejected = 0, false_feedback = 0, measures = 0;
};

// Only pairs that occur, worst colour first, lowest level first.
std::vector<ColourLevelScore> summarise_cases(const Record& record, const std::vector<CaseScore>& cases,
                                              const std::vector<Detection>& detections);

struct OfficeLoad {
  OfficeId office;
  std::uint32_t officers = 0;
  std::uint64_t tasks = 0, lapses = 0, not_started = 0;
  double tasks_per_hour = 0.0;
  double busy_fraction = 0.0;  // of all its officers' time, 0..1
};

std::vector<OfficeLoad> office_loads(const Record& record);

}  // namespace fengsui
