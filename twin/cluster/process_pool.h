// Pieces of work, each in a process of its own: what crashes is one piece.
//
// The child never returns to the caller's stack, and ends when its parent ends, however that happens. The
// caller has one thread: of a lock that another thread holds at that moment the child would wait for ever.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fengsui::cluster {

struct Isolated {
  bool finished = false;  // the function returned; otherwise `answer` says what ended the process
  std::string answer;
};

class ProcessPool {
 public:
  struct Ended {
    std::uint64_t piece = 0;
    Isolated result;
  };

  explicit ProcessPool(int at_most);
  // Ends what still runs.
  ~ProcessPool();
  ProcessPool(const ProcessPool&) = delete;
  ProcessPool& operator=(const ProcessPool&) = delete;

  bool has_room() const { return running_.size() < at_most_; }
  bool idle() const { return running_.empty(); }

  // There must be room. Throws std::system_error when there can be no more processes.
  void start(std::uint64_t piece, const std::function<std::string()>& work);

  // Waits until a piece has ended, `other` (a file) can be read, or the time is over; negative: no limit.
  std::vector<Ended> wait(std::chrono::milliseconds at_most, int other = -1);

 private:
  struct Child {
    pid_t pid = -1;
    int pipe = -1;
    std::uint64_t piece = 0;
    std::string answer;
  };

  std::size_t at_most_;
  std::vector<Child> running_;
};

}  // namespace fengsui::cluster
