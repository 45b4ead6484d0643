#include "twin/report/drill_data.h"

#include <algorithm>
#include <cmath>

#include "twin/judge/drill_score.h"
#include "twin/report/texts.h"

namespace fengsui {

namespace {

std::string seat_name(const Record& record, SeatId seat, Language language) {
  const auto& offices = record.names.offices;
  const auto& role = workflow::seat_role_words()[static_cast<std::size_t>(seat.role)];
  const std::string office =
      seat.office.index < offices.size() ? offices[seat.office.index].name.in(language) : "";
  return language == Language::english ? office + " " + std::string(role.english)
                                       : office + std::string(role.chinese);
}

std::string share(const std::optional<double>& rank) {
  return rank ? std::to_string(std::lround(*rank * 100.0)) + " %" : "–";
}

}  // namespace

bool any_seats(const std::vector<ReportInput>& runs) {
  return std::ranges::any_of(runs,
                             [](const ReportInput& run) { return run.drill && !run.drill->seats.empty(); });
}

Json seat_table(const ReportInput& run, Language language) {
  Table table(language, "seats_empty");
  table.column("column_seat").number_column("column_seated").number_column("column_acts");
  table.number_column("column_refused").number_column("column_in_time").number_column("column_late");
  table.number_column("column_overdue").number_column("column_escalated_away").number_column("column_rank");
  if (!run.drill) return table.json();
  for (const SeatScore& seat : run.drill->seats)
    table.row(
        Json::array({seat_name(*run.record, seat.seat, language), duration_words(seat.seated, language),
                     std::to_string(seat.acts), std::to_string(seat.refused), std::to_string(seat.in_time),
                     std::to_string(seat.late), std::to_string(seat.overdue), std::to_string(seat.escalated),
                     share(seat.median_rank)}),
        seat.late > 0);
  return table.json();
}

Json drill_step_table(const ReportInput& run, Language language) {
  Table table(language, "drill_steps_empty");
  table.column("column_seat").number_column("column_case").column("column_colour").column("column_step");
  table.number_column("column_took").number_column("column_limit").column("column_outcome");
  table.number_column("column_rank");
  if (!run.drill) return table.json();
  for (const SeatScore& seat : run.drill->seats)
    for (const DrillStep& step : seat.steps) {
      const bool limited = step.limit != forever;
      Json outcome = "–";
      if (limited)
        outcome = badge(report_text(step.in_time ? "step_in_time" : "step_late", language),
                        step.in_time ? "pass" : "fail");
      table.row(Json::array({seat_name(*run.record, seat.seat, language), std::to_string(step.case_id.index),
                             colour_name(static_cast<std::uint32_t>(step.colour)).name.in(language),
                             drill_step_name(step.kind).in(language),
                             step.done ? duration_words(*step.done - step.from, language) : std::string("–"),
                             limited ? duration_words(step.limit, language) : std::string("–"),
                             std::move(outcome), share(step.rank)}),
                limited && !step.in_time);
    }
  return table.json();
}

}  // namespace fengsui
