#include "twin/study/ddmin.h"

#include <algorithm>
#include <numeric>

namespace fengsui {

namespace {

std::vector<Parts> pieces_of(const Parts& parts, std::size_t count) {
  std::vector<Parts> pieces;
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = [&](std::size_t piece) {
      return parts.begin() + static_cast<std::ptrdiff_t>(piece * parts.size() / count);
    };
    pieces.emplace_back(at(i), at(i + 1));
  }
  return pieces;
}

Parts without(const Parts& parts, const Parts& piece) {
  Parts rest;
  std::ranges::set_difference(parts, piece, std::back_inserter(rest));
  return rest;
}

}  // namespace

Parts ddmin(std::size_t parts, const FirstFailing& first_failing) {
  Parts kept(parts);
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (kept.empty() || first_failing({Parts{}})) return {};
  for (std::size_t count = 2; kept.size() >= 2;) {
    count = std::min(count, kept.size());
    // each piece alone, then all but one; of two pieces these are the same
    const std::vector<Parts> pieces = pieces_of(kept, count);
    std::vector<Parts> candidates = pieces;
    if (count > 2)
      for (const Parts& piece : pieces) candidates.push_back(without(kept, piece));
    const auto found = first_failing(candidates);
    if (found) {
      kept = candidates[*found];
      count = *found < count ? 2 : std::max<std::size_t>(count - 1, 2);
    } else if (count == kept.size()) {
      break;
    } else {
      count *= 2;
    }
  }
  return kept;
}

}  // namespace fengsui
