#include "sim/base/delay.h"

#include <algorithm>
#include <limits>

#include "sim/base/inversion.h"

namespace fengsui {

namespace {

double branch_seconds(const DelayBranch& branch, double uniform) {
  using Shape = DelayBranch::Shape;
  switch (branch.shape) {
    case Shape::constant:
      return branch.first;
    case Shape::exponential:
      return exponential_quantile(uniform, branch.first);
    case Shape::lognormal:
      return lognormal_quantile(uniform, branch.first, branch.second);
    case Shape::weibull:
      return weibull_quantile(uniform, branch.second, branch.first);
    case Shape::triangular:
      return triangular_quantile(uniform, branch.first, branch.second, branch.third);
    case Shape::uniform:
      return branch.first + uniform * (branch.second - branch.first);
  }
  return 0.0;
}

}  // namespace

double Delay::seconds(double uniform) const {
  if (branches.empty()) return 0.0;

  // one uniform picks the branch and, rescaled inside it, the value; rescaling must not reach 0 or 1
  const auto inside = [](const DelayBranch& branch, double position) {
    return branch_seconds(branch, std::clamp(position / branch.probability, 0x1.0p-54, 1.0 - 0x1.0p-53));
  };
  double below = 0.0;
  for (const DelayBranch& branch : branches) {
    if (uniform < below + branch.probability) return inside(branch, uniform - below);
    below += branch.probability;
  }

  // probabilities that sum to 1 but for rounding leave nothing over
  if (below > 1.0 - 1e-12) return inside(branches.back(), branches.back().probability);
  return std::numeric_limits<double>::infinity();
}

}  // namespace fengsui
