// Multilevel splitting with fixed effort: the probability of something so rare that plain simulation never
// sees it.
//
// A score tells how near a state is to the rare event. Levels cut the way there into stages; in each stage
// the same number of attempts begins in the states in which the level before was entered, each with luck of
// its own:
//
//   begin ──→ level 1 ──→ level 2 ──→ … ──→ the event
//        N attempts   N attempts        N attempts        estimate = product of the shares that got through
//
// The estimate is unbiased whatever the levels, the score and ties in it, because the effort is fixed and
// nothing is chosen by its score: the trap of splitting at the last particle, whose estimate is wrong when
// many states share a score, does not exist here. Good levels let a fifth or so through (any share from 0.1
// to 0.3 is nearly as good). The interval comes from independent replications, not from a formula that
// assumes one entrance state for each level.
//
// Sources: Garvels, The splitting method in rare event simulation, 2000; L'Ecuyer, Le Gland, Lezaud and
// Tuffin, Splitting techniques, 2009; domain figures in docs/rare-events.md.
#pragma once

#include <cassert>
#include <concepts>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/random.h"
#include "twin/study/rare_estimate.h"

namespace fengsui::study {

// What is split. `luck` is the seed of everything random until the next call; equal luck, equal course.
template <class Problem>
concept Splittable = std::copyable<typename Problem::State> &&
    requires(Problem& problem, typename Problem::State& state, std::size_t level, std::uint64_t luck) {
  { problem.begin(luck) } -> std::same_as<typename Problem::State>;
  // Goes on until the level is reached (true) or can no longer be (false).
  { problem.advance(state, level, luck) } -> std::same_as<bool>;
};

struct SplittingPlan {
  std::size_t levels = 1;           // the last one is the event
  std::uint32_t effort = 1000;      // attempts in each stage
  std::uint32_t replications = 10;  // of the whole, for the interval
  std::uint64_t seed = 1;
};

// The luck of one attempt: of nothing but its place in the plan.
inline std::uint64_t luck_of(std::uint64_t seed, std::uint32_t replication, std::size_t stage,
                             std::uint32_t attempt) {
  const Stream stream{seed, Draw::splitting, replication};
  return stream.word(static_cast<std::uint64_t>(stage) << 32 | attempt);
}

// The attempts that led to a state, one for each stage it has behind it: with the plan's seed and the
// replication they are all its luck, so that the way there can be gone once more.
using Lineage = std::vector<std::uint32_t>;

// Hears of a replication what the shares do not tell.
struct NoOnlooker {
  void stage_ended(std::uint32_t /*reached*/) {}
  template <class State>
  void arrived(const State& /*at_the_event*/, const Lineage& /*came_by*/) {}
};

// One replication: the shares of the stages as far as any attempt got.
template <Splittable Problem, class Onlooker>
std::vector<double> split_once(Problem& problem, const SplittingPlan& plan, std::uint32_t replication,
                               Onlooker& onlooker) {
  struct Particle {
    typename Problem::State state;
    Lineage lineage;
  };
  std::vector<double> shares;
  std::vector<Particle> entrances;
  for (std::size_t level = 0; level < plan.levels; ++level) {
    std::vector<Particle> reached;
    for (std::uint32_t attempt = 0; attempt < plan.effort; ++attempt) {
      const std::uint64_t luck = luck_of(plan.seed, replication, level, attempt);
      // every entrance is used equally often, the rest by lot
      const std::size_t even = entrances.empty() ? 0 : plan.effort / entrances.size() * entrances.size();
      const auto chosen = [&] {
        if (attempt < even) return attempt % entrances.size();
        const double lot = Stream{luck, Draw::splitting, 0}.uniform(0);
        return static_cast<std::size_t>(lot * static_cast<double>(entrances.size()));
      };
      Particle particle = level == 0 ? Particle{problem.begin(luck), {}} : entrances[chosen()];
      if (!problem.advance(particle.state, level, luck)) continue;
      particle.lineage.push_back(attempt);
      if (level + 1 == plan.levels) onlooker.arrived(particle.state, particle.lineage);
      reached.push_back(std::move(particle));
    }
    shares.push_back(static_cast<double>(reached.size()) / plan.effort);
    onlooker.stage_ended(static_cast<std::uint32_t>(reached.size()));
    if (reached.empty()) break;
    entrances = std::move(reached);
  }
  return shares;
}

template <Splittable Problem>
std::vector<double> split_once(Problem& problem, const SplittingPlan& plan, std::uint32_t replication) {
  NoOnlooker nobody;
  return split_once(problem, plan, replication, nobody);
}

// Replications first, first + step, …: for several workers with a problem each.
template <Splittable Problem>
void split(Problem& problem, const SplittingPlan& plan, std::uint32_t first, std::uint32_t step,
           std::vector<std::vector<double>>& shares) {
  assert(plan.levels > 0 && plan.effort > 0 && shares.size() == plan.replications);
  for (std::uint32_t i = first; i < plan.replications; i += step) shares[i] = split_once(problem, plan, i);
}

template <Splittable Problem>
RareEstimate split(Problem& problem, const SplittingPlan& plan) {
  std::vector<std::vector<double>> shares(plan.replications);
  split(problem, plan, 0, 1, shares);
  return estimate_of(shares, plan.levels);
}

// Plain Monte Carlo: how many of so many independent runs get through all levels.
template <Splittable Problem>
std::uint64_t plain_hits(Problem& problem, std::size_t levels, std::uint64_t runs, std::uint64_t seed) {
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < runs; ++i) {
    const std::uint64_t luck = Stream{seed, Draw::splitting, Stream::nobody}.word(i);
    typename Problem::State state = problem.begin(luck);
    std::size_t level = 0;
    // the luck goes on from level to level
    while (level < levels && problem.advance(state, level, luck + level)) ++level;
    hits += level == levels;
  }
  return hits;
}

}  // namespace fengsui::study
