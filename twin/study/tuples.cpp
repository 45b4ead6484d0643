#include "twin/study/tuples.h"

#include <algorithm>
#include <cassert>

namespace fengsui {

Tuples::Tuples(Levels levels, std::size_t strength) : levels_(std::move(levels)), with_(levels_.size()) {
  assert(strength >= 1 && strength <= levels_.size());
  std::vector<std::uint32_t> chosen(strength);
  for (std::size_t i = 0; i < strength; ++i) chosen[i] = static_cast<std::uint32_t>(i);
  for (bool more = true; more;) {
    for (const std::uint32_t factor : chosen)
      with_[factor].push_back(static_cast<std::uint32_t>(groups_.size()));
    groups_.push_back({chosen, size_});
    size_ += count(groups_.size() - 1);

    // the next combination of factors in order
    more = false;
    for (std::size_t i = strength; i-- > 0 && !more;) {
      if (chosen[i] + (strength - i) >= levels_.size()) continue;
      ++chosen[i];
      for (std::size_t j = i + 1; j < strength; ++j) chosen[j] = chosen[j - 1] + 1;
      more = true;
    }
  }
}

std::size_t Tuples::count(std::size_t group) const {
  std::size_t count = 1;
  for (const std::uint32_t factor : groups_[group].factors) count *= levels_[factor];
  return count;
}

std::size_t Tuples::in_row(std::size_t group, const ArrayRow& row) const {
  std::size_t offset = 0;
  for (const std::uint32_t factor : groups_[group].factors) offset = offset * levels_[factor] + row[factor];
  return groups_[group].first + offset;
}

bool Tuples::decided(std::size_t group, const ArrayRow& row) const {
  return std::ranges::none_of(groups_[group].factors,
                              [&](std::uint32_t factor) { return row[factor] == undecided; });
}

void Tuples::put(std::size_t group, std::size_t tuple, ArrayRow& row) const {
  std::size_t offset = tuple - groups_[group].first;
  const auto& factors = groups_[group].factors;
  for (std::size_t i = factors.size(); i-- > 0;) {
    row[factors[i]] = static_cast<std::uint32_t>(offset % levels_[factors[i]]);
    offset /= levels_[factors[i]];
  }
}

bool complete(ArrayRow& row, const Levels& levels, const RowAllowed& allowed) {
  if (allowed && !allowed(row)) return false;
  const auto open = std::ranges::find(row, undecided);
  if (open == row.end()) return true;
  const auto factor = static_cast<std::size_t>(open - row.begin());
  for (std::uint32_t level = 0; level < levels[factor]; ++level) {
    row[factor] = level;
    if (complete(row, levels, allowed)) return true;
    // what follows was undone by the callee
  }
  row[factor] = undecided;
  return false;
}

}  // namespace fengsui
