// A run that goes on while it is looked at: the session behind it, its growing record as a RunView, and what
// the session says of itself.
//
// look() takes in what has come since the last picture, at a cost that goes with what is new; asking and
// looking never wait for the simulation. Nothing here changes the world but through requests.
#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "twin/session/live_session.h"
#include "viz/model/run_view.h"

namespace fengsui::viz {

class LiveRun {
 public:
  // Throws InputError for everything wrong with the scenario or the place of the run file.
  explicit LiveRun(const live::Setup& setup);
  ~LiveRun();
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;

  // Takes in what is new; true when somebody went back, so that everything that pointed into the view is
  // void.
  bool look();

  RunView& view() { return *view_; }
  const live::Status& status() const { return status_; }
  const std::vector<live::Message>& messages() const { return messages_; }  // oldest first
  const std::vector<live::Deed>& deeds() const { return deeds_; }
  const std::vector<live::SeatEntry>& seats() const { return session_.seats(); }
  const live::SeatEntry* seat(SeatId seat) const;
  bool taken(SeatId seat) const;
  // What a taken seat sees; null for any other.
  const live::SeatView* seat_view(SeatId seat) const;

  live::Ticket ask(live::Request request) { return session_.post(std::move(request)); }
  const live::LiveSession& session() const { return session_; }

  // How long the session has kept everybody waiting (an engine that does not answer, a slow disk), by the
  // wall clock; zero while it is as it should be.
  std::chrono::seconds silent_for() const;
  bool running() const { return status_.state == live::State::running; }
  bool ended() const { return status_.state == live::State::ended; }

  // Once the drill is over: judges it and writes the page beside the run file, in a thread of its own.
  void write_report(Language language);
  // Once the drill is over: plays it again with nobody at the seats and other luck, in a thread of its own,
  // and scores the people beside that. Null until it is there.
  void score_beside_simulated();
  const DrillScore* score() const { return score_ ? &*score_ : nullptr; }
  // What became of the report: empty while nobody has asked or it goes on.
  const std::string& report_path() const { return report_path_; }
  const std::string& report_trouble() const { return report_trouble_; }

 private:
  void begin_view();

  live::Setup setup_;
  live::LiveSession session_;
  live::Mirror mirror_;  // its record is lent to the view between looks
  std::unique_ptr<RunView> view_;
  live::Status status_;
  std::vector<live::Message> messages_;
  std::vector<live::Deed> deeds_;
  live::Ticket deeds_of_ = 0;  // the answer after which they were fetched
  std::uint32_t branch_ = 1;
  std::future<std::pair<std::string, std::string>> report_;  // path, trouble
  std::string report_path_, report_trouble_;
  std::atomic<bool> give_up_ = false;  // the thread that plays again
  std::future<std::optional<DrillScore>> scoring_;
  std::optional<DrillScore> score_;
};

// How simulated time passes, in words for a button or a badge: "× 10", "max".
std::string speed_words(double speed, Language language);

}  // namespace fengsui::viz
