#include <algorithm>
#include <stdexcept>
#include <thread>

#include "sim/base/error.h"
#include "twin/cluster/coordinator.h"
#include "twin/cluster/launch.h"
#include "twin/cluster/local_crew.h"
#include "twin/cluster/rank_workers.h"
#include "twin/cluster/ranks.h"
#include "twin/cluster/relay.h"

namespace fengsui::cluster {

namespace {

using namespace std::chrono_literals;

// A coordinator may think for a while between two rounds of a search; a dead one is not waited for for ever.
constexpr int patience_with_coordinator = 10;  // times the limit of silence
constexpr std::chrono::milliseconds least_patience_with_coordinator = 1min;

[[noreturn]] void cannot_join(const Launch& launch, const std::string& why) {
  throw InputError("", "",
                   launch.by + " with " + std::to_string(launch.size) + " copies that cannot join: " + why,
                   "one of: Open MPI's mpirun and a build with libopenmpi-dev; --alone in each copy; parts "
                   "(--part K/N) and "
                   "fengsui merge");
}

int lead_ranks(const CrewSettings& settings, Ranks& ranks, Workshop& workshop,
               const std::function<int(Crew&)>& lead) {
  RankWorkers workers(ranks, workshop);
  Coordinator coordinator(workers, settings);
  const auto end = [&](int exit_code) {
    const bool together = coordinator.end();
    for (int waited = 0; waited < 500 && !ranks.all_sent(); ++waited) std::this_thread::sleep_for(2ms);
    ranks.finish(together, exit_code);
  };
  try {
    const int exit_code = lead(coordinator);
    end(exit_code);
    return exit_code;
  } catch (...) {
    end(2);
    throw;
  }
}

}  // namespace

int with_crew(const CrewSettings& settings, const std::function<int(Crew&)>& lead) {
  const std::optional<Launch> launch = launched();
  if (settings.alone || !launch || launch->size == 1) {
    LocalCrew crew(settings.make, settings.jobs);
    return lead(crew);
  }

  // before MPI: see workshop.h
  Workshop workshop(settings.make, settings.jobs, settings.version);
  const std::unique_ptr<Ranks> ranks = join_ranks();
  // only the first of the copies complains
  if (!ranks || ranks->size() != launch->size) {
    if (ranks) ranks->finish(true, 2);
    if (launch->rank != 0) return 2;
    cannot_join(*launch,
                ranks ? "they were started by another kind of MPI" : "the program was built without MPI");
  }
  if (ranks->rank() == 0) return lead_ranks(settings, *ranks, workshop, lead);
  const bool together =
      relay(*ranks, workshop,
            std::max(least_patience_with_coordinator, patience_with_coordinator * settings.silence));
  ranks->finish(together, 0);
  return 0;
}

}  // namespace fengsui::cluster
