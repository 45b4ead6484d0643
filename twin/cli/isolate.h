// Runs a function in a process of its own and brings its answer back as text.
//
// SimGrid has one clock per process, so each run on it needs a fresh process; a crash of one run must not
// end the others. The child never returns to the caller's stack.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "twin/cluster/process_pool.h"

namespace fengsui {

using cluster::Isolated;

// Runs every job, at most `jobs` at a time; the answers come back in the order of the list, whatever finished
// first. `done` is called in the parent after each end with the number finished so far.
std::vector<Isolated> run_isolated(const std::vector<std::function<std::string()>>& work, int jobs,
                                   const std::function<void(std::size_t finished)>& done = {});

}  // namespace fengsui
