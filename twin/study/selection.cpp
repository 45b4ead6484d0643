#include "twin/study/selection.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace fengsui {

namespace {

double normal_probability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

// Variance of the differences of the first values of two systems.
double paired_variance(std::span<const double> a, std::span<const double> b) {
  double mean = 0.0, sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) mean += (a[i] - b[i]) / static_cast<double>(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i] - mean) * (a[i] - b[i] - mean);
  return sum / static_cast<double>(a.size() - 1);
}

// Places and weights that integrate against the chi-square density with the given degrees of freedom.
struct Weighted {
  double place = 0.0, weight = 0.0;
};

std::vector<Weighted> chi_squared_rule(double degrees) {
  using Gauss = boost::math::quadrature::gauss<double, 15>;
  constexpr int panels = 6;
  const boost::math::chi_squared distribution(degrees);
  const double low = quantile(distribution, 1e-11), high = quantile(complement(distribution, 1e-11));
  const double half = (high - low) / panels / 2.0;
  std::vector<Weighted> rule;
  for (int panel = 0; panel < panels; ++panel) {
    const double middle = low + (2 * panel + 1) * half;
    for (std::size_t i = 0; i < Gauss::abscissa().size(); ++i)
      for (const double side : {-1.0, 1.0}) {
        if (i == 0 && side < 0.0) continue;  // the middle counts once
        const double place = middle + side * half * Gauss::abscissa()[i];
        rule.push_back({place, half * Gauss::weights()[i] * pdf(distribution, place)});
      }
  }
  return rule;
}

std::size_t best_of(std::span<const double> means) {
  return static_cast<std::size_t>(std::ranges::min_element(means) - means.begin());
}

}  // namespace

KnConstants kn_constants(double alpha, std::size_t systems, std::size_t first) {
  assert(systems >= 2 && first >= 2 && alpha > 0.0 && alpha < 1.0);
  const double degrees = static_cast<double>(first - 1);
  const double share = 2.0 * alpha / static_cast<double>(systems - 1);
  const double eta = 0.5 * (std::pow(share, -2.0 / degrees) - 1.0);
  return {eta, 2.0 * eta * degrees};
}

KnScreening kn_screen(const std::vector<std::vector<double>>& values, const KnRule& rule) {
  KnScreening result;
  result.survivors.resize(values.size());
  std::iota(result.survivors.begin(), result.survivors.end(), 0u);
  const auto complete = [&](std::size_t r) {
    return std::ranges::all_of(result.survivors, [&](std::uint32_t i) { return values[i].size() >= r; });
  };
  if (values.size() < 2 || !complete(rule.first)) return result;

  const KnConstants constants = kn_constants(rule.alpha, values.size(), rule.first);
  std::vector<std::vector<double>> variances(values.size(), std::vector<double>(values.size()));
  std::vector<double> sums(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto head = std::span(values[i]).first(rule.first);
    for (std::size_t l = 0; l < values.size(); ++l)
      variances[i][l] = paired_variance(head, std::span(values[l]).first(rule.first));
    sums[i] = std::accumulate(head.begin(), head.end() - 1, 0.0);
  }
  for (std::size_t r = rule.first; result.survivors.size() > 1 && complete(r); ++r) {
    const double count = static_cast<double>(r);
    for (const std::uint32_t i : result.survivors) sums[i] += values[i][r - 1];
    // how far two means may lie apart and the worse still be the better one; 0 when it is decided
    const auto reach = [&](std::uint32_t i, std::uint32_t l) {
      const double needed = constants.h_squared * variances[i][l] / (rule.indifference * rule.indifference);
      return std::max(0.0, rule.indifference / (2.0 * count) * (needed - count));
    };
    const auto clearly_worse = [&](std::uint32_t i) {
      return std::ranges::any_of(result.survivors, [&](std::uint32_t l) {
        const double difference = (sums[i] - sums[l]) / count, margin = reach(i, l);
        // of equals that cannot be told apart any more the first is as good as any
        return l != i && (difference > margin || (difference == 0.0 && margin == 0.0 && l < i));
      });
    };
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t i : result.survivors)
      if (!clearly_worse(i)) kept.push_back(i);
    result.survivors = std::move(kept);
    result.replications = r;
  }
  return result;
}

double rinott_constant(std::size_t systems, std::size_t first, double probability) {
  assert(systems >= 2 && first >= 2 && probability > 0.0 && probability < 1.0);
  const double degrees = static_cast<double>(first - 1);
  const std::vector<Weighted> rule = chi_squared_rule(degrees);
  const auto reached = [&](double h) {
    double outer = 0.0;
    for (const Weighted& y : rule) {
      double inner = 0.0;
      for (const Weighted& x : rule)
        inner += x.weight * normal_probability(h / std::sqrt(degrees * (1.0 / x.place + 1.0 / y.place)));
      outer += y.weight * std::pow(inner, static_cast<double>(systems - 1));
    }
    return outer;
  };
  double high = 1.0;
  while (reached(high) < probability && high < 1e6) high *= 2.0;
  // so many steps are far more than it takes
  std::uintmax_t steps = 100;
  const auto [below, above] =
      boost::math::tools::toms748_solve([&](double h) { return reached(h) - probability; }, 0.0, high,
                                        boost::math::tools::eps_tolerance<double>(40), steps);
  return (below + above) / 2.0;
}

std::vector<double> ocba_shares(std::span<const double> means, std::span<const double> deviations) {
  assert(means.size() == deviations.size() && !means.empty());
  const std::size_t best = best_of(means);
  std::vector<double> shares(means.size());
  double squares = 0.0;
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (i == best) continue;
    const double ratio = deviations[i] / (means[i] - means[best]);
    shares[i] = ratio * ratio;
    squares += shares[i] * shares[i] / (deviations[i] * deviations[i]);
  }
  shares[best] = means.size() == 1 ? 1.0 : deviations[best] * std::sqrt(squares);
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= sum;
  return shares;
}

double selection_bound(std::span<const double> means, std::span<const double> deviations,
                       std::span<const double> replications) {
  const std::size_t best = best_of(means);
  const auto variance = [&](std::size_t i) { return deviations[i] * deviations[i] / replications[i]; };
  double bound = 1.0;
  for (std::size_t i = 0; i < means.size(); ++i)
    if (i != best)
      bound -= normal_probability(-(means[i] - means[best]) / std::sqrt(variance(i) + variance(best)));
  return bound;
}

}  // namespace fengsui
