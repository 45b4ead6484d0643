#include "twin/cli/rare_run.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "sim/base/error.h"
#include "twin/cli/rare_world.h"
#include "twin/study/splitting.h"

namespace fengsui {

namespace {

using study::SplittingPlan;

// Does the pieces of a work with a world for each thread, in any order. Stops early when asked; the first
// exception of a thread is thrown here.
void in_parallel(const RareStudy& study, const RareSettings& settings, std::size_t pieces,
                 const std::string& what, const std::function<void(RareWorld&, std::size_t)>& piece) {
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex one_at_a_time;
  std::exception_ptr problem;
  const auto work = [&] {
    try {
      RareWorld world(study, settings.home);
      for (std::size_t i = next++; i < pieces && !settings.stop(); i = next++) {
        piece(world, i);
        if (!world.complaint().empty())
          throw InputError(study.scenario.string(), "", world.complaint(), "an answer");
        const std::lock_guard lock(one_at_a_time);
        settings.progress(static_cast<double>(++done) / static_cast<double>(pieces), what);
      }
    } catch (...) {
      const std::lock_guard lock(one_at_a_time);
      if (!problem) problem = std::current_exception();
      next = pieces;
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::min<std::size_t>(settings.threads, pieces); ++i) threads.emplace_back(work);
  threads.clear();
  if (problem) std::rethrow_exception(problem);
}

}  // namespace

RareResult run_rare(const RareStudy& study, const RareSettings& settings) {
  const SplittingPlan plan{study.levels.size() + 1, study.effort, study.replications, study.seed};
  std::vector<std::vector<double>> shares(plan.replications);
  in_parallel(study, settings, plan.replications, "splitting", [&](RareWorld& world, std::size_t i) {
    shares[i] = study::split_once(world, plan, static_cast<std::uint32_t>(i));
  });

  RareResult result;
  for (std::vector<double>& each : shares)
    if (!each.empty()) result.shares.push_back(std::move(each));
  if (result.shares.size() >= 2) result.splitting = study::estimate_of(result.shares, plan.levels);

  constexpr std::uint64_t batch = 100;
  const std::size_t batches = (study.plain_runs + batch - 1) / batch;
  std::vector<std::uint64_t> hits(batches), runs(batches);
  in_parallel(study, settings, batches, "plain runs", [&](RareWorld& world, std::size_t i) {
    const std::uint64_t count = std::min(batch, study.plain_runs - i * batch);
    // the luck of one batch is that of no other
    hits[i] = study::plain_hits(world, plan.levels, count, study.seed + 1 + i);
    runs[i] = count;
  });
  for (std::size_t i = 0; i < batches; ++i) {
    result.plain_runs += runs[i];
    result.plain_hits += hits[i];
  }
  if (result.plain_runs > 0) result.plain = study::estimate_of(result.plain_hits, result.plain_runs);
  result.interrupted = settings.stop();
  return result;
}

}  // namespace fengsui
