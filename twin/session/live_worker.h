// The session's thread: moves the world, answers requests, leaves everything on the board and on disk.
//
// Between two events it answers what is waiting, takes a snapshot of the ring, or does what was planned; all
// of these but the last leave the world as it is, and none depends on the wall clock. The wall clock only
// says when to go on, when to make the file visible, and at which moment people's deeds are done.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "twin/session/live_board.h"
#include "twin/session/live_clock.h"
#include "twin/session/live_disk.h"
#include "twin/session/live_ring.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace fengsui::live {

class Worker {
 public:
  Worker(Prepared prepared, std::unique_ptr<Engine> engine, Disk disk, const Setup& setup, Board& board);

  void live();  // until nobody listens any more
  // After an error of ours: the record is completed as interrupted if that can still be done, else left as
  // far as it goes. Returns the file.
  std::filesystem::path break_off();

 private:
  enum class Mode { frozen, running, to_note, ended };
  // the loop (live_worker.cpp)
  void go_on();
  void do_next();
  void advance();
  void freeze();
  void finish(bool completed);
  void publish();
  void publish_now_and_then();
  Time next_thing() const;
  Time end() const { return scenario_start + session_.city().duration; }
  void between_events(Time next);

  // deeds (live_deeds.cpp)
  bool perform(Time wanted, Deed deed, Ticket ticket, std::optional<std::size_t> ends = {});
  bool find_moment(Time wanted, Time& moment);
  void do_planned();
  void plan_end(std::size_t index);
  void add_plan(const Plan& plan);
  std::string journal_so_far() const;
  nlohmann::ordered_json deeds_as_events() const;

  // requests (live_answers.cpp)
  void answer(Ticket ticket, const Request& request);
  void on(Ticket, const Freeze&);
  void on(Ticket, const Run&);
  void on(Ticket, const RunUntil&);
  void on(Ticket, const SetSpeed&);
  void on(Ticket, const StepEvent&);
  void on(Ticket, const StepToNote&);
  void on(Ticket, const TakeSnapshot&);
  void on(Ticket, const Backtrack&);
  void on(Ticket, const Inject&);
  void on(Ticket, const Forget&);
  void on(Ticket, const TakeSeat&);
  void on(Ticket, const ReleaseSeat&);
  void on(Ticket, const ActOnCase&);
  void on(Ticket, const Note&);
  void on(Ticket, const SaveScenario&);
  void on(Ticket, const End&);
  void done(Ticket ticket, std::string english, std::string chinese);
  void refuse(Ticket ticket, std::string english, std::string chinese);
  std::optional<Snapshot> snapshot(std::string name) const;
  void sit(Ticket ticket, SeatId seat, bool down);

  Session session_;
  Disk disk_;
  Board& board_;
  std::vector<Expectation> expectations_;
  PacedClock clock_;
  SnapshotRing ring_;
  Mode mode_ = Mode::frozen;
  std::optional<Time> until_;
  std::vector<Deed> deeds_;
  std::vector<Plan> planned_;  // by time
  std::uint64_t planned_number_ = 0, events_ = 0;
  std::uint32_t branch_ = 1;
  bool can_go_back_ = true;
  Ticket answered_ = 0;
  std::chrono::steady_clock::time_point published_{};
  std::size_t noted_ = 0;  // rows of the log that a step to an entry of note has looked at
};

}  // namespace fengsui::live
