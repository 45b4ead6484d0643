// Where the session's thread and everybody else meet: requests in, status, messages and rows out.
// Each call takes the lock for as long as copying what is new takes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "twin/session/live_session.h"
#include "twin/session/live_status.h"

namespace fengsui::live {

class Board {
 public:
  explicit Board(Record header) : published_(std::move(header)) {}

  // in
  Ticket post(Request request);
  void leave();  // whoever listens goes: the thread is to end

  // the thread's side
  std::optional<std::pair<Ticket, Request>> take();
  bool waiting() const;  // a request, or the wish to end
  bool left() const;
  void wait(std::chrono::steady_clock::time_point until);  // … or until a request comes
  void say(Message::Kind kind, Ticket ticket, Time time, Label text);
  void publish(Status status);
  void publish_rows(const Record& record, std::uint32_t branch);  // what it does not have yet
  void publish_end(const Record& record);
  void publish_deeds(const std::vector<Deed>& deeds);

  // out
  Status status() const;
  std::vector<Message> messages(std::uint64_t after) const;
  std::vector<Deed> deeds() const;
  Mirror mirror() const;
  bool follow(Mirror& mirror) const;
  template <class Condition>
  bool wait_for(std::chrono::milliseconds patience, Condition condition) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return condition(status_, posted_); });
  }

 private:
  struct Lengths {
    std::size_t log = 0, segments = 0, readings = 0, alarms = 0, warnings = 0;
  };
  struct Cut {
    std::uint32_t branch = 1;  // that begins with it
    Lengths kept;
  };
  static void shorten(Record& record, const Lengths& lengths);

  mutable std::mutex mutex_;
  std::condition_variable asked_;
  mutable std::condition_variable changed_;
  std::deque<std::pair<Ticket, Request>> requests_;
  Ticket posted_ = 0;
  bool left_ = false;
  Status status_;
  std::deque<Message> messages_;
  std::uint64_t said_ = 0;
  Record published_;
  bool closed_ = false;
  std::uint32_t branch_ = 1;
  std::vector<Cut> cuts_;
  std::vector<Deed> deeds_;
};

}  // namespace fengsui::live
