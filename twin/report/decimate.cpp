#include "twin/report/decimate.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace fengsui {

std::vector<Sample> decimated(const std::vector<Sample>& samples, std::size_t most) {
  assert(most >= 4);
  if (samples.size() <= most) return samples;
  const std::size_t slices = most / 4;
  const double start = samples.front().t_s;
  const double length = std::max(samples.back().t_s - start, 1e-9);

  std::vector<Sample> kept;
  for (std::size_t first = 0; first < samples.size();) {
    const auto slice_of = [&](const Sample& sample) {
      const double share = (sample.t_s - start) / length * static_cast<double>(slices);
      return std::min(static_cast<std::size_t>(share), slices - 1);
    };
    const std::size_t slice = slice_of(samples[first]);
    std::size_t last = first, low = first, high = first;
    while (last + 1 < samples.size() && slice_of(samples[last + 1]) == slice) {
      ++last;
      if (samples[last].value < samples[low].value) low = last;
      if (samples[last].value > samples[high].value) high = last;
    }
    std::array<std::size_t, 4> chosen{first, low, high, last};
    std::ranges::sort(chosen);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (i == 0 || chosen[i] != chosen[i - 1]) kept.push_back(samples[chosen[i]]);
    }
    first = last + 1;
  }
  return kept;
}

}  // namespace fengsui
