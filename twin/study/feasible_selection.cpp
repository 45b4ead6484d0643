#include "twin/study/feasible_selection.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace fengsui {

namespace {

// A sum of values that walks between two lines which close in on zero: KN's test of whether their mean is
// above or below zero. Decided once, for good.
class Walk {
 public:
  // `head`: the first values, from which the variance is known.
  Walk(const std::vector<double>& head, double alpha, double indifference) : indifference_(indifference) {
    const double count = static_cast<double>(head.size());
    const double mean = std::accumulate(head.begin(), head.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : head) squares += (value - mean) * (value - mean);
    const double h_squared = kn_constants(alpha, 2, head.size()).h_squared;
    needed_ = h_squared * squares / (count - 1.0) / (indifference * indifference);
  }

  // `sum` of so many values. One of exactly zero, when nothing more is to be learnt: `zero_is_above`, or
  // below.
  void look(double sum, double count, bool zero_is_above) {
    if (decided_) return;
    const double reach = std::max(0.0, indifference_ / 2.0 * (needed_ - count));
    if (sum > reach || (sum == 0.0 && reach == 0.0 && zero_is_above))
      decided_ = above_ = true;
    else if (sum < -reach || reach == 0.0)
      decided_ = true;
  }
  bool above() const { return decided_ && above_; }
  bool below() const { return decided_ && !above_; }

 private:
  double indifference_ = 1.0, needed_ = 0.0;
  bool decided_ = false, above_ = false;
};

std::vector<double> difference(const std::vector<double>& a, const std::vector<double>& b,
                               std::size_t count) {
  std::vector<double> result;
  for (std::size_t r = 0; r < count; ++r) result.push_back(a[r] - b[r]);
  return result;
}

double sum_of(const std::vector<double>& values, std::size_t count) {
  return std::accumulate(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count), 0.0);
}

}  // namespace

bool FeasibleScreening::keeps_all(std::uint32_t system) const {
  return std::ranges::all_of(feasibility,
                             [&](const auto& limit) { return limit[system] == Feasibility::kept; });
}

bool FeasibleScreening::decided() const {
  return survivors.empty() || (survivors.size() == 1 && keeps_all(survivors.front()));
}

FeasibleScreening kn_screen_feasible(const std::vector<std::vector<double>>& values,
                                     const std::vector<LimitedValues>& limits, const KnRule& rule) {
  const std::size_t systems = values.size();
  FeasibleScreening result;
  result.survivors.resize(systems);
  std::iota(result.survivors.begin(), result.survivors.end(), 0u);
  result.feasibility.assign(limits.size(), std::vector<Feasibility>(systems, Feasibility::undecided));
  const auto complete = [&](std::size_t r) {
    return std::ranges::all_of(result.survivors, [&](std::uint32_t i) { return values[i].size() >= r; });
  };
  if (systems == 0 || !complete(rule.first)) return result;

  // every limit of every system, and every pair, takes its part of the error
  const double half = rule.alpha / 2.0;
  const double of_limit = half / static_cast<double>(std::max<std::size_t>(1, systems * limits.size()));
  const double of_pair = half / static_cast<double>(std::max<std::size_t>(1, systems - 1));
  const auto head = [&](const std::vector<double>& all) {
    return std::vector<double>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(rule.first));
  };
  std::vector<std::vector<Walk>> keeping(limits.size()), pairs(systems);  // pairs[i][l] for l < i
  std::vector<std::vector<double>> excess(limits.size());
  std::vector<double> sums(systems);
  for (std::size_t i = 0; i < systems; ++i) {
    sums[i] = sum_of(values[i], rule.first - 1);
    for (std::size_t l = 0; l < i; ++l)
      pairs[i].emplace_back(difference(values[i], values[l], rule.first), of_pair, rule.indifference);
    for (std::size_t c = 0; c < limits.size(); ++c) {
      keeping[c].emplace_back(head(limits[c].excess[i]), of_limit, limits[c].tolerance);
      excess[c].push_back(sum_of(limits[c].excess[i], rule.first - 1));
    }
  }
  const auto worse = [&](std::uint32_t i, std::uint32_t l) {
    return i > l ? pairs[i][l].above() : pairs[l][i].below() && i != l;
  };

  for (std::size_t r = rule.first; !result.decided() && complete(r); ++r) {
    const double count = static_cast<double>(r);
    for (const std::uint32_t i : result.survivors) {
      sums[i] += values[i][r - 1];
      for (std::size_t c = 0; c < limits.size(); ++c) {
        excess[c][i] += limits[c].excess[i][r - 1];
        keeping[c][i].look(excess[c][i], count, /*zero_is_above=*/false);
        if (keeping[c][i].above()) result.feasibility[c][i] = Feasibility::broken;
        if (keeping[c][i].below()) result.feasibility[c][i] = Feasibility::kept;
      }
      for (const std::uint32_t l : result.survivors)
        // of equals the first is as good as any
        if (l < i) pairs[i][l].look(sums[i] - sums[l], count, /*zero_is_above=*/true);
    }
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t i : result.survivors)
      if (std::ranges::none_of(result.feasibility,
                               [&](const auto& limit) { return limit[i] == Feasibility::broken; }))
        kept.push_back(i);
    // one after the other: whoever has left by now sends nobody away
    for (std::size_t at = 0; at < kept.size();) {
      const std::uint32_t i = kept[at];
      const bool beaten = std::ranges::any_of(
          kept, [&](std::uint32_t l) { return l != i && result.keeps_all(l) && worse(i, l); });
      if (beaten)
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at));
      else
        ++at;
    }
    result.survivors = std::move(kept);
    result.replications = r;
  }
  return result;
}

}  // namespace fengsui
