#include "twin/cluster/local_crew.h"

namespace fengsui::cluster {

using namespace std::chrono_literals;

void LocalCrew::run(std::size_t count, const Request& request, const Done& done,
                    const std::function<bool()>& stop) {
  // so long have pieces to come to an end by themselves when it is to stop
  constexpr auto patience = 5s;
  std::chrono::steady_clock::time_point asked_to_stop{};
  ProcessPool pool(jobs_);
  std::size_t next = 0;
  while (true) {
    const bool stopping = stop();
    if (stopping && asked_to_stop == decltype(asked_to_stop){})
      asked_to_stop = std::chrono::steady_clock::now();
    while (!stopping && next < count && pool.has_room()) {
      const std::string asked = request(next);
      pool.start(next, [&] { return work_(asked); });
      ++next;
    }
    if (pool.idle() || (stopping && std::chrono::steady_clock::now() - asked_to_stop > patience)) return;
    for (const ProcessPool::Ended& ended : pool.wait(100ms)) done(ended.piece, ended.result);
  }
}

}  // namespace fengsui::cluster
