// Who has which piece of a work: small batches, and what a lost worker had is done by the others.
//
// Pure bookkeeping: it is told what was heard and when, and says who gets what.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <set>
#include <utility>
#include <vector>

namespace fengsui::cluster {

class Handout {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  // Every worker has until `now` + the limit of silence to say hello.
  Handout(std::size_t workers, Instant now);

  // A new work of so many pieces; answers of the one before count no more.
  void begin(std::size_t pieces);

  void hello(std::size_t worker, std::size_t at_a_time, Instant now);
  // Anything at all: whoever was given up for his silence is back.
  void heard(std::size_t worker, Instant now);
  // True: the first answer to this piece.
  bool answered(std::size_t worker, std::size_t piece);
  // Gone for good, or silent for too long. Returns how many pieces others will have to do.
  std::size_t lose(std::size_t worker, bool for_good);
  // Who has been silent for longer than the limit and was not given up yet.
  std::vector<std::size_t> silent(Instant now, std::chrono::milliseconds limit) const;

  // Worker and piece: what is to be handed out now.
  std::vector<std::pair<std::size_t, std::size_t>> next();

  bool complete() const { return answers_ == done_.size(); }
  bool anybody() const;
  // Whoever is not silent: also those that can do nothing any more can be spoken to.
  bool all_reachable() const;
  bool present(std::size_t worker) const { return workers_[worker].present; }
  bool ready(std::size_t worker) const { return workers_[worker].present && workers_[worker].at_a_time > 0; }

 private:
  struct Worker {
    bool present = true, gone = false;
    std::size_t at_a_time = 0;  // 0: it has not said hello yet
    std::set<std::size_t> has;
    Instant heard;
  };

  bool take(std::size_t& piece);

  std::vector<Worker> workers_;
  std::vector<bool> done_;
  std::size_t answers_ = 0, fresh_ = 0;  // pieces from fresh_ on were never handed out
  std::deque<std::size_t> again_;
};

}  // namespace fengsui::cluster
