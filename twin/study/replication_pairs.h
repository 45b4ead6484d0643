// Products over pairs of different replications: their mean is a product of means, which luck cannot bias.
#pragma once

#include <cassert>
#include <vector>

namespace fengsui {

// The mean of a_r b_s over all r and s that differ. At least two of each, as many of one as of the other.
inline double product_of_different(const std::vector<double>& a, const std::vector<double>& b) {
  assert(a.size() == b.size() && a.size() > 1);
  double sum_a = 0.0, sum_b = 0.0, same = 0.0;
  for (std::size_t r = 0; r < a.size(); ++r) {
    sum_a += a[r];
    sum_b += b[r];
    same += a[r] * b[r];
  }
  const auto n = static_cast<double>(a.size());
  return (sum_a * sum_b - same) / (n * (n - 1.0));
}

}  // namespace fengsui
