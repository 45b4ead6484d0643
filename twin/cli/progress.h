// A one-line progress bar on the terminal: share done, simulated time, rate, time left.
// Drawn only when standard error is a terminal, at most ten times a second, and erased at the end.
#pragma once

#include <chrono>
#include <string>

namespace fengsui {

class Progress {
 public:
  explicit Progress(std::string title);
  ~Progress() { erase(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `share` in 0..1; `note` is shown behind the bar. Cheap to call often.
  void show(double share, const std::string& note);
  void erase();

 private:
  using WallClock = std::chrono::steady_clock;

  std::string title_;
  bool terminal_, drawn_ = false;
  WallClock::time_point began_ = WallClock::now(), last_ = began_;
};

}  // namespace fengsui
