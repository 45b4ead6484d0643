// Who does the pieces of a work: processes of this machine, or of all machines of an MPI job.
//
// A piece is asked for by a text and answered by a text. Answers come in any order; whoever uses them puts
// them in order, so that nothing depends on who was fast.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "twin/cluster/process_pool.h"
#include "twin/cluster/workshop.h"

namespace fengsui::cluster {

class Crew {
 public:
  using Request = std::function<std::string(std::size_t piece)>;
  using Done = std::function<void(std::size_t piece, const Isolated& answer)>;

  virtual ~Crew() = default;

  // Says what all pieces from now on are about.
  virtual void begin(const std::string& task) = 0;
  // Does pieces 0 … count - 1; `done` is called once for each. Returns early when `stop` says so, which is
  // asked often. Throws InputError when nobody is left to do them.
  virtual void run(std::size_t count, const Request& request, const Done& done,
                   const std::function<bool()>& stop) = 0;
};

struct CrewSettings {
  int jobs = 1;                                          // processes at a time, of each rank
  bool alone = false;                                    // even if started as one of many
  std::chrono::milliseconds silence{60'000};             // a worker that says nothing for so long is given up
  std::string version;                                   // of the program
  MakeWork make;                                         // what is done, from the task
  std::function<void(const std::string& words)> warn{};  // about workers that were lost
};

// Has the work led by this process, or does its part where another one leads (and returns 0). Where MPI did
// not start it, MPI is not touched. Throws InputError when it was started many times and the copies cannot
// join.
int with_crew(const CrewSettings& settings, const std::function<int(Crew&)>& lead);

}  // namespace fengsui::cluster
