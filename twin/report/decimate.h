// Fewer points that draw the same picture: in each slice of time the first, lowest, highest and last one.
#pragma once

#include <vector>

namespace fengsui {

struct Sample {
  double t_s = 0.0;    // seconds since the onset
  double value = 0.0;  // [unit of the signal]

  friend bool operator==(const Sample&, const Sample&) = default;
};

// At most `most` (>= 4) of the samples, which are in order of time; extremes are always kept.
std::vector<Sample> decimated(const std::vector<Sample>& samples, std::size_t most);

}  // namespace fengsui
