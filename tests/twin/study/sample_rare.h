// A gambler as a study of a rare accident: the accident is to have twenty coins before there are none, the
// levels are shares of the twenty. Every number is known.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>

#include "twin/study/rare_file.h"
#include "twin/study/splitting.h"

namespace fengsui::sample {

inline constexpr int target = 20;
inline constexpr double up = 0.4;

// Of getting from one coin to so many, before there are none.
inline double ruin(int coins) {
  const double ratio = (1.0 - up) / up;
  return (ratio - 1.0) / (std::pow(ratio, coins) - 1.0);
}

inline RareStudy rare_study(std::uint32_t effort = 300, std::uint32_t replications = 40,
                            const std::string& title = "Twenty coins") {
  const nlohmann::json text = {{"version", 1},
                               {"id", "coins"},
                               {"title", {{"en", title}, {"zh", "二十枚硬币"}}},
                               {"scenario", "nowhere.json"},
                               {"seed", 7},
                               {"accident", {{"class", "casting_well"}, {"key", "melt_water_explosion"}}},
                               {"levels", {0.2, 0.4, 0.6, 0.8}},
                               {"effort", effort},
                               {"replications", replications}};
  return read_rare_study(text.dump(), "study.json");
}

struct Gambler {
  struct State {
    int coins = 1;
    std::int64_t throws = 0;  // so far, a second each
    std::vector<Time> reached;
  };
  std::vector<double> levels;  // without the accident
  std::uint64_t events = 0;

  State begin(std::uint64_t) const { return {}; }
  bool advance(State& state, std::size_t level, std::uint64_t luck) {
    const Stream coin{luck, Draw::test, 1};
    const int wanted = level < levels.size() ? static_cast<int>(std::lround(levels[level] * target)) : target;
    for (std::uint64_t i = 0; state.coins > 0 && state.coins < wanted; ++i) {
      state.coins += coin.uniform(i) < up ? 1 : -1;
      ++state.throws;
      ++events;
    }
    if (state.coins == 0) return false;
    state.reached.push_back(scenario_start + std::chrono::seconds{state.throws});
    return true;
  }
};

// What `fengsui rare` would have found, had it played.
inline RareResult rare_result(const RareStudy& study) {
  RareResult result;
  Gambler gambler{study.levels, 0};
  const study::SplittingPlan plan{study.levels.size() + 1, study.effort, study.replications, study.seed};
  struct Chronicle {
    Gambler& gambler;
    RareReplication& replication;
    std::uint64_t before = 0;
    void stage_ended(std::uint32_t reached) {
      replication.stages.push_back({reached, gambler.events - before});
      before = gambler.events;
    }
    void arrived(const Gambler::State& state, const study::Lineage& lineage) {
      if (replication.accidents.size() < most_rare_accidents)
        replication.accidents.push_back({state.reached.back(), lineage, state.reached});
    }
  };
  for (std::uint32_t i = 0; i < study.replications; ++i) {
    Chronicle chronicle{gambler, result.replications.emplace_back(RareReplication{i, {}, {}}),
                        gambler.events};
    study::split_once(gambler, plan, i, chronicle);
  }
  if (study.replications >= 2)
    result.splitting = study::estimate_of(shares_of(study, result, plan.levels), plan.levels);
  return result;
}

}  // namespace fengsui::sample
