// A helper process that does pieces of work, each in a process of its own.
//
// It is forked before MPI is started, so that neither it nor its children hold anything of MPI: memory that a
// network card writes to must not cross a fork. It ends when the process that opened it ends.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>

#include "twin/cluster/message.h"

namespace fengsui::cluster {

// From a request to an answer; called in a process of its own.
using Work = std::function<std::string(const std::string& request)>;
// What the task says is to be done. May throw.
using MakeWork = std::function<Work(const std::string& task)>;

class Workshop {
 public:
  // Forks. `version` is said to the coordinator, for all workers must be of one.
  Workshop(const MakeWork& make, int jobs, const std::string& version);
  // Ends it.
  ~Workshop();
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  int file() const { return socket_.file(); }
  void send(const Message& message) { socket_.send(message); }
  // What it has said; that it is gone is said once, as Word::gone.
  std::vector<Message> receive();

 private:
  std::string end();

  pid_t pid_ = -1;
  MessageSocket socket_;
};

}  // namespace fengsui::cluster
