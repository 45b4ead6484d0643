#include "viz/model/case_book.h"

#include <algorithm>

#include "sim/workflow/seat.h"

namespace fengsui::viz {

namespace {

using workflow::Clock;

class Scribe {
 public:
  Scribe(const Record& record, const Policy* policy) : record_(record), policy_(policy) {}

  void take(CaseStory& story, std::uint32_t position) {
    const LogEntry& entry = record_.log[position];
    if (entry.kind == LogKind::case_opened || entry.kind == LogKind::colour_upgraded)
      story.colours.emplace_back(entry.time, static_cast<Colour>(std::min(entry.other, colour_count - 1)));
    const OfficeId office = office_of(entry);
    std::uint32_t level = 0;
    if (office.valid()) {
      level = record_.names.offices[office.index].level;
      involve(story, office, entry);
    }
    if (entry.kind == LogKind::case_equipment) take_equipment(story, entry.other);
    if (entry.kind == LogKind::colour_upgraded || entry.kind == LogKind::case_equipment)
      for (const CasePart& part : story.parts) run_clocks(story, part.level, entry.time);
    story.steps.push_back({entry.time, entry.kind, level, position});
    act(story, entry, level);
  }

 private:
  // What the opening names applies from the first; what comes later only tightens.
  static void take_equipment(CaseStory& story, std::uint32_t unit_class) {
    if (unit_class >= workflow::most_unit_classes) return;
    story.equipment |= workflow::set_of(unit_class);
    const bool opening = std::ranges::all_of(story.steps, [](const CaseStep& step) {
      return step.kind == LogKind::case_opened || step.kind == LogKind::case_equipment;
    });
    if (opening) story.clocks.clear();
  }

  // the office of an entry, or of its officer
  OfficeId office_of(const LogEntry& entry) const {
    const Refers detail = describe(entry.kind).detail;
    if (detail == Refers::office && entry.detail < record_.names.offices.size())
      return OfficeId(entry.detail);
    if (detail == Refers::officer && entry.detail < record_.names.officers.size())
      return record_.names.officers[entry.detail];
    return {};
  }

  static CasePart* part_at(CaseStory& story, std::uint32_t level) {
    const auto found = std::ranges::find(story.parts, level, &CasePart::level);
    return found == story.parts.end() ? nullptr : &*found;
  }

  void involve(CaseStory& story, OfficeId office, const LogEntry& entry) {
    const OfficeName& name = record_.names.offices[office.index];
    if (!story.enterprise.valid()) story.enterprise = name.enterprise;
    CasePart* part = part_at(story, name.level);
    const bool fresh = part == nullptr;
    if (fresh) part = &story.parts.emplace_back(CasePart{name.level, office, {entry.time, never}, false});
    const bool escalated = entry.kind == LogKind::case_escalated;
    if (escalated) part->escalated = true, part->signed_for = false;
    if (entry.kind == LogKind::case_opened && name.level > 0) part->reported = true;
    if (fresh || escalated) run_clocks(story, name.level, entry.time);
  }

  // level 0, whoever picked up the telephone and whoever it is escalated to work the case; the responsible
  // level follows up
  void run_clocks(CaseStory& story, std::uint32_t level, Time now) {
    if (!policy_ || level >= policy_->levels.size() || story.colours.empty()) return;
    const Colour colour = story.colours.back().second;
    const CasePart* part = part_at(story, level);
    const bool working = part ? part->works() : level == 0;
    const bool responsible = policy_->colours[static_cast<std::size_t>(colour)].responsible == level;
    for (std::size_t i = 0; i < workflow::clock_count; ++i) {
      const auto clock = static_cast<Clock>(i);
      const Duration limit = limit_of(policy_->levels[level], colour, clock, story.equipment);
      if (limit == forever || !(working || (responsible && clock == Clock::follow_up)) || done(story, clock))
        continue;
      if (part && part->followed_up && clock == Clock::follow_up) continue;
      if (part && part->signed_for && (clock == Clock::acknowledge || clock == Clock::duty_call)) continue;
      const auto running = std::ranges::find_if(story.clocks, [&](const ClockRun& run) {
        return run.level == level && run.clock == clock && run.stopped == never;
      });
      const Time from = running == story.clocks.end() ? now : running->from;
      if (running == story.clocks.end())
        story.clocks.push_back({level, clock, from, after(from, limit), never});
      else
        running->deadline = std::min(running->deadline, std::max(now, after(from, limit)));
    }
  }

  // what a case has only once needs no new clock at another level
  static bool done(const CaseStory& story, Clock clock) {
    if (clock != Clock::verify && clock != Clock::feedback) return false;
    const LogKind kind = clock == Clock::verify ? LogKind::case_verified : LogKind::case_feedback;
    return std::ranges::find(story.steps, kind, &CaseStep::kind) != story.steps.end();
  }

  template <class Which>
  static void stop(CaseStory& story, Time time, Which&& which) {
    for (ClockRun& run : story.clocks)
      if (run.stopped == never && which(run)) run.stopped = time;
  }

  void act(CaseStory& story, const LogEntry& entry, std::uint32_t level) {
    const auto of_level = [level](Clock clock) {
      return [level, clock](const ClockRun& run) { return run.level == level && run.clock == clock; };
    };
    switch (entry.kind) {
      case LogKind::case_acknowledged:
        if (CasePart* part = part_at(story, level)) part->signed_for = true;
        stop(story, entry.time, of_level(Clock::acknowledge));
        stop(story, entry.time, of_level(Clock::duty_call));
        break;
      case LogKind::case_verified:
        stop(story, entry.time, [](const ClockRun& run) { return run.clock == Clock::verify; });
        break;
      case LogKind::case_feedback:
        stop(story, entry.time, [](const ClockRun& run) { return run.clock == Clock::feedback; });
        break;
      case LogKind::task_started:
        if (entry.other == static_cast<std::uint32_t>(workflow::Task::follow_up))
          follow_up(story, entry, level);
        break;
      case LogKind::seat_acted:
        if (entry.other == static_cast<std::uint32_t>(SeatAct::supervise)) follow_up(story, entry, level);
        break;
      case LogKind::case_rejected:
        renew_feedback(story, entry.time);
        break;
      case LogKind::case_withdrawn:
        stop(story, entry.time, [level](const ClockRun& run) { return run.level == level; });
        if (CasePart* part = part_at(story, level)) part->during.to = entry.time;
        break;
      case LogKind::case_cleared:
        close(story, entry.time);
        break;
      default:
        break;
    }
  }

  static void follow_up(CaseStory& story, const LogEntry& entry, std::uint32_t level) {
    if (CasePart* part = part_at(story, level)) part->followed_up = true;
    stop(story, entry.time,
         [level](const ClockRun& run) { return run.level == level && run.clock == Clock::follow_up; });
  }

  void renew_feedback(CaseStory& story, Time now) {
    if (!policy_ || story.colours.empty()) return;
    for (const CasePart& part : story.parts) {
      if (part.during.to != never || !part.works()) continue;
      const Duration limit = limit_of(policy_->levels[part.level], story.colours.back().second,
                                      Clock::feedback, story.equipment);
      if (limit != forever)
        story.clocks.push_back({part.level, Clock::feedback, now, after(now, limit), never});
    }
  }

  static void close(CaseStory& story, Time time) {
    stop(story, time, [](const ClockRun&) { return true; });
    for (CasePart& part : story.parts)
      if (part.during.to == never) part.during.to = time;
    story.during.to = time;
  }

  const Record& record_;
  const Policy* policy_;
};

}  // namespace

Colour CaseStory::colour_at(Time time) const {
  Colour colour = Colour::none;
  for (const auto& [since, is] : colours)
    if (since <= time) colour = is;
  return colour;
}

const CaseStep& CaseStory::step_at(Time time) const {
  const auto after_it = std::ranges::upper_bound(steps, time, {}, &CaseStep::time);
  return after_it == steps.begin() ? steps.front() : *(after_it - 1);
}

CaseBook::CaseBook(const Record& record, const Policy* policy) { grow(record, policy); }

void CaseBook::grow(const Record& record, const Policy* policy) {
  Scribe scribe(record, policy);
  for (; entries_seen_ < record.log.size(); ++entries_seen_) {
    const LogEntry& entry = record.log[entries_seen_];
    if (describe(entry.kind).subject != Refers::case_item || is_of_seats(entry.kind)) continue;
    const auto [found, fresh] = position_.try_emplace(entry.subject, stories_.size());
    if (fresh) {
      CaseStory& story = stories_.emplace_back();
      story.id = CaseId(entry.subject);
      story.during.from = entry.time;
      index_.add(story.during);
    }
    CaseStory& story = stories_[found->second];
    scribe.take(story, static_cast<std::uint32_t>(entries_seen_));
    if (entry.kind == LogKind::case_cleared) index_.end(found->second, story.during.to);
  }
}

const CaseStory* CaseBook::find(CaseId id) const {
  const auto found = position_.find(id.index);
  return found == position_.end() ? nullptr : &stories_[found->second];
}

}  // namespace fengsui::viz
