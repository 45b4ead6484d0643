#include "twin/study/covering_array.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <random>
#include <set>

#include "twin/study/shorter_array.h"
#include "twin/study/tuples.h"

namespace fengsui {

namespace {

// searching for fewer rows pays where runs are dear and arrays small
constexpr std::size_t most_tuples_to_search = 5000;

// The generator is the same everywhere; its distributions are not, so there are none.
class Luck {
 public:
  explicit Luck(std::uint64_t seed) : bits_(seed) {}
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(bits_() % count); }
  std::mt19937_64& bits() { return bits_; }
  void shuffle(std::vector<std::uint32_t>& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  std::mt19937_64 bits_;
};

// Tuples that some row could hold and none does yet; any of them is found at once.
class Open {
 public:
  explicit Open(std::size_t tuples) : place_(tuples, nowhere) {}
  void add(std::size_t tuple) {
    place_[tuple] = list_.size();
    list_.push_back(tuple);
  }
  void remove(std::size_t tuple) {
    const std::size_t place = place_[tuple];
    if (place == nowhere) return;
    place_[list_.back()] = place;
    list_[place] = list_.back();
    list_.pop_back();
    place_[tuple] = nowhere;
  }
  bool has(std::size_t tuple) const { return place_[tuple] != nowhere; }
  std::size_t size() const { return list_.size(); }
  std::size_t operator[](std::size_t i) const { return list_[i]; }

 private:
  static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> list_, place_;
};

std::size_t group_of(const Tuples& tuples, std::size_t tuple) {
  std::size_t low = 0, high = tuples.groups();
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (tuples.first(middle) <= tuple ? low : high) = middle;
  }
  return low;
}

class Builder {
 public:
  explicit Builder(const ArrayRequest& request)
      : request_(&request),
        tuples_(request.levels, request.strength),
        open_(tuples_.size()),
        possible_(tuples_.size(), false),
        luck_(request.seed) {
    for (std::size_t group = 0; group < tuples_.groups(); ++group)
      for (std::size_t i = 0; i < tuples_.count(group); ++i) {
        const std::size_t tuple = tuples_.first(group) + i;
        if (!possible(group, tuple)) continue;
        possible_[tuple] = true;
        open_.add(tuple);
      }
    coverage_.possible = open_.size();
    coverage_.excluded = tuples_.size() - open_.size();
  }

  CoveringArray build() {
    CoveringArray array;
    while (open_.size() > 0 && array.rows.size() < request_->most_rows) {
      ArrayRow best;
      std::size_t most = 0;
      for (std::size_t i = 0; i < request_->candidates; ++i) {
        ArrayRow row = candidate();
        const std::size_t gain = gain_of(row);
        if (gain <= most) continue;
        most = gain;
        best = std::move(row);
      }
      for (std::size_t group = 0; group < tuples_.groups(); ++group)
        open_.remove(tuples_.in_row(group, best));
      array.rows.push_back(std::move(best));
      array.covered_after.push_back(coverage_.possible - open_.size());
    }
    coverage_.covered = coverage_.possible - open_.size();
    array.coverage = coverage_;
    if (open_.size() == 0 && tuples_.size() <= most_tuples_to_search) {
      make_shorter(array.rows, tuples_, possible_, request_->allowed, luck_.bits());
      array.covered_after = best_first(array.rows);
    }
    return array;
  }

 private:
  bool possible(std::size_t group, std::size_t tuple) const {
    if (!request_->allowed) return true;
    ArrayRow row(request_->levels.size(), undecided);
    tuples_.put(group, tuple, row);
    return complete(row, request_->levels, request_->allowed);
  }

  std::size_t gain_of(const ArrayRow& row) const {
    std::size_t gain = 0;
    for (std::size_t group = 0; group < tuples_.groups(); ++group)
      gain += open_.has(tuples_.in_row(group, row));
    return gain;
  }

  // each row the one that adds most to those before it; how much they cover together
  std::vector<std::size_t> best_first(std::vector<ArrayRow>& rows) {
    std::vector<std::size_t> covered;
    for (std::size_t tuple = 0; tuple < possible_.size(); ++tuple)
      if (possible_[tuple]) open_.add(tuple);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto best =
          std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(i), rows.end(),
                           [&](const ArrayRow& a, const ArrayRow& b) { return gain_of(a) < gain_of(b); });
      std::swap(rows[i], *best);
      for (std::size_t group = 0; group < tuples_.groups(); ++group)
        open_.remove(tuples_.in_row(group, rows[i]));
      covered.push_back(coverage_.possible - open_.size());
    }
    return covered;
  }

  std::size_t gain_at(const ArrayRow& row, std::size_t factor) const {
    std::size_t gain = 0;
    for (const std::uint32_t group : tuples_.groups_with(factor))
      if (tuples_.decided(group, row)) gain += open_.has(tuples_.in_row(group, row));
    return gain;
  }

  // the best level in view of what is decided, among those with which a whole row is still possible
  void decide(ArrayRow& row, std::size_t factor) {
    std::vector<std::uint32_t> order(request_->levels[factor]);
    std::iota(order.begin(), order.end(), 0u);
    luck_.shuffle(order);
    std::vector<std::size_t> gain(order.size());
    for (const std::uint32_t level : order) {
      row[factor] = level;
      gain[level] = gain_at(row, factor);
    }
    std::ranges::stable_sort(order, std::greater{}, [&](std::uint32_t level) { return gain[level]; });
    for (const std::uint32_t level : order) {
      row[factor] = level;
      if (!request_->allowed) return;
      ArrayRow whole = row;
      if (complete(whole, request_->levels, request_->allowed)) return;
    }
    assert(false && "the part before could be completed");
  }

  ArrayRow candidate() {
    ArrayRow row(request_->levels.size(), undecided);
    const std::size_t start = open_[luck_.below(open_.size())];
    tuples_.put(group_of(tuples_, start), start, row);
    std::vector<std::uint32_t> rest;
    for (std::size_t factor = 0; factor < row.size(); ++factor)
      if (row[factor] == undecided) rest.push_back(static_cast<std::uint32_t>(factor));
    luck_.shuffle(rest);
    for (const std::uint32_t factor : rest) decide(row, factor);
    return row;
  }

  const ArrayRequest* request_;
  Tuples tuples_;
  Open open_;
  std::vector<bool> possible_;
  Luck luck_;
  ArrayCoverage coverage_;
};

bool whole(const ArrayRow& row, const Levels& levels) {
  if (row.size() != levels.size()) return false;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (row[i] >= levels[i]) return false;
  return true;
}

}  // namespace

CoveringArray covering_array(const ArrayRequest& request) { return Builder(request).build(); }

ArrayCoverage coverage_of(const std::vector<ArrayRow>& rows, const Levels& levels, std::size_t strength,
                          const RowAllowed& allowed) {
  std::vector<const ArrayRow*> good;
  for (const ArrayRow& row : rows)
    if (whole(row, levels) && (!allowed || allowed(row))) good.push_back(&row);

  ArrayCoverage coverage;
  // each choice of factors as a mask over them; the levels seen there in a set
  std::vector<bool> chosen(levels.size(), false);
  std::fill_n(chosen.begin(), strength, true);
  do {
    std::vector<std::size_t> factors;
    for (std::size_t i = 0; i < levels.size(); ++i)
      if (chosen[i]) factors.push_back(i);
    std::set<std::vector<std::uint32_t>> seen;
    for (const ArrayRow* row : good) {
      std::vector<std::uint32_t> tuple;
      for (const std::size_t factor : factors) tuple.push_back((*row)[factor]);
      seen.insert(std::move(tuple));
    }
    std::size_t all = 1;
    for (const std::size_t factor : factors) all *= levels[factor];
    std::size_t possible = all;
    if (allowed) {
      possible = 0;
      for (std::size_t number = 0; number < all; ++number) {
        ArrayRow row(levels.size(), undecided);
        std::size_t rest = number;
        for (const std::size_t factor : factors) {
          row[factor] = static_cast<std::uint32_t>(rest % levels[factor]);
          rest /= levels[factor];
        }
        possible += complete(row, levels, allowed);
      }
    }
    coverage.covered += seen.size();
    coverage.possible += possible;
    coverage.excluded += all - possible;
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return coverage;
}

std::vector<ArrayRow> random_rows(const Levels& levels, std::size_t count, std::uint64_t seed,
                                  const RowAllowed& allowed) {
  // among many tries some are allowed, unless the rules leave almost nothing
  constexpr std::size_t most_tries = 10000;
  Luck luck(seed);
  std::vector<ArrayRow> rows;
  for (std::size_t tries = 0; rows.size() < count && tries < most_tries * count; ++tries) {
    ArrayRow row;
    for (const std::size_t levels_here : levels)
      row.push_back(static_cast<std::uint32_t>(luck.below(levels_here)));
    if (!allowed || allowed(row)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace fengsui
