#include "viz/model/seat_score.h"

#include <algorithm>

namespace fengsui::viz {

namespace {

// When a person sat at which office.
struct Sitting {
  SeatId seat;
  Stretch during;
};

SeatId seat_of(const LogEntry& entry, std::uint32_t role) {
  const auto known = std::min<std::uint32_t>(role, seat_role_count - 1);
  return {OfficeId(entry.detail), static_cast<SeatRole>(known)};
}

std::vector<Sitting> sittings_of(const Record& record) {
  std::vector<Sitting> sittings;
  for (const LogEntry& entry : record.log) {
    if (entry.kind == LogKind::seat_taken)
      sittings.push_back({seat_of(entry, entry.other), {entry.time, never}});
    if (entry.kind != LogKind::seat_released) continue;
    for (Sitting& sitting : sittings)
      if (sitting.seat == seat_of(entry, entry.other) && sitting.during.to == never)
        sitting.during.to = entry.time;
  }
  return sittings;
}

void count(ClockCount& into, const ClockRun& clock, Time end) {
  const bool stopped = clock.stopped != never;
  if (clock.clock == workflow::Clock::acknowledge && stopped) {
    ++into.signed_cases;
    into.signing += clock.stopped - clock.from;
  }
  if (stopped && clock.stopped < clock.deadline)
    ++into.in_time;
  else if (clock.deadline <= end)
    ++into.late;
}

}  // namespace

std::vector<SeatScore> score_seats(const Record& record, const Policy* policy) {
  const std::vector<Sitting> sittings = sittings_of(record);
  std::vector<SeatScore> scores;
  for (const Sitting& sitting : sittings) {
    if (sitting.seat.office.index >= record.names.offices.size()) continue;
    if (std::ranges::find(scores, sitting.seat, &SeatScore::seat) == scores.end())
      scores.push_back(
          {sitting.seat, record.names.offices[sitting.seat.office.index].level, 0, 0, 0, {}, {}});
  }
  if (scores.empty()) return scores;

  for (const LogEntry& entry : record.log) {
    const bool act = entry.kind == LogKind::seat_acted || entry.kind == LogKind::seat_act_refused;
    if (!act && entry.kind != LogKind::seat_note) continue;
    const SeatId seat = seat_of(entry, act ? static_cast<std::uint32_t>(entry.value) : entry.other);
    const auto score = std::ranges::find(scores, seat, &SeatScore::seat);
    if (score == scores.end()) continue;
    score->acts += entry.kind == LogKind::seat_acted;
    score->refused += entry.kind == LogKind::seat_act_refused;
    score->notes += entry.kind == LogKind::seat_note;
  }

  const Time end = reached(record);
  const CaseBook cases(record, policy);
  for (const CaseStory& story : cases.stories())
    for (const ClockRun& clock : story.clocks) {
      // the duty call is a reminder, not a limit
      if (clock.clock == workflow::Clock::duty_call) continue;
      const auto part = std::ranges::find(story.parts, clock.level, &CasePart::level);
      if (part == story.parts.end()) continue;
      const Time decided = std::min(clock.stopped, clock.deadline);
      const auto sat = [&](const Sitting& sitting) {
        return sitting.seat.office == part->office && sitting.during.from <= decided &&
               decided <= sitting.during.to;
      };
      const bool by_people = std::ranges::any_of(sittings, sat);
      for (SeatScore& score : scores) {
        if (by_people && score.seat.office == part->office) count(score.own, clock, end);
        if (!by_people && score.level == clock.level) count(score.simulated, clock, end);
      }
    }
  return scores;
}

}  // namespace fengsui::viz
