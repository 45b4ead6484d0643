// The options of commands whose work is shared by processes of this machine, or of all machines of an MPI
// job.
#pragma once

#include <functional>

#include "twin/cli/options.h"
#include "twin/cluster/crew.h"

namespace fengsui {

struct CrewOptions {
  int jobs = default_jobs();
  bool alone = false;
  double silence_s = 60.0;

  // One per core; of one of many copies that mpirun started: one, for the copies share the cores.
  static int default_jobs();
};

// `jobs` are the names of the option for how many at a time, "--jobs".
void add_crew(CLI::App& command, CrewOptions& options, const std::string& jobs);

// Has the command done with a crew: led by this process, or by the first of the processes that mpirun
// started, which the others help. Throws InputError when there are several that cannot join.
ExitCode lead(const CrewOptions& options, const cluster::MakeWork& make,
              const std::function<ExitCode(cluster::Crew&)>& command);

}  // namespace fengsui
