// The steps of a level, the queue of an office and its officers.
#include <algorithm>
#include <cassert>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

constexpr std::uint32_t nobody = OfficerId::none_index;

const std::vector<Task>& steps_of(const LevelPolicy& level, Role role) {
  if (role == Role::working) return level.when_working;
  return role == Role::responsible ? level.when_responsible : level.when_informed;
}

bool done(const Turn& turn, std::uint32_t c, std::size_t level, Task task) {
  const Case& item = turn.item(c);
  const Involvement& part = turn.part(c, level);
  switch (task) {
    case Task::acknowledge:
      return part.acknowledged;
    case Task::verify:
      return item.verdict != Verdict::unknown;
    case Task::handle:
      return item.handled || item.verdict == Verdict::false_alarm;
    case Task::feedback:
      return item.feedback;
    case Task::follow_up:
      return part.followed_up;
    case Task::on_site:
      return !part.on_site_due;
    case Task::review:
    case Task::call:
      return true;  // lanes of their own
  }
  return true;
}

// the first step that nobody has done yet, `call` when there is none
Task next_step(const Turn& turn, std::uint32_t c, std::size_t level) {
  const Role role = turn.part(c, level).role;
  if (role == Role::none || role == Role::withdrawn) return Task::call;
  for (const Task task : steps_of(turn.level(level), role))
    if (!done(turn, c, level, task)) return task;
  return done(turn, c, level, Task::on_site) ? Task::call : Task::on_site;
}

// entries of a heap: worst colour first, then the one that came first
bool served_later(const QueueEntry& a, const QueueEntry& b) {
  return a.priority != b.priority ? a.priority < b.priority : a.order > b.order;
}

bool unattended(const Queue& queue) { return queue.seats != 0 || queue.absent; }

void set_job(Job& job, JobState state) {
  job.state = state;
  ++job.stamp;
}

void put_in_queue(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane) {
  const Job& job = turn.job(c, level, lane);
  Queue& queue = turn.state.queues[turn.part(c, level).office.index];
  const bool by_colour = turn.policy().discipline == Discipline::colour_then_arrival;
  queue.heap.push_back({job.order, c, job.stamp,
                        by_colour ? static_cast<std::uint8_t>(turn.item(c).colour) : std::uint8_t{0},
                        static_cast<std::uint8_t>(level), lane});
  std::push_heap(queue.heap.begin(), queue.heap.end(), served_later);
}

bool needs_officer(const Turn& turn, std::size_t level, Task task) {
  return !turn.level(level).tasks[static_cast<std::size_t>(task)].service.at(turn.night()).branches.empty();
}

void finish(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane, std::uint32_t officer) {
  Job& job = turn.job(c, level, lane);
  const Task task = job.task;
  set_job(job, JobState::none);
  complete_task(turn, c, level, task, officer);
  // the case may have been cleared, handed over or sent back meanwhile: advance() looks
  if (lane == Lane::steps && turn.open(c) && job.state == JobState::none) advance(turn, c, level);
}

void lapse(const Turn& turn, std::uint32_t c, std::size_t level, Job& job) {
  const Office& office = turn.spec.offices[turn.part(c, level).office.index];
  turn.context.note(LogKind::officer_lapsed, c, office.officers > 0 ? office.first_officer : nobody,
                    static_cast<std::uint32_t>(job.task));
  if (job.lapses < 255) ++job.lapses;
  set_job(job, JobState::idle);
}

// an officer begins a job; without an officer it is done at once
void begin(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane, std::uint32_t officer) {
  // what falls due at this very moment comes first
  Job& job = turn.job(c, level, lane);
  const std::uint32_t stamp = job.stamp;
  settle(turn, c);
  if (job.stamp != stamp) return;
  const Task task = job.task;
  if (officer == nobody) {
    begin_task(turn, c, level, task, nobody);
    if (job.stamp == stamp) finish(turn, c, level, lane, nobody);
    return;
  }

  const auto& policy = turn.level(level).tasks[static_cast<std::size_t>(task)];
  const double luck = turn.draw(Draw::service, c, turn.item(c).rounds, job.lapses, level, task);
  const Duration service = policy.service.at(turn.night()).sample(luck);
  if (service == forever) return lapse(turn, c, level, job);
  turn.context.note(LogKind::task_started, c, officer, static_cast<std::uint32_t>(task),
                    to_seconds(turn.now() - job.since));
  set_job(job, JobState::busy);
  job.officer = officer;
  Officer& person = turn.state.officers[officer];
  assert(!person.busy);
  person = {c, person.stamp + 1, turn.now(), static_cast<std::uint8_t>(level), lane, true};
  plan(turn, after(turn.now(), service), Planned::finished, officer, {level, 0, person.stamp});
  begin_task(turn, c, level, task, officer);
}

void release(const Turn& turn, std::uint32_t officer, Task task) {
  Officer& person = turn.state.officers[officer];
  person.busy = false;
  ++person.stamp;
  turn.context.note(LogKind::task_finished, person.case_index, officer, static_cast<std::uint32_t>(task),
                    to_seconds(turn.now() - person.started));
}

// the first free officer on duty, or nobody
std::uint32_t free_officer(const Turn& turn, const Office& office) {
  const auto first = turn.state.officers.begin() + office.first_officer;
  const auto last = first + office.officers;
  const auto free = std::find_if(first, last, [](const Officer& person) { return !person.busy; });
  const auto position = static_cast<std::uint32_t>(free - first);
  if (free == last || position >= on_duty(turn.level(office.level), turn.in_week())) return nobody;
  return office.first_officer + position;
}

void plan_shift_change(const Turn& turn, OfficeId office) {
  Queue& queue = turn.state.queues[office.index];
  const LevelPolicy& level = turn.level(turn.spec.offices[office.index].level);
  if (queue.shift_change != never) return;
  if (on_duty(level, turn.in_week()) >= turn.spec.offices[office.index].officers) return;
  queue.shift_change = after(turn.now(), until_shift_change(level, turn.in_week()));
  plan(turn, queue.shift_change, Planned::shift_change, office.index, {});
}

void join_queue(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane) {
  const OfficeId office = turn.part(c, level).office;
  Queue& queue = turn.state.queues[office.index];
  Job& job = turn.job(c, level, lane);
  job.since = turn.now();
  job.order = queue.next_order++;
  set_job(job, JobState::queued);
  if (!needs_officer(turn, level, job.task) && !unattended(queue)) return begin(turn, c, level, lane, nobody);
  put_in_queue(turn, c, level, lane);
  serve(turn, office);
}

}  // namespace

void begin_steps(const Turn& turn, std::uint32_t c, std::size_t level) {
  cancel(turn, c, level, Lane::steps);
  const Task step = next_step(turn, c, level);
  if (step == Task::call) return;
  Job& job = turn.job(c, level, Lane::steps);
  job.task = step;
  job.lapses = 0;
  set_job(job, JobState::idle);
}

void advance(const Turn& turn, std::uint32_t c, std::size_t level) {
  begin_steps(turn, c, level);
  if (turn.job(c, level, Lane::steps).state == JobState::idle) react(turn, c, level, Lane::steps, false);
}

void revise_steps(const Turn& turn, std::uint32_t c, std::size_t level) {
  const Job& job = turn.job(c, level, Lane::steps);
  if (job.state == JobState::none || done(turn, c, level, job.task)) advance(turn, c, level);
}

void begin_job(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane, Task task) {
  Job& job = turn.job(c, level, lane);
  if (job.state != JobState::none) return;
  job.task = task;
  job.lapses = 0;
  set_job(job, JobState::idle);
  react(turn, c, level, lane, false);
}

void react(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane, bool answered) {
  Job& job = turn.job(c, level, lane);
  if (answered || unattended(turn.state.queues[turn.part(c, level).office.index]))
    return join_queue(turn, c, level, lane);

  const auto& policy = turn.level(level).tasks[static_cast<std::size_t>(job.task)];
  const bool night = turn.night();
  const std::uint64_t round = turn.item(c).rounds;
  if (turn.draw(Draw::lapse, c, round, job.lapses, level, job.task) < policy.lapse.at(night))
    return lapse(turn, c, level, job);
  const Delay& reaction = policy.reaction.at(night);
  if (reaction.branches.empty()) return join_queue(turn, c, level, lane);
  const Duration wait = reaction.sample(turn.draw(Draw::reaction, c, round, job.lapses, level, job.task));
  if (wait == forever) return lapse(turn, c, level, job);
  set_job(job, JobState::reacting);
  plan(turn, after(turn.now(), wait), Planned::reacted, c,
       {level, static_cast<std::uint8_t>(lane), job.stamp});
}

void cancel(const Turn& turn, std::uint32_t c, std::size_t level, Lane lane) {
  Job& job = turn.job(c, level, lane);
  const bool busy = job.state == JobState::busy;
  if (busy) release(turn, job.officer, job.task);
  if (job.state != JobState::none) set_job(job, JobState::none);
  if (busy) serve(turn, turn.part(c, level).office);
}

void requeue(const Turn& turn, std::uint32_t c) {
  for (std::size_t level = 0; level < turn.levels(); ++level)
    for (const Lane lane : {Lane::steps, Lane::review, Lane::call}) {
      Job& job = turn.job(c, level, lane);
      if (job.state != JobState::queued) continue;
      ++job.stamp;
      put_in_queue(turn, c, level, lane);
    }
}

void serve(const Turn& turn, OfficeId office) {
  Queue& queue = turn.state.queues[office.index];
  while (!queue.heap.empty() && !unattended(queue)) {
    const QueueEntry entry = queue.heap.front();
    const Job& job = turn.job(entry.case_index, entry.level, entry.lane);
    const bool current = job.stamp == entry.stamp;
    std::uint32_t officer = nobody;
    if (current && needs_officer(turn, entry.level, job.task)) {
      officer = free_officer(turn, turn.spec.offices[office.index]);
      if (officer == nobody) return plan_shift_change(turn, office);
    }
    std::pop_heap(queue.heap.begin(), queue.heap.end(), served_later);
    queue.heap.pop_back();
    if (current) begin(turn, entry.case_index, entry.level, entry.lane, officer);
  }
}

void on_reacted(const Turn& turn, std::uint32_t c, Detail detail) {
  const Lane lane = static_cast<Lane>(detail.small);
  if (turn.job(c, detail.level, lane).stamp == detail.large) join_queue(turn, c, detail.level, lane);
}

void on_finished(const Turn& turn, std::uint32_t officer, Detail detail) {
  const Officer person = turn.state.officers[officer];
  if (person.stamp != detail.large) return;
  const OfficeId office = turn.part(person.case_index, person.level).office;
  // what falls due at this very moment comes first, and may take the work away
  settle(turn, person.case_index);
  if (turn.state.officers[officer].stamp != detail.large) return;
  release(turn, officer, turn.job(person.case_index, person.level, person.lane).task);
  finish(turn, person.case_index, person.level, person.lane, officer);
  serve(turn, office);
}

void on_shift_change(const Turn& turn, OfficeId office) {
  Queue& queue = turn.state.queues[office.index];
  if (queue.shift_change != turn.now()) return;
  queue.shift_change = never;
  serve(turn, office);
}

}  // namespace fengsui::workflow
