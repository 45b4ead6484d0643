#include "twin/session/live_worker.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "twin/judge/judgement.h"
#include "twin/session/live_seats.h"

namespace fengsui::live {

namespace {

using Wall = std::chrono::steady_clock;

constexpr auto look_every = std::chrono::milliseconds(30);  // how old the board may get
constexpr auto slice = std::chrono::milliseconds(10);       // without listening
constexpr auto too_late = std::chrono::milliseconds(250);   // behind the pace: it is not caught up

}  // namespace

Worker::Worker(Prepared prepared, std::unique_ptr<Engine> engine, Disk disk, const Setup& setup, Board& board)
    : session_(std::move(prepared.city), std::move(engine), std::move(prepared.record)),
      disk_(std::move(disk)),
      board_(board),
      expectations_(std::move(prepared.scenario.expectations)),
      ring_(setup.ring) {
  clock_.set_speed(setup.speed);
}

void Worker::live() {
  disk_.attach(session_, [this](const std::string& why) {
    board_.say(
        Message::Kind::trouble, 0, clock_.now(end()),
        {why + "; the drill goes on without being recorded on disk", why + "；演练继续，但不再写入磁盘"});
  });
  disk_.guard(session_, [&] { session_.begin(); });
  if (auto first = snapshot({}))
    ring_.add(std::move(*first));
  else
    can_go_back_ = false;
  publish();

  while (!board_.left()) {
    while (auto request = board_.take()) answer(request->first, request->second);
    if (board_.left()) break;
    if (mode_ == Mode::frozen || mode_ == Mode::ended) {
      publish();
      disk_.show(session_, Disk::When::at_once);
      board_.wait(Wall::now() + std::chrono::seconds(1));
    } else {
      go_on();
    }
  }
  if (mode_ != Mode::ended) finish(false);
  publish();
}

Time Worker::next_thing() const {
  Time next = std::min(session_.next(), until_.value_or(end()));
  if (!planned_.empty()) next = std::min(next, planned_.front().action.at);
  return std::min(next, end());
}

// Goes on for a short while, or waits until it is time to.
void Worker::go_on() {
  const bool paced = mode_ == Mode::running && clock_.speed() > 0.0;
  const Wall::time_point began = Wall::now();
  if (paced) {
    const Wall::time_point due = clock_.due(next_thing());
    if (due > began) {
      publish_now_and_then();
      return board_.wait(std::min(due, began + look_every));
    }
    if (began - due > too_late) clock_.set(next_thing());
  }
  for (unsigned count = 0; mode_ == Mode::running || mode_ == Mode::to_note; ++count) {
    do_next();
    if (count % 16 == 15 && (board_.waiting() || Wall::now() - began > slice)) break;
    if (paced && mode_ == Mode::running && clock_.due(next_thing()) > Wall::now()) break;
  }
  publish_now_and_then();
}

void Worker::publish_now_and_then() {
  disk_.show(session_, Disk::When::now_and_then);
  const bool still = mode_ == Mode::frozen || mode_ == Mode::ended;
  if (still || Wall::now() - published_ > look_every) publish();
}

void Worker::do_next() {
  const Time next = session_.next();
  const Time planned = planned_.empty() ? never : planned_.front().action.at;
  const Time stop = until_.value_or(end());
  if (planned <= std::min(next, stop)) return do_planned();
  if (next <= stop) return advance();
  clock_.at_least(std::min(stop, end()));
  if (!until_) return finish(true);
  freeze();
  clock_.set(stop);
}

void Worker::between_events(Time next) {
  if (ring_.due(next) && can_go_back_)
    if (auto taken = snapshot({})) ring_.add(std::move(*taken));
}

void Worker::advance() {
  const Time next = session_.next();
  between_events(next);
  disk_.guard(session_, [&] { session_.advance(); });
  ++events_;
  if (clock_.speed() <= 0.0 || mode_ != Mode::running)
    clock_.set(next);
  else
    clock_.at_least(next);
  // an engine that failed ends the run
  if (!session_.complaint().empty()) return finish(false);
  if (mode_ != Mode::to_note) return;
  const Log& log = session_.record().log;
  for (; noted_ < log.size(); ++noted_)
    if (describe(log[noted_].kind).severity >= Severity::notice) freeze();
}

void Worker::freeze() {
  clock_.stop(next_thing());
  if (mode_ != Mode::ended) mode_ = Mode::frozen;
  until_.reset();
}

void Worker::finish(bool completed) {
  freeze();
  disk_.guard(session_, [&] { session_.conclude(completed); });
  clock_.set(reached(session_.record()));
  Record closed = session_.record();
  auto verdict = to_json(judge(closed, expectations_));
  if (!deeds_.empty()) verdict["deeds"] = deeds_as_events();
  closed.verdict = verdict.dump();
  disk_.finish(session_, closed);
  board_.publish_end(closed);
  mode_ = Mode::ended;
  const std::string& complaint = session_.complaint();
  if (!complaint.empty())
    board_.say(Message::Kind::trouble, 0, session_.world().now,
               {"the run has ended: " + complaint, "运行已结束：" + complaint});
}

std::filesystem::path Worker::break_off() {
  try {
    finish(false);
    return disk_.path();
  } catch (const std::exception&) {
    return disk_.leave(session_);
  }
}

void Worker::publish() {
  published_ = Wall::now();
  Status status;
  status.state = mode_ == Mode::ended ? State::ended : mode_ == Mode::frozen ? State::frozen : State::running;
  const Time next = next_thing();
  status.now = std::max(clock_.now(next), session_.world().now);
  status.next_event = mode_ == Mode::ended ? never : session_.next();
  status.end = end();
  status.speed = clock_.speed();
  status.running_until = until_;
  status.published = published_;
  status.answered = answered_;
  status.events = events_;
  status.branch = branch_;
  status.run_file = disk_.path();
  status.recording = disk_.recording();
  status.can_go_back = can_go_back_;
  status.outcome = session_.record().run.outcome;
  status.complaint = session_.complaint();
  status.snapshots = ring_.list();
  for (const Plan& plan : planned_) status.planned.push_back(plan.action);
  status.seats = seat_views(session_.city(), session_.world(), session_.record().names);
  for (const auto& gateway : session_.world().network.gateways)
    status.stored.push_back(gateway.buffer.size());
  if (mode_ != Mode::ended) board_.publish_rows(session_.record(), branch_);
  board_.publish(std::move(status));
}

}  // namespace fengsui::live
