// A list of levels in ascending order, each once, as the sampler wants them. Throws nothing.
#pragma once

#include <algorithm>
#include <vector>

#include "sim/port/directory.h"

namespace fengsui::upload {

inline void put_in_order(std::vector<Level>& levels) {
  std::sort(levels.begin(), levels.end(), [](const Level& a, const Level& b) {
    return a.value != b.value ? a.value < b.value : a.equal_is_above && !b.equal_is_above;
  });
  const auto repeated = std::unique(levels.begin(), levels.end(), [](const Level& a, const Level& b) {
    return a.value == b.value && a.equal_is_above == b.equal_is_above;
  });
  levels.erase(repeated, levels.end());
}

}  // namespace fengsui::upload
