// Which parts, when they fail, leave no way from a source to a sink: minimal cut sets of vertices.
//
// Inputs: a directed graph; some vertices cannot fail (junctions). Output: sets of vertices, each minimal: no
// part of it cuts alone. Orders 1 and 2 are listed; the smallest number of parts that cut is found for any
// order by maximal flow (Menger). Throws nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace fengsui {

struct WayGraph {
  std::vector<bool> can_fail;                             // by vertex
  std::vector<std::pair<std::size_t, std::size_t>> ways;  // from, to
  std::size_t source = 0, sink = 0;                       // never fail

  std::size_t add(bool fails) {
    can_fail.push_back(fails);
    return can_fail.size() - 1;
  }
};

// How many vertices must fail at least; nothing when no number of them is enough, 0 when there is no way.
std::optional<std::size_t> smallest_cut(const WayGraph& graph);

struct CutSets {
  std::vector<std::size_t> single;                         // each alone, ascending
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  // two together, ascending
};

// Empty when there is no way in the first place.
CutSets minimal_cut_sets(const WayGraph& graph);

}  // namespace fengsui
