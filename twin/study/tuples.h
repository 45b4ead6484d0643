// All tuples of a strength: which factors, which levels, each with a number.
#pragma once

#include <span>

#include "twin/study/covering_array.h"

namespace fengsui {

class Tuples {
 public:
  Tuples(Levels levels, std::size_t strength);

  const Levels& levels() const { return levels_; }
  std::size_t size() const { return size_; }
  std::size_t groups() const { return groups_.size(); }

  // The factors of a group, ascending, and the number of its first tuple.
  std::span<const std::uint32_t> factors(std::size_t group) const { return groups_[group].factors; }
  std::size_t first(std::size_t group) const { return groups_[group].first; }
  std::size_t count(std::size_t group) const;  // tuples of the group

  // The groups in which a factor takes part.
  const std::vector<std::uint32_t>& groups_with(std::size_t factor) const { return with_[factor]; }

  // The number of the tuple that a row has in a group; nothing decided may be missing.
  std::size_t in_row(std::size_t group, const ArrayRow& row) const;
  bool decided(std::size_t group, const ArrayRow& row) const;

  // Writes the levels of a tuple of a group into a row.
  void put(std::size_t group, std::size_t tuple, ArrayRow& row) const;

 private:
  struct Group {
    std::vector<std::uint32_t> factors;
    std::size_t first = 0;
  };

  Levels levels_;
  std::vector<Group> groups_;
  std::vector<std::vector<std::uint32_t>> with_;
  std::size_t size_ = 0;
};

// Whether the decided part can be made a whole allowed row; fills `row` with one that is. Levels are tried in
// order.
bool complete(ArrayRow& row, const Levels& levels, const RowAllowed& allowed);

}  // namespace fengsui
