#include "twin/study/choice.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "twin/study/estimate.h"

namespace fengsui {

namespace {

using Values = std::vector<std::vector<double>>;

std::vector<std::size_t> counts_of(const Values& values) {
  std::vector<std::size_t> counts;
  for (const auto& of_one : values) counts.push_back(of_one.size());
  return counts;
}

std::vector<Estimate> estimates_of(const Values& values, double confidence) {
  std::vector<Estimate> found;
  for (const auto& of_one : values) found.push_back(estimate(of_one, confidence));
  return found;
}

std::uint32_t least(const std::vector<Estimate>& found) {
  return static_cast<std::uint32_t>(std::ranges::min_element(found, {}, &Estimate::mean) - found.begin());
}

std::vector<std::uint32_t> all_of(const Values& values) {
  std::vector<std::uint32_t> all(values.size());
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

// Not decided: of those that are left the best so far, of those that keep their limits if any does.
std::uint32_t best_so_far(const FeasibleScreening& screening, const Values& values, double confidence) {
  return *std::ranges::min_element(screening.survivors, {}, [&](std::uint32_t i) {
    const auto seen = std::span(values[i]).first(std::min(values[i].size(), screening.replications));
    return std::pair(!screening.keeps_all(i), estimate(seen, confidence).mean);
  });
}

Choice by_kn(const Tuning& tuning, const ChoiceValues& values) {
  const KnRule rule{.alpha = 1.0 - tuning.confidence,
                    .indifference = tuning.objectives.front().indifference,
                    .first = tuning.first};
  FeasibleScreening screening;
  if (values.limits.empty()) {
    KnScreening plain = kn_screen(values.goal, rule);
    screening = {std::move(plain.survivors), {}, plain.replications};
  } else {
    screening = kn_screen_feasible(values.goal, values.limits, rule);
  }
  Choice choice{.wanted = counts_of(values.goal)};
  choice.decided = screening.decided();
  if (!screening.survivors.empty()) choice.best = best_so_far(screening, values.goal, tuning.confidence);
  // a fifth more each time: few rounds, little waste
  if (!choice.decided)
    for (const std::uint32_t i : screening.survivors) {
      const std::size_t more = std::max<std::size_t>(tuning.first, choice.wanted[i] / 5);
      choice.wanted[i] =
          std::max(choice.wanted[i], std::min<std::size_t>(tuning.at_most, choice.wanted[i] + more));
    }
  choice.survivors = std::move(screening.survivors);
  choice.feasibility = std::move(screening.feasibility);
  choice.replications = screening.replications;
  return choice;
}

Choice by_rinott(const Tuning& tuning, const ChoiceValues& values) {
  const std::size_t systems = std::max<std::size_t>(2, values.goal.size());
  const double h = rinott_constant(systems, tuning.first, tuning.confidence);
  Choice choice{.wanted = counts_of(values.goal)};
  choice.best = least(estimates_of(values.goal, tuning.confidence));
  choice.decided = true;
  for (std::uint32_t i = 0; i < values.goal.size(); ++i) {
    const auto first_stage = std::span(values.goal[i]).first(tuning.first);
    const double deviation = estimate(first_stage, tuning.confidence).deviation;
    const double ratio = h * deviation / tuning.objectives.front().indifference;
    const double needed = std::ceil(ratio * ratio);
    // whoever would need more than it may have leaves the question open
    const bool too_many = needed > static_cast<double>(tuning.at_most);
    if (too_many) choice.decided = false;
    if (too_many || i == *choice.best) choice.survivors.push_back(i);
    choice.wanted[i] =
        std::max(choice.wanted[i], too_many ? tuning.at_most : static_cast<std::size_t>(needed));
  }
  return choice;
}

// Means and deviations to divide a budget by: a sample that never varied tells nothing about its deviation,
// so it gets that of all together.
struct Spread {
  std::vector<double> means, deviations, counts;
};

Spread spread_of(const std::vector<Estimate>& found) {
  Spread spread;
  double squares = 0.0;
  for (const Estimate& one : found) squares += one.deviation * one.deviation;
  const double together = std::sqrt(squares / static_cast<double>(found.size()));
  for (const Estimate& one : found) {
    spread.means.push_back(one.mean);
    spread.deviations.push_back(one.deviation > 0.0 ? one.deviation : together);
    spread.counts.push_back(static_cast<double>(one.count));
  }
  return spread;
}

Choice by_ocba(const Tuning& tuning, const ChoiceValues& values) {
  const std::vector<Estimate> found = estimates_of(values.goal, tuning.confidence);
  Choice choice{.wanted = counts_of(values.goal)};
  choice.best = least(found);
  choice.survivors = all_of(values.goal);
  Spread spread = spread_of(found);
  const bool never_vary = spread.deviations.front() == 0.0;
  // better than this by the indifference is what a rival would have to be
  spread.means[*choice.best] -= tuning.objectives.front().indifference;
  choice.probability =
      never_vary ? 1.0 : std::max(0.0, selection_bound(spread.means, spread.deviations, spread.counts));
  choice.decided = choice.probability >= tuning.confidence;
  if (choice.decided) choice.survivors = {*choice.best};

  const std::size_t done = std::accumulate(choice.wanted.begin(), choice.wanted.end(), std::size_t{0});
  if (never_vary || done >= tuning.budget) return choice;
  const std::size_t more =
      std::min<std::size_t>(tuning.budget - done, std::max<std::size_t>(tuning.first, done / 10));
  // equal means would each ask for everything: they count as a little apart
  for (std::size_t i = 0; i < spread.means.size(); ++i)
    if (i != *choice.best) {
      const double error = spread.deviations[i] / std::sqrt(spread.counts[i]);
      spread.means[i] = std::max(spread.means[i], spread.means[*choice.best] + 0.05 * error);
    }
  const std::vector<double> shares = ocba_shares(spread.means, spread.deviations);
  // the next replication goes where most is missing
  for (std::size_t n = 0; n < more; ++n) {
    const double total = static_cast<double>(done + more);
    std::size_t neediest = 0;
    double most = -1e300;
    for (std::size_t i = 0; i < shares.size(); ++i)
      if (const double missing = shares[i] * total - static_cast<double>(choice.wanted[i]); missing > most) {
        most = missing;
        neediest = i;
      }
    ++choice.wanted[neediest];
  }
  return choice;
}

}  // namespace

bool own_luck(TuningMethod method) { return method == TuningMethod::rinott || method == TuningMethod::ocba; }

Choice choose(const Tuning& tuning, const ChoiceValues& values) {
  assert(!values.goal.empty() && tuning.method != TuningMethod::front);
  if (std::ranges::any_of(values.goal, [&](const auto& of_one) { return of_one.size() < tuning.first; })) {
    Choice choice{.wanted = std::vector<std::size_t>(values.goal.size(), tuning.first)};
    choice.survivors = all_of(values.goal);
    return choice;
  }
  switch (tuning.method) {
    case TuningMethod::rinott:
      return by_rinott(tuning, values);
    case TuningMethod::ocba:
      return by_ocba(tuning, values);
    default:
      return by_kn(tuning, values);
  }
}

}  // namespace fengsui
