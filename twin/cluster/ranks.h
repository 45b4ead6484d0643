// The processes of an MPI job, as far as they are needed here. Nothing else knows MPI.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fengsui::cluster {

class Ranks {
 public:
  virtual ~Ranks() = default;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  // Returns at once; the text is on its way, or never arrives where nobody is left.
  virtual void send(int to, const std::string& text) = 0;
  // Sender and text of all that has come; at once.
  virtual std::vector<std::pair<int, std::string>> receive() = 0;
  // Nothing of what was sent is still on its way out.
  virtual bool all_sent() = 0;
  // The last thing to be called. `together`: all ranks do so now. Ends the process with this exit code when
  // it does not return in time, because somebody died meanwhile.
  virtual void finish(bool together, int exit_code) = 0;
};

// Starts MPI; nothing when the program was built without it.
std::unique_ptr<Ranks> join_ranks();

}  // namespace fengsui::cluster
