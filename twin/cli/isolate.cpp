#include "twin/cli/isolate.h"

namespace fengsui {

std::vector<Isolated> run_isolated(const std::vector<std::function<std::string()>>& work, int jobs,
                                   const std::function<void(std::size_t)>& done) {
  std::vector<Isolated> results(work.size());
  cluster::ProcessPool pool(jobs);
  std::size_t next = 0, finished = 0;
  while (finished < work.size()) {
    while (next < work.size() && pool.has_room()) {
      pool.start(next, work[next]);
      ++next;
    }
    for (cluster::ProcessPool::Ended& ended : pool.wait(std::chrono::milliseconds{-1})) {
      results[ended.piece] = std::move(ended.result);
      ++finished;
      if (done) done(finished);
    }
  }
  return results;
}

}  // namespace fengsui
