#include "twin/session/live_seats.h"

#include <algorithm>

#include "sim/workflow/workflow.h"

namespace fengsui::live {

namespace {

using workflow::Role;

Label label_of(const workflow::Word& word) { return {std::string(word.english), std::string(word.chinese)}; }

std::vector<SeatRole> roles_of(const workflow::Office& office) {
  if (office.level == 0) return {SeatRole::safety_officer, SeatRole::principal};
  return {SeatRole::duty_officer};
}

// whether a notice of the case has reached this office
bool was_told(const workflow::Involvement& part) {
  const workflow::Job& steps = part.jobs[static_cast<std::size_t>(workflow::Lane::steps)];
  const bool unread = steps.state == workflow::JobState::idle && steps.task == workflow::Task::acknowledge &&
                      steps.lapses == 0;
  return part.acknowledged || !unread;
}

std::vector<RunningClock> clocks_of(const Policy& policy, const workflow::Involvement& part,
                                    std::size_t level, const workflow::Case& item) {
  std::vector<RunningClock> clocks;
  for (std::size_t i = 0; i < workflow::clock_count; ++i)
    if (part.deadline[i] != never)
      clocks.push_back(
          {static_cast<workflow::Clock>(i), part.deadline[i],
           limit_of(policy.levels[level], item.colour, static_cast<workflow::Clock>(i), item.equipment)});
  std::ranges::sort(clocks, {}, &RunningClock::deadline);
  return clocks;
}

std::vector<Offer> offers_of(const City& city, const World& world, CaseId id, SeatId seat) {
  std::vector<Offer> offers;
  for (std::size_t i = 0; i < seat_act_count; ++i) {
    const auto act = static_cast<SeatAct>(i);
    if (!workflow::belongs_to(world.workflow, seat, act)) continue;
    const auto why = workflow::seat_refusal(city.workflow, world.workflow, id, seat, act);
    offers.push_back({act, why ? label_of(workflow::describe(*why)) : Label{}});
  }
  return offers;
}

SeatCase case_at(const City& city, const World& world, std::size_t index, SeatId seat, std::size_t level) {
  const workflow::Case& item = world.workflow.cases[index];
  const auto& part = world.workflow.involvements[index * city.workflow.policy.levels.size() + level];
  SeatCase seen;
  seen.case_id = CaseId(index);
  seen.enterprise = item.enterprise;
  seen.warning = item.warning;
  seen.opened = item.opened;
  seen.colour = item.colour;
  seen.stage = item.stage;
  seen.verdict = item.verdict;
  seen.role = part.role;
  seen.told = true;
  seen.acknowledged = part.acknowledged;
  seen.handled = item.handled;
  seen.feedback = item.feedback;
  seen.condition_gone = item.condition_gone;
  seen.overdue = item.overdue;
  seen.clocks = clocks_of(city.workflow.policy, part, level, item);
  seen.offers = offers_of(city, world, seen.case_id, seat);
  return seen;
}

SeatView view_of(const City& city, const World& world, const Names& names, SeatId seat) {
  SeatView view{seat, seat_name(names, seat), {}};
  const std::size_t level = city.workflow.offices[seat.office.index].level;
  const std::size_t levels = city.workflow.policy.levels.size();
  for (std::size_t i = 0; i < world.workflow.cases.size(); ++i) {
    if (world.workflow.cases[i].stage == workflow::Stage::cleared) continue;
    const auto& part = world.workflow.involvements[i * levels + level];
    const bool takes_part = part.role != Role::none && part.role != Role::withdrawn;
    if (part.office == seat.office && takes_part && was_told(part))
      view.cases.push_back(case_at(city, world, i, seat, level));
  }
  return view;
}

}  // namespace

Label seat_name(const Names& names, SeatId seat) {
  const auto& role = workflow::seat_role_words()[static_cast<std::size_t>(seat.role)];
  Label office;
  if (seat.office.index < names.offices.size()) office = names.offices[seat.office.index].name;
  return {office.english + " " + std::string(role.english), office.chinese + std::string(role.chinese)};
}

std::vector<SeatEntry> seats_of(const City& city, const Names& names) {
  std::vector<SeatEntry> seats;
  for (std::size_t i = 0; i < city.workflow.offices.size(); ++i) {
    const workflow::Office& office = city.workflow.offices[i];
    for (const SeatRole role : roles_of(office)) {
      const SeatId seat{OfficeId(i), role};
      seats.push_back({seat, seat_name(names, seat), office.enterprise, office.district, office.level});
    }
  }
  return seats;
}

std::vector<SeatView> seat_views(const City& city, const World& world, const Names& names) {
  std::vector<SeatView> views;
  for (std::size_t i = 0; i < city.workflow.offices.size(); ++i) {
    if (world.workflow.queues[i].seats == 0) continue;
    for (const SeatRole role : roles_of(city.workflow.offices[i]))
      if (const SeatId seat{OfficeId(i), role}; workflow::seat_taken(world.workflow, seat))
        views.push_back(view_of(city, world, names, seat));
  }
  return views;
}

}  // namespace fengsui::live
