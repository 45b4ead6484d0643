#include "twin/study/front_allocation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "twin/search/pareto_search.h"

namespace fengsui {

namespace {

// Means and covariances of the values so far, and the doubt for any number of replications.
class Doubt {
 public:
  Doubt(const FrontValues& values, std::span<const double> indifferences)
      : systems_(values.size()),
        objectives_(indifferences.size()),
        indifferences_(indifferences.begin(), indifferences.end()) {
    for (const auto& system : values) {
      means_.emplace_back();
      counts.push_back(static_cast<double>(system.front().size()));
      for (const auto& objective : system) means_.back().push_back(mean_of(objective, objective.size()));
    }
    on_front_.assign(systems_, false);
    for (const std::uint32_t i : not_dominated(means_)) on_front_[i] = true;
    covariances_.assign(systems_ * systems_ * objectives_, 0.0);
    for (std::size_t k = 0; k < objectives_; ++k) {
      for (std::size_t i = 0; i < systems_; ++i)
        at(i, i, k) = covariance(values[i][k], values[i][k], values[i][k].size());
      for (std::size_t i = 0; i < systems_; ++i)
        for (std::size_t j = 0; j < i; ++j)
          at(i, j, k) = at(j, i, k) =
              correlation(values[i][k], values[j][k]) * std::sqrt(at(i, i, k) * at(j, j, k));
    }
  }

  double of_all() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < systems_; ++i) sum += of(i);
    return sum;
  }

  // The other system that the place of i, on the front or outside, hangs on most; i itself: none.
  std::size_t rival_of(std::size_t i) const {
    std::size_t rival = i;
    double worst = 0.0, least = 2.0;
    for (std::size_t j = 0; j < systems_; ++j) {
      if (j == i) continue;
      if (on_front_[i]) {
        if (const double chance = dominated(i, j); chance > worst) {
          worst = chance;
          rival = j;
        }
      } else if (on_front_[j] && looks_no_better(i, j)) {
        if (const double chance = inside_after_all(i, j); chance < least) {
          least = chance;
          rival = j;
        }
      }
    }
    return rival;
  }

  std::vector<double> counts;  // of replications, by system

 private:
  static double mean_of(const std::vector<double>& values, std::size_t count) {
    double sum = 0.0;
    for (std::size_t r = 0; r < count; ++r) sum += values[r];
    return sum / static_cast<double>(count);
  }
  static double covariance(const std::vector<double>& a, const std::vector<double>& b, std::size_t count) {
    const double mean_a = mean_of(a, count), mean_b = mean_of(b, count);
    double sum = 0.0;
    for (std::size_t r = 0; r < count; ++r) sum += (a[r] - mean_a) * (b[r] - mean_b);
    // as wide as Student's distribution is for so few
    const double degrees = static_cast<double>(count - 1);
    return sum / degrees * (degrees > 2.0 ? degrees / (degrees - 2.0) : 3.0);
  }
  // Of the replications that both have.
  static double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const std::size_t count = std::min(a.size(), b.size());
    const double product = covariance(a, a, count) * covariance(b, b, count);
    return product > 0.0 ? std::clamp(covariance(a, b, count) / std::sqrt(product), -1.0, 1.0) : 0.0;
  }
  double& at(std::size_t i, std::size_t j, std::size_t k) {
    return covariances_[(i * systems_ + j) * objectives_ + k];
  }
  double at(std::size_t i, std::size_t j, std::size_t k) const {
    return covariances_[(i * systems_ + j) * objectives_ + k];
  }

  // The chance that i is really better than j by more than `slack`, although it looks no better.
  double upset(std::size_t i, std::size_t j, std::size_t k, double slack) const {
    const double difference = means_[i][k] - means_[j][k] + slack;
    // replications with a partner share their luck
    const double variance = at(i, i, k) / counts[i] + at(j, j, k) / counts[j] -
                            2.0 * at(i, j, k) / std::max(counts[i], counts[j]);
    if (variance <= 0.0) return difference < 0.0 ? 1.0 : 0.0;
    return 0.5 * std::erfc(difference / std::sqrt(2.0 * variance));
  }

  // The chance that j dominates i by more than the indifferences: of the objective where that is least
  // likely.
  double dominated(std::size_t i, std::size_t j) const {
    double chance = 1.0;
    for (std::size_t k = 0; k < objectives_; ++k)
      chance = std::min(chance, upset(j, i, k, indifferences_[k]));
    return chance;
  }

  double of(std::size_t i) const {
    if (on_front_[i]) {
      double sum = 0.0;
      for (std::size_t j = 0; j < systems_; ++j)
        if (j != i) sum += dominated(i, j);
      return sum;
    }
    // outside, for the one that dominates it most surely
    double least = 1.0;
    for (std::size_t j = 0; j < systems_; ++j) {
      if (!on_front_[j] || !looks_no_better(i, j)) continue;
      least = std::min(least, inside_after_all(i, j));
    }
    return least;
  }

  // The chance that j does not dominate i, although it looks so.
  double inside_after_all(std::size_t i, std::size_t j) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < objectives_; ++k) sum += upset(i, j, k, indifferences_[k]);
    return sum;
  }

  bool looks_no_better(std::size_t i, std::size_t j) const {
    for (std::size_t k = 0; k < objectives_; ++k)
      if (means_[i][k] < means_[j][k]) return false;
    return true;
  }

  std::size_t systems_, objectives_;
  std::vector<double> indifferences_;
  std::vector<std::vector<double>> means_;
  std::vector<bool> on_front_;
  std::vector<double> covariances_;
};

}  // namespace

std::vector<std::uint32_t> front_of(const FrontValues& values) {
  std::vector<std::vector<double>> means;
  for (const auto& system : values) {
    means.emplace_back();
    for (const auto& objective : system) {
      double sum = 0.0;
      for (const double value : objective) sum += value;
      means.back().push_back(sum / static_cast<double>(objective.size()));
    }
  }
  return not_dominated(means);
}

double front_doubt(const FrontValues& values, std::span<const double> indifferences) {
  return std::min(1.0, Doubt(values, indifferences).of_all());
}

std::vector<std::size_t> front_allocation(const FrontValues& values, std::span<const double> indifferences,
                                          std::size_t runs, std::size_t portion, std::size_t at_most) {
  Doubt doubt(values, indifferences);
  const auto count_of = [&](std::size_t i) { return static_cast<std::size_t>(doubt.counts[i]); };
  while (runs > 0) {
    // one system alone, or one with the other that its place hangs on: luck in common counts only for both
    double best_gain = 0.0;
    std::vector<std::pair<std::size_t, std::size_t>> best;  // who, and up to how many
    const double now = doubt.of_all();
    const auto consider = [&](const std::vector<std::size_t>& who, std::size_t up_to) {
      std::size_t cost = 0;
      std::vector<std::pair<std::size_t, std::size_t>> move;
      for (const std::size_t i : who) {
        cost += up_to - std::min(up_to, count_of(i));
        move.emplace_back(i, std::max(up_to, count_of(i)));
      }
      if (cost == 0 || cost > runs || up_to > at_most) return;
      const std::vector<double> before = doubt.counts;
      for (const auto& [i, count] : move) doubt.counts[i] = static_cast<double>(count);
      const double gain = (now - doubt.of_all()) / static_cast<double>(cost);
      doubt.counts = before;
      if (gain > best_gain) {
        best_gain = gain;
        best = move;
      }
    };
    std::size_t fewest = values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      consider({i}, count_of(i) + std::min(portion, runs));
      const std::size_t rival = doubt.rival_of(i);
      const std::size_t more = std::max<std::size_t>(1, std::min(portion, runs / 2));
      if (rival != i) consider({i, rival}, std::max(count_of(i), count_of(rival)) + more);
      if (count_of(i) < at_most && (fewest == values.size() || count_of(i) < count_of(fewest))) fewest = i;
    }
    // nothing helps by itself: whoever has least
    if (best.empty()) {
      if (fewest == values.size()) break;
      best = {{fewest, std::min(at_most, count_of(fewest) + std::min(portion, runs))}};
    }
    for (const auto& [i, count] : best) {
      runs -= count - count_of(i);
      doubt.counts[i] = static_cast<double>(count);
    }
  }
  std::vector<std::size_t> more;
  for (std::size_t i = 0; i < values.size(); ++i) more.push_back(count_of(i) - values[i].front().size());
  return more;
}

}  // namespace fengsui
