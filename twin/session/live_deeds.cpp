// Deeds of people: each at a moment of its own, recorded, kept for the scenario that they make.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/script.h"
#include "sim/workflow/workflow.h"
#include "twin/session/live_events.h"
#include "twin/session/live_worker.h"

namespace fengsui::live {

namespace {

constexpr Duration instant{1};

}  // namespace

// After everything that has happened and before what happens next. Where there is no room between, what
// happens next comes first. False when the run ended on the way.
bool Worker::find_moment(Time wanted, Time& moment) {
  for (;;) {
    const Time earliest = session_.world().now + instant;
    const Time next = session_.next();
    const Time latest = next == never ? end() : next - instant;
    if (earliest <= latest) {
      moment = std::clamp(wanted, earliest, latest);
      return true;
    }
    if (next == never) return false;
    advance();
    if (mode_ == Mode::ended) return false;
  }
}

bool Worker::perform(Time wanted, Deed deed, Ticket ticket, std::optional<std::size_t> ends) {
  if (!find_moment(wanted, deed.time)) {
    refuse(ticket, "the scenario is over", "情景已结束");
    return false;
  }
  between_events(deed.time);
  deed.action.at = deed.time;
  std::optional<workflow::Refusal> why;
  if (deed.action.kind == ActionKind::seat_act)
    why = workflow::seat_refusal(session_.city().workflow, session_.world().workflow, deed.action.case_id,
                                 {deed.action.office, deed.action.seat}, deed.action.act);
  deed.refused = why.has_value();
  disk_.guard(session_, [&] { session_.inject(deed.action, deed.time); });
  clock_.at_least(deed.time);

  if (ends) {
    // it ends an earlier deed, whose "for" says it all
    deeds_[*ends].lasts = deed.time - deeds_[*ends].time;
  } else {
    disk_.journal(event_of(deed, session_.city(), session_.record().names).dump());
    deeds_.push_back(std::move(deed));
  }
  disk_.show(session_, Disk::When::at_once);
  board_.publish_deeds(deeds_);
  if (why) {
    const workflow::Word& word = workflow::describe(*why);
    refuse(ticket, std::string(word.english), std::string(word.chinese));
  }
  if (!session_.complaint().empty()) finish(false);
  return !why;
}

void Worker::do_planned() {
  const Plan plan = planned_.front();
  planned_.erase(planned_.begin());
  Deed deed;
  deed.action = plan.action.action;
  deed.lasts = plan.lasts;
  const std::size_t index = deeds_.size();
  perform(plan.action.at, std::move(deed), 0, plan.ends);
  if (plan.lasts && deeds_.size() > index) plan_end(index);
}

// What undoes a deed that lasts for a while.
void Worker::plan_end(std::size_t index) {
  const Deed& deed = deeds_[index];
  Plan plan;
  plan.action.number = ++planned_number_;
  plan.action.at = after(deed.time, *deed.lasts);
  plan.action.action = deed.action;
  plan.action.action.kind = end_of(deed.action.kind);
  plan.ends = index;
  if (plan.action.at <= end()) add_plan(plan);
}

void Worker::add_plan(const Plan& plan) {
  const auto place = std::ranges::upper_bound(planned_, plan.action.at, {},
                                              [](const Plan& other) { return other.action.at; });
  planned_.insert(place, plan);
}

nlohmann::ordered_json Worker::deeds_as_events() const {
  auto events = nlohmann::ordered_json::array();
  for (const Deed& deed : deeds_) events.push_back(event_of(deed, session_.city(), session_.record().names));
  return events;
}

std::string Worker::journal_so_far() const {
  std::string lines;
  for (const auto& event : deeds_as_events()) lines += event.dump() + "\n";
  return lines;
}

}  // namespace fengsui::live
