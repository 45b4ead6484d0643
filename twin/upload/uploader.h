// Keeps posting what the outbox holds: tries what is due, backs off, and gives up at last.
//
// It gives up when nothing was answered for the patience [real time] although something was waiting, or when
// so many posts in a row were refused without one that was acknowledged. What is left stays in the outbox.
#pragma once

#include <functional>
#include <string>

#include "twin/upload/answer.h"
#include "twin/upload/outbox.h"

namespace fengsui::upload {

class Uploader {
 public:
  using Clock = std::chrono::steady_clock;

  struct Hooks {
    std::function<Answer(const Post&)> send;
    std::function<void(const std::string&)> say;  // for people: once for each outage and refusal
    std::function<bool()> interrupted;            // ends every wait
  };

  Uploader(Outbox& outbox, const RetrySettings& retry, Duration patience, Hooks hooks);

  // Tries everything that is due; returns at once when nothing is.
  void send_due();
  // Until the outbox is empty, or given up, or interrupted.
  void send_all();

  bool gave_up() const { return !why_.empty(); }
  const std::string& why() const { return why_; }

 private:
  void note(Meaning meaning, const std::string& words);
  void check_patience();

  Outbox& outbox_;
  RetrySettings retry_;
  Duration patience_;
  Hooks hooks_;
  bool in_trouble_ = false;
  Clock::time_point trouble_since_{};
  std::int64_t refusals_ = 0;
  std::string why_, last_refusal_;
};

}  // namespace fengsui::upload
