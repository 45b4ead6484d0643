#include "twin/session/live_session.h"

#include <sys/resource.h>

#include <thread>

#include "sim/base/error.h"
#include "twin/judge/judgement.h"
#include "twin/session/live_board.h"
#include "twin/session/live_engine.h"
#include "twin/session/live_seats.h"
#include "twin/session/live_worker.h"

namespace fengsui::live {

namespace {

// Before anybody has worked for an hour: whether the end can be judged.
void check_expectations(const Prepared& prepared) {
  try {
    judge(prepared.record, prepared.scenario.expectations);
  } catch (const InputError& problem) {
    throw InputError(prepared.scenario.file, problem.place, problem.found, problem.expected);
  }
}

// Whoever draws and listens comes first: where pictures are drawn by software on few processors, a run that
// takes all it can get would make the mouse lame. A run alone is as fast as ever.
void give_way() {
  constexpr int niceness = 5;
  // on Linux this is of the calling thread; where it is refused the run goes on as it is
  setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + niceness);
}

}  // namespace

struct LiveSession::Impl {
  std::vector<SeatEntry> seats;
  std::vector<Label> notes;
  std::unique_ptr<Board> board;
  std::unique_ptr<Worker> worker;
  std::thread thread;

  // An error of ours ends the session, not the program; what is on disk stays.
  void live() {
    give_way();
    try {
      worker->live();
    } catch (const std::exception& problem) {
      const std::string words = problem.what();
      Status status = board->status();
      status.run_file = worker->break_off();
      board->say(Message::Kind::trouble, 0, status.now,
                 {"internal error, the drill ends here: " + words, "内部错误，演练到此结束：" + words});
      status.state = State::ended;
      status.outcome = Outcome::interrupted;
      status.complaint = words;
      status.answered = ~Ticket{0};
      board->publish(std::move(status));
    }
  }
};

LiveSession::LiveSession(const Setup& setup) : impl_(std::make_unique<Impl>()) {
  Prepared prepared = prepare(setup.scenario, setup.home, setup.seed);
  prepared.record.run.network = "direct";
  check_expectations(prepared);
  std::unique_ptr<Engine> engine = engine_of(setup, prepared);
  Disk disk(setup.run_file, setup.overwrite ? Overwrite::allow : Overwrite::refuse, prepared.record);
  impl_->seats = seats_of(prepared.city, prepared.record.names);
  impl_->notes = prepared.notes;
  impl_->board = std::make_unique<Board>(prepared.record);
  impl_->worker =
      std::make_unique<Worker>(std::move(prepared), std::move(engine), std::move(disk), setup, *impl_->board);
  impl_->thread = std::thread([impl = impl_.get()] { impl->live(); });
  // a status that says what was begun
  impl_->board->wait_for(setup.patience, [](const Status& status, Ticket) { return status.end != Time{}; });
}

LiveSession::~LiveSession() {
  impl_->board->leave();
  impl_->thread.join();
}

Ticket LiveSession::post(Request request) { return impl_->board->post(std::move(request)); }
Status LiveSession::status() const { return impl_->board->status(); }
std::vector<Message> LiveSession::messages(std::uint64_t after) const {
  return impl_->board->messages(after);
}
Mirror LiveSession::mirror() const { return impl_->board->mirror(); }
bool LiveSession::follow(Mirror& mirror) const { return impl_->board->follow(mirror); }
std::vector<Deed> LiveSession::deeds() const { return impl_->board->deeds(); }
const std::vector<SeatEntry>& LiveSession::seats() const { return impl_->seats; }
const std::vector<Label>& LiveSession::notes() const { return impl_->notes; }

bool LiveSession::wait_answered(Ticket ticket, std::chrono::milliseconds patience) const {
  return impl_->board->wait_for(patience,
                                [&](const Status& status, Ticket) { return status.answered >= ticket; });
}

bool LiveSession::wait_still(std::chrono::milliseconds patience) const {
  return impl_->board->wait_for(patience, [](const Status& status, Ticket posted) {
    return status.answered >= posted && status.state != State::running;
  });
}

}  // namespace fengsui::live
