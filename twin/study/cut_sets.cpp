#include "twin/study/cut_sets.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>

namespace fengsui {

namespace {

using Digraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

// The vertices that every way from source to sink passes, without the two: the dominators of the sink.
// Nothing when there is no way. `without`: a vertex that has failed.
std::optional<std::vector<std::size_t>> on_every_way(const WayGraph& graph,
                                                     std::optional<std::size_t> without = {}) {
  // what cannot be reached has no part in it, and the algorithm does not expect it
  std::vector<bool> reached(graph.can_fail.size(), false);
  std::vector<std::size_t> next{graph.source};
  reached[graph.source] = true;
  while (!next.empty()) {
    const std::size_t here = next.back();
    next.pop_back();
    for (const auto& [from, to] : graph.ways)
      if (from == here && to != without && !reached[to]) {
        reached[to] = true;
        next.push_back(to);
      }
  }
  if (!reached[graph.sink]) return {};
  Digraph digraph(graph.can_fail.size());
  for (const auto& [from, to] : graph.ways)
    if (reached[from] && reached[to]) boost::add_edge(from, to, digraph);
  const auto none = boost::graph_traits<Digraph>::null_vertex();
  std::vector<Digraph::vertex_descriptor> dominator(graph.can_fail.size(), none);
  boost::lengauer_tarjan_dominator_tree(
      digraph, graph.source,
      boost::make_iterator_property_map(dominator.begin(), boost::get(boost::vertex_index, digraph)));
  std::vector<std::size_t> found;
  for (auto vertex = dominator[graph.sink]; vertex != graph.source && vertex != none;
       vertex = dominator[vertex])
    if (graph.can_fail[vertex]) found.push_back(vertex);
  std::ranges::sort(found);
  return found;
}

}  // namespace

CutSets minimal_cut_sets(const WayGraph& graph) {
  CutSets sets;
  const auto single = on_every_way(graph);
  if (!single) return sets;
  sets.single = *single;
  // with one more part gone, what every remaining way passes is the other half of a pair
  for (std::size_t vertex = 0; vertex < graph.can_fail.size(); ++vertex) {
    if (!graph.can_fail[vertex] || vertex == graph.source || vertex == graph.sink) continue;
    if (std::ranges::binary_search(sets.single, vertex)) continue;
    const auto others = on_every_way(graph, vertex);
    if (!others) continue;
    for (const std::size_t other : *others)
      if (other > vertex && !std::ranges::binary_search(sets.single, other))
        sets.pairs.emplace_back(vertex, other);
  }
  return sets;
}

std::optional<std::size_t> smallest_cut(const WayGraph& graph) {
  using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Flow = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS, boost::no_property,
      boost::property<boost::edge_capacity_t, long,
                      boost::property<boost::edge_residual_capacity_t, long,
                                      boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

  // each vertex becomes an edge from its entry to its exit, as wide as it is hard to break
  const std::size_t count = graph.can_fail.size();
  const auto unbreakable = static_cast<long>(count) + 1;
  Flow flow(2 * count);
  const auto add = [&](std::size_t from, std::size_t to, long capacity) {
    const auto forth = boost::add_edge(from, to, flow).first;
    const auto back = boost::add_edge(to, from, flow).first;
    boost::put(boost::edge_capacity, flow, forth, capacity);
    boost::put(boost::edge_capacity, flow, back, 0L);
    boost::put(boost::edge_reverse, flow, forth, back);
    boost::put(boost::edge_reverse, flow, back, forth);
  };
  for (std::size_t vertex = 0; vertex < count; ++vertex) {
    const bool end = vertex == graph.source || vertex == graph.sink;
    add(vertex, vertex + count, graph.can_fail[vertex] && !end ? 1 : unbreakable);
  }
  for (const auto& [from, to] : graph.ways) add(from + count, to, unbreakable);

  const long most = boost::edmonds_karp_max_flow(flow, graph.source, graph.sink + count);
  if (most >= unbreakable) return {};
  return static_cast<std::size_t>(most);
}

}  // namespace fengsui
