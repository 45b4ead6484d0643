// Minimal cut sets: small graphs whose cuts are known, and random graphs against removing every set of parts
// and looking whether a way is left. A pair that holds a single cut is not minimal and must not be listed.
#include "twin/study/cut_sets.h"

#include <gtest/gtest.h>

#include <random>

namespace fengsui {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

bool way_left(const WayGraph& graph, const std::vector<bool>& failed) {
  std::vector<bool> reached(graph.can_fail.size());
  reached[graph.source] = true;
  for (std::size_t round = 0; round < graph.can_fail.size(); ++round)
    for (const auto& [from, to] : graph.ways)
      if (reached[from] && !failed[to]) reached[to] = true;
  return reached[graph.sink];
}

bool cuts(const WayGraph& graph, const std::vector<std::size_t>& parts) {
  std::vector<bool> failed(graph.can_fail.size());
  for (const std::size_t part : parts) failed[part] = true;
  return !way_left(graph, failed);
}

// By definition; also what a careless list would say, which keeps pairs that are not minimal.
CutSets by_removal(const WayGraph& graph, bool careless = false) {
  CutSets sets;
  const auto part = [&](std::size_t v) { return graph.can_fail[v] && v != graph.source && v != graph.sink; };
  if (cuts(graph, {})) return sets;
  for (std::size_t v = 0; v < graph.can_fail.size(); ++v)
    if (part(v) && cuts(graph, {v})) sets.single.push_back(v);
  for (std::size_t v = 0; v < graph.can_fail.size(); ++v)
    for (std::size_t w = v + 1; w < graph.can_fail.size(); ++w)
      if (part(v) && part(w) && cuts(graph, {v, w}) && (careless || (!cuts(graph, {v}) && !cuts(graph, {w}))))
        sets.pairs.emplace_back(v, w);
  return sets;
}

WayGraph graph_of(std::size_t vertices, Pairs ways) {
  WayGraph graph;
  graph.can_fail.assign(vertices, true);
  graph.ways = std::move(ways);
  graph.source = 0;
  graph.sink = vertices - 1;
  return graph;
}

TEST(CutSets, AChainBreaksAtEachLink) {
  const WayGraph chain = graph_of(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  EXPECT_EQ(minimal_cut_sets(chain).single, (std::vector<std::size_t>{1, 2, 3}));
  EXPECT_TRUE(minimal_cut_sets(chain).pairs.empty());
  EXPECT_EQ(smallest_cut(chain), 1u);
}

TEST(CutSets, TheBridgeHasItsKnownCuts) {
  // two ways of two parts, s → 1 → 3 → t and s → 2 → 4 → t, and a cross-over 5 from either to the other
  const WayGraph bridge =
      graph_of(7, {{0, 1}, {0, 2}, {1, 3}, {2, 4}, {3, 6}, {4, 6}, {1, 5}, {5, 4}, {2, 5}, {5, 3}});
  EXPECT_TRUE(minimal_cut_sets(bridge).single.empty());
  // {1, 4} and {2, 3} leave a way over 5; with 5 they cut, in three
  EXPECT_EQ(minimal_cut_sets(bridge).pairs, (Pairs{{1, 2}, {3, 4}}));
  EXPECT_EQ(smallest_cut(bridge), 2u);
}

TEST(CutSets, WhatCannotFailAndWhatIsNotConnectedCutsNothing) {
  WayGraph chain = graph_of(4, {{0, 1}, {1, 2}, {2, 3}});
  chain.can_fail[1] = false;
  EXPECT_EQ(minimal_cut_sets(chain).single, (std::vector<std::size_t>{2}));
  chain.can_fail[2] = false;
  EXPECT_EQ(smallest_cut(chain), std::nullopt);
  EXPECT_EQ(smallest_cut(graph_of(3, {{0, 1}})), 0u);
  EXPECT_TRUE(minimal_cut_sets(graph_of(3, {{0, 1}})).single.empty());
}

TEST(CutSets, ThreeWaysSideBySideNeedThreeFailures) {
  const WayGraph three = graph_of(5, {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}});
  EXPECT_TRUE(minimal_cut_sets(three).single.empty());
  EXPECT_TRUE(minimal_cut_sets(three).pairs.empty());
  EXPECT_EQ(smallest_cut(three), 3u);
}

TEST(CutSets, RandomGraphsAsByRemovingParts) {
  std::mt19937_64 bits(5);
  std::size_t pairs = 0, singles = 0, careless_differs = 0;
  for (int round = 0; round < 300; ++round) {
    WayGraph graph = graph_of(9, {});
    for (std::size_t v = 0; v < 9; ++v) graph.can_fail[v] = bits() % 5 != 0;
    for (std::size_t v = 0; v < 9; ++v)
      for (std::size_t w = 0; w < 9; ++w)
        if (v != w && !(v == 0 && w == 8) && bits() % 4 == 0) graph.ways.emplace_back(v, w);
    const CutSets found = minimal_cut_sets(graph), known = by_removal(graph);
    EXPECT_EQ(found.single, known.single);
    EXPECT_EQ(found.pairs, known.pairs);
    careless_differs += by_removal(graph, true).pairs != found.pairs;
    singles += known.single.size();
    pairs += known.pairs.size();

    // the smallest number of parts, as the lists say
    const auto smallest = smallest_cut(graph);
    if (cuts(graph, {})) {
      EXPECT_EQ(smallest, 0u);
    } else if (!known.single.empty()) {
      EXPECT_EQ(smallest, 1u);
    } else if (!known.pairs.empty()) {
      EXPECT_EQ(smallest, 2u);
    } else {
      EXPECT_TRUE(!smallest || *smallest > 2u);
    }
  }
  EXPECT_GT(singles, 50u);
  EXPECT_GT(pairs, 50u);
  EXPECT_GT(careless_differs, 50u) << "the check tells minimal from not minimal";
}

}  // namespace
}  // namespace fengsui
