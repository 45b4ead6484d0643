#include "twin/judge/drill_score.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "twin/judge/drill_steps.h"
#include "twin/record/describe.h"

namespace fengsui {

namespace {

struct Interval {
  Time from, to;
};

// When each seat was taken, in order of first being taken.
std::vector<std::pair<SeatId, std::vector<Interval>>> sittings(const Record& record) {
  std::vector<std::pair<SeatId, std::vector<Interval>>> seats;
  for (const LogEntry& entry : record.log) {
    if (entry.kind != LogKind::seat_taken && entry.kind != LogKind::seat_released) continue;
    const SeatId seat{OfficeId(entry.detail), static_cast<SeatRole>(entry.other)};
    auto found = std::ranges::find(seats, seat, [](const auto& row) { return row.first; });
    if (found == seats.end()) found = seats.insert(seats.end(), {seat, {}});
    auto& times = found->second;
    const bool open = !times.empty() && times.back().to == never;
    if (entry.kind == LogKind::seat_taken && !open) times.push_back({entry.time, never});
    if (entry.kind == LogKind::seat_released && open) times.back().to = entry.time;
  }
  for (auto& [seat, times] : seats)
    if (!times.empty()) times.back().to = std::min(times.back().to, reached(record));
  return seats;
}

bool covers(const std::vector<Interval>& times, Time time) {
  return std::ranges::any_of(times, [time](const Interval& i) { return i.from <= time && time <= i.to; });
}

std::optional<SeatAct> act_of(DrillStepKind kind, const LogEntry& entry) {
  const auto act = static_cast<SeatAct>(entry.other);
  const bool verifies = act == SeatAct::verify_real || act == SeatAct::verify_equipment_fault ||
                        act == SeatAct::verify_false_alarm;
  const bool fits = (kind == DrillStepKind::acknowledge && act == SeatAct::acknowledge) ||
                    (kind == DrillStepKind::verify && verifies) ||
                    (kind == DrillStepKind::feedback && act == SeatAct::feedback) ||
                    (kind == DrillStepKind::review && (act == SeatAct::approve || act == SeatAct::reject)) ||
                    (kind == DrillStepKind::clear && act == SeatAct::approve);
  return fits ? std::optional(act) : std::nullopt;
}

// Who of a taken office is asked about what nobody did.
bool answers_for(const std::vector<std::pair<SeatId, std::vector<Interval>>>& seats, SeatId seat, Time time) {
  for (const auto& [other, times] : seats)
    if (other.office == seat.office && other.role < seat.role && covers(times, time)) return false;
  return true;
}

Duration limit_of(const Policy& policy, const OfficeStep& step) {
  constexpr workflow::Clock clocks[] = {workflow::Clock::acknowledge, workflow::Clock::verify,
                                        workflow::Clock::feedback, workflow::Clock::clear};
  if (step.kind == DrillStepKind::review || step.level >= policy.levels.size()) return forever;
  return limit_of(policy.levels[step.level], step.colour, clocks[static_cast<std::size_t>(step.kind)],
                  step.equipment);
}

std::optional<double> rank_of(double seconds, const std::vector<double>& others) {
  if (others.empty()) return {};
  const auto slower = std::ranges::count_if(others, [seconds](double other) { return other >= seconds; });
  return static_cast<double>(slower) / static_cast<double>(others.size());
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return {};
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

DrillScore score_drill(const Record& drill, const Policy& policy, const StepTimes& peers,
                       std::size_t replications) {
  const auto seats = sittings(drill);
  const std::vector<OfficeStep> all = office_steps(drill);
  DrillScore score;
  score.replications = replications;
  for (const auto& sitting : seats) {
    const SeatId seat = sitting.first;
    const std::vector<Interval>& times = sitting.second;
    SeatScore& row = score.seats.emplace_back();
    row.seat = seat;
    for (const Interval& i : times) row.seated += i.to - i.from;

    const auto by_this_seat = [&](const LogEntry& entry) {
      return entry.detail == seat.office.index && entry.value == static_cast<double>(seat.role);
    };
    const auto took = [&](const OfficeStep& step) {
      return step.done && std::ranges::any_of(drill.log, [&](const LogEntry& entry) {
               return entry.kind == LogKind::seat_acted && entry.time == *step.done && by_this_seat(entry) &&
                      entry.subject == step.case_id.index && act_of(step.kind, entry);
             });
    };
    std::vector<double> ranks;
    for (const OfficeStep& step : all) {
      if (step.office != seat.office) continue;
      const Duration limit = limit_of(policy, step);
      const Time deadline = after(step.from, limit);
      const bool own = took(step);
      // what nobody did in time, although somebody sat there to do it
      const bool let_pass = !own && limit != forever && (!step.done || *step.done >= deadline) &&
                            deadline <= reached(drill) && covers(times, deadline) &&
                            answers_for(seats, seat, deadline);
      if (!own && !let_pass) continue;
      DrillStep& taken = row.steps.emplace_back();
      taken.case_id = step.case_id;
      taken.colour = step.colour;
      taken.kind = step.kind;
      taken.from = step.from;
      if (own) taken.done = step.done;
      taken.limit = limit;
      taken.in_time = own && *step.done < deadline;
      if (limit != forever) ++(taken.in_time ? row.in_time : row.late);
      const auto others = peers.seconds.find({step.level, step.colour, step.kind});
      if (others == peers.seconds.end()) continue;
      taken.compared = others->second.size();
      taken.rank = rank_of(own ? to_seconds(*step.done - step.from) : std::numeric_limits<double>::infinity(),
                           others->second);
      if (taken.rank) ranks.push_back(*taken.rank);
    }
    row.median_rank = median(std::move(ranks));

    const OfficeId above = seat.office.index < drill.names.offices.size()
                               ? drill.names.offices[seat.office.index].parent
                               : OfficeId{};
    for (const LogEntry& entry : drill.log) {
      if (entry.kind == LogKind::seat_acted && by_this_seat(entry)) ++row.acts;
      if (entry.kind == LogKind::seat_act_refused && by_this_seat(entry)) ++row.refused;
      if (entry.kind == LogKind::seat_note && entry.detail == seat.office.index &&
          entry.other == static_cast<std::uint32_t>(seat.role))
        ++row.notes;
      if (!covers(times, entry.time)) continue;
      if (entry.kind == LogKind::clock_expired && entry.detail == seat.office.index) ++row.overdue;
      if (entry.kind == LogKind::case_escalated && above.valid() && entry.detail == above.index &&
          has_part(all, CaseId(entry.subject), seat.office))
        ++row.escalated;
    }
    std::ranges::stable_sort(row.steps, {}, &DrillStep::from);
  }
  return score;
}

}  // namespace fengsui
