#include "sim/signal/truncated_normal.h"

#include <algorithm>

#include "sim/base/inversion.h"

namespace fengsui {

double normal_outside(double uniform, double low, double high) {
  const double below = normal_cdf(low), above = normal_cdf(-high);
  const double probability = uniform * (below + above);
  if (probability < below || above == 0.0) return std::min(low, normal_quantile(probability));
  return std::max(high, -normal_quantile(std::max(below + above - probability, 0x1.0p-53 * above)));
}

double normal_inside(double uniform, double low, double high) {
  if (low > 0.0) return -normal_inside(1.0 - uniform, -high, -low);
  const double below = normal_cdf(low);
  const double probability = below + uniform * (normal_cdf(high) - below);
  return std::clamp(normal_quantile(std::clamp(probability, 0x1.0p-1022, 1.0 - 0x1.0p-53)), low, high);
}

}  // namespace fengsui
