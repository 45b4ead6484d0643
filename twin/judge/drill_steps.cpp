#include "twin/judge/drill_steps.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "twin/judge/workflow_scores.h"
#include "twin/record/describe.h"

namespace fengsui {

namespace {

// When a case was escalated to an office, or else when the office first heard of it.
Time began(const Record& record, CaseId case_id, const CaseAtLevel& level) {
  if (level.escalated_here)
    for (const LogEntry& entry : record.log)
      if (entry.kind == LogKind::case_escalated && entry.subject == case_id.index &&
          entry.detail == level.office.index)
        return entry.time;
  return level.involved;
}

void add_steps(const Record& record, const CaseScore& score, const CaseAtLevel& level,
               std::vector<OfficeStep>& steps) {
  const Time from = began(record, score.id, level);
  const auto add = [&](DrillStepKind kind, Time start, std::optional<Time> done) {
    // what somebody else had done before this office came in was not its to do
    if (done && *done < start) return;
    steps.push_back({score.id, score.colour, kind, level.office, level.level, score.equipment, start, done});
  };
  add(DrillStepKind::acknowledge, level.involved, level.acknowledged);
  if (level.level == 0 || level.escalated_here) {
    const auto first = [](std::optional<Time> here, std::optional<Time> anywhere) {
      return here ? here : anywhere;
    };
    add(DrillStepKind::verify, from, first(level.verified, score.verified));
    add(DrillStepKind::feedback, from, first(level.feedback, score.feedback));
    add(DrillStepKind::clear, from, score.cleared);
  }
  if (level.reviewed && score.feedback && *score.feedback <= *level.reviewed)
    add(DrillStepKind::review, *score.feedback, level.reviewed);
}

}  // namespace

const Label& drill_step_name(DrillStepKind kind) {
  static const std::array<Label, drill_step_count> names = {{{"acknowledge", "签收"},
                                                             {"verify", "核实"},
                                                             {"feedback", "反馈"},
                                                             {"clear", "消警"},
                                                             {"review", "审核"}}};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<OfficeStep> office_steps(const Record& record) {
  std::vector<OfficeStep> steps;
  for (const CaseScore& score : score_cases(record))
    for (const CaseAtLevel& level : score.levels) add_steps(record, score, level, steps);
  return steps;
}

bool has_part(const std::vector<OfficeStep>& steps, CaseId case_id, OfficeId office) {
  return std::ranges::any_of(
      steps, [&](const OfficeStep& step) { return step.case_id == case_id && step.office == office; });
}

void StepTimes::add(const StepTimes& other) {
  for (const auto& [key, more] : other.seconds) {
    auto& list = seconds[key];
    list.insert(list.end(), more.begin(), more.end());
  }
}

StepTimes step_times(const Record& record) {
  StepTimes times;
  for (const OfficeStep& step : office_steps(record))
    times.seconds[{step.level, step.colour, step.kind}].push_back(
        step.done ? to_seconds(*step.done - step.from) : std::numeric_limits<double>::infinity());
  return times;
}

nlohmann::ordered_json to_json(const DrillScore& score, const Names& names) {
  using nlohmann::ordered_json;
  ordered_json seats = ordered_json::array();
  for (const SeatScore& row : score.seats) {
    ordered_json steps = ordered_json::array();
    for (const DrillStep& step : row.steps) {
      ordered_json entry = {{"case", step.case_id.index},
                            {"colour", colour_name(static_cast<std::uint32_t>(step.colour)).key},
                            {"step", drill_step_name(step.kind).english},
                            {"from_s", to_seconds(step.from)},
                            {"took_s", nullptr},
                            {"limit_s", nullptr},
                            {"in_time", step.in_time},
                            {"rank", nullptr},
                            {"compared", step.compared}};
      if (step.done) entry["took_s"] = to_seconds(*step.done - step.from);
      if (step.limit != forever) entry["limit_s"] = to_seconds(step.limit);
      if (step.rank) entry["rank"] = *step.rank;
      steps.push_back(std::move(entry));
    }
    const bool known = row.seat.office.index < names.offices.size();
    ordered_json seat = {{"office", known ? names.offices[row.seat.office.index].name.english : ""},
                         {"seat", workflow::seat_role_words()[static_cast<std::size_t>(row.seat.role)].key},
                         {"seated_s", to_seconds(row.seated)},
                         {"acts", row.acts},
                         {"refused", row.refused},
                         {"notes", row.notes},
                         {"in_time", row.in_time},
                         {"late", row.late},
                         {"overdue", row.overdue},
                         {"escalated", row.escalated},
                         {"median_rank", nullptr},
                         {"steps", std::move(steps)}};
    if (row.median_rank) seat["median_rank"] = *row.median_rank;
    seats.push_back(std::move(seat));
  }
  return {{"replications", score.replications}, {"seats", std::move(seats)}};
}

}  // namespace fengsui
